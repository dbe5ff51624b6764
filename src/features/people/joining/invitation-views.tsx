import { useWords } from '../../../core/messages/index.js';
import { DeskNav } from '../../../core/ui/desks.js';
import { Field, Problem, TextArea } from '../../../core/ui/form.js';
import { AccountFrame, type Returned } from '../account/views.js';
import { type Invitation, type InvitationRequest, MOST_ASKED } from './invitations.js';
import type { Waiting } from './waiting-list.js';

const Notice = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="notice" role="status">
      {text}
    </p>
  ) : null;

/** `returned` is what came with the form of this invitation, when it could not be sent. */
function OwnInvitation({
  invitation,
  origin,
  returned,
}: {
  invitation: Invitation;
  origin: string;
  returned: Returned | null;
}) {
  const w = useWords();
  const i = w.joining.invitations;
  const { id, code, email, sentAt, usedAt } = invitation;
  const link = `${origin}/join?invitation=${code}`;
  if (usedAt) return <li class="help">{i.used(w.day(usedAt))}</li>;
  return (
    <li>
      <p>
        <a href={link}>{link}</a>
        <br />
        <span class="help">{email && sentAt ? i.sentTo(email, w.day(sentAt)) : i.unused}</span>
      </p>
      <form method="post" action="/account/invitations/send" class="inline-form">
        <input type="hidden" name="invitation" value={id} />
        <Field
          name="email"
          // The list of faults leads to the field by its usual id.
          {...(returned ? {} : { id: `email-${id}` })}
          type="email"
          label={i.sendTo}
          value={returned?.values.email ?? email ?? ''}
          fault={returned?.faults.email}
        />
        <p>
          <button type="submit">{email ? i.sendAgain : i.send}</button>
        </p>
      </form>
    </li>
  );
}

/** A member's own invitations. */
export function InvitationsView({
  invitations,
  asked,
  origin,
  values,
  faults,
  summary,
  notice,
}: Returned & { invitations: readonly Invitation[]; asked: number | null; origin: string }) {
  const w = useWords();
  const i = w.joining.invitations;
  return (
    <AccountFrame title={i.title} returned={{ values, faults, summary, notice }}>
      <p>{invitations.length > 0 ? i.lead : i.none}</p>
      <ul class="plain">
        {invitations.map((invitation) => (
          <OwnInvitation
            key={invitation.id}
            invitation={invitation}
            origin={origin}
            returned={values.invitation === invitation.id ? { values, faults } : null}
          />
        ))}
      </ul>
      <h2>{i.ask}</h2>
      {asked === null ? <p>{i.askLead}</p> : <p>{i.asked(asked)}</p>}
      <form method="post" action="/account/invitations/ask" class="form">
        <Field
          name="wanted"
          type="number"
          label={i.wanted}
          help={i.wantedFault}
          min={1}
          max={MOST_ASKED}
          value={values.wanted ?? ''}
          fault={faults.wanted}
          required
        />
        <TextArea name="reason" label={i.reason} value={values.reason ?? ''} fault={faults.reason} required />
        <p>
          <button type="submit" class="primary">
            {i.ask}
          </button>
        </p>
      </form>
    </AccountFrame>
  );
}

const Hidden = ({ name, value }: { name: string; value: string }) => (
  <input type="hidden" name={name} value={value} />
);

function WaitingList({ waiting, total }: { waiting: readonly Waiting[]; total: number }) {
  const w = useWords();
  const d = w.joining.desk;
  if (total === 0) return <p>{d.nobody}</p>;
  return (
    <>
      <p>{d.queue(total)}</p>
      <ol class="plain">
        {waiting.map(({ key, email, reason, createdAt }) => (
          <li key={key}>
            <p>
              <bdi>{email}</bdi> <span class="help">{d.since(w.day(createdAt))}</span>
            </p>
            {reason ? (
              <blockquote class="said" dir="auto">
                {reason}
              </blockquote>
            ) : null}
            <form method="post" action="/admin/invitations">
              <Hidden name="waiting" value={String(key)} />
              <button type="submit" name="act" value="remove" class="quiet">
                {d.remove}
              </button>
            </form>
          </li>
        ))}
      </ol>
      <form method="post" action="/admin/invitations">
        <p>
          <label for="count">{d.inviteFirst}</label>{' '}
          <input
            type="number"
            id="count"
            name="count"
            min={1}
            max={1000}
            value={Math.min(10, total)}
            class="short"
          />{' '}
          {d.people}{' '}
          <button type="submit" name="act" value="invite" class="primary">
            {w.joining.invitations.send}
          </button>
        </p>
      </form>
    </>
  );
}

function Requests({ requests }: { requests: readonly InvitationRequest[] }) {
  const d = useWords().joining.desk;
  if (requests.length === 0) return <p>{d.noRequests}</p>;
  return (
    <ul class="plain">
      {requests.map(({ id, login, wanted, reason }) => (
        <li key={id}>
          <p>{d.asksFor(login, wanted)}</p>
          <blockquote class="said" dir="auto">
            {reason}
          </blockquote>
          <form method="post" action="/admin/invitations">
            <Hidden name="request" value={id} />
            <button type="submit" name="act" value="grant">
              {d.grant}
            </button>{' '}
            <button type="submit" name="act" value="refuse" class="quiet">
              {d.refuse}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

/** The desk of whoever may invite. */
export function InvitationDeskView({
  waiting,
  total,
  requests,
  hint,
  values,
  faults,
  summary,
  notice,
}: Returned & {
  waiting: readonly Waiting[];
  total: number;
  requests: readonly InvitationRequest[];
  hint: string | null;
}) {
  const w = useWords();
  const d = w.joining.desk;
  return (
    <section class="form">
      <DeskNav />
      <h1>{d.title}</h1>
      <Notice text={notice} />
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <p>{d.lead}</p>
      {hint ? <p class="help">{hint}</p> : null}
      <WaitingList waiting={waiting} total={total} />
      <h2>{d.requests}</h2>
      <Requests requests={requests} />
      <h2>{d.direct}</h2>
      <p>{d.directLead}</p>
      <form method="post" action="/admin/invitations">
        <Field
          name="email"
          type="email"
          label={d.email}
          value={values.email ?? ''}
          fault={faults.email}
          required
        />
        <p>
          <button type="submit" name="act" value="direct">
            {w.joining.invitations.send}
          </button>
        </p>
      </form>
      <h2>{d.giveMember}</h2>
      <form method="post" action="/admin/invitations">
        <Field name="login" label={d.login} value={values.login ?? ''} fault={faults.login} required />
        <Field
          name="given"
          type="number"
          label={w.joining.invitations.wanted}
          min={1}
          max={MOST_ASKED}
          value={values.given ?? '1'}
          fault={faults.given}
          required
        />
        <p>
          <button type="submit" name="act" value="give">
            {d.grant}
          </button>
        </p>
      </form>
    </section>
  );
}

import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import type { Settings } from '../../../core/settings.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { Field, Problem, TextArea } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { AccountFields } from '../account-fields.js';

interface Returned {
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string | undefined;
}

const Agreement = ({ name, checked, children }: { name: string; checked: boolean; children: string }) => (
  <label class="check">
    <input type="checkbox" name={name} value="yes" checked={checked} /> {children}
  </label>
);

/** The form itself, for whoever may join. */
export function JoinView({
  archiveName,
  invitation,
  values,
  faults,
  summary,
}: Returned & { archiveName: string; invitation: string | null }) {
  const w = useWords();
  const j = w.joining;
  return (
    <form method="post" action="/join" class="form">
      <h1>{j.title(archiveName)}</h1>
      <p>
        {j.lead} <a href="/login">{j.haveOne}</a>
      </p>
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      {invitation === null ? null : <input type="hidden" name="invitation" value={invitation} />}
      <AccountFields values={values} faults={faults} />
      <fieldset
        class={faults.agree ? 'field has-fault' : 'field'}
        id="field-agree"
        aria-describedby={faults.agree ? 'fault-agree' : undefined}
      >
        <legend>{j.agree}</legend>
        <div class="choices">
          <Agreement name="age" checked={values.age === 'yes'}>
            {j.age}
          </Agreement>
          <Agreement name="terms" checked={values.terms === 'yes'}>
            {j.terms}
          </Agreement>
          <Agreement name="data" checked={values.data === 'yes'}>
            {j.data}
          </Agreement>
        </div>
        <p class="help">
          <a href="/terms" target="_blank" rel="noopener">
            {j.readTerms}
          </a>
        </p>
        {faults.agree ? (
          <p class="fault" id="fault-agree">
            {faults.agree}
          </p>
        ) : null}
      </fieldset>
      <p>
        <button type="submit" class="primary">
          {j.send}
        </button>
      </p>
    </form>
  );
}

export function ClosedView({ archiveName }: { archiveName: string }) {
  const w = useWords();
  return (
    <section class="apart narrow">
      <h1>{w.joining.title(archiveName)}</h1>
      <p>{w.joining.closed}</p>
      <p>
        <a href="/login">{w.joining.haveOne}</a>
      </p>
    </section>
  );
}

/** For whoever has no invitation, or not a good one. */
export function InvitationNeeded({
  archiveName,
  invitation,
  fault,
  queue,
}: {
  archiveName: string;
  invitation: string;
  fault?: string | undefined;
  queue: Returned;
}) {
  const w = useWords();
  const j = w.joining;
  return (
    <section class="form">
      <h1>{j.title(archiveName)}</h1>
      <p>
        {j.invitationNeeded} <a href="/login">{j.haveOne}</a>
      </p>
      <form method="get" action="/join">
        <Field
          name="invitation"
          label={j.invitation}
          help={j.invitationHelp}
          value={invitation}
          fault={fault}
          autocomplete="off"
        />
        <p>
          <button type="submit">{j.useInvitation}</button>
        </p>
      </form>
      <form method="post" action="/join/queue">
        <h2>{j.queue.title}</h2>
        <p>{j.queue.lead}</p>
        {queue.summary ? <Problem summary={queue.summary} fields={queue.faults} /> : null}
        <Field
          name="email"
          type="email"
          label={w.people.email}
          value={queue.values.email ?? ''}
          fault={queue.faults.email}
          autocomplete="email"
          required
        />
        <TextArea
          name="reason"
          label={j.queue.reason}
          help={j.queue.reasonHelp}
          value={queue.values.reason ?? ''}
          fault={queue.faults.reason}
        />
        <p>
          <button type="submit" class="primary">
            {j.queue.send}
          </button>
        </p>
      </form>
    </section>
  );
}

/** One's place among those who wait. */
export function PlaceView({ token, place, settings }: { token: string; place: number; settings: Settings }) {
  const w = useWords();
  const q = w.joining.queue;
  return (
    <section class="apart narrow">
      <h1>{q.waiting}</h1>
      <p>{q.place(place)}</p>
      <p>
        {settings.invitedAtOnce > 0 ? q.pace(settings.invitedAtOnce, settings.invitedEveryHours) : q.byHand}
      </p>
      <form method="post" action={`/join/place/${token}`}>
        <p>
          <button type="submit">{q.leave}</button>
        </p>
      </form>
    </section>
  );
}

/** A page that says one thing, with a link or a button where something can be done. */
export function SayView({
  title,
  lines,
  button,
  link,
}: {
  title: string;
  lines: readonly string[];
  button?: { action: string; label: string };
  link?: { to: string; label: string };
}) {
  return (
    <section class="apart narrow">
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {button ? (
        <form method="post" action={button.action}>
          <p>
            <button type="submit" class="primary">
              {button.label}
            </button>
          </p>
        </form>
      ) : null}
      {link ? (
        <p>
          <a href={link.to}>{link.label}</a>
        </p>
      ) : null}
    </section>
  );
}

export function TermsView({ archiveName, own }: { archiveName: string; own: SafeHtml | null }) {
  const w = useWords();
  const t = w.joining.termsPage;
  return (
    <article>
      <h1>{t.title}</h1>
      <p>{t.lead(archiveName)}</p>
      <ul class="prose">
        {t.always.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {own ? (
        <section>
          <h2>{t.own}</h2>
          <Prose html={own} />
        </section>
      ) : null}
    </article>
  );
}

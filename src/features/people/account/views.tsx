import type { ComponentChildren } from 'preact';
import type { FieldFaults } from '../../../core/errors.js';
import { type Messages, useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { Field, Problem } from '../../../core/ui/form.js';
import type { OwnAccount } from './change.js';
import type { Session } from './sessions.js';

export interface Returned {
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string | undefined;
  notice?: string | undefined;
}

interface AccountPage {
  path: string;
  name(words: Messages): string;
}

/** The pages of one's own account. A room that has one more adds a line here. */
const PAGES: readonly AccountPage[] = [
  { path: '/account', name: (w) => w.account.pages.overview },
  { path: '/account/preferences', name: (w) => w.preferences.title },
  { path: '/account/filters', name: (w) => w.find.mine.title },
  { path: '/account/pseuds', name: (w) => w.pseuds.title },
  { path: '/account/sessions', name: (w) => w.account.pages.sessions },
  { path: '/account/password', name: (w) => w.account.pages.password },
  { path: '/account/second-factor', name: (w) => w.secondFactor.title },
  { path: '/account/name', name: (w) => w.account.pages.name },
  { path: '/account/email', name: (w) => w.account.pages.email },
  { path: '/account/invitations', name: (w) => w.account.pages.invitations },
  { path: '/account/orphan', name: (w) => w.leaving.orphan.title },
  { path: '/account/delete', name: (w) => w.leaving.delete.title },
];

/** Around every page of one's own account. */
export function AccountFrame({
  title,
  returned,
  children,
}: {
  title: string;
  returned?: Returned;
  children: ComponentChildren;
}) {
  const w = useWords();
  const { here } = useSurroundings();
  const path = here.split('?')[0];
  return (
    <>
      <nav class="desks" aria-label={w.account.nav}>
        <ul>
          {PAGES.map((one) => (
            <li key={one.path}>
              <a href={one.path} aria-current={path === one.path ? 'page' : undefined}>
                {one.name(w)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1>{title}</h1>
      {returned?.notice ? (
        <p class="notice" role="status">
          {returned.notice}
        </p>
      ) : null}
      {returned?.summary ? <Problem summary={returned.summary} fields={returned.faults} /> : null}
      {children}
    </>
  );
}

export function OverviewView({ account }: { account: OwnAccount }) {
  const w = useWords();
  const a = w.account;
  return (
    <AccountFrame title={a.title}>
      <p>{a.lead(account.login)}</p>
      <dl class="facts">
        <dt>{a.current.name}</dt>
        <dd>{account.login}</dd>
        <dt>{a.current.email}</dt>
        <dd>
          <bdi>{account.email}</bdi>
        </dd>
        <dt>{a.current.since}</dt>
        <dd>{w.day(account.createdAt)}</dd>
      </dl>
    </AccountFrame>
  );
}

export function SessionsView({ sessions, returned }: { sessions: readonly Session[]; returned: Returned }) {
  const w = useWords();
  const s = w.account.sessions;
  const { timeZone } = useSurroundings();
  return (
    <AccountFrame title={w.account.pages.sessions} returned={returned}>
      <p>{s.lead}</p>
      <ul class="entries">
        {sessions.map((session) => (
          <li key={session.id}>
            <p>
              <strong>{session.device ?? s.unknown}</strong>
              {session.here ? ` · ${s.here}` : ''}
              <br />
              <span class="help">
                {s.since(w.moment(session.createdAt, timeZone), w.moment(session.seenAt, timeZone))}
              </span>
            </p>
            {session.here ? null : (
              <form method="post" action="/account/sessions">
                <button type="submit" name="session" value={session.id}>
                  {s.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" action="/account/sessions">
          <button type="submit" name="others" value="yes" class="primary">
            {s.endOthers}
          </button>
        </form>
      ) : (
        <p>{s.alone}</p>
      )}
    </AccountFrame>
  );
}

/** A form that asks for the password before it changes something. */
export function GuardedForm({
  id,
  action,
  save,
  faults,
  login,
  children,
}: {
  /** Where a page has several such forms. */
  id?: string;
  action: string;
  save: string;
  faults: FieldFaults;
  login: string;
  children?: ComponentChildren;
}) {
  const w = useWords();
  return (
    <form method="post" action={action} class="form">
      {/* Password managers learn from it whose password this is. */}
      <input type="text" name="username" value={login} autocomplete="username" hidden readonly />
      {children}
      <Field
        name="current"
        {...(id ? { id: `current-${id}` } : {})}
        type="password"
        label={w.account.passwordNow}
        help={w.account.passwordNowHelp}
        fault={faults.current}
        autocomplete="current-password"
        required
      />
      <p>
        <button type="submit" class="primary">
          {save}
        </button>
      </p>
    </form>
  );
}

interface ChangeProps {
  account: OwnAccount;
  returned: Returned;
}

export function PasswordView({ account, returned }: ChangeProps) {
  const w = useWords();
  const p = w.account.password;
  return (
    <AccountFrame title={w.account.pages.password} returned={returned}>
      <p>{p.lead}</p>
      <GuardedForm action="/account/password" save={p.save} faults={returned.faults} login={account.login}>
        <Field
          name="password"
          type="password"
          label={p.new}
          help={w.people.passwordHelp}
          fault={returned.faults.password}
          autocomplete="new-password"
          required
        />
      </GuardedForm>
    </AccountFrame>
  );
}

export function NameView({ account, returned }: ChangeProps) {
  const w = useWords();
  const n = w.account.name;
  const soon = account.nameFreeAt && n.soon(w.day(account.nameFreeAt));
  return (
    // Without the form there is no field to lead to.
    <AccountFrame title={w.account.pages.name} returned={soon ? { ...returned, faults: {} } : returned}>
      <p>{n.lead}</p>
      {soon ? (
        returned.summary === soon ? null : (
          <p>{soon}</p>
        )
      ) : (
        <GuardedForm action="/account/name" save={n.save} faults={returned.faults} login={account.login}>
          <Field
            name="login"
            label={n.new}
            help={w.people.nameHelp}
            value={returned.values.login ?? account.login}
            fault={returned.faults.login}
            autocomplete="off"
            required
          />
        </GuardedForm>
      )}
    </AccountFrame>
  );
}

export function EmailView({ account, returned }: ChangeProps) {
  const w = useWords();
  const e = w.account.email;
  return (
    <AccountFrame title={w.account.pages.email} returned={returned}>
      <p>{e.lead}</p>
      {account.waitingEmail ? (
        <form method="post" action="/account/email/forget">
          <p>
            {e.waits(account.waitingEmail)} <button type="submit">{e.forget}</button>
          </p>
        </form>
      ) : null}
      <GuardedForm action="/account/email" save={e.save} faults={returned.faults} login={account.login}>
        <Field
          name="email"
          type="email"
          label={e.new}
          value={returned.values.email ?? ''}
          fault={returned.faults.email}
          autocomplete="email"
          required
        />
      </GuardedForm>
    </AccountFrame>
  );
}

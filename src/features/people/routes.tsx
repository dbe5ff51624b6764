import type { App } from '../../core/app.js';
import { safePath } from '../../core/http/forms.js';
import { forgetKept, hasKept, KEPT_PATH, noKept } from '../../core/http/kept-forms.js';
import { addressKey, veiled } from '../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../core/http/route.js';
import { SESSION_COOKIE } from '../../core/http/session.js';
import { LIMITS } from '../../core/limits.js';
import { accountRoutes } from './account/routes.js';
import { endSession } from './actions.js';
import { invitationRoutes } from './joining/invitation-routes.js';
import { confirmAgain } from './joining/join.js';
import { deskOf, joiningRoutes } from './joining/routes.js';
import { SayView } from './joining/views.js';
import { keptRoutes } from './kept.js';
import { noticeRoutes } from './notices.js';
import { refuseWhenBusy, verifyPassword } from './password.js';
import { preferenceRoutes } from './preferences/routes.js';
import { pseudRoutes } from './pseuds/routes.js';
import { accountForLogin } from './queries.js';
import { emailKey, logInKey } from './schema.js';
import { secondFactorRoutes } from './second-factor/account-routes.js';
import { askSecondProof, secondLogInRoutes } from './second-factor/log-in-routes.js';
import { partyOf } from './second-factor/passkeys.js';
import { LogInView } from './views.js';
import { leadsTo, welcome } from './welcome.js';

interface LogInFault {
  fault?: string;
  /** The password was right, but the mail waits for its confirmation. */
  unconfirmed?: boolean;
}

/** What an earlier step has to say on this page. */
function logInNotice(ask: Ask): string | undefined {
  const { confirm, reset } = ask.words.joining;
  if (ask.query.has('late')) return ask.words.secondFactor.logIn.gone;
  if (ask.query.has('confirmed')) return confirm.done;
  if (leadsTo(ask) === KEPT_PATH && hasKept(ask.cookies)) return ask.words.keeping.logIn;
  return ask.query.has('reset') ? reset.done : undefined;
}

function logInPage(ask: Ask, { fault, unconfirmed = false }: LogInFault = {}): Answer {
  return page(
    ask.words.people.logIn,
    <LogInView
      to={leadsTo(ask)}
      name={ask.form.text('name')}
      fault={fault}
      unconfirmed={unconfirmed}
      notice={fault ? undefined : logInNotice(ask)}
      hasPasskeys={partyOf(ask.origin, ask.settings.name) !== null}
      mayJoin={ask.settings.joining !== 'closed'}
    />,
    { status: fault ? 422 : 200, head: { robots: 'noindex', scripts: ['passkey.js'] } },
  );
}

/** The password is right, but nobody has shown yet that the mail is theirs. */
async function unconfirmed(app: App, ask: Ask, account: { id: number; email: string }): Promise<Answer> {
  const j = ask.words.joining;
  if (!ask.form.has('again')) return logInPage(ask, { fault: j.unconfirmed, unconfirmed: true });
  await app.limiter.act('letter', veiled(emailKey(account.email)));
  await confirmAgain(app.db, deskOf(ask), account.id, ask.now);
  const lines = [j.confirmSent(account.email), j.notThere];
  return page(j.nearlyThere, <SayView title={j.nearlyThere} lines={lines} />, {
    head: { robots: 'noindex' },
  });
}

async function logIn(app: App, ask: Ask): Promise<Answer> {
  // Whoever is turned away has not tried: it counts against nobody, and a flood costs the database nothing.
  refuseWhenBusy();
  const name = ask.form.text('name').slice(0, LIMITS.email);
  const byAddress = `a:${veiled(addressKey(ask.address))}`;
  // By what the account is looked up with, so that no other spelling of a mail gives more attempts.
  const byName = `n:${veiled(logInKey(name))}`;
  await app.limiter.act('login', byAddress);
  await app.limiter.act('login', byName);
  const account = await accountForLogin(app.db, name);
  const right = await verifyPassword(
    account?.password_hash ?? null,
    ask.form.text('password').slice(0, 1000),
  );
  if (!right || !account) return logInPage(ask, { fault: ask.words.people.wrong });
  await app.limiter.forgive('login', byName);
  await app.limiter.refund('login', byAddress);
  if (!account.email_confirmed_at) return unconfirmed(app, ask, account);
  const remember = ask.form.has('remember');
  return (
    (await askSecondProof(app, ask, account.id, remember)) ??
    redirect(leadsTo(ask), { cookies: [await welcome(app, ask, account.id, remember)] })
  );
}

async function logOut(app: App, ask: Ask): Promise<Answer> {
  const token = ask.cookies[SESSION_COOKIE];
  if (token) await endSession(app.db, token);
  await forgetKept(app.db, ask.cookies);
  return redirect('/', { cookies: [{ name: SESSION_COOKIE, value: null }, noKept] });
}

export const peopleRoutes = (app: App): Route[] => [
  ...joiningRoutes(app),
  ...accountRoutes(app),
  ...invitationRoutes(app),
  ...pseudRoutes(app),
  ...preferenceRoutes(app),
  ...secondFactorRoutes(app),
  ...secondLogInRoutes(app),
  open('GET', '/login', (ask) =>
    ask.viewer.kind === 'member' ? redirect(safePath(ask.query.get('to') ?? '/')) : logInPage(ask),
  ),
  open('POST', '/login', (ask) => logIn(app, ask), { does: 'nothing' }),
  open('POST', '/logout', (ask) => logOut(app, ask), { does: 'nothing' }),
  ...noticeRoutes(app),
  ...keptRoutes(app),
];

import type { App } from '../../../core/app.js';
import { AppError, badInput } from '../../../core/errors.js';
import { addressKey, veiled } from '../../../core/http/rate-limit.js';
import {
  type Answer,
  type Ask,
  type MemberAsk,
  members,
  open,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { SESSION_COOKIE } from '../../../core/http/session.js';
import { findLink } from '../joining/links.js';
import { deskOf } from '../joining/routes.js';
import { SayView } from '../joining/views.js';
import { emailKey, emailOf, loginOf, passwordOf } from '../schema.js';
import {
  askForEmail,
  changeLogin,
  changePassword,
  checkPassword,
  confirmNewEmail,
  forgetWaitingEmail,
  type OwnAccount,
  ownAccount,
} from './change.js';
import { endOtherSessions, endSessionOf, sessionsOf } from './sessions.js';
import { EmailView, NameView, OverviewView, PasswordView, type Returned, SessionsView } from './views.js';

const nothing: Returned = { values: {}, faults: {} };
const tokenOf = (ask: Ask): string => ask.cookies[SESSION_COOKIE] ?? '';
const account = (app: App, ask: MemberAsk): Promise<OwnAccount> =>
  ownAccount(app.db, ask.viewer.accountId, ask.now);

type View = (props: { account: OwnAccount; returned: Returned }) => ReturnType<typeof NameView>;

interface Change {
  path: string;
  title(ask: Ask): string;
  view: View;
  /** What is said after it was done. */
  done(ask: Ask): string;
  /** Reads the form and carries it out; its password was right. @throws badInput */
  act(app: App, ask: MemberAsk, of: OwnAccount): Promise<void>;
}

async function show(app: App, ask: MemberAsk, change: Change, returned: Returned): Promise<Answer> {
  const View = change.view;
  return page(change.title(ask), <View account={await account(app, ask)} returned={returned} />, {
    status: returned.summary ? 422 : 200,
  });
}

/** Guesses at the password are counted as those at the log-in are. */
async function carryOut(app: App, ask: MemberAsk, change: Change): Promise<Answer> {
  const who = `c:${ask.viewer.accountId}`;
  await app.limiter.act('login', who);
  try {
    await checkPassword(app.db, ask.viewer.accountId, ask.form.text('current'), deskOf(ask));
    await app.limiter.forgive('login', who);
    await change.act(app, ask, await account(app, ask));
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return show(app, ask, change, { values: ask.form.values(), faults: error.fields, summary: error.safe });
  }
  return redirect(`${change.path}?done`);
}

const PASSWORD: Change = {
  path: '/account/password',
  title: (ask) => ask.words.account.pages.password,
  view: PasswordView,
  done: (ask) => ask.words.account.password.done,
  act: (app, ask, of) =>
    changePassword(
      app.db,
      deskOf(ask),
      of,
      { password: passwordOf(ask.form.text('password'), ask.words), token: tokenOf(ask) },
      ask.now,
    ),
};

const NAME: Change = {
  path: '/account/name',
  title: (ask) => ask.words.account.pages.name,
  view: NameView,
  done: (ask) => ask.words.account.name.done,
  act: (app, ask, of) =>
    changeLogin(app.db, deskOf(ask), of, loginOf(ask.form.text('login'), ask.words), ask.now),
};

const EMAIL: Change = {
  path: '/account/email',
  title: (ask) => ask.words.account.pages.email,
  view: EmailView,
  done: (ask) => ask.words.account.email.sent,
  async act(app, ask, of) {
    const email = emailOf(ask.form.text('email'), ask.words);
    await app.limiter.act('letters', veiled(addressKey(ask.address)));
    await app.limiter.act('letter', veiled(emailKey(email)));
    await askForEmail(app.db, deskOf(ask), of, email, ask.now);
  },
};

const changeRoutes = (app: App, change: Change): Route[] => [
  members('GET', change.path, (ask) =>
    show(app, ask, change, ask.query.has('done') ? { ...nothing, notice: change.done(ask) } : nothing),
  ),
  members('POST', change.path, (ask) => carryOut(app, ask, change), { does: 'nothing' }),
];

async function showSessions(app: App, ask: MemberAsk): Promise<Answer> {
  const { ended } = ask.words.account.sessions;
  const sessions = await sessionsOf(app.db, ask.viewer.accountId, tokenOf(ask), ask.now);
  const returned = ask.query.has('done') ? { ...nothing, notice: ended } : nothing;
  return page(ask.words.account.pages.sessions, <SessionsView sessions={sessions} returned={returned} />);
}

async function endSessions(app: App, ask: MemberAsk): Promise<Answer> {
  const { accountId } = ask.viewer;
  if (ask.form.has('others')) await endOtherSessions(app.db, accountId, tokenOf(ask));
  else if (ask.form.has('session')) await endSessionOf(app.db, accountId, ask.form.text('session'));
  else throw badInput(ask.words.home.setup.summary);
  return redirect('/account/sessions?done');
}

const secret = { head: { robots: 'noindex' }, headers: { 'referrer-policy': 'no-referrer' } };

function goneEmail(ask: Ask, text: string): Answer {
  const { title } = ask.words.account.email;
  const link = { to: '/account/email', label: ask.words.account.pages.email };
  return page(title, <SayView title={title} lines={[text]} link={link} />, { ...secret, status: 410 });
}

/** Whoever follows the link may be logged out, or sit at another device: the letter is proof enough. */
async function showConfirmEmail(app: App, ask: Ask): Promise<Answer> {
  const token = ask.params.token ?? '';
  const link = await findLink(app.db, 'email', token, ask.now);
  if (!link) return goneEmail(ask, ask.words.joining.confirm.gone);
  const e = ask.words.account.email;
  return page(
    e.title,
    <SayView
      title={e.title}
      lines={[e.confirmLead(link.email)]}
      button={{ action: `/confirm-email/${token}`, label: e.confirm }}
    />,
    secret,
  );
}

async function sendConfirmEmail(app: App, ask: Ask): Promise<Answer> {
  try {
    await confirmNewEmail(app.db, deskOf(ask), ask.params.token ?? '', ask.now);
  } catch (error) {
    if (error instanceof AppError && error.status === 410) return goneEmail(ask, error.safe);
    throw error;
  }
  const e = ask.words.account.email;
  return page(
    e.title,
    <SayView title={e.title} lines={[e.done]} link={{ to: '/account', label: ask.words.account.title }} />,
    secret,
  );
}

export const accountRoutes = (app: App): Route[] => [
  members('GET', '/account', async (ask) =>
    page(ask.words.account.title, <OverviewView account={await account(app, ask)} />),
  ),
  members('GET', '/account/sessions', (ask) => showSessions(app, ask)),
  members('POST', '/account/sessions', (ask) => endSessions(app, ask), { does: 'nothing' }),
  ...changeRoutes(app, PASSWORD),
  ...changeRoutes(app, NAME),
  ...changeRoutes(app, EMAIL),
  members(
    'POST',
    '/account/email/forget',
    async (ask) => {
      await forgetWaitingEmail(app.db, ask.viewer.accountId);
      return redirect('/account/email');
    },
    { does: 'nothing' },
  ),
  open('GET', '/confirm-email/:token', (ask) => showConfirmEmail(app, ask)),
  open('POST', '/confirm-email/:token', (ask) => sendConfirmEmail(app, ask)),
];

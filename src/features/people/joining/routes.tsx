import { z } from 'zod';
import type { App } from '../../../core/app.js';
import { AppError, badInput, type FieldFaults, notFound } from '../../../core/errors.js';
import { addressKey, veiled } from '../../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { overLimit } from '../../../core/over-limit.js';
import { markdownToHtml } from '../../../core/text/index.js';
import { emailKey, logInKey, newAccount } from '../schema.js';
import { addressInvited, isGoodInvitation } from './invitations.js';
import { confirmEmail, join } from './join.js';
import type { Desk } from './letters.js';
import { findLink } from './links.js';
import { askForReset, checkResetLink, resetPassword } from './reset.js';
import { AskResetView, ChoosePasswordView } from './reset-views.js';
import { ClosedView, InvitationNeeded, JoinView, PlaceView, SayView, TermsView } from './views.js';
import { leaveList, placeOnList, waitForInvitation } from './waiting-list.js';

export const deskOf = (ask: Ask): Desk => ({
  words: ask.words,
  archiveName: ask.settings.name,
  origin: ask.origin,
});

const quiet = { head: { robots: 'noindex' } } as const;
/** Pages with a secret in their address tell it to no page that they lead to. */
const secret = { ...quiet, headers: { 'referrer-policy': 'no-referrer' } };

const nothing = { values: {}, faults: {} };

interface Returned {
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string;
}

function joinForm(ask: Ask, invitation: string | null, returned: Returned = nothing): Answer {
  const { name } = ask.settings;
  return page(
    ask.words.joining.title(name),
    <JoinView archiveName={name} invitation={invitation} {...returned} />,
    { status: returned.summary ? 422 : 200, head: returned.summary ? quiet.head : {} },
  );
}

function invitationForm(ask: Ask, invitation: string, queue: Returned = nothing): Answer {
  const { name } = ask.settings;
  const fault = invitation ? ask.words.joining.faults.invitation : undefined;
  return page(
    ask.words.joining.title(name),
    <InvitationNeeded archiveName={name} invitation={invitation} fault={fault} queue={queue} />,
    { status: fault || queue.summary ? 422 : 200 },
  );
}

/** What stands between the asker and the form, or null. */
async function hindrance(app: App, ask: Ask, invitation: string): Promise<Answer | null> {
  if (ask.viewer.kind === 'member') return redirect('/');
  const { joining, name } = ask.settings;
  // A good invitation opens a closed archive too: its host gave it out.
  if (invitation !== '') {
    await app.limiter.act('join', `i:${veiled(addressKey(ask.address))}`);
    if (await isGoodInvitation(app.db, invitation)) return null;
  }
  if (joining === 'open') return null;
  if (joining === 'invitation') return invitationForm(ask, invitation);
  return page(ask.words.joining.title(name), <ClosedView archiveName={name} />);
}

const given = (ask: Ask): string => ask.query.get('invitation')?.trim().toLowerCase().slice(0, 60) ?? '';

async function showJoin(app: App, ask: Ask): Promise<Answer> {
  const invitation = given(ask);
  const hindered = await hindrance(app, ask, invitation);
  if (hindered) return hindered;
  const email = invitation ? await addressInvited(app.db, invitation) : null;
  return joinForm(ask, invitation || null, { values: email ? { email } : {}, faults: {} });
}

function readJoining(ask: Ask) {
  const values = ask.form.values();
  const read = newAccount(ask.words).safeParse(values);
  const faults: FieldFaults = {};
  for (const issue of read.error?.issues ?? []) faults[String(issue.path[0])] ??= issue.message;
  if (!['age', 'terms', 'data'].every((name) => ask.form.text(name) === 'yes'))
    faults.agree = ask.words.joining.faults.agree;
  return { account: read.data, faults };
}

async function sendJoin(app: App, ask: Ask): Promise<Answer> {
  const invitation = ask.form.text('invitation').slice(0, 60);
  const hindered = await hindrance(app, ask, invitation);
  if (hindered) return hindered;
  const values = ask.form.values();
  const { account, faults } = readJoining(ask);
  const back = (of: FieldFaults, summary: string) =>
    joinForm(ask, invitation || null, { values, faults: of, summary });
  if (!account || Object.keys(faults).length > 0) return back(faults, ask.words.home.setup.summary);
  const byAddress = `a:${veiled(addressKey(ask.address))}`;
  const byMail = veiled(emailKey(account.email));
  await app.limiter.act('join', byAddress);
  await app.limiter.act('letter', byMail);
  const needsOne = ask.settings.joining !== 'open';
  try {
    await join(app.db, deskOf(ask), { account, invitation: needsOne ? invitation : null }, ask.now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    // No letter went out; whoever mends the form is no flood.
    await Promise.all([app.limiter.refund('join', byAddress), app.limiter.refund('letter', byMail)]);
    return back(error.fields, error.safe);
  }
  const j = ask.words.joining;
  return page(
    j.nearlyThere,
    <SayView
      title={j.nearlyThere}
      lines={[j.confirmSent(account.email), j.notThere]}
      link={{ to: '/login', label: ask.words.people.logIn }}
    />,
    quiet,
  );
}

async function sendQueue(app: App, ask: Ask): Promise<Answer> {
  if (ask.settings.joining !== 'invitation') throw notFound();
  const values = ask.form.values();
  const fault = ask.words.people.faults.email;
  const read = z.email().max(LIMITS.email).safeParse(values.email?.trim());
  if (!read.success) return invitationForm(ask, '', { values, faults: { email: fault }, summary: fault });
  const reason = ask.form.text('reason').trim();
  if (reason.length > LIMITS.reason) {
    const long = overLimit(ask.words, ask.words.joining.reasonLong, reason.length);
    return invitationForm(ask, '', { values, faults: { reason: long }, summary: long });
  }
  await app.limiter.act('letters', veiled(addressKey(ask.address)));
  await app.limiter.act('letter', veiled(emailKey(read.data)));
  await waitForInvitation(app.db, deskOf(ask), { email: read.data, reason }, ask.now);
  const q = ask.words.joining.queue;
  return page(q.title, <SayView title={q.title} lines={[q.sent(read.data)]} />, quiet);
}

async function showPlace(app: App, ask: Ask): Promise<Answer> {
  const token = ask.params.token ?? '';
  const place = await placeOnList(app.db, token);
  if (place === undefined) throw notFound();
  return page(
    ask.words.joining.queue.waiting,
    <PlaceView token={token} place={place} settings={ask.settings} />,
    secret,
  );
}

async function leavePlace(app: App, ask: Ask): Promise<Answer> {
  await leaveList(app.db, ask.params.token ?? '');
  const q = ask.words.joining.queue;
  return page(q.title, <SayView title={q.title} lines={[q.left]} />, secret);
}

const goneConfirm = (ask: Ask): Answer => {
  const { confirm } = ask.words.joining;
  return page(
    confirm.title,
    <SayView
      title={confirm.title}
      lines={[confirm.gone, confirm.goneHelp]}
      link={{ to: '/login', label: ask.words.people.logIn }}
    />,
    { ...secret, status: 410 },
  );
};

/** A button, because programs that look at letters follow the links in them. */
async function showConfirm(app: App, ask: Ask): Promise<Answer> {
  const token = ask.params.token ?? '';
  const link = await findLink(app.db, 'confirm', token, ask.now);
  if (!link) return goneConfirm(ask);
  const { confirm } = ask.words.joining;
  return page(
    confirm.title,
    <SayView
      title={confirm.title}
      lines={[confirm.lead(link.email)]}
      button={{ action: `/confirm/${token}`, label: confirm.button }}
    />,
    secret,
  );
}

async function sendConfirm(app: App, ask: Ask): Promise<Answer> {
  try {
    await confirmEmail(app.db, deskOf(ask), ask.params.token ?? '', ask.now);
  } catch (error) {
    if (error instanceof AppError && error.status === 410) return goneConfirm(ask);
    throw error;
  }
  return redirect('/login?confirmed');
}

async function sendAskReset(app: App, ask: Ask): Promise<Answer> {
  const name = ask.form.text('name').trim().slice(0, LIMITS.email);
  await app.limiter.act('letters', veiled(addressKey(ask.address)));
  if (name) {
    await app.limiter.act('letter', `r:${veiled(logInKey(name))}`);
    await askForReset(app.db, deskOf(ask), name, ask.now);
  }
  const { reset } = ask.words.joining;
  return page(reset.title, <SayView title={reset.title} lines={[reset.sent]} />, quiet);
}

function goneReset(ask: Ask, error: unknown): Answer {
  if (!(error instanceof AppError) || error.status !== 410) throw error;
  const { reset } = ask.words.joining;
  return page(
    reset.title,
    <SayView title={reset.title} lines={[reset.gone]} link={{ to: '/reset', label: reset.link }} />,
    { ...secret, status: 410 },
  );
}

async function showReset(app: App, ask: Ask): Promise<Answer> {
  const token = ask.params.token ?? '';
  try {
    await checkResetLink(app.db, deskOf(ask), token, ask.now);
  } catch (error) {
    return goneReset(ask, error);
  }
  return page(ask.words.joining.reset.choose, <ChoosePasswordView token={token} faults={{}} />, secret);
}

async function sendReset(app: App, ask: Ask): Promise<Answer> {
  const token = ask.params.token ?? '';
  const password = ask.form.text('password');
  const { min, max } = LIMITS.password;
  const fault = ask.words.people.faults.password;
  try {
    await checkResetLink(app.db, deskOf(ask), token, ask.now);
    if (password.length < min || password.length > max) throw badInput(fault, { password: fault });
    await resetPassword(app.db, deskOf(ask), token, password, ask.now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) return goneReset(ask, error);
    return page(
      ask.words.joining.reset.choose,
      <ChoosePasswordView token={token} faults={error.fields} summary={error.safe} />,
      { ...secret, status: 422 },
    );
  }
  return redirect('/login?reset');
}

async function terms(app: App, ask: Ask): Promise<Answer> {
  const { name, terms: own } = ask.settings;
  const html = own ? (await app.sanitiser.sanitise(markdownToHtml(own))).html : null;
  return page(ask.words.joining.termsPage.title, <TermsView archiveName={name} own={html} />);
}

export const joiningRoutes = (app: App): Route[] => [
  open('GET', '/join', (ask) => showJoin(app, ask)),
  open('POST', '/join', (ask) => sendJoin(app, ask)),
  open('POST', '/join/queue', (ask) => sendQueue(app, ask)),
  open('GET', '/join/place/:token', (ask) => showPlace(app, ask)),
  open('POST', '/join/place/:token', (ask) => leavePlace(app, ask)),
  open('GET', '/confirm/:token', (ask) => showConfirm(app, ask)),
  open('POST', '/confirm/:token', (ask) => sendConfirm(app, ask)),
  open('GET', '/reset', (ask) =>
    page(ask.words.joining.reset.title, <AskResetView name={ask.query.get('name') ?? ''} />, quiet),
  ),
  open('POST', '/reset', (ask) => sendAskReset(app, ask)),
  open('GET', '/reset/:token', (ask) => showReset(app, ask)),
  open('POST', '/reset/:token', (ask) => sendReset(app, ask)),
  open('GET', '/terms', (ask) => terms(app, ask)),
];

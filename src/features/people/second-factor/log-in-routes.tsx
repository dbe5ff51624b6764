/** The second half of a log-in, and log-ins by passkey alone. */
import type { App } from '../../../core/app.js';
import { badInput } from '../../../core/errors.js';
import { addressKey, veiled } from '../../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../../core/http/route.js';
import { STEP_COOKIE } from '../../../core/http/session.js';
import { leadsTo, welcome } from '../welcome.js';
import { json, readJson } from './account-routes.js';
import { takeCode } from './codes.js';
import { endStep, findStep, STEP_SECONDS, setChallenge, startStep, takeChallenge } from './log-in-steps.js';
import { authenticationOptions, partyOf, verifyPasskey } from './passkeys.js';
import { hasProof, proofsOf } from './standing.js';
import { SecondStepView } from './views.js';

const stepToken = (ask: Ask): string => ask.cookies[STEP_COOKIE] ?? '';
const noStep = { name: STEP_COOKIE, value: null };

/** After the right password: null where the account asks for nothing more. */
export async function askSecondProof(
  app: App,
  ask: Ask,
  accountId: number,
  remember: boolean,
): Promise<Answer | null> {
  if (!hasProof(await proofsOf(app.db, accountId))) return null;
  const token = await startStep(app.db, { accountId, remember, challenge: null }, ask.now);
  return redirect(`/login/second?to=${encodeURIComponent(leadsTo(ask))}`, {
    cookies: [{ name: STEP_COOKIE, value: token, maxAgeSeconds: STEP_SECONDS }],
  });
}

const startAgain = (ask: Ask): Answer =>
  redirect(`/login?late&to=${encodeURIComponent(leadsTo(ask))}`, { cookies: [noStep] });

async function secondPage(app: App, ask: Ask, accountId: number, fault?: string): Promise<Answer> {
  const { passkeys } = await proofsOf(app.db, accountId);
  const hasPasskey = passkeys > 0 && partyOf(ask.origin, ask.settings.name) !== null;
  return page(
    ask.words.secondFactor.logIn.title,
    <SecondStepView to={leadsTo(ask)} fault={fault} hasPasskey={hasPasskey} />,
    { status: fault ? 422 : 200, head: { robots: 'noindex', scripts: ['passkey.js'] } },
  );
}

async function showSecond(app: App, ask: Ask): Promise<Answer> {
  const step = await findStep(app.db, stepToken(ask), ask.now);
  return step?.accountId ? secondPage(app, ask, step.accountId) : startAgain(ask);
}

async function sendSecond(app: App, ask: Ask): Promise<Answer> {
  const step = await findStep(app.db, stepToken(ask), ask.now);
  if (!step?.accountId) return startAgain(ask);
  const { accountId, remember } = step;
  // Six digits are soon guessed: the tries of all browsers at one account are counted together.
  const who = `s:${accountId}`;
  await app.limiter.act('login', who);
  if (!(await takeCode(app.db, accountId, ask.form.text('code').slice(0, 40), ask.now)))
    return secondPage(app, ask, accountId, ask.words.secondFactor.logIn.wrong);
  await app.limiter.forgive('login', who);
  await endStep(app.db, stepToken(ask));
  return redirect(leadsTo(ask), { cookies: [await welcome(app, ask, accountId, remember), noStep] });
}

/** For the page's script: what the browser shall prove. After a password, a passkey of that account; else any. */
async function passkeyOptions(app: App, ask: Ask): Promise<Answer> {
  const party = partyOf(ask.origin, ask.settings.name);
  if (!party) throw badInput(ask.words.secondFactor.passkeys.needsHost);
  await app.limiter.act('passkey', veiled(addressKey(ask.address)));
  const step = await findStep(app.db, stepToken(ask), ask.now);
  const accountId = step?.accountId ?? null;
  const options = await authenticationOptions(app.db, party, accountId);
  if (step) {
    await setChallenge(app.db, stepToken(ask), options.challenge);
    return json(options);
  }
  const remember = ask.form.has('remember');
  const token = await startStep(app.db, { accountId, remember, challenge: options.challenge }, ask.now);
  return json(options, {
    cookies: [{ name: STEP_COOKIE, value: token, maxAgeSeconds: STEP_SECONDS }],
  });
}

async function sendPasskey(app: App, ask: Ask): Promise<Answer> {
  const p = ask.words.secondFactor.passkeys;
  const party = partyOf(ask.origin, ask.settings.name);
  const step = await takeChallenge(app.db, stepToken(ask), ask.now);
  if (!party || !step?.challenge) throw badInput(p.interrupted);
  const given = {
    response: readJson(ask.form.text('response')),
    challenge: step.challenge,
    accountId: step.accountId,
  };
  const accountId = await verifyPasskey(app.db, party, given, ask.now);
  if (accountId === null) throw badInput(p.failed);
  await endStep(app.db, stepToken(ask));
  return json({ to: leadsTo(ask) }, { cookies: [await welcome(app, ask, accountId, step.remember), noStep] });
}

const nothing = { does: 'nothing' } as const;

export const secondLogInRoutes = (app: App): Route[] => [
  open('GET', '/login/second', (ask) => showSecond(app, ask)),
  open('POST', '/login/second', (ask) => sendSecond(app, ask), nothing),
  open('POST', '/login/passkey/options', (ask) => passkeyOptions(app, ask), nothing),
  open('POST', '/login/passkey', (ask) => sendPasskey(app, ask), nothing),
];

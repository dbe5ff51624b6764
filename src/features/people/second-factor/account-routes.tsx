/** The pages on which a member sets second proofs up and removes them. */
import { z } from 'zod';
import type { App } from '../../../core/app.js';
import { AppError, badInput } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { STEP_COOKIE } from '../../../core/http/session.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { checkPassword, ownAccount } from '../account/change.js';
import type { Returned } from '../account/views.js';
import { deskOf } from '../joining/routes.js';
import {
  addressOf,
  confirmApp,
  keepSecret,
  newRecoveryCodes,
  newSecret,
  recoveryCodesLeft,
  removeApp,
  waitingSecret,
} from './codes.js';
import { writeProofLetter } from './letters.js';
import { endStep, STEP_SECONDS, startStep, takeChallenge } from './log-in-steps.js';
import {
  addPasskey,
  MOST_PASSKEYS,
  partyOf,
  passkeysOf,
  registrationOptions,
  removePasskey,
} from './passkeys.js';
import { proofsOf } from './standing.js';
import { RecoveryCodesView, ScanView, SecondFactorView } from './views.js';

const PATH = '/account/second-factor';
const nothing: Returned = { values: {}, faults: {} };
/** Pages with secrets are kept nowhere; members' pages never are. */
const quiet = { head: { robots: 'noindex' } };

async function overview(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const { accountId, login } = ask.viewer;
  const [proofs, codesLeft, passkeys] = await Promise.all([
    proofsOf(app.db, accountId),
    recoveryCodesLeft(app.db, accountId),
    passkeysOf(app.db, accountId),
  ]);
  const p = ask.words.secondFactor.passkeys;
  const notice = ask.query.has('added') ? p.added : ask.query.has('removed') ? p.removed : undefined;
  return page(
    ask.words.secondFactor.title,
    <SecondFactorView
      proofs={proofs}
      codesLeft={codesLeft}
      passkeys={passkeys}
      passkeysPossible={partyOf(ask.origin, ask.settings.name) !== null}
      login={login}
      returned={{ notice, ...returned }}
    />,
    { status: returned.summary ? 422 : 200, head: { scripts: ['passkey.js'] } },
  );
}

async function askPassword(app: App, ask: MemberAsk): Promise<void> {
  const who = `c:${ask.viewer.accountId}`;
  await app.limiter.act('login', who);
  await checkPassword(app.db, ask.viewer.accountId, ask.form.text('current'), deskOf(ask));
  await app.limiter.forgive('login', who);
}

/** A form that needs the password; it comes back with its fault. */
const guarded =
  (form: string, act: (app: App, ask: MemberAsk) => Promise<Answer>) =>
  async (app: App, ask: MemberAsk): Promise<Answer> => {
    try {
      await askPassword(app, ask);
      return await act(app, ask);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error;
      const values = { form, passkey: ask.form.text('passkey') };
      return overview(app, ask, { values, faults: error.fields, summary: error.safe });
    }
  };

const setUpApp = guarded('app', async (app, ask) => {
  await keepSecret(app.db, ask.viewer.accountId, newSecret(), ask.now);
  return redirect(`${PATH}/app`);
});

async function scan(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const secret = await waitingSecret(app.db, ask.viewer.accountId);
  if (secret === null) return redirect(PATH);
  const address = addressOf(secret, ask.settings.name, ask.viewer.login);
  return page(
    ask.words.secondFactor.app.scanTitle,
    <ScanView secret={secret} address={address} returned={returned} />,
    { ...quiet, status: returned.summary ? 422 : 200 },
  );
}

const codesPage = (ask: MemberAsk, codes: readonly string[], renewed: boolean): Answer =>
  page(ask.words.secondFactor.codes.title, <RecoveryCodesView codes={codes} renewed={renewed} />, quiet);

async function confirm(app: App, ask: MemberAsk): Promise<Answer> {
  const { accountId } = ask.viewer;
  const who = `s:${accountId}`;
  await app.limiter.act('login', who);
  const codes = await confirmApp(app.db, accountId, ask.form.text('code'), ask.now);
  const { wrong } = ask.words.secondFactor.app;
  if (!codes) return scan(app, ask, { values: {}, faults: { code: wrong }, summary: wrong });
  await app.limiter.forgive('login', who);
  await writeProofLetter(app.db, deskOf(ask), accountId, 'on', ask.now);
  return codesPage(ask, codes, false);
}

const dropApp = guarded('app', async (app, ask) => {
  await removeApp(app.db, ask.viewer.accountId);
  await writeProofLetter(app.db, deskOf(ask), ask.viewer.accountId, 'off', ask.now);
  return redirect(PATH);
});

const renewCodes = guarded('codes', async (app, ask) => {
  const { accountId } = ask.viewer;
  const codes = await app.db.transaction().execute((trx) => newRecoveryCodes(trx, accountId));
  return codesPage(ask, codes, true);
});

export const json = (value: unknown, more: Partial<Answer> = {}): Answer => ({
  kind: 'bytes',
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
  ...(more as object),
});

/** For the page's script: what the browser shall make. */
async function passkeyOptions(app: App, ask: MemberAsk): Promise<Answer> {
  const p = ask.words.secondFactor.passkeys;
  const party = partyOf(ask.origin, ask.settings.name);
  if (!party) throw badInput(p.needsHost);
  await askPassword(app, ask);
  const { accountId } = ask.viewer;
  if ((await passkeysOf(app.db, accountId)).length >= MOST_PASSKEYS) throw badInput(p.tooMany);
  const { login } = await ownAccount(app.db, accountId, ask.now);
  const { public_id: publicId } = await app.db
    .selectFrom('accounts')
    .select('public_id')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const options = await registrationOptions(app.db, party, { id: accountId, login, publicId });
  const step = { accountId, remember: false, challenge: options.challenge };
  const token = await startStep(app.db, step, ask.now);
  return json(options, {
    cookies: [{ name: STEP_COOKIE, value: token, maxAgeSeconds: STEP_SECONDS }],
  });
}

export const readJson = (text: string): unknown => {
  try {
    return z.unknown().parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** For the page's script: what the browser made. */
async function keepPasskey(app: App, ask: MemberAsk): Promise<Answer> {
  const { accountId } = ask.viewer;
  const p = ask.words.secondFactor.passkeys;
  const party = partyOf(ask.origin, ask.settings.name);
  const token = ask.cookies[STEP_COOKIE] ?? '';
  const step = await takeChallenge(app.db, token, ask.now);
  if (!party || !step?.challenge || step.accountId !== accountId) throw badInput(p.interrupted);
  const name = oneLine(stripBidiOverrides(ask.form.text('name'))).slice(0, 60) || p.fallbackName;
  const response = readJson(ask.form.text('response'));
  const given = { response, challenge: step.challenge, name };
  if (!(await addPasskey(app.db, party, accountId, given, ask.now))) throw badInput(p.failed);
  await endStep(app.db, token);
  await writeProofLetter(app.db, deskOf(ask), accountId, 'on', ask.now);
  const isFirst = (await recoveryCodesLeft(app.db, accountId)) === 0;
  return json(
    { to: isFirst ? `${PATH}?added#codes` : `${PATH}?added` },
    { cookies: [{ name: STEP_COOKIE, value: null }] },
  );
}

const dropPasskey = guarded('passkeys', async (app, ask) => {
  await removePasskey(app.db, ask.viewer.accountId, ask.form.text('passkey'));
  await writeProofLetter(app.db, deskOf(ask), ask.viewer.accountId, 'off', ask.now);
  return redirect(`${PATH}?removed`);
});

const own = { does: 'nothing' } as const;

export const secondFactorRoutes = (app: App): Route[] => [
  members('GET', PATH, (ask) => overview(app, ask)),
  members('POST', `${PATH}/app`, (ask) => setUpApp(app, ask), own),
  members('GET', `${PATH}/app`, (ask) => scan(app, ask)),
  members('POST', `${PATH}/app/confirm`, (ask) => confirm(app, ask), own),
  members('POST', `${PATH}/app/remove`, (ask) => dropApp(app, ask), own),
  members('POST', `${PATH}/codes`, (ask) => renewCodes(app, ask), own),
  members('POST', `${PATH}/passkeys/options`, (ask) => passkeyOptions(app, ask), own),
  members('POST', `${PATH}/passkeys`, (ask) => keepPasskey(app, ask), own),
  members('POST', `${PATH}/passkeys/remove`, (ask) => dropPasskey(app, ask), own),
];

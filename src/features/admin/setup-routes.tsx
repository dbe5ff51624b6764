import type { App } from '../../core/app.js';
import { AppError, type FieldFaults, notFound } from '../../core/errors.js';
import { addressKey } from '../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../core/http/route.js';
import { SESSION_COOKIE } from '../../core/http/session.js';
import { claimSettings, type GivenSettings } from '../../core/settings.js';
import { choosePassword, insertAccount, type NewAccount, newAccount, startSession } from '../people/index.js';
import { setupSettings } from './schema.js';
import { forgetSetupToken, isSetupToken } from './setup-token.js';
import { SetupView } from './views.js';

/** Without its token, or once the archive is set up, the page does not exist. */
async function guard(app: App, ask: Ask, token: string): Promise<void> {
  if ((await app.settings.get()) !== null) throw notFound();
  if (await isSetupToken(app.config.dataDir, token)) return;
  // A host who mends the form a dozen times is no guesser; whoever tries tokens is one.
  await app.limiter.act('setup', addressKey(ask.address));
  throw notFound();
}

const view = (
  ask: Ask,
  token: string,
  values: Record<string, string>,
  faults: FieldFaults = {},
  summary?: string,
): Answer =>
  page(
    ask.words.home.setup.title,
    <SetupView token={token} values={values} faults={faults} summary={summary} />,
    { status: summary ? 422 : 200, head: { robots: 'noindex' } },
  );

async function showSetup(app: App, ask: Ask): Promise<Answer> {
  const token = ask.query.get('token') ?? '';
  await guard(app, ask, token);
  const address = app.config.FANLIGHT_URL ?? `${ask.request.protocol}://${ask.request.host}`;
  return view(ask, token, { archiveName: '', address, language: 'en', timeZone: 'UTC', joining: 'closed' });
}

/** The first settings and the host's account, both or neither. @returns the account, or null when somebody was quicker. */
async function makeArchive(
  app: App,
  ask: Ask,
  settings: GivenSettings,
  account: NewAccount,
): Promise<number | null> {
  const passwordHash = await choosePassword(account, ask.words);
  return app.db.transaction().execute(async (trx) => {
    // First, so that the same form sent twice waits here for its twin.
    if (!(await claimSettings(trx, settings, ask.now))) return null;
    const options = { roles: ['host'], at: ask.now, words: ask.words } as const;
    return (await insertAccount(trx, account, passwordHash, options)).accountId;
  });
}

async function setUp(app: App, ask: Ask): Promise<Answer> {
  const token = ask.form.text('token');
  await guard(app, ask, token);
  const values = ask.form.values();
  const settings = setupSettings(ask.words).safeParse({ ...values, name: values.archiveName });
  const account = newAccount(ask.words).safeParse(values);
  const faults: FieldFaults = {};
  for (const issue of settings.error?.issues ?? [])
    faults[issue.path[0] === 'name' ? 'archiveName' : String(issue.path[0])] ??= issue.message;
  for (const issue of account.error?.issues ?? []) faults[String(issue.path[0])] ??= issue.message;
  const back = (of: FieldFaults, summary: string) => view(ask, token, values, of, summary);
  if (!settings.success || !account.success) return back(faults, ask.words.home.setup.summary);
  try {
    const accountId = await makeArchive(app, ask, settings.data, account.data);
    app.settings.refresh();
    if (accountId === null) return redirect('/login');
    await forgetSetupToken(app.config.dataDir);
    const session = await startSession(app.db, accountId, ask.now, false);
    return redirect('/', {
      cookies: [{ name: SESSION_COOKIE, value: session.token, maxAgeSeconds: session.seconds }],
    });
  } catch (error) {
    if (error instanceof AppError && error.status === 422) return back(error.fields, error.safe);
    throw error;
  }
}

export const setupRoutes = (app: App): Route[] => [
  open('GET', '/setup', (ask) => showSetup(app, ask), { beforeSetup: true }),
  open('POST', '/setup', (ask) => setUp(app, ask), { beforeSetup: true }),
];

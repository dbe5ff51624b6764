import { createHash } from 'node:crypto';
import type { App } from '../../core/app.js';
import { safePath } from '../../core/http/forms.js';
import { addressKey } from '../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../core/http/route.js';
import { SESSION_COOKIE } from '../../core/http/session.js';
import { LIMITS } from '../../core/limits.js';
import { endSession, startSession } from './actions.js';
import { noticeRoutes } from './notices.js';
import { verifyPassword } from './password.js';
import { accountForLogin } from './queries.js';
import { logInKey } from './schema.js';
import { LogInView } from './views.js';

/** Rate limits are stored, and what a person typed is nobody's business. */
const veiled = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function logInPage(ask: Ask, fault?: string): Answer {
  const to = safePath(ask.form.text('to') || ask.query.get('to') || '/');
  return page(ask.words.people.logIn, <LogInView to={to} name={ask.form.text('name')} fault={fault} />, {
    status: fault ? 422 : 200,
    head: { robots: 'noindex' },
  });
}

async function logIn(app: App, ask: Ask): Promise<Answer> {
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
  if (!right || !account) return logInPage(ask, ask.words.people.wrong);
  await app.limiter.forgive('login', byName);
  await app.limiter.refund('login', byAddress);
  // Whoever sat here before, or planted a cookie here, does not stay logged in beside.
  const before = ask.cookies[SESSION_COOKIE];
  if (before) await endSession(app.db, before);
  const remember = ask.form.has('remember');
  const { token, seconds } = await startSession(app.db, account.id, ask.now, remember);
  return redirect(safePath(ask.form.text('to')), {
    cookies: [{ name: SESSION_COOKIE, value: token, maxAgeSeconds: seconds }],
  });
}

async function logOut(app: App, ask: Ask): Promise<Answer> {
  const token = ask.cookies[SESSION_COOKIE];
  if (token) await endSession(app.db, token);
  return redirect('/', { cookies: [{ name: SESSION_COOKIE, value: null }] });
}

export const peopleRoutes = (app: App): Route[] => [
  open('GET', '/login', (ask) =>
    ask.viewer.kind === 'member' ? redirect(safePath(ask.query.get('to') ?? '/')) : logInPage(ask),
  ),
  open('POST', '/login', (ask) => logIn(app, ask), { does: 'nothing' }),
  open('POST', '/logout', (ask) => logOut(app, ask), { does: 'nothing' }),
  ...noticeRoutes(app),
];

import type { App } from '../../core/app.js';
import { safePath } from '../../core/http/forms.js';
import type { Ask, Cookie } from '../../core/http/route.js';
import { SESSION_COOKIE } from '../../core/http/session.js';
import { endSession, startSession } from './actions.js';
import { deviceOf } from './device.js';

/** Whoever has proved themselves gets a session. @returns its cookie */
export async function welcome(app: App, ask: Ask, accountId: number, remember: boolean): Promise<Cookie> {
  // Whoever sat here before, or planted a cookie here, does not stay logged in beside.
  const before = ask.cookies[SESSION_COOKIE];
  if (before) await endSession(app.db, before);
  const device = deviceOf(ask.request.headers['user-agent']);
  const { token, seconds } = await startSession(app.db, accountId, ask.now, remember, device);
  return { name: SESSION_COOKIE, value: token, maxAgeSeconds: seconds };
}

/** Where a log-in leads: a path of this archive. */
export const leadsTo = (ask: Ask): string => safePath(ask.form.text('to') || ask.query.get('to') || '/');

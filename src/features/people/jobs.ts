/** What people's accounts need at their hours. */
import type { App } from '../../core/app.js';
import { purgeKept } from '../../core/http/kept-forms.js';
import type { Jobs, Schedule } from '../../core/jobs/queue.js';
import { wordsFor } from '../../core/messages/index.js';
import { purgeUnconfirmed } from './joining/join.js';
import { inviteFirst } from './joining/waiting-list.js';

const PURGE = 'purge-unconfirmed';
const INVITE = 'invite-waiting';
const HOUR_MS = 3600_000;

/** Asked every hour; the hours of the day at which it invites follow from the settings. */
async function inviteWaiting(app: App): Promise<void> {
  const settings = await app.settings.get();
  const origin = app.config.FANLIGHT_URL ?? settings?.address;
  if (settings?.joining !== 'invitation' || settings.invitedAtOnce === 0 || !origin) return;
  const now = app.clock.now();
  if (Math.floor(now.getTime() / HOUR_MS) % settings.invitedEveryHours !== 0) return;
  const desk = { words: wordsFor(settings.language), archiveName: settings.name, origin };
  await inviteFirst(app.db, desk, settings.invitedAtOnce, now);
}

export const peopleJobs = (app: App): Jobs => ({
  async [PURGE]() {
    const gone = await purgeUnconfirmed(app.db, app.clock.now());
    if (gone > 0) app.log.info({ accounts: gone }, 'unconfirmed accounts are gone');
    await purgeKept(app.db, app.clock.now());
  },
  [INVITE]: () => inviteWaiting(app),
});

export const peopleSchedule: Schedule = { [PURGE]: '17 * * * *', [INVITE]: '5 * * * *' };

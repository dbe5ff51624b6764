/** What works need at their hours. */

import type { App } from '../../core/app.js';
import type { Jobs, Schedule } from '../../core/jobs/queue.js';
import { BULK_JOB } from './bulk/actions.js';
import { carryOut } from './bulk/carry-out.js';
import { thinRevisions } from './desk/revisions.js';
import { TELL, tellOfGifts } from './gifts/tell.js';
import { thinHeaders } from './header-revisions/keep.js';
import { TELL_OF_RELATED, tellOfRelated } from './related/tell.js';
import { POST_AT_HOUR } from './schedule/actions.js';
import { postAllDue, postDue, type Thing } from './schedule/due.js';

const POST_DUE = 'post-due';
const THIN = 'thin-revisions';

export const worksJobs = (app: App): Jobs => ({
  [TELL]: (payload) => tellOfGifts(app, (payload as { workKey: number }).workKey),
  [TELL_OF_RELATED]: (payload) => tellOfRelated(app, (payload as { workKey: number }).workKey),
  [BULK_JOB]: (payload) => carryOut(app, (payload as { bulk: number }).bulk),
  async [POST_AT_HOUR](payload) {
    await postDue(app, payload as Thing);
  },
  async [POST_DUE]() {
    const posted = await postAllDue(app);
    if (posted > 0) app.log.info({ posted }, 'posted what had waited for its hour');
  },
  async [THIN]() {
    const gone =
      (await thinRevisions(app.db, app.clock.now())) + (await thinHeaders(app.db, app.clock.now()));
    if (gone > 0) app.log.info({ revisions: gone }, 'old revisions are gone');
  },
});

export const worksSchedule: Schedule = { [POST_DUE]: '* * * * *', [THIN]: '23 4 * * *' };

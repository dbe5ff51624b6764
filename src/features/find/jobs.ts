import type { Jobs, Schedule } from '../../core/jobs/queue.js';
import type { Mark } from './marks.js';
import { SEARCH_ALERTS, tellOfNewWorks } from './saved/alerts.js';
import type { FindApp } from './search.js';

export const findJobs = (app: FindApp, marks: readonly Mark[]): Jobs => ({
  [SEARCH_ALERTS]: () => tellOfNewWorks({ ...app, marks }),
});

/** In the morning of Europe; letters of the night wait for it. */
export const findSchedule: Schedule = { [SEARCH_ALERTS]: '20 5 * * *' };

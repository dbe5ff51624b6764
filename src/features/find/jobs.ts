import type { Jobs, Schedule } from '../../core/jobs/queue.js';
import { SEARCH_ALERTS, tellOfNewWorks } from './saved/alerts.js';
import type { FindApp } from './search.js';

export const findJobs = (app: FindApp): Jobs => ({ [SEARCH_ALERTS]: () => tellOfNewWorks(app) });

/** In the morning of Europe; letters of the night wait for it. */
export const findSchedule: Schedule = { [SEARCH_ALERTS]: '20 5 * * *' };

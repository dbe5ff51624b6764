/** The room of finding: what stands in lists is derived into rows that searches ask (derive, sql), and listed (listing). */
export { favouritesOf } from './browse/favourites.js';
export { Favourites } from './browse/views.js';
export { deriveAll, rebuild, rederivations } from './derive/derive.js';
export type { ServingFinder } from './follow/choose.js';
export { startFind } from './follow/start.js';
export type { Finder } from './index/types.js';
export { findJobs, findSchedule } from './jobs.js';
export { hiddenMark, type Mark, mineMark } from './marks.js';
export { findRoutes } from './routes.js';
export { type FindApp, newestKeys } from './search.js';
export { sqlFinder } from './sql/finder.js';
export { findState } from './state.js';
export { tagsOnWorks } from './tags-on-works.js';

/** Every room's routes and jobs, in one list: what the server serves and the tests crawl. */
import type { App } from './core/app.js';
import type { Route } from './core/http/route.js';
import type { Jobs, Schedule } from './core/jobs/queue.js';
import type { LetGo } from './core/let-go.js';
import { mailJobs } from './core/mail/index.js';
import { adminRoutes, setupRoutes } from './features/admin/index.js';
import { claimsLetGo, claimsRoutes } from './features/claims/index.js';
import { downloadRoutes, writeDownload } from './features/downloads/index.js';
import {
  type FindApp,
  findJobs,
  findRoutes,
  findSchedule,
  hiddenMark,
  type Mark,
  mineMark,
  rederivations,
  tagsOnWorks,
} from './features/find/index.js';
import { homeRoutes } from './features/home/index.js';
import { importJobs, importSchedule, importsLetGo, importsRoutes } from './features/imports/index.js';
import {
  peopleJobs,
  peopleLetGo,
  peopleRoutes,
  peopleSchedule,
  rememberAdultChoice,
} from './features/people/index.js';
import { wranglingRoutes } from './features/tags/index.js';
import {
  autosaveJobs,
  autosaveSchedule,
  leavingRoutes,
  worksJobs,
  worksLetGo,
  worksRoutes,
  worksSchedule,
} from './features/works/index.js';

/** What each room does when an account is deleted. A table that names accounts is taken along by its foreign key, or here. */
const letGo = (app: App): LetGo[] => [worksLetGo, claimsLetGo, importsLetGo(app), peopleLetGo];

/** What works in lists may be to the one who looks, in the order in which it is shown. */
const marks: readonly Mark[] = [mineMark, hiddenMark];

export const allRoutes = (app: FindApp): Route[] => [
  ...homeRoutes(app),
  ...setupRoutes(app),
  ...adminRoutes(app),
  ...peopleRoutes(app),
  ...worksRoutes(app, (accountId) => rememberAdultChoice(app.db, accountId)),
  ...leavingRoutes(app, {
    letGo: letGo(app),
    writeBook: (document, path) => writeDownload(app.db, app.config.dataDir, document, 'epub', path),
  }),
  ...findRoutes(app, marks),
  ...wranglingRoutes(app, tagsOnWorks, rederivations),
  ...claimsRoutes(app),
  ...importsRoutes(app),
  ...downloadRoutes(app),
];

export const allJobs = (app: FindApp): Jobs => ({
  ...mailJobs(app),
  ...peopleJobs(app),
  ...autosaveJobs(app),
  ...worksJobs(app),
  ...findJobs(app, marks),
  ...importJobs(app),
});

export const schedule: Schedule = {
  ...peopleSchedule,
  ...autosaveSchedule,
  ...worksSchedule,
  ...findSchedule,
  ...importSchedule,
};

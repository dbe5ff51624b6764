/** Every room's routes and jobs, in one list: what the server serves and the tests crawl. */
import type { App } from './core/app.js';
import type { Route } from './core/http/route.js';
import type { Jobs, Schedule } from './core/jobs/queue.js';
import { mailJobs } from './core/mail/index.js';
import { adminRoutes, setupRoutes } from './features/admin/index.js';
import { claimsRoutes } from './features/claims/index.js';
import { downloadRoutes } from './features/downloads/index.js';
import { findRoutes } from './features/find/index.js';
import { homeRoutes } from './features/home/index.js';
import { importJobs, importSchedule, importsRoutes } from './features/imports/index.js';
import { peopleJobs, peopleRoutes, peopleSchedule, rememberAdultChoice } from './features/people/index.js';
import { autosaveJobs, autosaveSchedule, worksRoutes } from './features/works/index.js';

export const allRoutes = (app: App): Route[] => [
  ...homeRoutes(app),
  ...setupRoutes(app),
  ...adminRoutes(app),
  ...peopleRoutes(app),
  ...worksRoutes(app, (accountId) => rememberAdultChoice(app.db, accountId)),
  ...findRoutes(app),
  ...claimsRoutes(app),
  ...importsRoutes(app),
  ...downloadRoutes(app),
];

export const allJobs = (app: App): Jobs => ({
  ...mailJobs(app),
  ...peopleJobs(app),
  ...autosaveJobs(app),
  ...importJobs(app),
});

export const schedule: Schedule = { ...peopleSchedule, ...autosaveSchedule, ...importSchedule };

/** The room of imports: files in any shape become drafts, drafts are reviewed, and become works. */
export { READ_JOB, takeIn } from './actions.js';
export { importJobs } from './jobs.js';
export { importsRoutes } from './routes.js';

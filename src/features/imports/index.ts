/** The room of imports: files in any shape become drafts, drafts are reviewed, and become works. */

export { importMany, type ManyOptions, resumeMany } from './batches/command.js';
export { isMany, type Outcome } from './batches/gather.js';
export { toCsv } from './batches/report.js';
export { type FileDone, importFile } from './import-file.js';
export { importJobs } from './jobs.js';
export { importsLetGo } from './let-go.js';
export type { Wishes } from './review/to-draft.js';
export { importsRoutes } from './routes.js';
export { sweepSchedule as importSchedule } from './sweep.js';

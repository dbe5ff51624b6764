/** Graphile Worker's messages in our log. Payloads are left out: they may name people's files. */
import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from '../log.js';

export const quietLogger = (log: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({ part: 'jobs' }, message);
    else if (level === 'warning') log.warn({ part: 'jobs' }, message);
    else log.debug({ part: 'jobs' }, message);
  });

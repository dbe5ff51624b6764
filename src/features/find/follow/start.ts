/** Everything of finding that runs beside the pages of one process. */
import { join } from 'node:path';
import type { App } from '../../../core/app.js';
import type { ConnectionSettings } from '../../../core/db/connect.js';
import { listen } from '../../../core/db/listen.js';
import { CHANGES_CHANNEL, FIND_CHANNEL } from '../derive/derive.js';
import { startDeriver } from '../derive/run.js';
import { createIndexStore } from '../index/index.js';
import { sqlFinder } from '../sql/finder.js';
import { chooseFinder, type ServingFinder } from './choose.js';
import { startFollower } from './follower.js';

export interface RunningFind {
  finder: ServingFinder;
  stop(): Promise<void>;
}

/** Where the snapshot of the index lies in the data folder; it can be thrown away. */
const snapshotPath = (dataDir: string): string => join(dataDir, 'cache', 'find.index');

export function startFind(
  app: Pick<App, 'config' | 'db' | 'clock' | 'log'>,
  settings: ConnectionSettings,
): RunningFind {
  const { log } = app;
  const store = createIndexStore({
    path: snapshotPath(app.config.dataDir),
    warn: (message, cause) => log.warn({ err: cause }, message),
  });
  const deriver = startDeriver(app);
  const follower = startFollower(app, store);
  const listening = listen(
    settings,
    [CHANGES_CHANNEL, FIND_CHANNEL],
    (channel) => (channel === FIND_CHANNEL ? follower.wake() : deriver.wake()),
    log,
  );
  return {
    finder: chooseFinder(store, sqlFinder(app.db)),
    async stop() {
      await listening.close();
      await deriver.stop();
      await follower.stop();
    },
  };
}

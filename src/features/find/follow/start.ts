/** Everything of finding that runs beside the pages of one process. */
import type { App } from '../../../core/app.js';
import type { ConnectionSettings } from '../../../core/db/connect.js';
import { listen } from '../../../core/db/listen.js';
import { CHANGES_CHANNEL } from '../derive/derive.js';
import { startDeriver } from '../derive/run.js';
import type { Finder } from '../index/types.js';
import { sqlFinder } from '../sql/finder.js';

export interface RunningFind {
  finder: Finder;
  stop(): Promise<void>;
}

export function startFind(app: Pick<App, 'db' | 'clock' | 'log'>, settings: ConnectionSettings): RunningFind {
  const deriver = startDeriver(app);
  const listening = listen(settings, [CHANGES_CHANNEL], () => deriver.wake(), app.log);
  return {
    finder: sqlFinder(app.db),
    async stop() {
      await listening.close();
      await deriver.stop();
    },
  };
}

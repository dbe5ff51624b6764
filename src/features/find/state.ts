/** How finding is, for whoever looks after the archive. */
import { rederivations } from './derive/derive.js';
import type { FindApp } from './search.js';

export interface FindState {
  /** Who answers in this process; SQL does while the index is filled. */
  by: 'index' | 'sql';
  /** What is derived anew just now, after tags were changed or all was to be; null when nothing is. */
  rederived: { done: number; total: number } | null;
}

const RECENT = 100;

export async function findState(app: FindApp): Promise<FindState> {
  const open = (await rederivations(app.db, RECENT)).filter(({ finishedAt }) => finishedAt === null);
  const sum = (of: 'done' | 'total') => open.reduce((n, one) => n + one[of], 0);
  return {
    by: app.find.by,
    rederived: open.length === 0 ? null : { done: sum('done'), total: sum('total') },
  };
}

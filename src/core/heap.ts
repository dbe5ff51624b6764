/** How much the heap of a server grows between two collections. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Makes the heap grow by a tenth before it is looked through, not to a multiple of its size: the texts of saved chapters
 * are large and soon forgotten, and would otherwise lie about until they are a hundred megabytes. Called once when
 * everything is loaded: V8 sets a limit of this kind only at a full collection, hence the one that is asked for here.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=10');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}

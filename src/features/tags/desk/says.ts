/** Changes of the graph in words. */
import type { Messages } from '../../../core/messages/index.js';
import type { Delta } from '../graph/model.js';
import type { Refusal } from '../graph/refusal.js';

export function deltaText(delta: Delta, names: ReadonlyMap<number, string>, words: Messages): string {
  const says = words.wrangling.desk.changes;
  const name = (id: number | null): string => (id === null ? '' : (names.get(id) ?? '…'));
  switch (delta.on) {
    case 'canonical':
      return (delta.to ? says.canonical : says.notCanonical)(name(delta.id));
    case 'unwrangleable':
      return (delta.to ? says.unwrangleable : says.notUnwrangleable)(name(delta.id));
    case 'merger':
      return delta.to === null
        ? says.freed(name(delta.id), name(delta.from))
        : says.merged(name(delta.id), name(delta.to));
    case 'name':
      return says.renamed(delta.from, delta.to);
    case 'type':
      return says.retyped(
        name(delta.id),
        words.wrangling.desk.types[delta.from],
        words.wrangling.desk.types[delta.to],
      );
    case 'parent':
    case 'meta':
      return (delta.added ? says.put : says.taken)(name(delta.id), name(delta.above));
  }
}

export const refusalText = (refusal: Refusal, words: Messages): string =>
  words.wrangling.refusals[refusal.reason](refusal.names);

/** An import in words. */
import type { Messages } from '../../../core/messages/index.js';
import type { Conflict, ImportPlan } from './plan-import.js';

export const conflictText = (conflict: Conflict, words: Messages): string =>
  conflict.reason === 'refused'
    ? words.wrangling.refusals[conflict.refusal.reason](conflict.refusal.names)
    : words.wrangling.conflicts[conflict.reason](conflict.name, conflict.other);

/** What it comes to, a line each; what it does not do is left out. */
export function summaryOf({ makes, deltas, same }: ImportPlan, words: Messages): string[] {
  const says = words.wrangling.file;
  const count = (is: (delta: ImportPlan['deltas'][number]) => boolean) => deltas.filter(is).length;
  const lines: [number, (n: number) => string][] = [
    [makes.length, says.made],
    [count((delta) => delta.on === 'canonical'), says.canonical],
    [count((delta) => delta.on === 'merger'), says.synonyms],
    [count((delta) => delta.on === 'unwrangleable'), says.unwrangleable],
    [count((delta) => delta.on === 'meta' && delta.added), says.metas],
    [count((delta) => delta.on === 'parent' && delta.added), says.parents],
    [same, says.same],
  ];
  return lines.filter(([n]) => n > 0).map(([n, say]) => say(n));
}

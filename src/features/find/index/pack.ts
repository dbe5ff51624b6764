/** Changes as two flat arrays: objects would be copied one by one, and whoever sends them would stand still for it. */
import { FLAGS, NUMBER_FIELDS, type NumberField } from '../query/condition.js';
import type { IndexChange, IndexedWork } from './types.js';

export interface Packed {
  /** By change: key, 0 for gone or 1, and of a work all its numbers. Handed over, not copied. */
  numbers: Float64Array;
  /** Of each work: language, title, creator. */
  texts: string[];
}

const roomFor = ({ work }: Extract<IndexChange, { work: IndexedWork }>): number =>
  8 +
  NUMBER_FIELDS.length +
  work.direct.length +
  work.filters.length +
  work.creators.length +
  work.series.length;

export function pack(changes: readonly IndexChange[]): Packed {
  const room = changes.reduce((sum, change) => sum + ('gone' in change ? 2 : roomFor(change)), 0);
  const numbers = new Float64Array(room);
  const texts: string[] = [];
  let at = 0;
  const list = (values: readonly number[]): void => {
    numbers[at++] = values.length;
    for (let i = 0; i < values.length; i++) numbers[at++] = values[i]!;
  };
  for (const change of changes) {
    numbers[at++] = change.key;
    numbers[at++] = 'gone' in change ? 0 : 1;
    if ('gone' in change) continue;
    const { work } = change;
    numbers[at++] = work.audience === 'public' ? 0 : 1;
    for (const field of NUMBER_FIELDS) numbers[at++] = work.numbers[field];
    numbers[at++] = work.flags.reduce((sum, flag) => sum | (1 << FLAGS.indexOf(flag)), 0);
    list(work.direct);
    list(work.filters);
    list(work.creators);
    list(work.series);
    texts.push(work.language, work.sortTitle, work.sortCreator);
  }
  return { numbers, texts };
}

export function unpack({ numbers, texts }: Packed): IndexChange[] {
  const changes: IndexChange[] = [];
  let at = 0;
  let text = 0;
  const list = (): number[] => {
    const length = numbers[at++]!;
    at += length;
    return Array.from(numbers.subarray(at - length, at));
  };
  while (at < numbers.length) {
    const key = numbers[at++]!;
    if (numbers[at++] === 0) {
      changes.push({ key, gone: true });
      continue;
    }
    const audience = numbers[at++] === 0 ? 'public' : 'members';
    const fields = Object.fromEntries(NUMBER_FIELDS.map((field) => [field, numbers[at++]!])) as Record<
      NumberField,
      number
    >;
    const marks = numbers[at++]!;
    const work: IndexedWork = {
      key,
      audience,
      numbers: fields,
      flags: FLAGS.filter((_, place) => (marks >> place) & 1),
      direct: list(),
      filters: list(),
      creators: list(),
      series: list(),
      language: texts[text++]!,
      sortTitle: texts[text++]!,
      sortCreator: texts[text++]!,
    };
    changes.push({ key, work });
  }
  return changes;
}

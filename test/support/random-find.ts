/** Works and questions at random for what finds them: small numbers, so that ties, empty answers and overlaps are many. */
import type { Dice } from '../../src/demo/dice.js';
import type { IndexedWork } from '../../src/features/find/index/types.js';
import {
  type Condition,
  FLAGS,
  type Flag,
  NUMBER_FIELDS,
  type NumberField,
  type Question,
  SORTS,
} from '../../src/features/find/query/condition.js';
import { TAG_TYPES, type TagType } from '../../src/features/tags/canon.js';

/** Tags that random works have: of each type `each`, some with ids above 2^32, the most used first. */
export function randomTags(each: number): { ids: Map<TagType, number[]>; types: Map<number, TagType> } {
  const ids = new Map<TagType, number[]>();
  const types = new Map<number, TagType>();
  for (const [place, type] of TAG_TYPES.entries()) {
    const own = Array.from({ length: each }, (_, i) => (i % 5 === 4 ? 2 ** 40 : 0) + i * 10 + place + 1);
    ids.set(type, own);
    for (const id of own) types.set(id, type);
  }
  return { ids, types };
}

/** What stands above a tag: every third has the first of its type as its metatag. */
const above = (id: number): number[] => (id < 2 ** 32 && id > 10 && id % 3 === 0 ? [id % 10 || 10] : []);

const TITLES = [
  '',
  'a',
  'ab',
  'abc',
  'b',
  'zz',
  'été',
  'ﬁ',
  '𝕬',
  '日本',
  'a tale of two cities',
  'a tale of two',
];
const CODES = ['en', 'de', 'pt-BR', 'zh', 'fr'];
const GREAT = [0, 1, 254, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 40];

const some = <T>(d: Dice, most: number, one: () => T): T[] => [
  ...new Set(Array.from({ length: d.below(most + 1) }, one)),
];

export function randomWork(d: Dice, key: number, ids: Map<TagType, number[]>): IndexedWork {
  const direct = [
    ...new Set(
      TAG_TYPES.flatMap((type) =>
        some(d, type === 'freeform' ? 6 : 3, () => ids.get(type)![d.zipf(ids.get(type)!.length)]!),
      ),
    ),
  ];
  const number = (field: NumberField): number =>
    field === 'published' && d.below(50) === 0
      ? -d.below(1_000)
      : field === 'hits' && d.below(20) === 0
        ? d.pick(GREAT)
        : d.zipf(field === 'words' ? 5_000 : 40);
  const anonymous = d.below(10) === 0;
  const flags = FLAGS.filter((flag) => (flag === 'anonymous' ? anonymous : d.below(4) === 0)) as Flag[];
  return {
    key,
    audience: d.below(8) === 0 ? 'members' : 'public',
    direct,
    filters: [...new Set([...direct, ...direct.flatMap(above), ...some(d, 1, () => 900_000 + d.below(20))])],
    language: CODES[d.zipf(CODES.length)]!,
    numbers: Object.fromEntries(
      NUMBER_FIELDS.map((field) => [field, number(field)]),
    ) as IndexedWork['numbers'],
    flags,
    creators: anonymous ? [] : some(d, 2, () => 1 + d.zipf(60)),
    series: some(d, 1, () => 2 ** 33 + d.below(30)),
    sortTitle: d.below(2) === 0 ? d.pick(TITLES) : `title ${d.below(300)}`,
    sortCreator: anonymous ? '' : `writer ${d.below(60)}`,
  };
}

/** Works with keys that are not in order, some beyond 2^32, none twice. */
export function randomWorks(d: Dice, count: number, ids: Map<TagType, number[]>): IndexedWork[] {
  const keys = new Set<number>();
  while (keys.size < count) keys.add(d.below(9) === 0 ? 2 ** 52 + d.below(count * 4) : d.below(count * 4));
  return [...keys].map((key) => randomWork(d, key, ids));
}

function randomLeaf(d: Dice, works: readonly IndexedWork[]): Condition {
  const work = works.length > 0 ? d.pick(works) : null;
  const kind = d.below(work ? 10 : 1);
  if (work === null || kind === 0) return { op: 'tag', id: 7_777_777 };
  if (kind <= 4) return { op: 'tag', id: d.pick([...work.filters, 1, 2, 3]) };
  if (kind === 5) {
    const field = d.pick(NUMBER_FIELDS);
    const a = work.numbers[field];
    return d.pick<Condition>([
      { op: 'range', field, from: a, to: null },
      { op: 'range', field, from: null, to: a },
      { op: 'range', field, from: a, to: a + d.below(20) },
      { op: 'range', field, from: a, to: a - 1 },
      { op: 'range', field, from: null, to: null },
    ]);
  }
  if (kind === 6) return { op: 'flag', flag: d.pick(FLAGS) };
  if (kind === 7) return { op: 'language', code: d.pick([...CODES, 'tlh']) };
  if (kind === 8)
    return d.below(2) === 0
      ? { op: 'creator', pseudId: d.pick([...work.creators, 1, 999]) }
      : { op: 'series', id: d.pick([...work.series, 1]) };
  return { op: 'works', keys: [...some(d, 4, () => d.pick(works).key), 5.5, -1, 2 ** 53] };
}

export function randomCondition(d: Dice, works: readonly IndexedWork[], depth = 3): Condition {
  if (depth === 0 || d.below(3) === 0) return randomLeaf(d, works);
  if (d.below(4) === 0) return { op: 'not', of: randomCondition(d, works, depth - 1) };
  const of = Array.from({ length: d.below(4) }, () => randomCondition(d, works, depth - 1));
  return { op: d.below(2) === 0 ? 'and' : 'or', of };
}

export function randomQuestion(d: Dice, works: readonly IndexedWork[]): Question {
  return {
    audience: d.pick(['public', 'members'] as const),
    where: d.below(6) === 0 ? { op: 'and', of: [] } : randomCondition(d, works),
    hide: d.below(2) === 0 ? null : randomCondition(d, works, 2),
    order: { sort: d.pick(SORTS), ascending: d.below(2) === 0 },
  };
}

/** Whether two names may mean the same. Pure: names in, pairs with reasons out. */
import { foldName } from '../words.js';

/**
 * `spelling`: they differ in signs, spaces or articles alone. `order`: the same people in another order.
 * `initials`: one is made of the other's initials. `alike`: they share most of their letters.
 */
export type LikenessKind = 'spelling' | 'order' | 'initials' | 'alike';

export interface Named {
  id: number;
  type: string;
  name: string;
}

export interface Likeness {
  a: number;
  b: number;
  kind: LikenessKind;
  /** 0 to 1; 1 but for `alike`. */
  share: number;
}

/** Below this share of common trigrams names are not alike. */
const ALIKE = 0.6;
const NAMES_A_STEP = 10;
const ARTICLES = new Set(['the', 'a', 'an']);
/** With one of them a name says the opposite, or something else. */
const TURNING = new Set([
  'no',
  'not',
  'non',
  'never',
  'without',
  'anti',
  'pre',
  'post',
  'minor',
  'major',
  'past',
  'future',
  'implied',
  'former',
  'ex',
  'male',
  'female',
  'young',
  'old',
  'older',
  'younger',
]);

/** A tag with the words of its name, which are asked for again and again. */
interface Read extends Named {
  words: readonly string[];
}

const wordsOf = (name: string): string[] => foldName(name).split(' ').filter(Boolean);
const read = (tag: Named): Read => ({ id: tag.id, type: tag.type, name: tag.name, words: wordsOf(tag.name) });

/** The people of a relationship with the sign between them, `/` or `&`, which are different things; null where there is no sign, or more than one kind. */
function peopleOf(name: string): { sign: string; people: string[] } | null {
  const signs = new Set(name.match(/\/|&/g));
  if (signs.size !== 1) return null;
  const [sign = ''] = signs;
  return { sign, people: name.split(sign).map((part) => foldName(part).replaceAll(' ', '')) };
}

const bare = ({ words }: Read): string =>
  words.filter((word, _, all) => !ARTICLES.has(word) || all.length === 1).join('');

/** What two names of one meaning have in common; names with one such key are held to be one. */
function keysOf(tag: Read): { kind: LikenessKind; key: string }[] {
  const people = tag.type === 'relationship' ? peopleOf(tag.name) : null;
  if (people) {
    return [
      { kind: 'spelling', key: `${people.sign}${people.people.join(people.sign)}` },
      { kind: 'order', key: `${people.sign}${people.people.toSorted().join(people.sign)}` },
    ];
  }
  // A sign between people is no mere sign: what differs in it is not one.
  const key = bare(tag);
  return key === ''
    ? []
    : [{ kind: 'spelling', key: tag.type === 'relationship' ? tag.name.replace(/[^/&]/g, '') + key : key }];
}

/** Letters that may stand for a name: `hp` of `Harry Potter`; two letters at least. Small words may be left out. */
function initialsOf(tag: Read): string[] {
  const words = tag.words.filter((word) => /^\p{L}/u.test(word));
  if (words.length < 2) return [];
  const all = words.map((word) => [...word][0]).join('');
  const weighty = words.filter((word) => !ARTICLES.has(word) && !['of', 'and', 'in', 'to'].includes(word));
  return [...new Set([all, weighty.map((word) => [...word][0]).join('')])].filter(
    (letters) => letters.length >= 2,
  );
}

const trigramsOf = ({ words }: Read): Set<string> => {
  const text = `  ${words.join('  ')} `;
  const found = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i += 1) {
    const three = text.slice(i, i + 3);
    if (three.trim() !== '' && !three.endsWith('  ')) found.add(three);
  }
  return found;
};

const turnsOf = ({ words }: Read): string =>
  words
    .filter((word) => TURNING.has(word) || /\d/.test(word))
    .sort()
    .join(' ');

/** Names whose small difference is what they mean: other numbers, a "no", the other sign between people. */
const mayBeOne = (a: Read, b: Read): boolean =>
  turnsOf(a) === turnsOf(b) &&
  (a.type !== 'relationship' || a.name.replace(/[^/&]/g, '') === b.name.replace(/[^/&]/g, ''));

/** All pairs among these names of one type that may mean the same, each once and for its best reason. */
export function likenesses(tags: readonly Named[]): Likeness[] {
  const steps = likenessSteps(tags);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Does something with each of a list, a few of them a step. */
function* inSteps<T, R>(list: readonly T[], each: (one: T) => R): Generator<undefined, R[]> {
  const made: R[] = [];
  for (const [i, one] of list.entries()) {
    if (i % NAMES_A_STEP === 0) yield;
    made.push(each(one));
  }
  return made;
}

/** The same in short steps, so that whoever has other things to do can do them in between. */
export function* likenessSteps(given: readonly Named[]): Generator<undefined, Likeness[]> {
  // Of a group all are held against the oldest, whatever the order they come in.
  const tags = yield* inSteps(
    given.toSorted((a, b) => a.id - b.id),
    read,
  );
  const found = new Map<string, Likeness>();
  const add = (a: Named, b: Named, kind: LikenessKind, share: number): void => {
    if (a.id === b.id || a.type !== b.type) return;
    const [low, high] = a.id < b.id ? [a, b] : [b, a];
    const key = `${low.id} ${high.id}`;
    if (!found.has(key)) found.set(key, { a: low.id, b: high.id, kind, share });
  };
  const keys = yield* inSteps(tags, keysOf);
  for (const kind of ['spelling', 'order'] as const) {
    const grouped = groupsOf(tags, (_, place) =>
      keys[place]!.filter((one) => one.kind === kind).map((one) => one.key),
    );
    for (const group of grouped) for (const other of group.slice(1)) add(group[0]!, other, kind, 1);
  }
  yield;
  const short = Map.groupBy(tags, bare);
  yield* inSteps(tags, (tag) => {
    for (const letters of initialsOf(tag))
      for (const other of short.get(letters) ?? []) add(tag, other, 'initials', 1);
  });
  for (const pair of alikePairs(tags)) {
    if (pair) add(pair[0], pair[1], 'alike', pair[2]);
    else yield;
  }
  return [...found.values()];
}

function groupsOf(tags: readonly Read[], keys: (tag: Read, place: number) => readonly string[]): Named[][] {
  const groups = new Map<string, Named[]>();
  for (const [place, tag] of tags.entries())
    for (const key of keys(tag, place)) {
      const group = groups.get(key);
      if (group) group.push(tag);
      else groups.set(key, [tag]);
    }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Of each name its trigrams as numbers, the rarest first. */
function* rankedTrigrams(tags: readonly Read[]): Generator<undefined, number[][]> {
  const uses = new Map<string, number>();
  const texts = yield* inSteps(tags, (tag) => {
    const text = trigramsOf(tag);
    for (const three of text) uses.set(three, (uses.get(three) ?? 0) + 1);
    return text;
  });
  const byRarity = [...uses].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  yield;
  const rank = new Map(byRarity.map(([three], place) => [three, place]));
  return yield* inSteps(texts, (text) => [...text].map((three) => rank.get(three)!).sort((a, b) => a - b));
}

/**
 * Of two names that share so much, each has one of the other's rarest trigrams among its own rarest: only names that
 * meet there are compared. Undefined: a step is done.
 */
function* alikePairs(tags: readonly Read[]): Generator<[Read, Read, number] | undefined> {
  const sets = yield* rankedTrigrams(tags);
  const places = new Map<number, number[]>();
  for (const [j, set] of sets.entries()) {
    if (j % NAMES_A_STEP === 0) yield;
    const near = new Set<number>();
    for (const three of set.slice(0, set.length - Math.ceil(ALIKE * set.length) + 1)) {
      const list = places.get(three);
      for (const i of list ?? []) near.add(i);
      if (list) list.push(j);
      else places.set(three, [j]);
    }
    for (const i of near) {
      const share = shareOf(sets[i]!, set);
      if (share >= ALIKE && mayBeOne(tags[i]!, tags[j]!)) yield [tags[i]!, tags[j]!, share];
    }
  }
}

/** How much two ascending lists have in common: 1 is all; 0 when it is known to be less than ALIKE. */
function shareOf(a: readonly number[], b: readonly number[]): number {
  if (Math.min(a.length, b.length) < ALIKE * Math.max(a.length, b.length)) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) common += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return common / (a.length + b.length - common);
}

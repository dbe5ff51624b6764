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
/** Trigrams of more names than this say little, and cost much. */
const MOST_OF_ONE_TRIGRAM = 400;
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

const wordsOf = (name: string): string[] => foldName(name).split(' ').filter(Boolean);

/** The people of a relationship with the sign between them, `/` or `&`, which are different things; null where there is no sign, or more than one kind. */
function peopleOf(name: string): { sign: string; people: string[] } | null {
  const signs = new Set(name.match(/\/|&/g));
  if (signs.size !== 1) return null;
  const [sign = ''] = signs;
  return { sign, people: name.split(sign).map((part) => foldName(part).replaceAll(' ', '')) };
}

const bare = (name: string): string =>
  wordsOf(name)
    .filter((word, _, all) => !ARTICLES.has(word) || all.length === 1)
    .join('');

/** What two names of one meaning have in common; names with one such key are held to be one. */
function keysOf(tag: Named): { kind: LikenessKind; key: string }[] {
  const people = tag.type === 'relationship' ? peopleOf(tag.name) : null;
  if (people) {
    return [
      { kind: 'spelling', key: `${people.sign}${people.people.join(people.sign)}` },
      { kind: 'order', key: `${people.sign}${people.people.toSorted().join(people.sign)}` },
    ];
  }
  // A sign between people is no mere sign: what differs in it is not one.
  const key = bare(tag.name);
  return key === ''
    ? []
    : [{ kind: 'spelling', key: tag.type === 'relationship' ? tag.name.replace(/[^/&]/g, '') + key : key }];
}

/** Letters that may stand for a name: `hp` of `Harry Potter`; two letters at least. Small words may be left out. */
function initialsOf(name: string): string[] {
  const words = wordsOf(name).filter((word) => /^\p{L}/u.test(word));
  if (words.length < 2) return [];
  const all = words.map((word) => [...word][0]).join('');
  const weighty = words.filter((word) => !ARTICLES.has(word) && !['of', 'and', 'in', 'to'].includes(word));
  return [...new Set([all, weighty.map((word) => [...word][0]).join('')])].filter(
    (letters) => letters.length >= 2,
  );
}

const trigramsOf = (name: string): Set<string> => {
  const text = `  ${wordsOf(name).join('  ')} `;
  const found = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i += 1) {
    const three = text.slice(i, i + 3);
    if (three.trim() !== '' && !three.endsWith('  ')) found.add(three);
  }
  return found;
};

const turnsOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => TURNING.has(word) || /\d/.test(word))
    .sort()
    .join(' ');

/** Names whose small difference is what they mean: other numbers, a "no", the other sign between people. */
const mayBeOne = (a: Named, b: Named): boolean =>
  turnsOf(a.name) === turnsOf(b.name) &&
  (a.type !== 'relationship' || a.name.replace(/[^/&]/g, '') === b.name.replace(/[^/&]/g, ''));

/** All pairs among these names of one type that may mean the same, each once and for its best reason. */
export function likenesses(tags: readonly Named[]): Likeness[] {
  const found = new Map<string, Likeness>();
  const add = (a: Named, b: Named, kind: LikenessKind, share: number): void => {
    if (a.id === b.id || a.type !== b.type) return;
    const [low, high] = a.id < b.id ? [a, b] : [b, a];
    const key = `${low.id} ${high.id}`;
    if (!found.has(key)) found.set(key, { a: low.id, b: high.id, kind, share });
  };
  for (const kind of ['spelling', 'order'] as const)
    for (const group of groupsOf(tags, (tag) =>
      keysOf(tag)
        .filter((one) => one.kind === kind)
        .map((one) => one.key),
    ))
      for (const other of group.slice(1)) add(group[0]!, other, kind, 1);
  const short = Map.groupBy(tags, (tag) => bare(tag.name));
  for (const tag of tags)
    for (const letters of initialsOf(tag.name))
      for (const other of short.get(letters) ?? []) add(tag, other, 'initials', 1);
  for (const [a, b, share] of alikePairs(tags)) add(a, b, 'alike', share);
  return [...found.values()];
}

function groupsOf(tags: readonly Named[], keys: (tag: Named) => readonly string[]): Named[][] {
  const groups = new Map<string, Named[]>();
  for (const tag of tags)
    for (const key of keys(tag)) {
      const group = groups.get(key);
      if (group) group.push(tag);
      else groups.set(key, [tag]);
    }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** By the rarer trigrams that two names share; common ones are counted only for pairs that those have found. */
function* alikePairs(tags: readonly Named[]): Generator<[Named, Named, number]> {
  const sets = tags.map((tag) => trigramsOf(tag.name));
  const places = new Map<string, number[]>();
  for (const [i, set] of sets.entries())
    for (const three of set) {
      const list = places.get(three);
      if (list) list.push(i);
      else places.set(three, [i]);
    }
  for (const [i, set] of sets.entries()) {
    const near = new Set<number>();
    for (const three of set) {
      const list = places.get(three)!;
      if (list.length <= MOST_OF_ONE_TRIGRAM) for (const j of list) if (j > i) near.add(j);
    }
    for (const j of near) {
      const other = sets[j]!;
      // A share above ALIKE cannot be reached by sets of too different sizes.
      if (Math.min(set.size, other.size) < ALIKE * Math.max(set.size, other.size)) continue;
      const common = set.intersection(other).size;
      const share = common / (set.size + other.size - common);
      if (share >= ALIKE && mayBeOne(tags[i]!, tags[j]!)) yield [tags[i]!, tags[j]!, share];
    }
  }
}

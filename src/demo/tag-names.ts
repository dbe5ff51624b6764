/**
 * What the tags of the made-up archive are called. The most used have names chosen by hand, the others names around an
 * invented word that nothing else of their type has, so that two tags never share a name, in an archive of any size.
 */
import { CATEGORIES, RATINGS, type TagType, WARNINGS } from '../features/tags/index.js';
import { charactersOf, FIRST, MOST_CHARACTERS, MOST_RELATIONSHIPS } from './archive-shape.js';

/** The fandoms with most works, by rank. */
const WORLDS = [
  'The Salt Road',
  'Nightjar Academy',
  'Seven Bells',
  'The Glass Orchard',
  'Starfall Station',
  'Hollow Kings',
  'Harrow & Vane',
  'The Clockmaker’s Daughters',
  'Deepwater',
  'Bright Ruin',
  'The Ninth Gate Inn',
  'Paper Tigers',
];
const MEDIA = ['TV', 'Novels', 'Video Game', 'Comics', 'Podcast'];
/** The freeform tags on most works, by rank. */
const FREEFORMS = [
  'Slow Burn',
  'Found Family',
  'Angst with a Happy Ending',
  'Hurt/Comfort',
  'Alternate Universe - Lighthouse',
  'Fluff',
  'Pining',
  'Only One Bed',
  'Enemies to Friends',
  'Time Travel',
  'Epistolary',
  'Missing Scene',
  'POV Second Person',
  'Ghosts',
  'Tea',
  'Road Trip',
  'Fake Dating',
  'Case Fic',
  'Winter',
  'Canon Divergence',
  'Domestic',
  'Letters',
  'Banter',
  'Sharing a Coat',
];

const SYLLABLES = ['b', 'd', 'f', 'h', 'k', 'l', 'm', 'n', 'r', 's', 't', 'v', 'y', 'z', 'th', 'sh'].flatMap(
  (start) => ['a', 'e', 'i', 'o', 'u'].map((end) => start + end),
);
/** Prime to every power of the number of syllables, so that it only stirs the words of a length. */
const STIR = 1_031;

/** Another word for each number from 0 on: of two syllables, and when those are used up of three, and so on. */
export function inventedWord(n: number): string {
  let length = 2;
  let size = SYLLABLES.length ** 2;
  let rest = n;
  for (; rest >= size; size *= SYLLABLES.length) {
    rest -= size;
    length += 1;
  }
  rest = (rest * STIR) % size;
  let word = '';
  for (let i = 0; i < length; i++) {
    word += SYLLABLES[rest % SYLLABLES.length]!;
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** One pattern of several around the n-th invented word. */
const around = (n: number, patterns: readonly ((word: string) => string)[]): string =>
  patterns[n % patterns.length]!(inventedWord(n));

const fandomName = (rank: number): string =>
  WORLDS[rank] ??
  around(rank, [
    (word) => `The Road to ${word}`,
    (word) => `${word} (${MEDIA[rank % MEDIA.length]})`,
    (word) => `House of ${word}`,
    (word) => `The ${word} Papers`,
    (word) => `${word} Rising (${MEDIA[rank % MEDIA.length]})`,
    (word) => `Seven Days in ${word}`,
    (word) => `${word} Academy`,
  ]);

const characterName = (fandom: number, rank: number): string => {
  const n = fandom * MOST_CHARACTERS + rank;
  // Five families a fandom, named by longer words: the first name alone tells two characters apart.
  return `${inventedWord(n)} ${inventedWord(10_000 + fandom * 5 + (rank % 5))}`;
};

/** Pairs by rank, those of the most used characters first, each as lovers and then as friends. */
function relationshipName(fandom: number, rank: number): string {
  const pair = Math.floor(rank / 2);
  const second = Math.floor((1 + Math.sqrt(1 + 8 * pair)) / 2);
  const first = pair - (second * (second - 1)) / 2;
  if (second >= charactersOf(fandom)) throw new RangeError(`Fandom ${fandom} has no relationship ${rank}.`);
  return [characterName(fandom, first), characterName(fandom, second)].join(rank % 2 === 0 ? '/' : ' & ');
}

const freeformName = (rank: number): string =>
  FREEFORMS[rank] ??
  around(rank, [
    (word) => `Alternate Universe - ${word}`,
    (word) => `${word} Festival`,
    (word) => `Mention of ${word}`,
    (word) => `The War of ${word}`,
    (word) => `${word} Magic`,
    (word) => `Set after ${word}`,
    (word) => `${word} Weather`,
    (word) => `No Knowledge of ${word} Needed`,
  ]);

const singleName = (place: number): string =>
  around(place, [
    (word) => `wrote this all in one night with a cat called ${word}`,
    (word) => `this one is for ${word}`,
    (word) => `I regret nothing but the ${word} scene`,
    (word) => `${word} deserved better`,
    (word) => `inspired by that dream about ${word}`,
  ]);

const KINDS: readonly [first: number, type: TagType, name: (n: number) => string][] = [
  [FIRST.single, 'freeform', singleName],
  [FIRST.synonym, 'freeform', (rank) => `${freeformName(rank)} (mostly)`],
  [FIRST.freeform, 'freeform', freeformName],
  [
    FIRST.relationship,
    'relationship',
    (n) => relationshipName(Math.floor(n / MOST_RELATIONSHIPS), n % MOST_RELATIONSHIPS),
  ],
  [FIRST.character, 'character', (n) => characterName(Math.floor(n / MOST_CHARACTERS), n % MOST_CHARACTERS)],
  [FIRST.fandomAbove, 'fandom', (n) => `${fandomName(n * 10)} - All Media Types`],
  [FIRST.fandom, 'fandom', fandomName],
  [FIRST.category, 'category', (n) => CATEGORIES[n]!],
  [FIRST.warning, 'warning', (n) => WARNINGS[n]!],
  [FIRST.rating, 'rating', (n) => RATINGS[n]!],
];

/** Type and name of a tag of the made-up archive, by its id. */
export function tagOf(id: number): { type: TagType; name: string } {
  const [first, type, name] = KINDS.find(([from]) => id >= from)!;
  return { type, name: name(id - first) };
}

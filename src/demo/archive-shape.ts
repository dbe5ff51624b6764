/**
 * A made-up archive of any size with the skew of a large one, a work at a time: the same seed makes the same works, and
 * nothing is kept. Few fandoms have most works (the first 5.8 % of a million), characters and relationships belong to
 * fandoms, freeform tags run from everywhere to once, words and kudos have long tails, 12 % are for members only.
 * The demo and the benches of finding both take their works from here; tag-names.ts says what the tags are called.
 */
import type { TagType } from '../features/tags/index.js';
import { type Dice, dice } from './dice.js';

/** The first id of each kind of tag; there is room for every tag of a kind before the next. */
export const FIRST = {
  rating: 1,
  warning: 11,
  category: 21,
  fandom: 1_000,
  /** Metatags: each over ten fandoms. */
  fandomAbove: 10_000_000,
  character: 100_000_000,
  relationship: 200_000_000,
  freeform: 300_000_000,
  /** Other ways to write a freeform tag: its id further on. */
  synonym: 400_000_000,
  /** Freeform tags of one work alone. */
  single: 500_000_000,
} as const;

export const MOST_CHARACTERS = 400;
export const MOST_RELATIONSHIPS = 1_200;

const WORDS =
  'after all and ashes autumn before blue bright broken burning cold dark dawn day door dream early echo empty end every fall far fire first five for friday garden ghost gold grey half hand heart home hour house ink into iron last late leaf letter light little long lost made midnight mirror moon morning never night north now ocean of old once open over paper quiet rain red river road room salt sea second seven shadow silver six sky small snow song south star still stone storm summer sun ten the things three through time to twice two under until water what when where white wild wind winter without year yellow'.split(
    ' ',
  );
const CODES =
  'en zh es ru fr pt-BR de it pl ko ja vi id cs tr uk nl hu sv fi th ar he da el ro fil ca no hr'.split(' ');

const DAY = 86_400;
const OPENED = Date.UTC(2009, 10, 14) / 1000;
const YEARS = 17;
/** The newest work is published about then, in seconds. */
export const LATEST: number = OPENED + YEARS * 365 * DAY;

/** Rank r of `size` with a weight of about 1 / (r + shift): the first is taken less often the larger the shift. */
const skewed = (d: Dice, size: number, shift: number): number =>
  Math.min(size - 1, Math.floor(shift * ((size + shift) / shift) ** d.unit() - shift));

/** A work as lists know it; it has the fields that the index of finding takes. Times are in seconds. */
export interface ShapedWork {
  key: number;
  audience: 'public' | 'members';
  direct: readonly number[];
  /** `direct`, other ways to write them, and what stands above them. */
  filters: readonly number[];
  language: string;
  numbers: Readonly<
    Record<
      'words' | 'chapters' | 'kudos' | 'hits' | 'comments' | 'bookmarks' | 'published' | 'updated',
      number
    >
  >;
  flags: readonly ('complete' | 'crossover' | 'otp' | 'series' | 'anonymous')[];
  creators: readonly number[];
  series: readonly number[];
  sortTitle: string;
  sortCreator: string;
}

export interface ShapedTag {
  id: number;
  type: TagType;
}

export interface Archive {
  readonly works: number;
  /** The work at a place from 0 on; another version is the same work after an edit. */
  work(place: number, version?: number): ShapedWork;
  /** The type of every tag that a work can have; of freeform tags that only one can have, those of works so far. */
  tagKinds(singles?: number): Generator<ShapedTag>;
  /** The freeform tag that no other work has, whether this one has it or not. */
  single(place: number): number;
  /** Its most used tag of each of these types, as far as chance goes. */
  readonly top: { fandom: number; relationship: number; character: number; freeforms: number[] };
}

/** How many characters a fandom has; it has three times as many relationships. */
export const charactersOf = (fandom: number): number =>
  Math.max(4, Math.round(MOST_CHARACTERS / (1 + fandom / 20)));
const relationshipsOf = (fandom: number): number => charactersOf(fandom) * 3;

const relationship = (fandom: number, r: number): number =>
  FIRST.relationship + fandom * MOST_RELATIONSHIPS + r;
const character = (fandom: number, c: number): number => FIRST.character + fandom * MOST_CHARACTERS + c;

/** An archive of so many works. Keys are 1 to `works`. */
export function makeArchive(works: number, seed: number): Archive {
  const fandoms = Math.max(50, Math.round(works / 250));
  const freeforms = Math.max(500, Math.round(works / 20));
  const pseuds = Math.max(20, Math.round(works / 7));

  function addFandoms(d: Dice, tags: Set<number>, above: Set<number>): number {
    const first = skewed(d, fandoms, 1.85);
    const others = d.below(12) === 0 ? 1 + d.below(2) : 0;
    for (let i = 0; i <= others; i++) {
      const fandom = i === 0 ? first : skewed(d, fandoms, 1.85);
      tags.add(FIRST.fandom + fandom);
      if (fandom % 10 < 3) above.add(FIRST.fandomAbove + Math.floor(fandom / 10));
    }
    return first;
  }

  function addOthers(d: Dice, fandom: number, tags: Set<number>, above: Set<number>, place: number): void {
    tags.add(FIRST.rating + d.pick([0, 1, 1, 1, 2, 2, 2, 3, 4, 4]));
    tags.add(FIRST.warning + d.pick([0, 0, 0, 1, 1, 1, 1, 1, 2, 3]));
    if (d.below(6) === 0) tags.add(FIRST.warning + d.below(6));
    tags.add(FIRST.category + d.pick([0, 1, 1, 2, 3, 3, 3, 3, 4, 5]));
    if (d.below(6) === 0) tags.add(FIRST.category + d.below(6));
    for (let i = d.below(6); i > 0; i--) tags.add(character(fandom, skewed(d, charactersOf(fandom), 1.5)));
    for (let i = d.below(4); i > 0; i--)
      tags.add(relationship(fandom, skewed(d, relationshipsOf(fandom), 1.5)));
    for (let i = Math.round(d.logNormal(5, 0.7)); i > 0; i--) {
      const freeform = skewed(d, freeforms, 6);
      tags.add(FIRST.freeform + freeform);
      if (d.below(8) === 0) above.add(FIRST.synonym + freeform);
    }
    if (d.below(3) === 0) tags.add(FIRST.single + place);
  }

  function numbersOf(d: Dice, place: number): ShapedWork['numbers'] {
    const kudos = Math.floor(d.logNormal(28, 1.7));
    const chapters = d.below(10) < 7 ? 1 : 1 + Math.floor(d.logNormal(5, 0.9));
    // Keys grow with time, a few works are dated back.
    const age = d.below(30) === 0 ? d.unit() : place / works;
    const published = OPENED + Math.floor((age * YEARS * 365 + d.below(3)) * DAY) + d.below(DAY);
    return {
      words: 50 + Math.floor(d.logNormal(2_600, 1.3) * (chapters > 1 ? 6 : 1)),
      chapters,
      kudos,
      hits: Math.floor(kudos * d.logNormal(14, 0.5)) + d.below(60),
      comments: Math.floor(kudos * d.logNormal(0.12, 1)),
      bookmarks: Math.floor(kudos * d.logNormal(0.16, 0.8)),
      published,
      updated: published + (chapters > 1 ? Math.floor(d.logNormal(60, 1.2)) * DAY + d.below(DAY) : 0),
    };
  }

  function work(place: number, version = 0): ShapedWork {
    const d = dice(
      Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b) ^ Math.imul(version, 0xc2b2ae35),
    );
    const tags = new Set<number>();
    const above = new Set<number>();
    const fandom = addFandoms(d, tags, above);
    addOthers(d, fandom, tags, above, place);
    const direct = [...tags];
    const anonymous = d.below(60) === 0;
    const pseud = skewed(d, pseuds, 400);
    const flags: ShapedWork['flags'][number][] = [];
    if (d.below(10) < 7) flags.push('complete');
    if (d.below(14) === 0) flags.push('crossover');
    if (d.below(3) === 0) flags.push('otp');
    const series = d.below(6) === 0 ? [1 + d.below(Math.ceil(works / 12))] : [];
    if (series.length > 0) flags.push('series');
    if (anonymous) flags.push('anonymous');
    return {
      key: place + 1,
      audience: d.below(100) < 12 ? 'members' : 'public',
      direct,
      filters: [...direct, ...above],
      language: CODES[d.below(100) < 86 ? 0 : d.zipf(CODES.length)]!,
      numbers: numbersOf(d, place),
      flags,
      creators: anonymous ? [] : [pseud + 1],
      series,
      sortTitle: Array.from({ length: 1 + d.below(5) }, () => d.pick(WORDS)).join(' '),
      sortCreator: anonymous ? '' : `${WORDS[pseud % WORDS.length]!}${pseud}`,
    };
  }

  function* tagKinds(singles = works): Generator<ShapedTag> {
    const kinds: [type: TagType, first: number, count: number][] = [
      ['rating', FIRST.rating, 5],
      ['warning', FIRST.warning, 6],
      ['category', FIRST.category, 6],
      ['fandom', FIRST.fandom, fandoms],
      ['fandom', FIRST.fandomAbove, Math.ceil(fandoms / 10)],
      ['freeform', FIRST.freeform, freeforms],
      ['freeform', FIRST.synonym, freeforms],
      ['freeform', FIRST.single, singles],
    ];
    for (const [type, first, count] of kinds) for (let i = 0; i < count; i++) yield { id: first + i, type };
    for (let fandom = 0; fandom < fandoms; fandom++) {
      for (let c = 0; c < charactersOf(fandom); c++) yield { id: character(fandom, c), type: 'character' };
      for (let r = 0; r < relationshipsOf(fandom); r++)
        yield { id: relationship(fandom, r), type: 'relationship' };
    }
  }

  return {
    works,
    work,
    tagKinds,
    single: (place) => FIRST.single + place,
    top: {
      fandom: FIRST.fandom,
      relationship: relationship(0, 0),
      character: character(0, 0),
      freeforms: [0, 1, 2, 3, 4, 5, 6, 7].map((rank) => FIRST.freeform + rank),
    },
  };
}

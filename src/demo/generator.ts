/**
 * A synthetic archive with the skew of a real one: few fandoms hold most works, characters and ships belong to their
 * fandom, about fifteen tags a work, lengths log-normal, kudos heavy-tailed. The same seed gives the same works.
 */

import { CATEGORIES, RATINGS, WARNINGS } from '../features/tags/index.js';
import type { WorkFields } from '../features/works/index.js';
import { type Dice, dice } from './dice.js';
import { inventedChapter, inventedSummary, inventedTitle } from './prose.js';

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
const FIRST = [
  'Ilse',
  'Corvin',
  'Maren',
  'Tobias',
  'Wren',
  'Adaeze',
  'Juno',
  'Sefa',
  'Marisol',
  'Kit',
  'Rafiq',
  'Oona',
  'Dmitri',
  'Yuki',
  'Esra',
  'Bram',
];
const LAST = [
  'Vane',
  'Harrow',
  'Okafor',
  'Lindqvist',
  'Ash',
  'Moreau',
  'Tanaka',
  'Quill',
  'Sørensen',
  'Demir',
];
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

export interface DemoWork {
  fields: WorkFields;
  chapters: { title: string | null; html: string }[];
  kudos: number;
  hits: number;
}

const characterOf = (fandom: number, rank: number): string =>
  `${FIRST[(fandom * 5 + rank) % FIRST.length]} ${LAST[(fandom * 3 + rank * 7) % LAST.length]}`;

const fandomName = (fandom: number): string => {
  const world = WORLDS[fandom % WORLDS.length]!;
  const volume = Math.floor(fandom / WORLDS.length);
  return volume === 0 ? world : `${world}: Book ${volume + 1} (${MEDIA[fandom % MEDIA.length]})`;
};

const several = <T>(count: number, make: () => T): T[] => [...new Set(Array.from({ length: count }, make))];

function tagsOf(
  roll: Dice,
  fandoms: number,
): Pick<WorkFields, 'fandoms' | 'characters' | 'relationships' | 'freeforms'> {
  const fandom = roll.zipf(fandoms);
  const cast = several(1 + roll.below(6), () => characterOf(fandom, roll.zipf(40)));
  const ships =
    cast.length < 2
      ? []
      : several(roll.below(4), () =>
          [cast[0]!, cast[1 + roll.below(cast.length - 1)]!].join(roll.below(4) === 0 ? ' & ' : '/'),
        );
  return {
    fandoms: several(roll.below(8) === 0 ? 2 : 1, () =>
      fandomName(roll.below(6) === 0 ? roll.zipf(fandoms) : fandom),
    ),
    characters: cast,
    relationships: ships,
    freeforms: several(2 + roll.below(9), () => FREEFORMS[roll.zipf(FREEFORMS.length)]!),
  };
}

const DAY = 24 * 3600 * 1000;

/** @param until the latest day of publication. */
export function* demoWorks(count: number, seed: number, until: Date): Generator<DemoWork> {
  const roll = dice(seed);
  const fandoms = Math.max(5, Math.round(Math.sqrt(count)));
  for (let i = 0; i < count; i++) {
    const words = Math.round(Math.min(30_000, Math.max(120, roll.logNormal(1_800, 1.1))));
    const parts = words < 2_000 ? 1 : 1 + roll.below(Math.min(12, Math.ceil(words / 1_200)));
    const published = new Date(until.getTime() - roll.below(3_000) * DAY);
    const updated = new Date(
      Math.min(until.getTime(), published.getTime() + (parts > 1 ? roll.below(400) * DAY : 0)),
    );
    const kudos = Math.floor(roll.logNormal(12, 1.6));
    const complete = roll.below(5) > 0;
    yield {
      fields: {
        title: inventedTitle(roll),
        language: 'en',
        rating: RATINGS[[1, 2, 2, 1, 3, 4, 2, 0][roll.below(8)]!]!,
        warnings:
          roll.below(3) === 0
            ? [WARNINGS[0]]
            : roll.below(6) === 0
              ? [WARNINGS[2 + roll.below(3)]!]
              : [WARNINGS[1]],
        categories: several(roll.below(3), () => roll.pick(CATEGORIES)),
        ...tagsOf(roll, fandoms),
        summary: roll.below(10) === 0 ? '' : inventedSummary(roll),
        startNotes: roll.below(3) === 0 ? `For everybody who waited. ${inventedSummary(roll)}` : '',
        endNotes: roll.below(4) === 0 ? 'Thank you for reading!' : '',
        restricted: roll.below(8) === 0,
        emphasis: {},
        comments: 'members',
        commentsModerated: false,
        textSearchable: true,
        chaptersExpected: complete ? parts : roll.below(2) === 0 ? parts + 1 + roll.below(5) : null,
        publishedOn: published.toISOString().slice(0, 10),
        updatedOn: updated.toISOString().slice(0, 10),
        series:
          roll.below(6) === 0 ? [{ title: `${roll.pick(WORLDS)} Stories`, position: 1 + roll.below(9) }] : [],
        sourceUrl: '',
        skin: '',
        related: [],
      },
      chapters: Array.from({ length: parts }, () => ({
        title: parts > 1 && roll.below(3) > 0 ? inventedTitle(roll) : null,
        html: inventedChapter(roll, words / parts),
      })),
      kudos,
      hits: kudos * (8 + roll.below(20)) + roll.below(40),
    };
  }
}

/**
 * Works to look around with: those of the made-up archive of archive-shape.ts, with the names of their tags and with
 * invented texts. The same seed gives the same works.
 */
import type { WorkFields } from '../features/works/index.js';
import { LATEST, makeArchive, type ShapedWork } from './archive-shape.js';
import { type Dice, dice } from './dice.js';
import { inventedChapter, inventedSummary, inventedTitle } from './prose.js';
import { inventedWord, tagOf } from './tag-names.js';

export interface DemoWork {
  fields: WorkFields;
  chapters: { title: string | null; html: string }[];
  kudos: number;
  hits: number;
}

/** Up to so many words a text is as long as its work. */
const WHOLE = 2_500;
const LONGEST = 30_000;
const CHAPTER = 400;

/** Words of a text for a work of so many: longer ones grow ever less, so that a thousand works are made quickly. */
const textWords = (words: number): number =>
  words <= WHOLE ? words : Math.min(LONGEST, Math.round(WHOLE * (words / WHOLE) ** 0.3));

function tagsOf({
  direct,
}: ShapedWork): Pick<
  WorkFields,
  'rating' | 'warnings' | 'categories' | 'fandoms' | 'characters' | 'relationships' | 'freeforms'
> {
  const tags = direct.map(tagOf);
  const names = (type: string): string[] => tags.filter((tag) => tag.type === type).map(({ name }) => name);
  return {
    rating: names('rating')[0]!,
    warnings: names('warning'),
    categories: names('category'),
    fandoms: names('fandom'),
    characters: names('character'),
    relationships: names('relationship'),
    freeforms: names('freeform'),
  };
}

/** The archive's years end on the day of `until`. */
const dayOf = (seconds: number, until: Date): string =>
  new Date(Math.min(until.getTime(), until.getTime() + (seconds - LATEST) * 1_000))
    .toISOString()
    .slice(0, 10);

/** What a text and its notes are made of; English, whatever the shape says. */
function written(roll: Dice, { numbers }: ShapedWork): Pick<DemoWork, 'chapters'> & { summary: string } {
  const words = textWords(numbers.words);
  const parts = Math.min(numbers.chapters, Math.ceil(words / CHAPTER));
  return {
    summary: roll.below(10) === 0 ? '' : inventedSummary(roll),
    chapters: Array.from({ length: parts }, () => ({
      title: parts > 1 && roll.below(3) > 0 ? inventedTitle(roll) : null,
      html: inventedChapter(roll, words / parts),
    })),
  };
}

/** @param until the latest day of publication. */
export function* demoWorks(count: number, seed: number, until: Date): Generator<DemoWork> {
  const archive = makeArchive(count, seed);
  for (let place = 0; place < count; place++) {
    const work = archive.work(place);
    const roll = dice(Math.imul(place + 1, 0x85ebca6b) ^ seed);
    const { summary, chapters } = written(roll, work);
    const complete = work.flags.includes('complete');
    yield {
      fields: {
        title: inventedTitle(roll),
        language: 'en',
        ...tagsOf(work),
        summary,
        startNotes: roll.below(3) === 0 ? `For everybody who waited. ${inventedSummary(roll)}` : '',
        endNotes: roll.below(4) === 0 ? 'Thank you for reading!' : '',
        restricted: work.audience === 'members',
        emphasis: {},
        comments: 'members',
        commentsModerated: false,
        textSearchable: true,
        chaptersExpected: complete
          ? chapters.length
          : roll.below(2) === 0
            ? chapters.length + 1 + roll.below(5)
            : null,
        publishedOn: dayOf(work.numbers.published, until),
        updatedOn: dayOf(work.numbers.updated, until),
        series: work.series.map((id) => ({
          title: `Tales of ${inventedWord(id)}`,
          position: 1 + roll.below(9),
        })),
        sourceUrl: '',
        skin: '',
        related: [],
      },
      chapters,
      kudos: work.numbers.kudos,
      hits: work.numbers.hits,
    };
  }
}

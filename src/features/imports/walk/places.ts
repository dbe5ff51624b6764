/** The doubtful places of a draft, each a question, in the order in which a person is asked. */
import { inlineText } from '../../../core/text/index.js';
import { isInline } from '../review/acts.js';
import { offsetAfter } from '../review/doubts.js';
import { type Draft, type DraftBlock, type Guess, isDoubtful, SURE } from '../review/draft.js';
import { countLetters, emphasisIn, lettersOfHtml } from './letters.js';

interface Common {
  /** The same for as long as the question is open: it counts the letters before the place, which no answer changes. */
  key: string;
  chapter: number;
  /** Index of the block in its chapter. */
  at: number;
  /** 0..1: how likely it is that what is proposed is right; absent where nobody knows. */
  certainty?: number;
  /** A key of the catalogue's `imports.reasons`, or ''. */
  reason: string;
}

/** A paragraph begins with the block; the proposal is that it does. */
export interface BeginPlace extends Common {
  ask: 'begin';
  /** Whether the block can be joined with the one above it. */
  joins: boolean;
}

/** A paragraph was nearly begun inside the block; the proposal is that none does. */
export interface InnerPlace extends Common {
  ask: 'inner';
  /** Letters and digits of the block before the place. */
  letters: number;
  /** UTF-16 units of the block's text before the place. */
  offset: number;
}

/** Words that were emphasised by guess. */
export interface EmphasisPlace extends Common {
  ask: 'emphasis';
  /** UTF-16 units of the block's text. */
  from: number;
  to: number;
}

/** A block that may be something else, such as a heading. */
export interface KindPlace extends Common {
  ask: 'kind';
}

export type DoubtfulPlace = BeginPlace | InnerPlace | EmphasisPlace | KindPlace;

/** Emphasis without a figure stands where even odds do. */
const EVEN = 0.5;

/** Letters and digits of a block, its label among them. */
export const lettersOf = (block: DraftBlock): number =>
  lettersOfHtml(block.html) + countLetters(block.label ?? '');

/** The guesses of a block; where they were not kept, all its emphasis. */
export function guessesOf(block: DraftBlock): Guess[] {
  const { guessedEmphasis: guessed, html } = block;
  if (typeof guessed === 'object') return guessed;
  if (!guessed) return [];
  const text = inlineText(html);
  return emphasisIn(html).map(({ from, to }) => ({
    start: countLetters(text.slice(0, from)),
    end: countLetters(text.slice(0, to)),
  }));
}

/** The emphasis that a guess speaks of, or undefined when it is not there any more. */
function stretchOf(html: string, text: string, guess: Guess) {
  return emphasisIn(html).find(
    ({ from, to }) =>
      countLetters(text.slice(0, to)) > guess.start && countLetters(text.slice(0, from)) < guess.end,
  );
}

const BREAKS: ReadonlySet<string> = new Set(['paragraph', 'other']);

function beginning(block: DraftBlock, before: DraftBlock | undefined, common: Common): DoubtfulPlace[] {
  if (block.confidence === undefined || block.confidence >= SURE) return [];
  const more = { ...common, certainty: block.confidence, reason: block.reason ?? '' };
  if (!BREAKS.has(block.kind)) return [{ ...more, key: `k${common.key}`, ask: 'kind' }];
  const joins = before !== undefined && isInline(before) && isInline(block);
  return [{ ...more, key: `b${common.key}`, ask: 'begin', joins }];
}

function inside(block: DraftBlock, letters: number, common: Common): DoubtfulPlace[] {
  if (!isInline(block)) return [];
  const text = inlineText(block.html);
  const key = (more: number) => `${common.chapter}-${letters + countLetters(block.label ?? '') + more}`;
  const inner = (block.doubts ?? []).flatMap((doubt): DoubtfulPlace[] => {
    const offset = offsetAfter(text, doubt.at);
    if (text.slice(0, offset).trim() === '' || text.slice(offset).trim() === '') return [];
    const { at, reason, confidence } = doubt;
    return [
      { ...common, key: `b${key(at)}`, ask: 'inner', letters: at, offset, reason, certainty: 1 - confidence },
    ];
  });
  const emphasis = guessesOf(block).flatMap((guess): DoubtfulPlace[] => {
    const stretch = stretchOf(block.html, text, guess);
    if (!stretch) return [];
    const certainty = guess.confidence === undefined ? {} : { certainty: guess.confidence };
    return [{ ...common, ...stretch, ...certainty, key: `e${key(guess.start)}`, ask: 'emphasis' }];
  });
  return [...inner, ...emphasis];
}

/** All doubtful places, in reading order. */
export function doubtfulPlacesOf(draft: Draft): DoubtfulPlace[] {
  const found: DoubtfulPlace[] = [];
  for (const [chapter, { blocks }] of draft.chapters.entries()) {
    let letters = 0;
    for (const [at, block] of blocks.entries()) {
      if (isDoubtful(block)) {
        const common = { key: `${chapter}-${letters}`, chapter, at, reason: '' };
        found.push(...beginning(block, blocks[at - 1], common), ...inside(block, letters, common));
      }
      letters += lettersOf(block);
    }
  }
  return found;
}

/** The least certain first; places that are as certain as each other stay in reading order. */
export const leastCertainFirst = (places: readonly DoubtfulPlace[]): DoubtfulPlace[] =>
  [...places].sort((a, b) => (a.certainty ?? EVEN) - (b.certainty ?? EVEN));

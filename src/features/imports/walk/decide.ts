/** What an answer to a doubtful place does. Unlike an act of the review it leaves the other doubts of its block open. */
import { inlineText, isSceneMarker, setEmphasis } from '../../../core/text/index.js';
import {
  isInline,
  joinedHtml,
  splitAt,
  TURNED_KINDS,
  type TurnedKind,
  turn,
  withLabel,
} from '../review/acts.js';
import { type Draft, type DraftBlock, type Guess, isDoubtful, settled } from '../review/draft.js';
import { type Change, carryOut } from '../review/edit.js';
import { applyPatch, idsIn, type OnePatch } from '../review/patch.js';
import { Refused } from '../review/refused.js';
import { countLetters, lettersOfHtml } from './letters.js';
import {
  type DoubtfulPlace,
  doubtfulPlacesOf,
  type EmphasisPlace,
  guessesOf,
  type InnerPlace,
  lettersOf,
} from './places.js';

export const ANSWERS = ['right', 'break', 'keep', 'off', 'longer', 'shorter', ...TURNED_KINDS] as const;
export type AnswerName = (typeof ANSWERS)[number];

export const isAnswer = (name: string): name is AnswerName => ANSWERS.some((answer) => answer === name);

/** Words that begin in a text, by the rules of its language. */
function wordEnds(text: string, language: string): number[] {
  let segmenter: Intl.Segmenter;
  try {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  } catch {
    segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  }
  return [...segmenter.segment(text)]
    .filter((part) => part.isWordLike)
    .map((part) => part.index + part.segment.length);
}

/** Where emphasis would end if it were a word longer or shorter, or null where it can't be. */
export function emphasisEnd(
  text: string,
  { from, to }: Pick<EmphasisPlace, 'from' | 'to'>,
  by: 'longer' | 'shorter',
  language: string,
): number | null {
  const ends = wordEnds(text, language).filter((end) => end > from);
  if (by === 'longer') return ends.find((end) => end > to) ?? null;
  return ends.filter((end) => end < to && ends.some((later) => later > end && later <= to)).at(-1) ?? null;
}

/** What can be answered at a place, what is proposed first. */
export function answersOf(draft: Draft, place: DoubtfulPlace): AnswerName[] {
  if (place.ask === 'begin') return place.joins ? ['break', 'keep'] : ['break'];
  if (place.ask === 'inner') return ['keep', 'break'];
  const block = draft.chapters[place.chapter]!.blocks[place.at]!;
  if (place.ask === 'kind') {
    return ['right', ...TURNED_KINDS.filter((kind) => kind !== block.kind && canTurn(draft, place, kind))];
  }
  const text = inlineText(block.html);
  const can = (by: 'longer' | 'shorter') =>
    emphasisEnd(text, place, by, draft.fields.language) === null ? [] : [by];
  return ['right', 'off', ...can('longer'), ...can('shorter')];
}

function canTurn(draft: Draft, place: DoubtfulPlace, kind: TurnedKind): boolean {
  const block = draft.chapters[place.chapter]!.blocks[place.at]!;
  // The words of a scene break are not kept.
  if (kind === 'scene_break' && lettersOf(block) > 0 && !isSceneMarker(inlineText(block.html))) return false;
  try {
    turn({ ...place, block }, kind);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** A block with only those doubts that are left; one without any is as settled as one that a person changed. */
function withDoubts(
  block: DraftBlock,
  left: Pick<DraftBlock, 'confidence' | 'reason' | 'doubts'> & { guesses: readonly Guess[] },
): DraftBlock {
  const { settled: _settled, ...bare } = settled(block);
  const { guesses, confidence, reason, doubts } = left;
  const open: DraftBlock = {
    ...bare,
    ...(confidence === undefined ? {} : { confidence }),
    ...(reason === undefined ? {} : { reason }),
    ...(doubts?.length ? { doubts } : {}),
    ...(guesses.length > 0 ? { guessedEmphasis: [...guesses] } : {}),
  };
  return isDoubtful(open) ? open : settled(block);
}

const doubtsOf = (block: DraftBlock) => (block.settled ? [] : (block.doubts ?? []));
const openGuesses = (block: DraftBlock) => (block.settled ? [] : guessesOf(block));

const shifted = <T extends { at: number }>(doubts: readonly T[], by: number): T[] =>
  doubts.map((doubt) => ({ ...doubt, at: doubt.at + by }));

const shiftedGuesses = (guesses: readonly Guess[], by: number): Guess[] =>
  guesses.map((guess) => ({ ...guess, start: guess.start + by, end: guess.end + by }));

/** The block joined with the one above it, the doubts of both kept. */
function join(draft: Draft, place: DoubtfulPlace): OnePatch {
  const { blocks } = draft.chapters[place.chapter]!;
  const [before, block] = [blocks[place.at - 1], blocks[place.at]!];
  if (!before) throw new Refused('noneAbove');
  if (!isInline(before) || !isInline(block)) throw new Refused('notText');
  const shift = lettersOfHtml(before.html) + countLetters(block.label ?? '');
  const kind = before.kind === 'label' && block.kind !== 'label' ? block.kind : before.kind;
  const joined = withDoubts(
    { ...before, kind, html: joinedHtml(before.html, withLabel(block)) },
    {
      ...(before.settled ? {} : { confidence: before.confidence, reason: before.reason }),
      doubts: [...doubtsOf(before), ...shifted(doubtsOf(block), shift)],
      guesses: [...openGuesses(before), ...shiftedGuesses(openGuesses(block), shift)],
    },
  );
  return { chapter: place.chapter, at: place.at - 1, removed: 2, insert: [joined] };
}

/** A block parted at a doubtful place, its other doubts dealt out to both halves. */
function part(draft: Draft, place: InnerPlace, block: DraftBlock): OnePatch {
  const { patch } = splitAt(draft, { ...place, block }, place.offset);
  const { insert } = patch as Extract<OnePatch, { chapter: number }>;
  const [first, second] = insert as [DraftBlock, DraftBlock];
  const letters = lettersOfHtml(first.html);
  const guesses = openGuesses(block);
  const halves = [
    withDoubts(first, {
      confidence: block.confidence,
      reason: block.reason,
      doubts: doubtsOf(block).filter((doubt) => doubt.at < place.letters),
      guesses: guesses.filter((guess) => guess.start < letters),
    }),
    withDoubts(second, {
      doubts: shifted(
        doubtsOf(block).filter((doubt) => doubt.at > place.letters),
        -letters,
      ),
      guesses: shiftedGuesses(
        guesses.filter((guess) => guess.start >= letters),
        -letters,
      ),
    }),
  ];
  return { chapter: place.chapter, at: place.at, removed: 1, insert: halves };
}

/** The block with the question closed and nothing else changed. */
function closed(block: DraftBlock, place: DoubtfulPlace): DraftBlock {
  const begins = place.ask === 'begin' || place.ask === 'kind';
  const text = place.ask === 'emphasis' ? inlineText(block.html) : '';
  return withDoubts(block, {
    ...(begins ? {} : { confidence: block.confidence, reason: block.reason }),
    doubts: doubtsOf(block).filter((doubt) => place.ask !== 'inner' || doubt.at !== place.letters),
    guesses: openGuesses(block).filter(
      ({ start, end }) =>
        place.ask !== 'emphasis' ||
        countLetters(text.slice(0, place.to)) <= start ||
        countLetters(text.slice(0, place.from)) >= end,
    ),
  });
}

function emphasis(draft: Draft, place: EmphasisPlace, block: DraftBlock, answer: AnswerName): DraftBlock {
  if (answer === 'off') {
    const plain = setEmphasis(block.html, place.from, place.to, false);
    return { ...closed(block, place), html: plain };
  }
  const by = answer === 'longer' || answer === 'shorter' ? answer : null;
  const text = inlineText(block.html);
  const end = by && emphasisEnd(text, place, by, draft.fields.language);
  if (end === null) throw new Refused('noWords');
  const plain = setEmphasis(block.html, place.from, place.to, false);
  const letters = (to: number) => countLetters(text.slice(0, to));
  const guess = { start: letters(place.from), end: letters(end) };
  const others = openGuesses(closed(block, place)).filter(
    ({ start }) => start >= guess.end || start < guess.start,
  );
  return withDoubts(
    { ...block, html: setEmphasis(plain, place.from, end, true) },
    { ...block, guesses: [...others, guess].sort((a, b) => a.start - b.start) },
  );
}

function planAnswer(draft: Draft, place: DoubtfulPlace, answer: AnswerName): OnePatch {
  const { chapter, at } = place;
  const block = draft.chapters[chapter]!.blocks[at]!;
  const instead = (insert: DraftBlock): OnePatch => ({ chapter, at, removed: 1, insert: [insert] });
  if (!answersOf(draft, place).includes(answer)) throw new Refused('unclear');
  if (place.ask === 'begin') return answer === 'keep' ? join(draft, place) : instead(closed(block, place));
  if (place.ask === 'inner')
    return answer === 'break' ? part(draft, place, block) : instead(closed(block, place));
  if (answer === 'right') return instead(closed(block, place));
  if (place.ask === 'emphasis') return instead(emphasis(draft, place, block, answer));
  return turn({ chapter, at, block }, answer as TurnedKind).patch as OnePatch;
}

export interface Decision {
  /** Of a doubtful place. */
  key: string;
  answer: AnswerName;
}

/** Several answers as one change that is taken back at once. */
function together(draft: Draft, steps: readonly ((now: Draft) => OnePatch | null)[], did: string): Change {
  let now = draft;
  const patches: OnePatch[] = [];
  for (const step of steps) {
    const patch = step(now);
    if (!patch) continue;
    patches.push(patch);
    const nextBlock = Math.max(now.nextBlock, ...idsIn(patch).map((id) => id + 1));
    now = { ...applyPatch(now, patch).draft, nextBlock };
  }
  if (patches.length === 0) throw new Refused('placeGone');
  return carryOut(draft, { patch: patches.length === 1 ? patches[0]! : { steps: patches }, did });
}

/**
 * Carries answers out, in their order. A place that is not open any more is passed over.
 * @throws Refused when none of them is open, or when an answer does not fit its place.
 */
export function decide(draft: Draft, decisions: readonly Decision[]): Change {
  const did = decisions.length === 1 ? (decisions[0]?.answer ?? '') : 'several';
  const answer =
    ({ key, answer: name }: Decision) =>
    (now: Draft) => {
      const place = doubtfulPlacesOf(now).find((one) => one.key === key);
      return place ? planAnswer(now, place, name) : null;
    };
  return together(draft, decisions.map(answer), did);
}

/** All that is still open is right as it stands. @throws Refused when nothing is open. */
export function settleAll(draft: Draft): Change {
  const steps = draft.chapters.flatMap(({ blocks }, chapter) =>
    blocks.flatMap((block, at) =>
      isDoubtful(block) ? [(): OnePatch => ({ chapter, at, removed: 1, insert: [settled(block)] })] : [],
    ),
  );
  return together(draft, steps, 'all');
}

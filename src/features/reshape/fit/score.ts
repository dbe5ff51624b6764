/** Figures for breaks put into texts whose true breaks are known. */
import { BREAK_AT, DOUBT_AT, SURE_AT } from '../gaps.js';
import type { Text } from './corpus.js';
import type { BreakClass } from './gold.js';

export interface Tally {
  hit: number;
  wrong: number;
  missed: number;
}

/** How well breaks were found, and how well the marked places cover what went wrong. */
export interface Score {
  overall: Tally;
  /** A quote mark touches the break, or speech stands in a paragraph beside it. */
  dialogue: Tally;
  narrative: Tally;
  /** All gaps, those that the model judges, how many of them are marked; faulty breaks, and those with a mark. */
  gaps: number;
  judged: number;
  marked: number;
  faults: number;
  markedFaults: number;
  /** Sums over judged gaps by tenth of probability: gaps, breaks, probability. */
  tenths: { gaps: number; breaks: number; probability: number }[];
}

const tally = (): Tally => ({ hit: 0, wrong: 0, missed: 0 });

export const emptyScore = (): Score => ({
  overall: tally(),
  dialogue: tally(),
  narrative: tally(),
  gaps: 0,
  judged: 0,
  marked: 0,
  faults: 0,
  markedFaults: 0,
  tenths: Array.from({ length: 10 }, () => ({ gaps: 0, breaks: 0, probability: 0 })),
});

/** F1 in per cent. */
export const f1 = ({ hit, wrong, missed }: Tally): number => (200 * hit) / (2 * hit + wrong + missed || 1);

const isMarked = (probability: number): boolean => probability >= DOUBT_AT && probability < SURE_AT;

/** Adds a text's figures; `chance` gives the probability of the gaps that the model decides, run by run. */
export function addText(score: Score, text: Text, chance: (run: number, at: number) => number): void {
  const { gold } = text;
  const put = new Set(text.lifted);
  const marked = new Set<number>();
  text.runs.forEach(({ places }, run) => {
    for (const { at, offset, sure } of places) {
      const probability = sure ?? chance(run, at);
      if (probability >= BREAK_AT) put.add(offset);
      if (isMarked(probability)) marked.add(offset);
      score.gaps++;
      if (isMarked(probability)) score.marked++;
      if (sure === null) addJudged(score, probability, gold.breaks.has(offset));
    }
  });
  const count = (kind: BreakClass, key: keyof Tally, offset: number): void => {
    score.overall[key]++;
    if (kind === 'narrative') score.narrative[key]++;
    else if (kind !== 'structural') score.dialogue[key]++;
    if (key === 'hit') return;
    score.faults++;
    if (marked.has(offset)) score.markedFaults++;
  };
  for (const [offset, kind] of gold.breaks) count(kind, put.has(offset) ? 'hit' : 'missed', offset);
  for (const offset of put)
    if (offset > 0 && offset < gold.letters && !gold.breaks.has(offset))
      count(gold.classAt(offset), 'wrong', offset);
}

function addJudged(score: Score, probability: number, isBreak: boolean): void {
  score.judged++;
  const tenth = score.tenths[Math.min(9, Math.floor(probability * 10))]!;
  tenth.gaps++;
  tenth.breaks += Number(isBreak);
  tenth.probability += probability;
}

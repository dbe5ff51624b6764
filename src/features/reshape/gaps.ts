/**
 * Decides at which gaps a paragraph begins. Sure gaps have a fixed probability; the others are weighed by their
 * features. Where the current paragraph began is itself uncertain, so a few possible beginnings are carried along,
 * each with its probability. This is the step to replace when there is a better judge of gaps.
 */
import { WEIGHED } from './feature-names.js';
import { fixedFeatures, paragraphFeatures, totalsOf } from './gap-features.js';
import { WEIGHTS } from './gap-weights.js';
import type { Gap, Pieces } from './pieces.js';
import type { Profile } from './profile.js';
import type { Reason } from './reasons.js';

/** The verdict on one gap: how likely a paragraph begins there, and why. */
export interface Verdict {
  probability: number;
  reason: Reason;
}

/** At this probability and above a gap becomes a break. */
export const BREAK_AT = 0.42;
/** At this probability and above a gap that is no break is worth a look. */
export const DOUBT_AT = 0.22;

const BEGINNINGS = 10;
const KINDS = WEIGHED.length;

/** Weighs every gap; `result[i]` is the verdict on the gap before piece `i`, the first is null. */
export function decideGaps(cut: Pieces, profile: Profile): (Verdict | null)[] {
  const { pieces, gaps } = cut;
  const verdicts: (Verdict | null)[] = [null];
  const weighs = profile.understood && profile.quotes !== 'none';
  const totals = totalsOf(cut);
  let beginnings: { start: number; weight: number }[] = [{ start: 0, weight: 1 }];
  for (let at = 1; at < pieces.length; at++) {
    const gap = gaps[at]!;
    const column = WEIGHED.indexOf(gap.kind);
    const sure = sureProbability(gap, profile, weighs);
    const fixed = sure === null ? fixedFeatures(cut, totals, at) : [];
    const fixedSum = sum(fixed, column);
    let probability = 0;
    for (const beginning of beginnings) {
      let chance = sure;
      if (chance === null) {
        const found: number[] = [];
        paragraphFeatures(cut, totals, beginning.start, at, found);
        chance = 1 / (1 + Math.exp(-fixedSum - sum(found, column)));
      }
      probability += beginning.weight * chance;
      beginning.weight *= 1 - chance;
    }
    verdicts.push({ probability, reason: reasonOf(gap) });
    beginnings.push({ start: at, weight: probability });
    beginnings = likeliest(beginnings);
  }
  return verdicts;
}

/** The probability of a gap that needs no weighing, null for the others. */
function sureProbability(gap: Gap, profile: Profile, weighs: boolean): number | null {
  if (gap.joint === 'wide') return 0.97;
  if (gap.joint === 'none') return gap.end === 'a' ? 0.8 : gap.kind === 'turn' ? 0.99 : 0.93;
  if (gap.kind === 'turn') return gap.end === '' ? 0.5 : 0.995;
  if (gap.kind === 'reopen') return 0.96;
  if (profile.wideBreaks || profile.gluedBreaks) return 0.02;
  return weighs ? null : 0.3;
}

function sum(features: number[], column: number): number {
  let total = 0;
  for (const feature of features) total += WEIGHTS[feature * KINDS + column]!;
  return total;
}

function likeliest(beginnings: { start: number; weight: number }[]): { start: number; weight: number }[] {
  let kept = beginnings;
  if (kept.length > BEGINNINGS) kept = [...kept].sort((a, b) => b.weight - a.weight).slice(0, BEGINNINGS);
  kept = kept.filter((beginning) => beginning.weight > 1e-4);
  let total = 0;
  for (const beginning of kept) total += beginning.weight;
  for (const beginning of kept) beginning.weight /= total;
  return kept;
}

const REASON_OF: Record<Gap['kind'], Reason> = {
  turn: 'reshape.reply',
  reopen: 'reshape.speechContinues',
  speechEnd: 'reshape.narrationAfterSpeech',
  tagSpeech: 'reshape.newSpeaker',
  speechStart: 'reshape.speechAfterNarration',
  tagNarration: 'reshape.narration',
  narration: 'reshape.narration',
};

function reasonOf(gap: Gap): Reason {
  if (gap.joint === 'wide') return 'reshape.wideSpace';
  if (gap.joint === 'none') return 'reshape.glued';
  return REASON_OF[gap.kind];
}

/**
 * Decides at which gaps a paragraph begins. Sure gaps have a fixed probability; the others are judged by the model
 * from what stands around them and from what the whole text is like. docs/RESHAPE.md says how it was trained.
 */
import { cuesOf } from './cue-words.js';
import { GapJudge } from './gap-judge.js';
import { unpackModel } from './gap-model.js';
import { readGaps, sureProbability } from './gap-reader.js';
import { reasonAt } from './gap-reasons.js';
import { GAP_WEIGHTS } from './gap-weights.js';
import type { Profile } from './profile.js';
import type { Reason } from './reasons.js';
import type { Prose } from './speakers/tokens.js';

/** The verdict on one gap: how likely a paragraph begins there, and why. */
export interface Verdict {
  probability: number;
  reason: Reason;
}

/** At this probability and above a gap becomes a break: near half of the F1 that is reached, which makes F1 highest. */
export const BREAK_AT = 0.41;
/** At this probability and above a gap that is no break is worth a look. */
export const DOUBT_AT = 0.29;
/** Below this probability a break is worth a look. */
export const SURE_AT = 0.75;

let made: GapJudge | undefined;
const shippedJudge = (): GapJudge => (made ??= new GapJudge(unpackModel(Buffer.from(GAP_WEIGHTS, 'base64'))));

/**
 * Weighs every gap of a text's prose runs; `result[run][i]` is the verdict on the gap before piece `i` of a run, the
 * first of a run means nothing.
 */
export function decideGaps(runs: readonly Prose[], profile: Profile): Verdict[][] {
  const judge = shippedJudge();
  return readGaps(runs, cuesOf(profile.language)).map((reader) =>
    reader.scene.prose.cut.gaps.map((gap, at) => {
      if (at === 0) return { probability: 1, reason: 'reshape.resumes' };
      const probability = sureProbability(gap, profile) ?? judge.chanceAt(reader, at);
      return { probability, reason: reasonAt(reader.scene, at) };
    }),
  );
}

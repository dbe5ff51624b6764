/** Which segments are built anew as one: many small ones, and those of which much is gone. */
import { DEAD_SHARE, FRESH_WORKS, MERGE_WIDTH } from './limits.js';
import { type Part, sizeOf } from './segment.js';

/** Parts of like size share a tier; each tier is MERGE_WIDTH times the one below. */
const tierOf = ({ alive }: Part): number =>
  Math.max(0, Math.floor(Math.log(alive / FRESH_WORKS) / Math.log(MERGE_WIDTH)));

/**
 * Chooses parts whose works go into one segment of `most` works at most, or null when all is well. Each work is built
 * anew only as often as there are tiers, and there are never many parts of one tier.
 */
export function chooseMerge(parts: readonly Part[], most: number): readonly Part[] | null {
  const worn = parts.find(
    (part) =>
      part.alive === 0 ||
      (sizeOf(part.segment) >= FRESH_WORKS && 1 - part.alive / sizeOf(part.segment) > DEAD_SHARE),
  );
  if (worn) return [worn];
  const small = parts.filter(({ alive }) => alive <= most / 2).sort((a, b) => a.alive - b.alive);
  const tiers = new Map<number, Part[]>();
  for (const part of small) {
    const tier = tiers.get(tierOf(part)) ?? [];
    tiers.set(tierOf(part), [...tier, part]);
  }
  for (const tier of tiers.values()) {
    if (tier.length < MERGE_WIDTH) continue;
    let sum = 0;
    const fitting = tier.filter(({ alive }) => {
      sum += alive;
      return sum <= most;
    });
    if (fitting.length >= 2) return fitting;
  }
  return null;
}

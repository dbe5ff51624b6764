/** Chance that is the same at every run with the same seed. */
export interface Dice {
  /** 0 ≤ n < 1 */
  unit(): number;
  /** A whole number below `sides`. */
  below(sides: number): number;
  pick<T>(list: readonly T[]): T;
  /** Low numbers far more often than high ones: rank r with a weight of 1 / (r + 1). */
  zipf(size: number): number;
  /** Around `median`, now and then many times that. */
  logNormal(median: number, spread: number): number;
}

export function dice(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (sides: number): number => Math.floor(unit() * sides);
  return {
    unit,
    below,
    pick: (list) => list[below(list.length)]!,
    zipf: (size) => Math.min(size - 1, Math.floor((size + 1) ** unit()) - 1),
    logNormal: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())),
  };
}

/** Where the columns of the rows are cut into steps: between their values, or at quantiles when there are many. */

/** Most steps of a column; few for those about the whole text, lest a text be known by its numbers. */
const STEPS = 64;
const STYLE_STEPS = 10;

/** The cuts of one column, ascending; at most one less than its steps. */
export function cutsOf(values: readonly number[], style: boolean): Float32Array {
  const steps = style ? STYLE_STEPS : STEPS;
  const sorted = Float32Array.from(values).sort();
  const distinct: number[] = [];
  for (const value of sorted) if (value !== distinct.at(-1)) distinct.push(value);
  const cuts: number[] = [];
  if (distinct.length <= steps)
    for (let i = 1; i < distinct.length; i++) cuts.push((distinct[i - 1]! + distinct[i]!) / 2);
  else
    for (let step = 1; step < steps; step++) {
      const cut = sorted[Math.floor((step * sorted.length) / steps)]!;
      if (cut !== cuts.at(-1)) cuts.push(cut);
    }
  return Float32Array.from(cuts);
}

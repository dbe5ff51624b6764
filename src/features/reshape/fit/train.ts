/** From texts to a model: cuts, words and trees. The trees see sums of words that never saw the author in question. */
import { coarseStep, type Model, stepOf, stepsOf, sumWords } from '../gap-model.js';
import { STYLE_PREFIX } from '../gap-reader.js';
import type { Text } from './corpus.js';
import { cutsOf } from './cuts.js';
import { fitWords } from './linear.js';
import { fitTrees } from './trees.js';

export interface Sample {
  text: Text;
  run: number;
  at: number;
  offset: number;
  row: Float32Array;
  isBreak: boolean;
}

/** The gaps that the model decides, of all texts. */
export function samplesOf(texts: readonly Text[]): Sample[] {
  const samples: Sample[] = [];
  for (const text of texts)
    text.runs.forEach(({ reader, places }, run) => {
      for (const { at, offset, sure } of places)
        if (sure === null)
          samples.push({
            text,
            run,
            at,
            offset,
            row: reader.rowAt(at),
            isBreak: text.gold.breaks.has(offset),
          });
    });
  return samples;
}

/** The names of a row's columns. */
export function columnNames(sample: Sample): string[] {
  const names: string[] = [];
  sample.text.runs[sample.run]!.reader.rowAt(sample.at, names);
  return names;
}

/** Deals the authors into folds of about the same number of samples, the largest author first. */
export function foldsByAuthor(samples: readonly Sample[], folds: number): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { text } of samples) sizes.set(text.author, (sizes.get(text.author) ?? 0) + 1);
  const filled = new Array<number>(Math.min(folds, sizes.size)).fill(0);
  const dealt = new Map<string, number>();
  for (const [author, size] of [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const emptiest = filled.indexOf(Math.min(...filled));
    dealt.set(author, emptiest);
    filled[emptiest]! += size;
  }
  return dealt;
}

/** Trains a model. Within it, the words' sums are taken out of fold by author, `folds` of them. */
export function train(samples: readonly Sample[], folds = 8): Model {
  const columns = samples[0]!.row.length;
  const names = columnNames(samples[0]!);
  const cuts = names.map((name, column) =>
    cutsOf(
      samples.map(({ row }) => row[column]!),
      name.startsWith(STYLE_PREFIX),
    ),
  );
  const rows = samples.map(({ row }) => stepsOf(cuts, row));
  const slots = samples.map(({ text, run, at }, i) =>
    text.runs[run]!.reader.slotsAt(
      at,
      rows[i]!.map((step, column) => coarseStep(cuts[column]!.length + 1, step)),
    ),
  );
  const truth = Uint8Array.from(samples, ({ isBreak }) => Number(isBreak));
  const sums = sumsOutOfFold(samples, slots, truth, folds);
  cuts.push(cutsOf(sums, false));
  const steps = Array.from({ length: columns }, (_, column) => Uint8Array.from(rows, (row) => row[column]!));
  steps.push(Uint8Array.from(sums, (sum) => stepOf(cuts[columns]!, Math.fround(sum))));
  const all = Int32Array.from(samples.keys());
  const counts = cuts.map(({ length }) => length);
  return { cuts, ...fitWords(slots, truth, all), ...fitTrees(steps, counts, truth, all) };
}

function sumsOutOfFold(
  samples: readonly Sample[],
  slots: readonly Int32Array[],
  truth: Uint8Array,
  folds: number,
): number[] {
  const dealt = foldsByAuthor(samples, folds);
  const foldOf = samples.map(({ text }) => dealt.get(text.author)!);
  const sums = new Array<number>(samples.length).fill(0);
  for (const fold of new Set(foldOf)) {
    const others = [...samples.keys()].filter((i) => foldOf[i] !== fold);
    const words = fitWords(slots, truth, Int32Array.from(others));
    for (let i = 0; i < samples.length; i++) if (foldOf[i] === fold) sums[i] = sumWords(words, slots[i]!);
  }
  return sums;
}

/**
 * Fits the weights of gap-features.ts to texts whose paragraphs are known, and prints gap-weights.ts.
 *   node --import tsx src/features/reshape/fit-gaps.ts CORPUS.jsonl [--folds=5] > src/features/reshape/gap-weights.ts
 * CORPUS: a line a text, {id, flat, gold: [{kind, html, label?}]}. With --folds the unseen log loss goes to stderr.
 * Logistic regression with an L2 penalty by Newton's method: deterministic.
 */
import fs from 'node:fs';
import { z } from 'zod';
import { FEATURES, WEIGHED } from './feature-names.js';
import { fixedFeatures, paragraphFeatures, totalsOf } from './gap-features.js';
import { textOf } from './html.js';
import { countLetters } from './letters.js';
import { profileOf } from './profile.js';
import { readProse } from './restore.js';
import { liftStructure } from './structure.js';

interface Sample {
  group: number;
  kind: number;
  features: number[];
  isBreak: boolean;
}

const Unit = z.object({
  id: z.string(),
  flat: z.string(),
  gold: z.array(z.object({ kind: z.string(), html: z.string(), label: z.string().optional() })),
});

const PENALTY = 8;

/** The weighed gaps of one text, with the paragraph's true beginning as their history. */
function samplesOf(unit: z.infer<typeof Unit>, group: number): Sample[] {
  const bounds = new Set<number>();
  let letters = 0;
  for (const block of unit.gold) {
    letters += countLetters(`${block.label ?? ''} ${textOf(block.html)}`);
    bounds.add(letters);
  }
  const profile = profileOf(unit.flat, 'en');
  const samples: Sample[] = [];
  for (const part of liftStructure(unit.flat)) {
    if (part.kind !== 'paragraph') continue;
    const { text, cut } = readProse(unit.flat.slice(part.start, part.end), profile);
    const totals = totalsOf(cut);
    let at = countLetters(unit.flat.slice(0, part.start));
    let start = 0;
    for (let index = 1; index < cut.pieces.length; index++) {
      at += countLetters(text.slice(cut.pieces[index - 1]!.start, cut.pieces[index]!.start));
      const isBreak = bounds.has(at);
      const kind = WEIGHED.indexOf(cut.gaps[index]!.kind);
      if (kind >= 0 && cut.gaps[index]!.joint === 'space' && !profile.wideBreaks && !profile.gluedBreaks) {
        const features = fixedFeatures(cut, totals, index);
        paragraphFeatures(cut, totals, start, index, features);
        samples.push({ group, kind, features, isBreak });
      }
      if (isBreak) start = index;
    }
  }
  return samples;
}

/** Newton's method on the penalised log likelihood. */
function fit(samples: Sample[], kind: number): Float64Array {
  const size = FEATURES.length;
  const weights = new Float64Array(size);
  const mine = samples.filter((sample) => sample.kind === kind);
  for (let round = 0; round < 12; round++) {
    const gradient = weights.map((weight) => -PENALTY * weight);
    const hessian = Array.from({ length: size }, (_, row) => {
      const line = new Float64Array(size);
      line[row] = PENALTY;
      return line;
    });
    for (const { features, isBreak } of mine) {
      const p = chance(weights, features);
      for (const i of features) {
        gradient[i]! += (isBreak ? 1 : 0) - p;
        for (const j of features) hessian[i]![j]! += p * (1 - p);
      }
    }
    const stride = solve(hessian, gradient);
    for (let i = 0; i < size; i++) weights[i]! += stride[i]!;
  }
  return weights;
}

function chance(weights: Float64Array, features: number[]): number {
  let total = 0;
  for (const feature of features) total += weights[feature]!;
  return 1 / (1 + Math.exp(-total));
}

/** Gaussian elimination; the matrix is symmetric and positive definite, so no pivoting is needed. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let row = i + 1; row < size; row++) {
      const factor = matrix[row]![i]! / matrix[i]![i]!;
      if (factor === 0) continue;
      for (let col = i; col < size; col++) matrix[row]![col]! -= factor * matrix[i]![col]!;
      x[row]! -= factor * x[i]!;
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let col = i + 1; col < size; col++) x[i]! -= matrix[i]![col]! * x[col]!;
    x[i]! /= matrix[i]![i]!;
  }
  return x;
}

function reportFolds(samples: Sample[], folds: number): void {
  for (let kind = 0; kind < WEIGHED.length; kind++) {
    let loss = 0;
    let count = 0;
    let hit = 0;
    let wrong = 0;
    let missed = 0;
    for (let fold = 0; fold < folds; fold++) {
      const weights = fit(
        samples.filter((sample) => sample.group % folds !== fold),
        kind,
      );
      for (const sample of samples) {
        if (sample.kind !== kind || sample.group % folds !== fold) continue;
        const p = chance(weights, sample.features);
        loss -= Math.log(sample.isBreak ? p : 1 - p);
        count++;
        if (p >= 0.42 && sample.isBreak) hit++;
        else if (p >= 0.42) wrong++;
        else if (sample.isBreak) missed++;
      }
    }
    const breaks = hit + missed;
    console.error(
      `${WEIGHED[kind]!.padEnd(14)} gaps ${count}, breaks ${breaks}, unseen log loss ${(loss / count).toFixed(4)}, F1 ${((2 * hit) / (2 * hit + wrong + missed)).toFixed(3)}`,
    );
  }
}

function print(samples: Sample[]): void {
  const columns = WEIGHED.map((_, kind) => fit(samples, kind));
  const lines = FEATURES.map(
    (name, row) => `  ['${name}', ${columns.map((column) => Number(column[row]!.toFixed(2))).join(', ')}],`,
  );
  console.log(`/** Log-odds that a paragraph begins at a gap, printed by fit-gaps.ts. Columns: ${WEIGHED.join(', ')}. */
const TABLE: [feature: string, ...weights: number[]][] = [
${lines.join('\n')}
];

/** The weights row by row, a row a feature in the order of FEATURES. */
export const WEIGHTS: Float32Array = Float32Array.from(TABLE.flatMap(([, ...weights]) => weights));`);
}

const [corpus, flag] = process.argv.slice(2);
if (corpus === undefined) {
  console.error('usage: fit-gaps.ts CORPUS.jsonl [--folds=N]');
  process.exit(2);
}
const groups = new Map<string, number>();
const samples: Sample[] = [];
for (const line of fs.readFileSync(corpus, 'utf8').split('\n')) {
  if (line === '') continue;
  const unit = Unit.parse(JSON.parse(line));
  const writer = unit.id.split('-').slice(0, 3).join('-');
  const key = writer.includes('-scp-') ? unit.id : writer;
  if (!groups.has(key)) groups.set(key, groups.size);
  for (const sample of samplesOf(unit, groups.get(key)!)) samples.push(sample);
}
if (flag?.startsWith('--folds=')) reportFolds(samples, Number(flag.slice(8)));
else print(samples);

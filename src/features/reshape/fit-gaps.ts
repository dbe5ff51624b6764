/**
 * Trains the judge of gaps on texts whose paragraphs are known, or says how well that works on authors it never saw.
 *   node --import tsx src/features/reshape/fit-gaps.ts CORPUS.jsonl… > src/features/reshape/gap-weights.ts
 *   node --import tsx src/features/reshape/fit-gaps.ts CORPUS.jsonl… --oof
 * CORPUS: a line a text, {id, source, flat, gold: [{kind, html, label?, lost?}]}. The same texts give the same bytes.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { excerptsOf, flattenAgain, readUnit, readUnits, type Text, type Unit } from './fit/corpus.js';
import { reportUnseen } from './fit/report.js';
import { samplesOf, train } from './fit/train.js';
import { packModel } from './gap-model.js';

/** The texts to learn from: whole, those whose breaks still show flattened again, and in excerpts. */
export function textsToLearn(units: readonly Unit[]): Text[] {
  return units.flatMap((unit) => {
    const whole = readUnit(unit);
    return [whole.betrayed ? readUnit(flattenAgain(unit)) : whole, ...excerptsOf(unit).map(readUnit)];
  });
}

/** The weights that a corpus gives, as the program reads them. */
export function weightsOf(units: readonly Unit[]): Uint8Array {
  return packModel(train(samplesOf(textsToLearn(units))));
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { oof: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    console.error('usage: fit-gaps.ts CORPUS.jsonl… [--oof]');
    process.exit(2);
  }
  const units = readUnits(positionals);
  if (values.oof) {
    reportUnseen(units.map(readUnit), textsToLearn(units));
    return;
  }
  const weights = Buffer.from(weightsOf(units)).toString('base64');
  console.log(
    `/** The trained weights, base64 of gap-model.ts's bytes; made by fit-gaps.ts, never edited. */`,
  );
  console.log(`export const GAP_WEIGHTS =\n  '${weights}';`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();

/** The words of chapters: of short ones here, of long ones in a thread, so that no page waits for them. */
import { Worker } from 'node:worker_threads';
import { answeringThreads } from '../../../core/answering-threads.js';
import { textVectors } from './vector.js';

/** The texts of one chapter each, and the vectors of each. */
export type VectorTask = readonly (readonly string[])[];
export type VectorAnswer = string[][] | { failed: string };

/** Letters that are cut into words in about ten milliseconds. */
const SHORT = 30_000;

const ask = answeringThreads<VectorTask, VectorAnswer>(() => {
  const fromSource = import.meta.url.endsWith('.ts');
  const address = new URL(`./vectors-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url);
  const execArgv = fromSource ? ['--import', import.meta.resolve('tsx')] : [];
  return new Worker(address, {
    execArgv,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 2 },
  });
});

/** @returns of each chapter's texts the vectors, as `textVectors` */
export async function vectorsOf(chapters: VectorTask): Promise<string[][]> {
  const letters = chapters.flat().reduce((sum, text) => sum + text.length, 0);
  if (letters <= SHORT) return chapters.map(textVectors);
  const answer = await ask(chapters);
  if ('failed' in answer) throw new Error(answer.failed);
  return answer;
}

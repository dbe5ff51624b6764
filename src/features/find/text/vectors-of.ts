/** The words of chapters: of short ones here, of long ones in a thread, so that no page waits for them. */
import { Worker } from 'node:worker_threads';
import { answeringThreads } from '../../../core/answering-threads.js';
import { textVectors } from './vector.js';

/** A chapter's texts, with what its rows are to say. */
export interface Texts {
  chapter: number;
  work: number;
  hash: string;
  texts: readonly string[];
}

export type VectorTask = readonly Texts[];
export type VectorAnswer = Uint8Array | { failed: string };

/** A row for each vector of each chapter, as JSON in UTF-8: bytes are handed over by the thread and sent as they are. */
export const rowsOf = (chapters: VectorTask): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    JSON.stringify(
      chapters.flatMap(({ chapter, work, hash, texts }) =>
        textVectors(texts).map((words, part) => ({ chapter_id: chapter, part, work_id: work, hash, words })),
      ),
    ),
  );

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

function rowsIn(answer: VectorAnswer): Uint8Array {
  if ('failed' in answer) throw new Error(answer.failed);
  return answer;
}

/** @returns the rows of find_texts as `rowsOf`; the texts are not kept while they are waited for */
export function vectorRows(chapters: VectorTask): Promise<Uint8Array> {
  const letters = chapters.flatMap(({ texts }) => texts).reduce((sum, text) => sum + text.length, 0);
  if (letters <= SHORT) return Promise.resolve(rowsOf(chapters));
  return ask(chapters).then(rowsIn);
}

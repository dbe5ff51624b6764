/** A database, a data folder and the steps of a batch without the queue: what its tests begin with. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after } from 'node:test';
import { testDatabase } from '../../../../test/support/db.js';
import type { TestPerson } from '../../../../test/support/factories.js';
import { createLog } from '../../../core/log.js';
import { wordsFor } from '../../../core/messages/index.js';
import { createSanitiser } from '../../../core/text/index.js';
import { createBatch, type Existing, storiesInZip } from '../batches/create.js';
import { batchById, countsOf, filesOf } from '../batches/queries.js';
import { stepBatch } from '../batches/step.js';
import { keepStream } from '../upload.js';
import { makeZip, type ZipPart } from './files.js';

export const { db } = await testDatabase();
const sanitiser = createSanitiser({ workers: 1 });
export const dataDir = await mkdtemp(join(tmpdir(), 'fanlight-test-'));
after(async () => {
  await sanitiser.close();
  await rm(dataDir, { recursive: true, force: true });
});
export const words = wordsFor('en');
let minute = 0;
export const now = () => {
  minute += 1;
  return new Date(Date.UTC(2026, 0, 1, 0, minute));
};
const tools = { db, sanitiser, dataDir, language: 'en', words, log: createLog('fatal'), now };
export const parts = { db, sanitiser, clock: { now } };

export const page = (title: string, text: string, more = ''): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1>${more}<p>${text} was long ago, and nobody remembered how it had begun.</p></body></html>`;
export const headed = (title: string, source = ''): string =>
  `${title}\nby Quire\nFandom: Harbour Tales (Invented)\nRating: General Audiences\nWarnings: No Archive Warnings Apply\n${source ? `Source: ${source}\n` : ''}\nIt was a quiet morning by the harbour.\n\nNobody said a word until the ferry came in.\n`;

export const keep = (name: string, bytes: Uint8Array | string) =>
  keepStream(dataDir, name, Readable.from([Buffer.from(bytes as Uint8Array)]));

export async function begin(
  person: TestPerson,
  entries: readonly ZipPart[],
  existing: Existing = 'ask',
): Promise<string> {
  const stories = await storiesInZip(dataDir, await keep('many.zip', makeZip(entries)));
  assert.ok(stories);
  const { id } = await db
    .transaction()
    .execute((trx) =>
      createBatch(
        trx,
        person.viewer.accountId,
        { name: 'many.zip', ...stories, wishes: {}, existing },
        now(),
        { withJob: false },
      ),
    );
  return id;
}

/** Without the queue: what its job would do. */
export async function goThrough(id: string): Promise<string[]> {
  const steps: string[] = [];
  for (;;) {
    const step = await stepBatch(tools, id);
    steps.push(step);
    if (step === 'done') return steps;
  }
}

export async function look(person: TestPerson, id: string) {
  const batch = await batchById(db, person.viewer, id);
  assert.ok(batch);
  const counts = await countsOf(db, batch);
  const files = await filesOf(db, batch, 'all', { offset: 0, limit: 100 });
  return { batch, counts, files };
}

export const worksOf = (person: TestPerson) =>
  db
    .selectFrom('works')
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .where('creatorships.pseud_id', '=', person.pseudId)
    .select(['works.id', 'works.title', 'works.posted_at', 'works.chapters_posted'])
    .orderBy('works.id')
    .execute();

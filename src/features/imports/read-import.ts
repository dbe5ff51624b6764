/** Reads a file that was taken in and leaves a draft to review, or a message that says why not. Doing it twice does it once. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { AppError } from '../../core/errors.js';
import { type Messages, wordsFor } from '../../core/messages/index.js';
import type { Sanitiser } from '../../core/text/index.js';
import { draftColumns } from './draft-columns.js';
import { existingWork } from './existing.js';
import { refuseTooManyChapters } from './files/limits.js';
import { withSourceFile } from './files/source-file.js';
import { EntryPlace, unpackEntry } from './files/zip-entries.js';
import { keepPictures } from './pictures.js';
import { withoutEmptyAlts } from './review/alt.js';
import type { Draft } from './review/draft.js';
import { toDraft, type Wishes } from './review/to-draft.js';
import type { SourceWork } from './source-work.js';
import { readFile } from './sources/index.js';

export interface ReadingTools {
  db: Kysely<DB>;
  sanitiser: Sanitiser;
  dataDir: string;
  /** Of works whose file names none. */
  language: string;
  /** Of this archive. */
  origins?: readonly string[];
  now(): Date;
}

async function firstWork(path: string, name: string): Promise<SourceWork> {
  return withSourceFile(
    path,
    async (file) => {
      for await (const work of readFile(file)) return work;
      throw new AppError('no-work', 422, `No work was found in “${name}”.`);
    },
    name,
  );
}

async function makeDraft(
  tools: ReadingTools,
  accountId: number,
  work: SourceWork,
  wishes: Wishes,
): Promise<Draft> {
  const { kept, warnings } = await keepPictures(tools, accountId, work.images);
  work.warningsForReader.push(...warnings);
  const { sanitiser, language, origins = [] } = tools;
  const draft = await toDraft(work, {
    sanitiser,
    language,
    origins,
    wishes,
    mediaIds: [...new Set(kept.values())],
    images: (src) => {
      const id = kept.get(src.replace(/^import:/, ''));
      return id === undefined ? null : `/media/${id}`;
    },
  });
  // A flat text shows its chapters only now.
  refuseTooManyChapters(draft.chapters.length);
  return work.document ? draft : askingForAlts(draft);
}

/** Whether a picture is decoration is asked of its person, whatever a program wrote. */
const askingForAlts = (draft: Draft): Draft => ({
  ...draft,
  chapters: draft.chapters.map((chapter) => ({
    ...chapter,
    blocks: chapter.blocks.map((block) => ({ ...block, html: withoutEmptyAlts(block.html) })),
  })),
});

interface Kept {
  name: string;
  file: string;
  entry: unknown;
  sha256: string | null;
}

/** Hands over a file on disk, unpacked for that time when it lies in a zip. @returns what `use` did, and the file's hash. */
async function withKeptFile<T>(
  dataDir: string,
  { name, file, entry, sha256 }: Kept,
  publicId: string,
  use: (path: string) => Promise<T>,
): Promise<{ done: T; sha256: string | null }> {
  const path = join(dataDir, file);
  if (entry === null) return { done: await use(path), sha256 };
  // One name for each import: what a crash left behind is written over.
  const unpacked = join(dataDir, 'imports', `unpacked-${publicId}`);
  try {
    const hash = await withSourceFile(
      path,
      (zip) => unpackEntry(zip, name, EntryPlace.parse(entry), unpacked),
      name,
    );
    return { done: await use(unpacked), sha256: hash };
  } finally {
    await rm(unpacked, { force: true });
  }
}

interface Finish extends Partial<ReturnType<typeof draftColumns>> {
  state: 'review' | 'failed';
  sha256?: string | null;
  authors?: string[];
  existing_work_id?: number | null;
  form?: string;
  messages?: string;
  error?: string;
}

export async function readImport(tools: ReadingTools, publicId: string): Promise<void> {
  const row = await tools.db
    .updateTable('imports')
    .set({ state: 'reading', changed_at: tools.now() })
    .where('public_id', '=', publicId)
    .where('state', 'in', ['waiting', 'reading'])
    .returning(['id', 'account_id', 'name', 'file', 'wishes', 'entry', 'sha256'])
    .executeTakeFirst();
  if (!row) return;
  const finish = (set: Finish) =>
    tools.db
      .updateTable('imports')
      .set({ ...set, read_at: tools.now(), changed_at: tools.now() })
      .where('id', '=', row.id)
      .where('state', '=', 'reading')
      .execute();
  try {
    const { done: work, sha256 } = await withKeptFile(tools.dataDir, row, publicId, (path) =>
      firstWork(path, row.name),
    );
    const draft = await makeDraft(tools, row.account_id, work, row.wishes as Wishes);
    const columns = draftColumns(draft);
    const existing = await existingWork(tools.db, row.account_id, { sourceKey: columns.source_key, sha256 });
    await finish({
      state: 'review',
      ...columns,
      sha256,
      authors: work.authors.map(({ name }) => name).slice(0, 20),
      existing_work_id: existing?.key ?? null,
      form: work.format,
      messages: JSON.stringify(work.warningsForReader),
    });
  } catch (error) {
    // What a person can mend is told to them; anything else is tried again by the queue.
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await finish({ state: 'failed', error: error.said(await wordsOf(tools, row.account_id)) });
  }
}

/** What is wrong with a file is written down once, so in the language of whoever sent it. */
async function wordsOf({ db, language }: ReadingTools, accountId: number): Promise<Messages> {
  const account = await db
    .selectFrom('accounts')
    .select('language')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return wordsFor(account?.language ?? language);
}

/** After the last attempt: the person is told, and the file stays. */
export async function giveUp(tools: Pick<ReadingTools, 'db' | 'now'>, publicId: string): Promise<void> {
  await tools.db
    .updateTable('imports')
    .set({
      state: 'failed',
      error:
        'Something went wrong on our side while this was read. Its host has been told in the log; try again later. Your file is kept.',
      changed_at: tools.now(),
    })
    .where('public_id', '=', publicId)
    .where('state', 'in', ['waiting', 'reading'])
    .execute();
}

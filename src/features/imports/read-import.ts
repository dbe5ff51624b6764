/** Reads a file that was taken in and leaves a draft to review, or a message that says why not. Doing it twice does it once. */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { AppError } from '../../core/errors.js';
import type { Sanitiser } from '../../core/text/index.js';
import { refuseTooManyChapters } from './files/limits.js';
import { withSourceFile } from './files/source-file.js';
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
  const { sanitiser, language } = tools;
  const draft = await toDraft(work, {
    sanitiser,
    language,
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

export async function readImport(tools: ReadingTools, publicId: string): Promise<void> {
  const row = await tools.db
    .updateTable('imports')
    .set({ state: 'reading', changed_at: tools.now() })
    .where('public_id', '=', publicId)
    .where('state', 'in', ['waiting', 'reading'])
    .returning(['id', 'account_id', 'name', 'file', 'wishes'])
    .executeTakeFirst();
  if (!row) return;
  const finish = (set: {
    state: 'review' | 'failed';
    draft?: string;
    form?: string;
    messages?: string;
    error?: string;
  }) =>
    tools.db
      .updateTable('imports')
      .set({ ...set, changed_at: tools.now() })
      .where('id', '=', row.id)
      .where('state', '=', 'reading')
      .execute();
  try {
    const work = await firstWork(join(tools.dataDir, row.file), row.name);
    const draft = await makeDraft(tools, row.account_id, work, row.wishes as Wishes);
    await finish({
      state: 'review',
      draft: JSON.stringify(draft),
      form: work.format,
      messages: JSON.stringify(work.warningsForReader),
    });
  } catch (error) {
    // What a person can mend is told to them; anything else is tried again by the queue.
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await finish({ state: 'failed', error: error.safe });
  }
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

/** A reviewed draft becomes a work, or brings one up to date. In one transaction with the import's end, so that a form sent twice saves once. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput, notFound } from '../../core/errors.js';
import type { Messages } from '../../core/messages/index.js';
import type { Sanitiser } from '../../core/text/index.js';
import type { Member } from '../../core/viewer.js';
import { writersFor } from '../claims/index.js';
import { pseudsOf } from '../people/index.js';
import {
  type ChapterInput,
  fieldFaults,
  giveImported,
  insertWork,
  type Preview,
  placeImported,
  prepareChapters,
  prepareHeader,
  previewUpdate,
  updateFromFile,
} from '../works/index.js';
import { draftOf, importById } from './queries.js';
import type { Draft, DraftChapter } from './review/draft.js';
import { chapterHtml } from './review/outline.js';

const toChapter = (chapter: DraftChapter): ChapterInput => {
  const { startNotes, body, endNotes } = chapterHtml(chapter);
  return {
    title: chapter.title || null,
    summary: chapter.summary,
    startNotes,
    html: body,
    endNotes,
    publishedOn: chapter.publishedOn,
    ...(chapter.tags ? { tags: chapter.tags } : {}),
  };
};

/** Images that the text still shows; one whose paragraph was removed stays nobody's. */
const shownImages = (draft: Draft): string[] => {
  const { summary, startNotes, endNotes } = draft.fields;
  const html = [
    summary,
    startNotes,
    endNotes,
    ...draft.chapters.flatMap((chapter) => [chapter.summary, ...chapter.blocks.map((block) => block.html)]),
  ].join('\n');
  return draft.mediaIds.filter((id) => html.includes(`/media/${id}`));
};

/**
 * @returns the work's outward id; of an import that is saved already, that work's.
 * @throws badInput with the faults of each field.
 */
export async function saveImport(
  deps: { db: Kysely<DB>; sanitiser: Sanitiser; words: Messages },
  viewer: Member,
  publicId: string,
  state: 'draft' | 'posted',
  at: Date,
  pseudId?: number,
): Promise<string> {
  const { db, sanitiser, words } = deps;
  const row = await importById(db, viewer, publicId);
  if (!row) throw notFound();
  if (row.state === 'saved' && row.workId) return row.workId;
  const draft = await draftOf(db, viewer, row.key);
  if (row.state !== 'review' || !draft) throw badInput(words.imports.notReady);
  const faults = fieldFaults(draft.fields, state, words, at);
  if (Object.keys(faults).length > 0)
    throw badInput(state === 'posted' ? words.works.form.needed : words.works.form.problem, faults);
  const pseuds = await pseudsOf(db, viewer.accountId);
  const chosen = pseuds.find((pseud) => pseud.id === pseudId) ?? pseuds[0];
  if (!chosen) throw notFound();
  const [header, related, chapters] = [
    await prepareHeader(sanitiser, draft.fields),
    await placeImported(db, viewer, draft.fields.related),
    await prepareChapters(sanitiser, draft.chapters.map(toChapter), words),
  ];
  return db.transaction().execute(async (trx) => {
    const current = await trx
      .selectFrom('imports')
      .select(['state', 'revision', 'work_id'])
      .where('id', '=', row.key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (current.work_id !== null) {
      const saved = await trx
        .selectFrom('works')
        .select('public_id')
        .where('id', '=', current.work_id)
        .executeTakeFirstOrThrow();
      return saved.public_id;
    }
    if (current.state !== 'review' || current.revision !== row.revision)
      throw badInput(words.imports.changedMeanwhile);
    const { title, sourceUrl } = draft.fields;
    const writersElsewhere = draft.forOthers
      ? await writersFor(trx, viewer, draft.forOthers, { title, sourceUrl }, words, at)
      : [];
    const work = await insertWork(
      trx,
      {
        header: { ...header, related },
        chapters,
        accountId: viewer.accountId,
        pseudIds: [chosen.id],
        state,
        mediaIds: shownImages(draft),
        anonymous: draft.anonymous ?? false,
        writersElsewhere,
        imported: true,
      },
      at,
    );
    if (draft.gifts) await giveImported(trx, work.key, draft.gifts, at);
    await endImport(trx, row.key, work.key, at);
    return work.id;
  });
}

/** The import is done; so are the files that were joined into it, and what failed before is forgotten. */
const endImport = (trx: Transaction<DB>, key: number, workKey: number, at: Date) =>
  trx
    .updateTable('imports')
    .set({
      state: 'saved',
      work_id: workKey,
      draft: null,
      undo: '[]',
      wish: null,
      error: null,
      changed_at: at,
    })
    .where('id', '=', key)
    .execute();

interface SavingTools {
  db: Kysely<DB>;
  sanitiser: Sanitiser;
  words: Messages;
}

const preparedOf = ({ sanitiser, words }: SavingTools, draft: Draft) =>
  prepareChapters(sanitiser, draft.chapters.map(toChapter), words);

/** What updating this work with this import would do; undefined when either is not this person's. */
export async function previewImport(
  tools: SavingTools,
  viewer: Member,
  importKey: number,
  workId: string,
): Promise<Preview | undefined> {
  const draft = await draftOf(tools.db, viewer, importKey);
  return draft && previewUpdate(tools.db, viewer, workId, await preparedOf(tools, draft));
}

/**
 * Brings the person's own work up to this import. Sent twice it is done once. @returns the work's outward id.
 * @throws badInput, notFound
 */
export async function updateWithImport(
  tools: SavingTools,
  viewer: Member,
  publicId: string,
  to: { workId: string; replaceMine: boolean },
  at: Date,
): Promise<string> {
  const { db, words } = tools;
  const row = await importById(db, viewer, publicId);
  if (!row) throw notFound();
  if (row.state === 'saved' && row.workId) return row.workId;
  const draft = await draftOf(db, viewer, row.key);
  if (row.state !== 'review' || !draft) throw badInput(words.imports.notReady);
  const chapters = await preparedOf(tools, draft);
  return db.transaction().execute(async (trx) => {
    const current = await trx
      .selectFrom('imports')
      .select(['state', 'revision'])
      .where('id', '=', row.key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (current.state === 'saved') return to.workId;
    if (current.state !== 'review' || current.revision !== row.revision)
      throw badInput(words.imports.changedMeanwhile);
    const { chaptersExpected, updatedOn } = draft.fields;
    const update = {
      chapters,
      chaptersExpected,
      updatedOn,
      mediaIds: shownImages(draft),
      replaceMine: to.replaceMine,
    };
    const workKey = await updateFromFile(trx, viewer, to.workId, update, at);
    await endImport(trx, row.key, workKey, at);
    return to.workId;
  });
}

/** Whether something can still be said of an import whose work is here already. */
export const isDecidable = ({ state }: { state: string }): boolean =>
  state === 'review' || state === 'skipped';

/** What a person says of one import whose work is here already; `update` only takes back what was said before. */
export async function decideOne(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
  choice: 'skip' | 'update' | 'new',
  at: Date,
): Promise<void> {
  const row = await db
    .updateTable('imports')
    .set({
      state: choice === 'skip' ? 'skipped' : 'review',
      as_another: choice === 'new',
      wish: null,
      changed_at: at,
    })
    .where('public_id', '=', publicId)
    .where('account_id', '=', viewer.accountId)
    .where('state', 'in', ['review', 'skipped'])
    .returning('id')
    .executeTakeFirst();
  if (!row) throw notFound();
}

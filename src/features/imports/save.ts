/** A reviewed draft becomes a work. In one transaction with the import's end, so that a form sent twice saves once. */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput, notFound } from '../../core/errors.js';
import type { Messages } from '../../core/messages/index.js';
import type { Sanitiser } from '../../core/text/index.js';
import type { Member } from '../../core/viewer.js';
import { pseudsOf } from '../people/index.js';
import {
  type ChapterInput,
  fieldFaults,
  insertWork,
  prepareChapters,
  prepareHeader,
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
  const [header, chapters] = [
    await prepareHeader(sanitiser, draft.fields),
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
    const work = await insertWork(
      trx,
      {
        header,
        chapters,
        accountId: viewer.accountId,
        pseudIds: [chosen.id],
        state,
        mediaIds: shownImages(draft),
        anonymous: draft.anonymous ?? false,
      },
      at,
    );
    await trx
      .updateTable('imports')
      .set({ state: 'saved', work_id: work.key, draft: null, undo: '[]', changed_at: at })
      .where('id', '=', row.key)
      .execute();
    return work.id;
  });
}

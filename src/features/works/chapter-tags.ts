/** What a single chapter warns of. It says where something is; the work's own warnings and tags say that it is there. */
import type { ExpressionBuilder, Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../core/db/tables.js';
import { findOrCreateTags, type TagName } from '../tags/index.js';

export interface ChapterTag {
  type: 'warning' | 'freeform';
  name: string;
}

/** The tags of a chapter in the writer's order, as a column beside its text. */
export const chapterTagsOf = (eb: ExpressionBuilder<DB, 'chapters'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('chapter_tags')
      .innerJoin('tags', 'tags.id', 'chapter_tags.tag_id')
      .whereRef('chapter_tags.chapter_id', '=', 'chapters.id')
      .where('tags.type', 'in', ['warning', 'freeform'])
      .select(['tags.type', 'tags.name'])
      .$narrowType<{ type: ChapterTag['type'] }>()
      .orderBy('chapter_tags.position'),
  );

/** Gives the chapters of a work that was just inserted theirs. @throws badInput when a name can't be had */
export async function tagChapters(
  trx: Transaction<DB>,
  workKey: number,
  chapters: readonly { tags: readonly TagName[] }[],
  at: Date,
): Promise<void> {
  if (chapters.every(({ tags }) => tags.length === 0)) return;
  const rows = await trx
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', workKey)
    .orderBy('position')
    .execute();
  for (const [i, { id }] of rows.entries()) {
    const tags = chapters[i]?.tags ?? [];
    if (tags.length > 0) await setChapterTags(trx, id, tags, at);
  }
}

/** Gives a chapter exactly these. @throws badInput when a name can't be had */
export async function setChapterTags(
  trx: Transaction<DB>,
  chapterKey: number,
  tags: readonly TagName[],
  at: Date,
): Promise<void> {
  const ids = await findOrCreateTags(trx, tags, at);
  await trx.deleteFrom('chapter_tags').where('chapter_id', '=', chapterKey).execute();
  if (ids.length > 0)
    await trx
      .insertInto('chapter_tags')
      .values(ids.map((tag_id, position) => ({ chapter_id: chapterKey, tag_id, position })))
      .execute();
}

/** A work's header as its columns and its tags; the moments that its dates stand for. */
import type { Transaction } from 'kysely';
import { dayOf, noonOf } from '../../core/clock.js';
import type { DB } from '../../core/db/tables.js';
import { EMPHASES, emphasisOf, findOrCreateTags } from '../tags/index.js';
import type { PreparedHeader } from './prepare.js';
import { sourceKey } from './source-key.js';

/** A day that is today or to come is this moment; another one is its noon in UTC; what is no day is `otherwise`. */
export function momentOf(day: string, now: Date, otherwise: Date): Date {
  const noon = noonOf(day);
  if (Number.isNaN(noon.getTime())) return otherwise;
  return noon < noonOf(dayOf(now)) ? noon : now;
}

export const latest = (moments: readonly Date[]): Date =>
  new Date(Math.max(...moments.map((moment) => moment.getTime())));

/** A number of chapters that the work has passed already is none that its writer knows. */
export const expectedOf = (expected: number | null, chapters: number): number | null =>
  expected !== null && expected < chapters ? null : expected;

/** `chapters` is how many there are, drafts among them. `unclaimed`: a writer of it is not here. */
export function headerColumns(header: PreparedHeader, chapters: number, unclaimed: boolean) {
  const { fields } = header;
  return {
    title: fields.title,
    sort_title: header.sortTitle,
    language: fields.language,
    summary: header.summary?.html ?? null,
    summary_source: header.summary?.source ?? null,
    start_notes: header.startNotes?.html ?? null,
    start_notes_source: header.startNotes?.source ?? null,
    end_notes: header.endNotes?.html ?? null,
    end_notes_source: header.endNotes?.source ?? null,
    sanitiser_version: header.sanitiserVersion,
    adult: header.adult,
    // Its writer has not said yet who may read it.
    restricted: fields.restricted || unclaimed,
    comments: fields.comments,
    comments_moderated: fields.commentsModerated,
    text_searchable: fields.textSearchable,
    chapters_expected: expectedOf(fields.chaptersExpected, chapters),
    source_url: fields.sourceUrl || null,
    source_key: sourceKey(fields.sourceUrl),
  };
}

/** Puts the tags of a header in the place of those that the work has. */
export async function setTags(
  trx: Transaction<DB>,
  workKey: number,
  header: PreparedHeader,
  at: Date,
): Promise<void> {
  const ids = await findOrCreateTags(trx, header.tags, at);
  await trx.deleteFrom('work_tags').where('work_id', '=', workKey).execute();
  if (ids.length > 0)
    await trx
      .insertInto('work_tags')
      .values(ids.map((tag_id, position) => ({ work_id: workKey, tag_id, position })))
      .execute();
  await setEmphasis(trx, workKey, header, at);
}

async function setEmphasis(
  trx: Transaction<DB>,
  workKey: number,
  { tags, fields }: PreparedHeader,
  at: Date,
): Promise<void> {
  for (const emphasis of EMPHASES) {
    const said = tags.filter(
      ({ type, name }) => type === 'relationship' && emphasisOf(fields.emphasis, name) === emphasis,
    );
    if (said.length === 0) continue;
    // Found under the names that they were just given.
    const ids = await findOrCreateTags(trx, said, at);
    await trx
      .updateTable('work_tags')
      .set({ emphasis })
      .where('work_id', '=', workKey)
      .where('tag_id', 'in', ids)
      .execute();
  }
}

/** What a reader never wants to see, as one condition. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { listed } from '../../works/index.js';
import type { Condition } from '../query/condition.js';

export type FilterKind = 'tag' | 'creator' | 'work' | 'language' | 'shorter' | 'longer' | 'anonymous';

const conditionRows = (db: Kysely<DB>, accountId: number) =>
  db
    .selectFrom('personal_filters')
    .leftJoin('tags', 'tags.id', 'personal_filters.tag_id')
    .where('account_id', '=', accountId)
    .select((eb) => [
      'kind',
      // A tag that has become a synonym since stands for its canonical one.
      eb.fn.coalesce('tags.merger_id', 'tags.id').as('tag'),
      'pseud_id',
      'work_id',
      'language',
      'words',
    ])
    .orderBy('personal_filters.id')
    .execute();

type Row = Awaited<ReturnType<typeof conditionRows>>[number];

function conditionOf(row: Row): Condition[] {
  const { kind, tag, pseud_id, language, words } = row;
  if (kind === 'tag' && tag !== null) return [{ op: 'tag', id: tag }];
  if (kind === 'creator' && pseud_id !== null) return [{ op: 'creator', pseudId: pseud_id }];
  if (kind === 'language' && language !== null) return [{ op: 'language', code: language }];
  if (kind === 'shorter' && words !== null)
    return [{ op: 'range', field: 'words', from: null, to: words - 1 }];
  if (kind === 'longer' && words !== null)
    return [{ op: 'range', field: 'words', from: words + 1, to: null }];
  return kind === 'anonymous' ? [{ op: 'flag', flag: 'anonymous' }] : [];
}

/** Null for guests and for whoever hides nothing. */
export async function hideOf(db: Kysely<DB>, viewer: Viewer): Promise<Condition | null> {
  if (viewer.kind === 'guest') return null;
  const rows = await conditionRows(db, viewer.accountId);
  const keys = rows.flatMap(({ work_id }) => (work_id === null ? [] : [work_id]));
  const of = [...rows.flatMap(conditionOf), ...(keys.length > 0 ? [{ op: 'works', keys } as const] : [])];
  return of.length === 0 ? null : { op: 'or', of };
}

export interface PersonalFilter {
  id: string;
  kind: FilterKind;
  /** Of a tag, a creator, a work, or a language's code; null where the reader may not see it any more. */
  name: string | null;
  tagType: string | null;
  words: number | null;
  reason: string;
  /** Of a work that stands in lists for the reader. */
  workId: string | null;
}

/** The newest first. What is hidden or gone has no name: a list of one's own tells nothing of it either. */
export async function filtersOf(
  db: Kysely<DB>,
  viewer: Viewer & { kind: 'member' },
): Promise<PersonalFilter[]> {
  const rows = await db
    .selectFrom('personal_filters as f')
    .leftJoin('tags', 'tags.id', 'f.tag_id')
    .leftJoin('pseuds', 'pseuds.id', 'f.pseud_id')
    .leftJoin(
      listed(db, viewer)
        .select(['works.id as work_key', 'works.title as title', 'works.public_id as work_public_id'])
        .as('w'),
      'w.work_key',
      'f.work_id',
    )
    .where('f.account_id', '=', viewer.accountId)
    .select((eb) => [
      'f.public_id as id',
      'f.kind',
      'f.words',
      'f.language',
      'f.reason',
      'tags.name as tag',
      'tags.type as tagType',
      'w.title',
      'w.work_public_id as workId',
      eb
        .case()
        .when(
          eb.exists(
            listed(db, viewer)
              .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
              .whereRef('creatorships.pseud_id', '=', 'pseuds.id' as never)
              .where('creatorships.accepted_at', 'is not', null)
              .where('creatorships.as_archivist', '=', false)
              .where('works.anonymous', '=', false)
              .select('works.id'),
          ),
        )
        .then(eb.ref('pseuds.name'))
        .end()
        .as('creator'),
    ])
    .orderBy('f.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as FilterKind,
    name: row.tag ?? row.creator ?? row.title ?? row.language,
    tagType: row.tagType,
    words: row.words,
    reason: row.reason,
    workId: row.workId,
  }));
}

/** Works that the reader has hidden one by one, at most so many. */
export async function hiddenWorks(db: Kysely<DB>, accountId: number, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('personal_filters')
    .select('work_id')
    .where('account_id', '=', accountId)
    .where('work_id', 'is not', null)
    .limit(most)
    .execute();
  return rows.flatMap(({ work_id }) => (work_id === null ? [] : [work_id]));
}

/** Which of these works the reader has hidden one by one. */
export async function hiddenAmong(
  db: Kysely<DB>,
  accountId: number,
  keys: readonly number[],
): Promise<ReadonlySet<number>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom('personal_filters')
    .select('work_id')
    .where('account_id', '=', accountId)
    .where('work_id', 'in', [...keys])
    .execute();
  return new Set(rows.flatMap(({ work_id }) => (work_id === null ? [] : [work_id])));
}

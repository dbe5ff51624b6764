import { type Kysely, sql } from 'kysely';
import { preparedFor } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import type { Viewer } from '../../core/viewer.js';
import { listed } from '../works/index.js';

export interface Listing {
  /** Keys of works in their order. */
  keys: number[];
  total: number;
}

export interface ListingQuery {
  tagId?: number;
  /** Works of this pseud. Anonymous ones are left out: the list would tell who made them. */
  pseudId?: number;
  offset: number;
  limit: number;
}

function matching(db: Kysely<DB>, viewer: Viewer, query: Omit<ListingQuery, 'offset' | 'limit'>) {
  let works = listed(db, viewer);
  const { tagId, pseudId } = query;
  if (tagId !== undefined) {
    works = works.where((eb) =>
      eb.exists(
        eb
          .selectFrom('work_tags')
          .select('work_tags.work_id')
          .whereRef('work_tags.work_id', '=', 'works.id')
          .where('work_tags.tag_id', '=', tagId),
      ),
    );
  }
  if (pseudId !== undefined) {
    works = works
      .where('works.anonymous', '=', false)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('creatorships')
            .select('creatorships.work_id')
            .whereRef('creatorships.work_id', '=', 'works.id')
            .where('creatorships.pseud_id', '=', pseudId)
            .where('creatorships.as_archivist', '=', false)
            .where('creatorships.accepted_at', 'is not', null),
        ),
      );
  }
  return works;
}

const page = (kind: 'all' | 'tag' | 'pseud') =>
  preparedFor((db, viewer, { of, offset, limit }: { of: number; offset: number; limit: number }) => {
    const works = matching(
      db,
      viewer,
      kind === 'tag' ? { tagId: of } : kind === 'pseud' ? { pseudId: of } : {},
    );
    const keys = works
      .select('works.id')
      .orderBy('works.revised_at', 'desc')
      .orderBy('works.id', 'desc')
      .offset(offset)
      .limit(limit);
    return db.selectNoFrom([
      sql<number[]>`array(${keys})`.as('keys'),
      works.select((eb) => eb.fn.countAll<number>().as('n')).as('total'),
    ]);
  });

const pages = { all: page('all'), tag: page('tag'), pseud: page('pseud') };

/** Works by the date of their last chapter, newest first; ties by key in the same direction, else pages repeat items. */
export async function listing(db: Kysely<DB>, viewer: Viewer, query: ListingQuery): Promise<Listing> {
  const { tagId, pseudId, offset, limit } = query;
  const kind = tagId !== undefined ? 'tag' : pseudId !== undefined ? 'pseud' : 'all';
  const [row] = await pages[kind](db, viewer, { of: tagId ?? pseudId ?? 0, offset, limit });
  return { keys: row?.keys ?? [], total: Number(row?.total ?? 0) };
}

export async function newestKeys(db: Kysely<DB>, viewer: Viewer, limit: number): Promise<number[]> {
  const rows = await matching(db, viewer, {})
    .select('works.id as key')
    .orderBy('works.revised_at', 'desc')
    .orderBy('works.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.key);
}

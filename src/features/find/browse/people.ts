/** People by name or by what they write: those of whom a work stands in lists for the viewer, by that work alone. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { listed } from '../../works/index.js';

export interface FoundCreator {
  id: string;
  name: string;
  works: number;
}

const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The most works first; `fandom` is the key of a tag that a counted work is found by. */
export async function findCreators(
  db: Kysely<DB>,
  viewer: Viewer,
  query: { name: string; fandom: number | null },
  { offset, limit }: { offset: number; limit: number },
): Promise<{ people: FoundCreator[]; total: number }> {
  const { name, fandom } = query;
  const written = listed(db, viewer)
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('works.anonymous', '=', false)
    .where('creatorships.accepted_at', 'is not', null)
    .where('creatorships.as_archivist', '=', false)
    .$if(name !== '', (q) => q.where('pseuds.name_key', 'like', anywhere(name.toLowerCase())))
    .$if(fandom !== null, (q) =>
      q.where((eb) =>
        eb.exists(
          eb
            .selectFrom('work_tags')
            .innerJoin('tag_filters', 'tag_filters.tag_id', 'work_tags.tag_id')
            .whereRef('work_tags.work_id', '=', 'works.id')
            .where('tag_filters.filter_id', '=', fandom)
            .select('work_tags.work_id'),
        ),
      ),
    );
  const { n } = await written
    .select((eb) => eb.fn.count<number>('pseuds.id').distinct().as('n'))
    .executeTakeFirstOrThrow();
  const people = await written
    .select((eb) => ['pseuds.public_id as id', 'pseuds.name', eb.fn.countAll<number>().as('works')])
    .groupBy('pseuds.id')
    .orderBy('works', 'desc')
    .orderBy('pseuds.name_key')
    .orderBy('pseuds.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return { people: people.map((one) => ({ ...one, works: Number(one.works) })), total: Number(n) };
}

/** What a work in a list is to the one who looks: theirs, hidden by them. It stands below the blurb, which is the same for all. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import type { Viewer } from '../../../core/viewer.js';
import { listed } from '../../works/index.js';
import { hiddenAmong } from '../personal/queries.js';

export interface WorkMarks {
  /** Random id of the work. */
  id: string;
  title: string;
  mine: boolean;
  hidden: boolean;
}

export type Marks = ReadonlyMap<number, WorkMarks>;

/** Of works in lists; guests have none. */
export async function marksOf(db: Kysely<DB>, viewer: Viewer, keys: readonly number[]): Promise<Marks> {
  if (viewer.kind === 'guest' || keys.length === 0) return new Map();
  const rows = await listed(db, viewer)
    .where('works.id', 'in', [...keys])
    .select((eb) => [
      'works.id',
      'works.public_id',
      'works.title',
      eb
        .exists(
          eb
            .selectFrom('creatorships')
            .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
            .whereRef('creatorships.work_id', '=', 'works.id')
            .where('pseuds.account_id', '=', viewer.accountId)
            .where('creatorships.accepted_at', 'is not', null)
            .select('creatorships.work_id'),
        )
        .as('mine'),
    ])
    .execute();
  const hidden = await hiddenAmong(db, viewer.accountId, keys);
  return new Map(
    rows.map(({ id, public_id, title, mine }) => [
      id,
      { id: public_id, title, mine: Boolean(mine), hidden: hidden.has(id) },
    ]),
  );
}

export function WorkFoot({ marks }: { marks: WorkMarks | undefined }) {
  const w = useWords();
  const { here } = useSurroundings();
  if (!marks) return null;
  return (
    <div class="blurb-foot">
      {marks.mine ? <span class="flag">{w.find.marks.mine}</span> : null}
      {marks.mine && !marks.hidden ? null : (
        <form method="post" action={`/works/${marks.id}/hide`}>
          <input type="hidden" name="act" value={marks.hidden ? 'show' : 'hide'} />
          <input type="hidden" name="to" value={here} />
          <button type="submit" class="quiet">
            {marks.hidden ? w.find.mine.showWork : w.find.mine.hideWork}
            <span class="visually-hidden">: {marks.title}</span>
          </button>
        </form>
      )}
    </div>
  );
}

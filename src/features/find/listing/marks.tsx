/** What a work in a list is to the one who looks. It stands below the blurb, which is the same for all. */
import { useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import type { Viewer } from '../../../core/viewer.js';
import { listed } from '../../works/index.js';
import type { MarkField } from '../query/syntax.js';
import type { MarkedApp } from '../search.js';

export interface WorkMarks {
  /** Random id of the work. */
  id: string;
  title: string;
  has: readonly MarkField[];
}

export type Marks = ReadonlyMap<number, WorkMarks>;

/** Of works in lists; guests have none. */
export async function marksOf(
  { db, marks }: MarkedApp,
  viewer: Viewer,
  keys: readonly number[],
): Promise<Marks> {
  if (viewer.kind === 'guest' || keys.length === 0) return new Map();
  const rows = await listed(db, viewer)
    .where('works.id', 'in', [...keys])
    .select(['works.id', 'works.public_id', 'works.title'])
    .execute();
  const found = await Promise.all(
    marks.map(async ({ name, of }) => ({ name, keys: await of(db, viewer, keys) })),
  );
  return new Map(
    rows.map(({ id, public_id, title }) => [
      id,
      { id: public_id, title, has: found.filter((mark) => mark.keys.has(id)).map(({ name }) => name) },
    ]),
  );
}

export function WorkFoot({ marks }: { marks: WorkMarks | undefined }) {
  const w = useWords();
  const { here } = useSurroundings();
  if (!marks) return null;
  const hidden = marks.has.includes('hidden');
  return (
    <div class="blurb-foot">
      {marks.has.map((name) => (
        <span key={name} class="flag">
          {w.find.marks[name]}
        </span>
      ))}
      {marks.has.includes('mine') && !hidden ? null : (
        <form method="post" action={`/works/${marks.id}/hide`}>
          <input type="hidden" name="act" value={hidden ? 'show' : 'hide'} />
          <input type="hidden" name="to" value={here} />
          <button type="submit" class="quiet">
            {hidden ? w.find.mine.showWork : w.find.mine.hideWork}
            <span class="visually-hidden">: {marks.title}</span>
          </button>
        </form>
      )}
    </div>
  );
}

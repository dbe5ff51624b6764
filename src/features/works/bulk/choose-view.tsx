/** One's own works, to be marked for a change. */
import { useWords } from '../../../core/messages/index.js';
import { Select } from '../../../core/ui/form.js';
import { Pager } from '../../../core/ui/pager.js';
import type { WorkToChoose } from './queries.js';

export const BULK_PATH = '/my/works/edit';

export interface Shown {
  works: readonly WorkToChoose[];
  total: number;
  fandom: string;
  page: number;
  last: number;
  /** Marked as the page comes. */
  marked: boolean;
}

const withFandom = (fandom: string, more = ''): string =>
  `${BULK_PATH}?${new URLSearchParams(fandom ? { fandom } : {}).toString()}${more}`;

function Filter({
  fandom,
  fandoms,
}: {
  fandom: string;
  fandoms: readonly { name: string; works: number }[];
}) {
  const c = useWords().bulk;
  if (fandoms.length < 2) return null;
  return (
    <form method="get" action={BULK_PATH} class="form bulk-filter">
      <Select
        name="fandom"
        label={c.choose.fandom}
        value={fandom}
        choices={[
          ['', c.choose.allFandoms],
          ...fandoms.map(({ name, works }) => [name, `${name} (${c.works(works)})`] as const),
        ]}
      />
      <p>
        <button type="submit">{c.choose.filter}</button>
      </p>
    </form>
  );
}

function WorkLine({ work, marked }: { work: WorkToChoose; marked: boolean }) {
  const w = useWords();
  return (
    <li>
      <label class="check">
        <input type="checkbox" name="work" value={work.id} checked={marked} />{' '}
        <span>
          <bdi>{work.title || w.works.draft}</bdi>{' '}
          {work.posted ? null : <span class="flag">{w.works.draft}</span>}
          {work.restricted ? <span class="flag">{w.works.restricted}</span> : null}
          <span class="help">{work.fandoms.join(' · ')}</span>
        </span>
      </label>
    </li>
  );
}

export function ChooseView({
  shown,
  fandoms,
  fault,
}: {
  shown: Shown;
  fandoms: readonly { name: string; works: number }[];
  fault: string | undefined;
}) {
  const w = useWords();
  const c = w.bulk.choose;
  const { fandom, page, last, marked, total, works } = shown;
  const here = page > 1 ? `&page=${page}` : '';
  return (
    <>
      <h1>{w.bulk.title}</h1>
      {fault ? (
        <p class="problem" role="alert">
          {fault}
        </p>
      ) : null}
      <p>{c.lead}</p>
      <Filter fandom={fandom} fandoms={fandoms} />
      <h2>{c.list}</h2>
      {works.length === 0 ? (
        <p class="empty">{c.none}</p>
      ) : (
        <form method="post" action={BULK_PATH} class="bulk-choose">
          <input type="hidden" name="fandom" value={fandom} />
          <p>
            <a href={withFandom(fandom, `${here}${marked ? '' : '&marked'}`)}>{marked ? c.unmark : c.mark}</a>
          </p>
          <ul class="bulk-works">
            {works.map((work) => (
              <WorkLine key={work.id} work={work} marked={marked} />
            ))}
          </ul>
          {total > works.length ? (
            <p>
              <label class="check">
                <input type="checkbox" name="every" value="yes" /> {c.every(total)}
              </label>
            </p>
          ) : null}
          <p class="acts">
            <button type="submit" name="act" value="edit" class="primary">
              {c.edit}
            </button>
            <button type="submit" name="act" value="orphan">
              {c.orphan}
            </button>
            <button type="submit" name="act" value="delete" class="danger">
              {c.delete}
            </button>
          </p>
        </form>
      )}
      <Pager path={withFandom(fandom).replace(/\?$/, '')} page={page} last={last} />
    </>
  );
}

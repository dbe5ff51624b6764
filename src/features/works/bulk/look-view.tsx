/** What will change on each work, before it does; and what became of each. */
import { useWords } from '../../../core/messages/index.js';
import { Pager } from '../../../core/ui/pager.js';
import type { Difference } from './changes.js';
import { BULK_PATH } from './choose-view.js';
import type { Bulk, BulkLine } from './queries.js';

/** A work and what the change would do to it. */
export interface Planned {
  id: string;
  title: string;
  differences: readonly Difference[];
  /** Why it would be left as it is. */
  refused: string | null;
}

function Change({ one, name }: { one: Difference; name: (value: string) => string }) {
  const { look, parts } = useWords().bulk;
  const list = (values: readonly string[]) => values.map(name).join(', ');
  const isSingle = one.gone.length <= 1 && one.come.length <= 1 && SINGLE.has(one.part);
  return (
    <li>
      <strong>{parts[one.part]}</strong>{' '}
      {isSingle ? (
        <>
          <del>{list(one.gone) || look.nothing}</del> → <ins>{list(one.come) || look.nothing}</ins>
        </>
      ) : (
        <>
          {one.gone.length > 0 ? (
            <>
              {look.gone} <del>{list(one.gone)}</del>{' '}
            </>
          ) : null}
          {one.come.length > 0 ? (
            <>
              {look.come} <ins>{list(one.come)}</ins>
            </>
          ) : null}
        </>
      )}
    </li>
  );
}

const SINGLE: ReadonlySet<string> = new Set([
  'rating',
  'language',
  'restricted',
  'comments',
  'commentsModerated',
  'skin',
]);

export interface Extras {
  invite: string;
  /** Name of the pen name that is put on the byline; '' for none. */
  pseud: string;
  /** Words for a value, by the part that it is of. */
  nameOf(part: string, value: string): string;
}

function PlannedWork({ work, extras }: { work: Planned; extras: Extras }) {
  const w = useWords();
  const { look } = w.bulk;
  return (
    <li>
      <p>
        <a href={`/works/${work.id}`}>
          <bdi>{work.title || w.works.draft}</bdi>
        </a>
      </p>
      {work.refused ? <p class="fault">{look.refused(work.refused)}</p> : null}
      {!work.refused && work.differences.length + extras.pseud.length + extras.invite.length === 0 ? (
        <p class="help">{look.same}</p>
      ) : null}
      {work.refused ? null : (
        <ul class="bulk-changes">
          {work.differences.map((one) => (
            <Change key={one.part} one={one} name={(value) => extras.nameOf(one.part, value)} />
          ))}
          {extras.pseud ? <li>{look.pseud(extras.pseud)}</li> : null}
          {extras.invite ? <li>{look.invite(extras.invite)}</li> : null}
        </ul>
      )}
    </li>
  );
}

interface Paged {
  page: number;
  last: number;
}

export function LookView({
  bulk,
  works,
  extras,
  page,
  last,
}: { bulk: Bulk; works: readonly Planned[]; extras: Extras } & Paged) {
  const { look } = useWords().bulk;
  const path = `${BULK_PATH}/${bulk.id}`;
  return (
    <>
      <h1>{look.title(bulk.total)}</h1>
      <p>{look.lead}</p>
      <form method="post" action={path}>
        <p class="acts">
          <button type="submit" name="act" value="begin" class="primary">
            {look.yes}
          </button>
          <a class="button" href={`${path}?change`}>
            {look.change}
          </a>
          <a class="button" href={BULK_PATH}>
            {look.no}
          </a>
        </p>
      </form>
      <ol class="entries">
        {works.map((work) => (
          <PlannedWork key={work.id} work={work} extras={extras} />
        ))}
      </ol>
      <Pager path={path} page={page} last={last} />
    </>
  );
}

function Titles({ lines }: { lines: readonly BulkLine[] }) {
  const w = useWords();
  return (
    <ol class="entries">
      {lines.map((line) => (
        <li key={`${line.workId} ${line.title}`}>
          {line.workId ? (
            <a href={`/works/${line.workId}`}>
              <bdi>{line.title || w.works.draft}</bdi>
            </a>
          ) : (
            <bdi>{line.title || w.works.draft}</bdi>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Before works are given away or deleted. */
export function SureView({ bulk, lines, page, last }: { bulk: Bulk; lines: readonly BulkLine[] } & Paged) {
  const { look } = useWords().bulk;
  const path = `${BULK_PATH}/${bulk.id}`;
  const isOrphan = bulk.act === 'orphan';
  return (
    <>
      <h1>{isOrphan ? look.orphan(bulk.total) : look.delete(bulk.total)}</h1>
      <p>{isOrphan ? look.orphanLead : look.deleteLead}</p>
      {isOrphan ? <p>{look.gifts}</p> : null}
      <form method="post" action={path}>
        {isOrphan ? (
          <p>
            <label class="check">
              <input type="checkbox" name="keepName" value="yes" /> {look.keepName}
            </label>
          </p>
        ) : null}
        <p class="acts">
          <button type="submit" name="act" value="begin" class="danger">
            {isOrphan ? look.orphanYes : look.deleteYes}
          </button>
          <a class="button" href={BULK_PATH}>
            {look.no}
          </a>
        </p>
      </form>
      <Titles lines={lines} />
      <Pager path={path} page={page} last={last} />
    </>
  );
}

/** How far it is, and what became of each work. */
export function ResultsView({ bulk, lines, page, last }: { bulk: Bulk; lines: readonly BulkLine[] } & Paged) {
  const w = useWords();
  const r = w.bulk.results;
  const { changed, same, failed } = bulk.counts;
  const through = changed + same + failed;
  const running = bulk.state === 'running';
  const done = bulk.act === 'edit' ? r.changed : bulk.act === 'orphan' ? r.given : r.deleted;
  return (
    <>
      <h1>{w.bulk.title}</h1>
      {running ? (
        <noscript>
          <meta http-equiv="refresh" content="10" />
        </noscript>
      ) : null}
      <p role="status">
        {running ? r.running : r.done} {r.of(through, bulk.total)}
      </p>
      {running ? <progress aria-label={r.progress} max={bulk.total} value={through} /> : null}
      <ul>
        {changed > 0 ? <li>{done(changed)}</li> : null}
        {same > 0 ? <li>{r.same(same)}</li> : null}
        {failed > 0 ? <li>{r.failed(failed)}</li> : null}
      </ul>
      <p class="acts">
        {running ? (
          <a class="button primary" href={`${BULK_PATH}/${bulk.id}`}>
            {r.again}
          </a>
        ) : null}
        <a class="button" href={BULK_PATH}>
          {r.more}
        </a>
        <a class="button" href="/my/works">
          {w.works.mine.title}
        </a>
      </p>
      <ol class="entries">
        {lines.map((line) => (
          <li key={`${line.workId} ${line.title}`}>
            {line.workId ? (
              <a href={`/works/${line.workId}`}>
                <bdi>{line.title || w.works.draft}</bdi>
              </a>
            ) : (
              <bdi>{line.title || w.works.draft}</bdi>
            )}{' '}
            <span class="help">{r.states[line.state]}</span>
            {line.fault ? <p class="fault">{line.fault}</p> : null}
          </li>
        ))}
      </ol>
      <Pager path={`${BULK_PATH}/${bulk.id}`} page={page} last={last} />
    </>
  );
}

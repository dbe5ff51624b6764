/** The page of a batch: how far it is, what can be done with all of it, and its files. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import { Problem } from '../../../core/ui/form.js';
import { Pager } from '../../../core/ui/pager.js';
import type { Pseud } from '../../people/index.js';
import { MassActs } from './mass.js';
import { isGoing, Progress } from './progress.js';
import { type BatchCounts, type BatchFileRow, type BatchRow, FILTERS, type Filter } from './queries.js';

export const batchPath = (id: string, filter: Filter = 'all'): string =>
  `/batches/${id}${filter === 'all' ? '' : `?show=${filter}`}`;

export interface BatchProps {
  batch: BatchRow;
  counts: BatchCounts;
  files: BatchFileRow[];
  filter: Filter;
  page: number;
  last: number;
  pseuds: Pseud[];
  notice?: string | undefined;
  fault?: string | undefined;
}

/** A form of one button. */
export function ActButton({
  id,
  act,
  children,
  kind,
}: {
  id: string;
  act: string;
  children: ComponentChildren;
  kind?: string;
}) {
  return (
    <form method="post" action={`/batches/${id}`} class="inline">
      <button type="submit" name="act" value={act} class={kind}>
        {children}
      </button>
    </form>
  );
}

const MOST_PARTS = 5;

function Parts({ file }: { file: BatchFileRow }) {
  const w = useWords().batches;
  if (file.parts.length === 0) return null;
  const more = file.parts.length - MOST_PARTS;
  return (
    <p class="help">
      {w.madeOf(file.parts.length)}{' '}
      {file.parts.slice(0, MOST_PARTS).map((name, i) => (
        <>
          {i > 0 ? ', ' : ''}
          <bdi>{name}</bdi>
        </>
      ))}
      {more > 0 ? ` ${w.more(more)}` : ''}
    </p>
  );
}

function stateOf(file: BatchFileRow, w: ReturnType<typeof useWords>): string {
  if (file.wish && file.state === 'review')
    return file.wish === 'update' ? w.batches.willUpdate : w.batches.willSave;
  if (file.isHere && file.existing) return w.batches.hereAs(file.existing.title);
  return w.imports.states[file.state];
}

function FileActs({ file }: { file: BatchFileRow }) {
  const w = useWords();
  const b = w.batches;
  return (
    <p class="acts">
      {file.workId ? (
        <a class="button" href={`/works/${file.workId}`}>
          {b.openWork}
        </a>
      ) : null}
      {file.isHere ? (
        <a class="button" href={`/imports/${file.id}/existing`}>
          {b.look}
        </a>
      ) : null}{' '}
      {file.state === 'review' || file.state === 'failed' ? (
        <a class="button" href={`/imports/${file.id}`}>
          {file.state === 'review' ? b.review : w.imports.open}
        </a>
      ) : null}{' '}
      {file.parts.length > 0 && file.state === 'review' ? (
        <a class="button" href={`/imports/${file.id}/apart`}>
          {b.apart}
        </a>
      ) : null}
    </p>
  );
}

function FileLine({ file }: { file: BatchFileRow }) {
  const w = useWords();
  const b = w.batches;
  return (
    <li class={`import is-${file.state}`}>
      <p>
        <strong>
          <bdi>{file.title || file.name}</bdi>
        </strong>{' '}
        <span class="flag">{stateOf(file, w)}</span>
      </p>
      {file.title && file.parts.length === 0 ? (
        <p class="help">
          <bdi>{file.name}</bdi>
        </p>
      ) : null}
      <Parts file={file} />
      {file.error ? <p class="fault">{file.error}</p> : null}
      {file.state === 'review' && file.missing.length > 0 ? (
        <p class="help">
          {b.missing} {file.missing.map((name) => b.missable[name]).join(', ')}
        </p>
      ) : null}
      <FileActs file={file} />
    </li>
  );
}

function Filters({ id, filter, counts }: { id: string; filter: Filter; counts: BatchCounts }) {
  const w = useWords().batches;
  const shown = FILTERS.filter((name) => name === 'all' || name === filter || counts[name] > 0);
  return (
    <nav class="batch-filters" aria-label={w.filter}>
      {shown.map((name) => (
        <a key={name} href={batchPath(id, name)} aria-current={name === filter ? 'page' : undefined}>
          {w.filters[name]}
          {name === 'all' ? '' : ` (${counts[name].toLocaleString('en')})`}
        </a>
      ))}
    </nav>
  );
}

function Live({ batch, counts }: { batch: BatchRow; counts: BatchCounts }) {
  const w = useWords().batches;
  const going = isGoing(batch, counts);
  return (
    <>
      {going ? (
        <noscript>
          <meta http-equiv="refresh" content="10" />
        </noscript>
      ) : null}
      <div data-batch-progress={`/batches/${batch.id}/progress`} data-going={going ? 'yes' : 'no'}>
        <Progress batch={batch} counts={counts} />
      </div>
      <p class="buttons">
        {going ? (
          <ActButton id={batch.id} act="stop">
            {w.stop}
          </ActButton>
        ) : counts.waiting + counts.wished > 0 ? (
          <ActButton id={batch.id} act="go" kind="primary">
            {w.goOn}
          </ActButton>
        ) : null}{' '}
        {going ? (
          <a class="button" href={batchPath(batch.id)}>
            {w.reload}
          </a>
        ) : null}{' '}
        <a class="button danger" href={`/batches/${batch.id}/sure?act=remove`}>
          {w.remove}
        </a>
      </p>
    </>
  );
}

export function BatchView(props: BatchProps) {
  const { batch, counts, files, filter, notice, fault } = props;
  const w = useWords().batches;
  return (
    <>
      <h1>{w.title(batch.name)}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <Live batch={batch} counts={counts} />
      {counts.joinedWorks > 0 ? <p>{w.joined(counts.joinedWorks, counts.parts)}</p> : null}
      {batch.leftOut > 0 ? <p class="help">{w.leftOut(batch.leftOut)}</p> : null}
      <MassActs batch={batch} counts={counts} pseuds={props.pseuds} />
      <h2>{w.files(counts.files)}</h2>
      <Filters id={batch.id} filter={filter} counts={counts} />
      {files.length === 0 ? <p class="empty">{w.none}</p> : null}
      <ul class="imports">
        {files.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </ul>
      <Pager path={batchPath(batch.id, filter)} page={props.page} last={props.last} />
      <p>
        {w.report}: <a href={`/batches/${batch.id}/report.csv`}>{w.csv}</a>,{' '}
        <a href={`/batches/${batch.id}/report.json`}>{w.json}</a>
      </p>
    </>
  );
}

export type SureAct = 'remove' | 'failed' | 'posted';

/** Asked before something is lost, or shown to everybody. */
export function SureView({
  batch,
  counts,
  act,
  pseud,
}: {
  batch: BatchRow;
  counts: BatchCounts;
  act: SureAct;
  pseud: string;
}) {
  const words = useWords();
  const w = words.batches;
  const unsaved = counts.files - counts.saved - counts.parts;
  const says = {
    remove: { title: w.removeTitle, lead: w.removeLead(Math.max(0, unsaved)), button: w.remove },
    failed: {
      title: w.removeFailedTitle,
      lead: w.removeFailedLead(counts.failed),
      button: w.removeFailed(counts.failed),
    },
    posted: { title: w.postTitle, lead: w.postLead(counts.whole), button: w.postAll(counts.whole) },
  }[act];
  return (
    <form method="post" action={`/batches/${batch.id}`}>
      <h1>{says.title}</h1>
      <p>
        <bdi>{batch.name}</bdi>: {says.lead}
      </p>
      {act === 'remove' && counts.saved > 0 ? <p>{w.removeSaved(counts.saved)}</p> : null}
      {pseud ? <input type="hidden" name="pseud" value={pseud} /> : null}
      <button type="submit" name="act" value={act} class={act === 'posted' ? 'primary' : 'danger'}>
        {says.button}
      </button>{' '}
      <a class="button" href={batchPath(batch.id)}>
        {words.form.cancel}
      </a>
    </form>
  );
}

/** The person's batches, above their single imports. */
export function BatchList({ batches }: { batches: readonly BatchRow[] }) {
  const words = useWords();
  if (batches.length === 0) return null;
  return (
    <section>
      <h2>{words.batches.list}</h2>
      <ul class="imports">
        {batches.map((batch) => (
          <li key={batch.id}>
            <p>
              <a href={batchPath(batch.id)}>
                <bdi>{batch.name}</bdi>
              </a>{' '}
              <time datetime={batch.createdAt.toISOString()}>{words.day(batch.createdAt)}</time>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useWords } from '../../core/messages/index.js';
import { Problem } from '../../core/ui/form.js';
import type { Preview } from '../works/index.js';
import { batchPath } from './batches/views.js';
import type { ImportRow } from './queries.js';

interface Named {
  id: string;
  title: string;
}

const KINDS = ['same', 'changed', 'mine', 'both', 'new', 'only-here'] as const;

function PreviewList({ preview }: { preview: Preview }) {
  const words = useWords();
  const w = words.batches.one;
  return (
    <>
      <h2>{w.preview}</h2>
      <ul>
        {KINDS.filter((kind) => preview.counts[kind] > 0).map((kind) => (
          <li key={kind}>{w[kind](preview.counts[kind])}</li>
        ))}
      </ul>
      <details>
        <summary>{words.imports.review.chapters}</summary>
        <ol>
          {preview.chapters.map(({ kind, title }, i) => (
            <li key={i}>
              <bdi>{title || words.works.chapter(i + 1)}</bdi>: {w.kinds[kind]}
            </li>
          ))}
        </ol>
      </details>
      <p class="help">{w.keeps}</p>
    </>
  );
}

/** A work that is here already, what the file would change in it, and the three things that can be done. */
export function ExistingView({
  row,
  existing,
  preview,
  fault,
}: {
  row: ImportRow;
  existing: Named;
  preview: Preview | undefined;
  fault?: string | undefined;
}) {
  const words = useWords();
  const w = words.batches.one;
  const isOwnChange = preview ? preview.counts.mine + preview.counts.both > 0 : false;
  return (
    <form method="post" action={`/imports/${row.id}/existing`}>
      <h1>{w.title}</h1>
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <p>
        <bdi>{row.name}</bdi>: <a href={`/works/${existing.id}`}>{w.own(existing.title)}</a>
      </p>
      {row.state === 'skipped' ? <p class="notice">{w.skipped}</p> : null}
      {preview ? <PreviewList preview={preview} /> : null}
      {isOwnChange ? (
        <p>
          <label class="check">
            <input type="checkbox" name="mine" value="yes" /> {w.replaceMine}
          </label>
        </p>
      ) : null}
      <p class="buttons">
        <button type="submit" name="choice" value="update" class="primary">
          {w.update}
        </button>{' '}
        <button type="submit" name="choice" value="skip">
          {w.skip}
        </button>{' '}
        <button type="submit" name="choice" value="new">
          {w.another}
        </button>{' '}
        {row.state === 'review' ? (
          <a class="button" href={`/imports/${row.id}`}>
            {w.text}
          </a>
        ) : null}
      </p>
    </form>
  );
}

/** Above the text of a review. */
export function ExistingNotice({
  id,
  own,
  other,
}: {
  id: string;
  own: Named | undefined;
  other: Named | undefined;
}) {
  const w = useWords().batches.one;
  return (
    <p class="notice">
      {own ? (
        <>
          {w.notice} <a href={`/imports/${id}/existing`}>{w.decide}</a>
        </>
      ) : null}
      {other ? (
        <>
          {w.other}{' '}
          <a href={`/works/${other.id}`}>
            <bdi>{other.title}</bdi>
          </a>
        </>
      ) : null}
    </p>
  );
}

export function ApartView({ row, parts }: { row: ImportRow; parts: readonly string[] }) {
  const words = useWords();
  const w = words.batches;
  return (
    <form method="post" action={`/imports/${row.id}/apart`}>
      <h1>{w.apartTitle}</h1>
      <p>
        <bdi>{row.name}</bdi>: {w.apartLead(parts.length)}
      </p>
      <ol>
        {parts.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ol>
      <button type="submit" class="danger">
        {w.apart}
      </button>{' '}
      <a class="button" href={row.batchId ? batchPath(row.batchId) : '/imports'}>
        {words.form.cancel}
      </a>
    </form>
  );
}

/** The page that takes works in, the list of imports, and the pages of one that waits, failed or goes. */
import type { ComponentChildren } from 'preact';
import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { Field, Once, Problem, Select, TextArea } from '../../core/ui/form.js';
import { Pager } from '../../core/ui/pager.js';
import type { Pseud } from '../people/index.js';
import { WorkFieldsForm } from '../works/index.js';
import { ForOthersChoice, ForOthersFields } from './for-others.js';
import type { ImportRow, ListedImport } from './queries.js';
import type { Draft } from './review/draft.js';
import { reviewPath } from './review/place.js';
import { walkPath } from './walk/window.js';

const ACCEPTED = '.txt,.text,.md,.markdown,.html,.htm,.xhtml,.epub,.mht,.mhtml,.zip';

export function BringView({
  once,
  paste,
  html,
  forOthers,
  fault,
}: {
  once: string;
  paste: string;
  /** The formatting that came with the paste, as a form that failed brings it back. */
  html: string;
  forOthers: { archive: string; chosen: boolean };
  fault?: string | undefined;
}) {
  const w = useWords();
  return (
    <form method="post" action="/import" enctype="multipart/form-data" class="form">
      <h1>{w.imports.title}</h1>
      <p>{w.imports.lead}</p>
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <Once id={once} />
      <Field
        name="files"
        type="file"
        multiple
        accept={ACCEPTED}
        label={w.imports.files}
        help={w.imports.filesHelp}
      />
      <Field name="folder" type="file" multiple folder label={w.imports.folder} help={w.imports.folderHelp} />
      <p class="or">{w.imports.or}</p>
      <TextArea name="paste" rows={10} label={w.imports.paste} help={w.imports.pasteHelp} value={paste} />
      <p
        class="paste-kept"
        role="status"
        hidden
        data-kept={w.imports.pastedKept}
        data-lost={w.imports.pastedLost}
        data-drop={w.imports.pastedDrop}
        data-back={w.imports.pastedBack}
        data-html={html || undefined}
      >
        <span></span> <button type="button">{w.imports.pastedDrop}</button>
      </p>
      <ForOthersChoice {...forOthers} />
      <p>
        <button type="submit" class="primary">
          {w.imports.take}
        </button>{' '}
        <a class="button" href="/imports">
          {w.imports.list}
        </a>
      </p>
    </form>
  );
}

function ImportLine({ row }: { row: ListedImport }) {
  const w = useWords();
  return (
    <li class={`import is-${row.state}`}>
      <p>
        <strong>
          <bdi>{row.name}</bdi>
        </strong>{' '}
        <span class="flag">{w.imports.states[row.state]}</span>{' '}
        <time datetime={row.createdAt.toISOString()}>{w.day(row.createdAt)}</time>
      </p>
      {row.doubts > 0 ? (
        <p>
          <a href={walkPath(row.id, {})}>{w.walk.start(row.doubts)}</a>
        </p>
      ) : null}
      {row.error ? <p class="fault">{row.error}</p> : null}
      <p class="acts">
        {row.state === 'saved' && row.workId ? (
          <a class="button" href={`/works/${row.workId}`}>
            {w.imports.openWork}
          </a>
        ) : (
          <a class="button" href={`/imports/${row.id}`}>
            {w.imports.open}
          </a>
        )}{' '}
        <a class="button danger" href={`/imports/${row.id}/discard`}>
          {w.imports.discard}
        </a>
      </p>
    </li>
  );
}

export function ImportsView({
  rows,
  page,
  more,
  notice,
  before,
}: {
  rows: ListedImport[];
  page: number;
  more: boolean;
  notice?: string | undefined;
  /** What stands above the single imports. */
  before?: ComponentChildren;
}) {
  const w = useWords();
  return (
    <>
      <h1>{w.imports.list}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>
        <a class="button primary" href="/import">
          {w.imports.another}
        </a>
      </p>
      {before}
      {rows.length === 0 ? <p class="empty">{w.imports.listEmpty}</p> : null}
      <ul class="imports">
        {rows.map((row) => (
          <ImportLine key={row.id} row={row} />
        ))}
      </ul>
      <Pager path="/imports" page={page} more={more} />
    </>
  );
}

export function WaitView({ row }: { row: ImportRow }) {
  const w = useWords();
  return (
    <section aria-busy="true">
      <h1>{w.imports.waitTitle}</h1>
      <p>
        <bdi>{row.name}</bdi>: {w.imports.states[row.state]}
      </p>
      <progress aria-label={w.imports.waitTitle} />
      <p role="status">{w.imports.waitLead}</p>
    </section>
  );
}

export function FailedView({ row }: { row: ImportRow }) {
  const w = useWords();
  return (
    <>
      <h1>{w.imports.states.failed}</h1>
      <p>
        <bdi>{row.name}</bdi>
      </p>
      <p class="problem" role="alert">
        {row.error}
      </p>
      <p>{w.imports.failedLead}</p>
      <form method="post" action={`/imports/${row.id}/again`}>
        <button type="submit">{w.imports.again}</button>{' '}
        <a class="button danger" href={`/imports/${row.id}/discard`}>
          {w.imports.discard}
        </a>{' '}
        <a class="button" href="/imports">
          {w.imports.list}
        </a>
      </form>
    </>
  );
}

export function DiscardView({ row }: { row: ImportRow }) {
  const w = useWords();
  return (
    <form method="post" action={`/imports/${row.id}/discard`}>
      <h1>{w.imports.discardTitle}</h1>
      <p>{w.imports.discardLead(row.name)}</p>
      {row.state === 'saved' ? <p>{w.imports.discardWork}</p> : null}
      <button type="submit" class="danger">
        {w.imports.discard}
      </button>{' '}
      <a class="button" href={`/imports/${row.id}`}>
        {w.form.cancel}
      </a>
    </form>
  );
}

export interface DetailsProps {
  id: string;
  draft: Draft;
  pseuds: Pseud[];
  pseud: string;
  faults: FieldFaults;
  summary?: string | undefined;
}

/** A chapter that cannot be kept as it is leads back to its text. */
function ChapterFaults({ id, faults }: { id: string; faults: FieldFaults }) {
  const of = Object.entries(faults).flatMap(([name, fault]) => {
    const chapter = /^chapter-(\d+)$/.exec(name)?.[1];
    return chapter === undefined ? [] : [{ chapter: Number(chapter), fault }];
  });
  if (of.length === 0) return null;
  return (
    <ul class="fault">
      {of.map(({ chapter, fault }) => (
        <li key={chapter}>
          <a href={reviewPath(id, { chapter, part: 0 })}>{fault}</a>
        </li>
      ))}
    </ul>
  );
}

const ofForm = (faults: FieldFaults): FieldFaults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => !name.startsWith('chapter-')));

export function DetailsView({ id, draft, pseuds, pseud, faults, summary }: DetailsProps) {
  const w = useWords();
  return (
    <form method="post" action={`/imports/${id}/details`} class="form">
      <h1>{w.imports.details.title}</h1>
      <p>{w.imports.details.lead}</p>
      {summary ? <Problem summary={summary} fields={ofForm(faults)} /> : null}
      <ChapterFaults id={id} faults={faults} />
      {pseuds.length > 1 ? (
        <Select
          name="pseud"
          label={w.imports.details.pseud}
          value={pseud}
          choices={pseuds.map((p) => [p.publicId, p.name] as const)}
        />
      ) : null}
      <ForOthersFields forOthers={draft.forOthers} faults={faults} />
      <WorkFieldsForm fields={draft.fields} faults={faults} />
      <p class="buttons">
        <button type="submit" name="save" value="posted" class="primary">
          {w.works.form.post}
        </button>{' '}
        <button type="submit" name="save" value="draft">
          {w.works.form.saveDraft}
        </button>{' '}
        <button type="submit" name="save" value="back">
          {w.imports.review.backToText}
        </button>
      </p>
    </form>
  );
}

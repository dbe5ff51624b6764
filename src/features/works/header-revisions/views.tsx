/** The states of a work's header: all of them, and one to read. */
import { useWords } from '../../../core/messages/index.js';
import { Prose } from '../../../core/ui/html.js';
import { TAG_TYPES } from '../../tags/index.js';
import { NOW } from '../desk/revision-queries.js';
import { CompareForm, StateEntry } from '../desk/revision-views.js';
import type { PreparedHeader, Written } from '../prepare.js';
import { WorkDesk } from '../work-desk.js';
import type { StoredTags } from './keep.js';
import type { HeaderLine } from './queries.js';

export interface OnWork {
  id: string;
  title: string;
  lang: string;
  dir: 'ltr' | 'rtl';
}

export const headersPath = (on: OnWork): string => `/works/${on.id}/revisions`;

function What({ line }: { line: HeaderLine }) {
  const r = useWords().revisions;
  const { changed } = line;
  return (
    <span class="help">
      {changed === null
        ? r.first
        : changed.length === 0
          ? r.nothing
          : changed.map((part) => r.changed[part]).join(', ')}
    </span>
  );
}

export function HeadersView({
  on,
  lines,
  notice,
}: {
  on: OnWork;
  lines: readonly HeaderLine[];
  notice: string | undefined;
}) {
  const w = useWords();
  const r = w.revisions;
  const base = headersPath(on);
  return (
    <>
      <WorkDesk {...on} />
      <h1>{r.ofHeader}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>{lines.length > 1 ? r.headerLead : r.headerOnly}</p>
      <ol class="entries">
        {lines.map((line) => (
          <StateEntry key={line.id} base={base} state={line}>
            <What line={line} />
          </StateEntry>
        ))}
      </ol>
      {lines.length > 1 ? <CompareForm base={base} states={lines} /> : null}
    </>
  );
}

function Part({ label, text }: { label: string; text: Written | null }) {
  return text ? (
    <aside aria-label={label}>
      <h3>{label}</h3>
      <Prose html={text.html} />
    </aside>
  ) : null;
}

/** One former header, with what can be done with it. */
export function HeaderView({
  on,
  id,
  saved,
  shown,
  tags,
  fault,
}: {
  on: OnWork;
  id: string;
  saved: string;
  shown: PreparedHeader;
  tags: StoredTags;
  fault: string | undefined;
}) {
  const w = useWords();
  const r = w.revisions;
  const base = headersPath(on);
  return (
    <>
      <h1>{r.ofHeader}</h1>
      {fault ? (
        <p class="problem" role="alert">
          {r.refused} {fault}
        </p>
      ) : null}
      <p>{saved}</p>
      <form method="post" action={`${base}/${id}`}>
        <p class="acts">
          {id === NOW ? null : (
            <button type="submit" name="act" value="restore" class="primary">
              {r.restore}
            </button>
          )}
          <a class="button" href={`${base}/compare?older=${id}&newer=${NOW}`}>
            {r.compare}
          </a>
          <a class="button" href={base}>
            {r.toList}
          </a>
          {id === NOW ? null : (
            <button type="submit" name="act" value="forget" class="danger">
              {r.forget}
            </button>
          )}
        </p>
        <p class="help">{r.headerRestoreHelp}</p>
      </form>
      <section class="desk-preview" lang={on.lang} dir={on.dir}>
        <h2>
          <bdi>{shown.fields.title || w.works.draft}</bdi>
        </h2>
        <dl class="tag-block">
          {TAG_TYPES.map((type) => [type, tags.filter((tag) => tag.type === type)] as const)
            .filter(([, names]) => names.length > 0)
            .map(([type, names]) => (
              <div key={type} class="row">
                <dt>{w.works.tags[type]}</dt>
                <dd>
                  <bdi>{names.map(({ name }) => name).join(', ')}</bdi>
                </dd>
              </div>
            ))}
        </dl>
        <Part label={w.works.summary} text={shown.summary} />
        <Part label={w.works.notes} text={shown.startNotes} />
        <Part label={w.works.endNotes} text={shown.endNotes} />
      </section>
    </>
  );
}

/** The states of a chapter: all of them, and one to read. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { Select } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { NOW, type State } from './revision-queries.js';

export interface OnChapter {
  workId: string;
  chapterId: string;
  name: string;
  lang: string;
  dir: 'ltr' | 'rtl';
}

export const revisionsPath = (on: OnChapter): string =>
  `/works/${on.workId}/chapters/${on.chapterId}/revisions`;

function What({ state }: { state: State }) {
  const w = useWords();
  const r = w.revisions;
  const changed =
    state.changed === null
      ? r.first
      : state.changed.length === 0
        ? r.nothing
        : state.changed.map((what) => r.changed[what]).join(', ');
  const parts = [
    w.works.wordCount(state.words),
    changed,
    ...(state.changed?.includes('text') ? [r.by(state.delta)] : []),
    ...(r.as[state.savedAs] ? [r.as[state.savedAs]] : []),
  ];
  return <span class="help">{parts.join(' · ')}</span>;
}

/** What any state of anything that is kept says of itself. */
interface Kept {
  /** Outward id of a revision, or `now`. */
  id: string;
  saved: Date;
  by: string | null;
}

/** A state in a list; `children` say what it is. `base` is the address of the list. */
export function StateEntry({
  base,
  state,
  children,
}: {
  base: string;
  state: Kept;
  children: ComponentChildren;
}) {
  const w = useWords();
  const r = w.revisions;
  const when = w.moment(state.saved);
  return (
    <li>
      <p>
        <strong>{state.id === NOW ? r.now : r.saved(when, state.by)}</strong>{' '}
        {state.id === NOW ? <span class="help">{r.saved(when, state.by)} · </span> : null}
        {children}
      </p>
      {state.id === NOW ? null : (
        <div class="acts">
          <a class="button" href={`${base}/${state.id}`} aria-label={`${r.read}: ${when}`}>
            {r.read}
          </a>
          <a
            class="button"
            href={`${base}/compare?older=${state.id}&newer=${NOW}`}
            aria-label={`${r.compare}: ${when}`}
          >
            {r.compare}
          </a>
        </div>
      )}
    </li>
  );
}

export function CompareForm({ base, states }: { base: string; states: readonly Kept[] }) {
  const w = useWords();
  const r = w.revisions;
  const choices = states.map(
    (state) => [state.id, state.id === NOW ? r.now : r.saved(w.moment(state.saved), state.by)] as const,
  );
  return (
    <form method="get" action={`${base}/compare`} class="form">
      <h2>{r.compareTwo}</h2>
      <Select name="older" label={r.older} value={states[1]?.id ?? NOW} choices={choices} />
      <Select name="newer" label={r.newer} value={NOW} choices={choices} />
      <p>
        <button type="submit">{r.compareThem}</button>
      </p>
    </form>
  );
}

export function RevisionsView({
  on,
  states,
  notice,
}: {
  on: OnChapter;
  states: readonly State[];
  notice?: string | undefined;
}) {
  const w = useWords();
  const r = w.revisions;
  return (
    <>
      <h1>
        <bdi>{r.of(on.name)}</bdi>
      </h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p class="acts">
        <a class="button" href={`/works/${on.workId}/chapters`}>
          {w.desk.chapters}
        </a>
        <a class="button" href={`/works/${on.workId}/chapters/${on.chapterId}/edit`}>
          {w.desk.edit}
        </a>
      </p>
      <p>{states.length > 1 ? r.lead : r.only}</p>
      <ol class="entries">
        {states.map((state) => (
          <StateEntry key={state.id} base={revisionsPath(on)} state={state}>
            <What state={state} />
          </StateEntry>
        ))}
      </ol>
      {states.length > 1 ? <CompareForm base={revisionsPath(on)} states={states} /> : null}
    </>
  );
}

export interface ShownState {
  title: string;
  summary: SafeHtml | null;
  startNotes: SafeHtml | null;
  body: SafeHtml;
  endNotes: SafeHtml | null;
}

/** One former state, with what can be done with it. `seen` is when what stands there now was saved, ISO. */
export function RevisionView({
  on,
  id,
  saved,
  seen,
  shown,
  fault,
}: {
  on: OnChapter;
  id: string;
  saved: string;
  seen: string;
  shown: ShownState;
  fault?: string | undefined;
}) {
  const w = useWords();
  const r = w.revisions;
  const base = revisionsPath(on);
  const asides = [
    [w.works.summary, shown.summary],
    [w.works.notes, shown.startNotes],
  ] as const;
  const aside = ([label, html]: readonly [string, SafeHtml | null]) =>
    html ? (
      <aside aria-label={label}>
        <h3>{label}</h3>
        <Prose html={html} />
      </aside>
    ) : null;
  return (
    <>
      <h1>
        <bdi>{r.of(on.name)}</bdi>
      </h1>
      {fault ? (
        <p class="problem" role="alert">
          {fault}
        </p>
      ) : null}
      <p>{saved}</p>
      <form method="post" action={`${base}/${id}`}>
        <input type="hidden" name="seen" value={seen} />
        <p class="acts">
          <button type="submit" name="act" value="restore" class="primary">
            {r.restore}
          </button>
          <a class="button" href={`${base}/compare?older=${id}&newer=${NOW}`}>
            {r.compare}
          </a>
          <a class="button" href={base}>
            {r.toList}
          </a>
          <button type="submit" name="act" value="forget" class="danger">
            {r.forget}
          </button>
        </p>
        <p class="help">{r.restoreHelp}</p>
      </form>
      <section class="desk-preview">
        <div class="chapter" lang={on.lang} dir={on.dir}>
          <h2>
            <bdi>{shown.title}</bdi>
          </h2>
          {asides.map(aside)}
          <Prose html={shown.body} class="text" />
          {aside([w.works.endNotes, shown.endNotes])}
        </div>
      </section>
    </>
  );
}

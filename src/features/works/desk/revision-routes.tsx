/** The pages of a chapter's revisions: all of them, one to read, two set against each other, one put back. */
import type { App } from '../../../core/app.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { direction, fromStore, textToHtml } from '../../../core/text/index.js';
import { type PreparedChapter, prepareChapters } from '../prepare.js';
import { workHeader } from '../queries.js';
import { editChapter } from './chapter-actions.js';
import { ownChapter } from './chapter-queries.js';
import { type Comparison, compareTexts } from './compare.js';
import { ComparedPart, differs } from './compare-view.js';
import { forgetState, NOW, type StoredState, stateOf, statesOf } from './revision-queries.js';
import { type OnChapter, RevisionsView, RevisionView, revisionsPath } from './revision-views.js';

const idsOf = (ask: MemberAsk) => ({ work: ask.params.id ?? '', chapter: ask.params.chapter ?? '' });

/** @throws notFound */
async function onChapter(app: App, ask: MemberAsk): Promise<OnChapter & { seen: string }> {
  const ids = idsOf(ask);
  const [work, chapter] = await Promise.all([
    workHeader(app.db, ask.viewer, ids.work),
    ownChapter(app.db, ask.viewer, ids.work, ids.chapter),
  ]);
  if (!work || !chapter) throw notFound();
  return {
    workId: work.id,
    chapterId: chapter.id,
    name: chapter.title ?? ask.words.works.chapter(chapter.position),
    lang: work.language,
    dir: direction(work.language),
    seen: chapter.changed.toISOString(),
  };
}

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await onChapter(app, ask);
  const r = ask.words.revisions;
  const notice = ask.query.has('restored')
    ? r.restored
    : ask.query.has('forgotten')
      ? r.forgotten
      : undefined;
  const states = await statesOf(app.db, ask.viewer, idsOf(ask));
  return page(r.of(on.name), <RevisionsView on={on} states={states} notice={notice} />, {
    head: { robots: 'noindex' },
  });
}

/** A former state as the form would save it. @throws badInput when today's rules refuse it */
async function prepareState(app: App, ask: MemberAsk, state: StoredState): Promise<PreparedChapter> {
  const [chapter] = await prepareChapters(app.sanitiser, [state.input], ask.words);
  if (!chapter) throw new Error('One chapter was given.');
  return chapter;
}

async function read(app: App, ask: MemberAsk, fault?: AppError): Promise<Answer> {
  const on = await onChapter(app, ask);
  const id = ask.params.revision ?? '';
  const [state, states] = await Promise.all([
    stateOf(app.db, ask.viewer, idsOf(ask), id),
    statesOf(app.db, ask.viewer, idsOf(ask)),
  ]);
  const chapter = await prepareState(app, ask, state);
  const r = ask.words.revisions;
  const by = states.find((one) => one.id === id)?.by ?? null;
  return page(
    r.of(on.name),
    <RevisionView
      on={on}
      id={id}
      saved={r.saved(ask.words.moment(state.saved), by)}
      seen={on.seen}
      shown={{
        title: chapter.title ?? on.name,
        summary: chapter.summary?.html ?? null,
        startNotes: chapter.startNotes?.html ?? null,
        body: fromStore(state.html),
        endNotes: chapter.endNotes?.html ?? null,
      }}
      fault={fault?.safe}
    />,
    { status: fault?.status ?? 200, head: { robots: 'noindex' } },
  );
}

async function compare(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await onChapter(app, ask);
  const { words: w } = ask;
  const r = w.revisions;
  const of = async (id: string) => {
    const state = await stateOf(app.db, ask.viewer, idsOf(ask), id);
    return { id, state, chapter: await prepareState(app, ask, state) };
  };
  const older = await of(ask.query.get('older') ?? NOW);
  const newer = await of(ask.query.get('newer') ?? NOW);
  const none = fromStore('');
  // Titles are no HTML; in a comparison they are read as a text of one line.
  const line = (title: string | null) => (title ? textToHtml(title) : none);
  const parts: [string, Comparison][] = [
    [w.desk.chapterTitle, compareTexts(line(older.chapter.title), line(newer.chapter.title))],
    [w.works.summary, compareTexts(older.chapter.summary?.html ?? none, newer.chapter.summary?.html ?? none)],
    [
      w.works.notes,
      compareTexts(older.chapter.startNotes?.html ?? none, newer.chapter.startNotes?.html ?? none),
    ],
    [w.desk.text, compareTexts(fromStore(older.state.html), fromStore(newer.state.html))],
    [
      w.works.endNotes,
      compareTexts(older.chapter.endNotes?.html ?? none, newer.chapter.endNotes?.html ?? none),
    ],
  ];
  const nameOf = ({ id, state }: { id: string; state: StoredState }) =>
    id === NOW ? r.now.toLowerCase() : w.moment(state.saved);
  const alike = !parts.some(([, comparison]) => differs(comparison));
  return page(
    r.compared,
    <>
      <h1>{r.compared}</h1>
      <p>
        <bdi>{on.name}</bdi>. {r.comparedLead(nameOf(older), nameOf(newer))}
      </p>
      <p class="acts">
        {older.id === NOW ? null : (
          <a class="button" href={`${revisionsPath(on)}/${older.id}`}>
            {r.read}
          </a>
        )}
        <a class="button" href={revisionsPath(on)}>
          {r.toList}
        </a>
      </p>
      <p class="help">{alike ? r.alike : r.legend}</p>
      {parts.map(([label, comparison]) => (
        <ComparedPart key={label} label={label} comparison={comparison} lang={on.lang} dir={on.dir} />
      ))}
    </>,
    { head: { robots: 'noindex' } },
  );
}

async function restore(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await onChapter(app, ask);
  const state = await stateOf(app.db, ask.viewer, idsOf(ask), ask.params.revision ?? '');
  const seen = new Date(ask.form.text('seen'));
  if (Number.isNaN(seen.getTime())) throw badInput(ask.words.desk.changedMeanwhile);
  try {
    const chapter = await prepareState(app, ask, state);
    const edit = { chapter, position: null, post: false, seen, savedAs: 'revision' as const };
    await editChapter(app.db, ask.viewer, idsOf(ask), edit, ask.words, ask.now);
  } catch (error) {
    if (error instanceof AppError && error.status === 409)
      return read(app, ask, new AppError('changed-meanwhile', 409, ask.words.revisions.changedMeanwhile));
    throw error;
  }
  return redirect(`${revisionsPath(on)}?restored`);
}

async function act(app: App, ask: MemberAsk): Promise<Answer> {
  if (ask.form.text('act') === 'restore') return restore(app, ask);
  if (ask.form.text('act') !== 'forget') throw notFound();
  const on = await onChapter(app, ask);
  await forgetState(app.db, ask.viewer, idsOf(ask), ask.params.revision ?? '');
  return redirect(`${revisionsPath(on)}?forgotten`);
}

const REVISIONS = '/works/:id/chapters/:chapter/revisions';

export const revisionRoutes = (app: App): Route[] => [
  members('GET', REVISIONS, (ask) => list(app, ask)),
  members('GET', `${REVISIONS}/compare`, (ask) => compare(app, ask)),
  members('GET', `${REVISIONS}/:revision`, (ask) => read(app, ask)),
  members('POST', `${REVISIONS}/:revision`, (ask) => act(app, ask)),
];

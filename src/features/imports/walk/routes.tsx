import { renderToString } from 'preact-render-to-string';
import type { App } from '../../../core/app.js';
import { type AppError, asAppError, badInput, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { WordsProvider } from '../../../core/messages/index.js';
import { changeDraft, type Edited, undoEdit } from '../actions.js';
import { draftOf, importById } from '../queries.js';
import type { Draft } from '../review/draft.js';
import { Refused } from '../review/refused.js';
import { type Decision, decide, isAnswer, settleAll } from './decide.js';
import { doubtfulPlacesOf } from './places.js';
import { WalkPage, WalkPlace } from './views.js';
import { walkPath, windowOf } from './window.js';

const whole = (text: string | null): number => {
  const n = Number(text ?? '0');
  return Number.isInteger(n) && n > 0 && n < 1e6 ? n : 0;
};

async function show(app: App, ask: MemberAsk, fault?: AppError): Promise<Answer> {
  const id = ask.params.id ?? '';
  const row = await importById(app.db, ask.viewer, id);
  if (!row) throw notFound();
  if (row.state !== 'review') return redirect(`/imports/${id}`);
  const draft = await draftOf(app.db, ask.viewer, row.key);
  if (!draft) throw notFound();
  const { places, from, left } = windowOf(draft, whole(ask.query.get('from')));
  const did = ask.query.get('did') ?? '';
  const { done } = ask.words.walk;
  return page(
    ask.words.walk.title(draft.fields.title || row.name),
    <WalkPage
      id={id}
      name={row.name}
      draft={draft}
      revision={row.revision}
      canUndo={row.canUndo}
      places={places}
      from={from}
      left={left}
      all={Math.max(left, whole(ask.query.get('all')))}
      notice={Object.hasOwn(done, did) ? done[did] : undefined}
      fault={fault?.said(ask.words)}
    />,
    { status: fault?.status ?? 200, head: { scripts: ['walk.js'] } },
  );
}

const NAME = 'at.';

/** The answers that a form holds; a place that was left open has none. */
function decisions(ask: MemberAsk): Decision[] {
  return ask.form.names().flatMap((name): Decision[] => {
    const value = ask.form.text(name);
    if (!name.startsWith(NAME) || value === '') return [];
    if (!isAnswer(value)) throw new Refused('unclear');
    return [{ key: name.slice(NAME.length), answer: value }];
  });
}

function changed(app: App, ask: MemberAsk): Promise<Edited> {
  const id = ask.params.id ?? '';
  const revision = Number(ask.form.text('revision') || Number.NaN);
  const act = ask.form.text('act');
  if (act === 'undo') return undoEdit(app.db, ask.viewer, id, revision, ask.now);
  const change = (draft: Draft) => (act === 'all' ? settleAll(draft) : decide(draft, decisions(ask)));
  return changeDraft(app.db, ask.viewer, id, revision, change, ask.now);
}

/** What the script gets: the order of the places that it shows, and those of them that it has not or not so. */
function answer(ask: MemberAsk, { draft, patch, revision, canUndo, did }: Edited): Answer {
  const { words, form } = ask;
  const id = ask.params.id ?? '';
  const { places, from, left } = windowOf(draft, whole(form.text('from')));
  const had = form.all('had');
  const same = (place: (typeof places)[number]): boolean =>
    !('steps' in patch || 'chapters' in patch) &&
    had.includes(place.key) &&
    (place.chapter !== patch.chapter ||
      place.at < patch.at - 1 ||
      place.at > patch.at + patch.insert.length + 1);
  const drawn = places
    .filter((place) => !same(place))
    .map((place) => [
      place.key,
      renderToString(
        <WordsProvider value={words}>
          <WalkPlace id={id} draft={draft} place={place} />
        </WordsProvider>,
      ),
    ]);
  const leftWords = left === 0 ? words.walk.noneLeft : words.walk.left(left);
  return {
    kind: 'bytes',
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({
      revision,
      canUndo,
      from,
      left,
      leftWords,
      allLead: words.walk.allLead(left),
      message: `${words.walk.done[did] ?? ''} ${leftWords}.`,
      order: places.map(({ key }) => key),
      drawn: Object.fromEntries(drawn),
      first: walkPath(id, {}),
    }),
  };
}

const wantsScript = (ask: MemberAsk): boolean =>
  /\bapplication\/json\b/.test(ask.request.headers.accept ?? '');

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const id = ask.params.id ?? '';
  try {
    if (!wantsScript(ask) && ask.form.text('act') === 'decide' && decisions(ask).length === 0)
      return redirect(walkPath(id, { from: whole(ask.form.text('from')), all: whole(ask.form.text('all')) }));
    const done = await changed(app, ask);
    if (wantsScript(ask)) return answer(ask, done);
    const left = doubtfulPlacesOf(done.draft).length;
    const all = Math.max(left, whole(ask.form.text('all')));
    return redirect(walkPath(id, { from: whole(ask.form.text('from')), all }, done.did));
  } catch (thrown) {
    const error =
      thrown instanceof Refused ? badInput(ask.words.imports.refused[thrown.why]) : asAppError(thrown);
    if (wantsScript(ask) || error.status >= 500 || error.status === 404) throw error;
    return show(app, ask, error);
  }
}

export const walkRoutes = (app: App): Route[] => [
  members('GET', '/imports/:id/doubts', (ask) => show(app, ask)),
  members('POST', '/imports/:id/doubts', (ask) => change(app, ask)),
];

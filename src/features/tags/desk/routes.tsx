/** The pages of the wranglers' desk: what waits, one tag, what an act would change, and doing it. */
import type { App } from '../../../core/app.js';
import {
  type Answer,
  type MemberAsk,
  page,
  type Route,
  redirect,
  withRight,
} from '../../../core/http/route.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { performActs, previewActs } from '../graph/acts.js';
import { GRAPH_TYPES, tagsOf } from '../graph/model.js';
import { Refusal } from '../graph/refusal.js';
import type { TagsOnWorks } from '../on-works.js';
import { type Asked, actsOf, readAsked } from './acting.js';
import { assignFandom, commentOnTag, MOST_COMMENT, makeCanonical } from './actions.js';
import { namesOf, pastActs } from './history.js';
import { listRoutes } from './list-routes.js';
import { isGoing, type MassChanges, massesHtml, shownMasses } from './masses.js';
import { DESK, tagPage } from './parts.js';
import { assignments, bins, commentsOn, type DeskTag, deskTags, tiesOf, waitingTags } from './queries.js';
import { deltaText } from './says.js';
import { readScope, saidOf } from './scope.js';
import { TagView } from './tag-view.js';
import { BinView, DeskHome, PreviewView } from './views.js';

/** What the desk's pages are made from. */
interface Desk {
  app: App;
  onWorks: TagsOnWorks;
  masses: MassChanges;
}

const HIDDEN = { head: { robots: 'noindex' } } as const;

async function home({ app, masses }: Desk, ask: MemberAsk, problem?: string): Promise<Answer> {
  const d = ask.words.wrangling.desk;
  return page(
    d.title,
    <DeskHome
      bins={await bins(app.db)}
      assigned={await assignments(app.db, ask.viewer.accountId)}
      masses={await shownMasses(app.db, masses, ask.now)}
      problem={problem}
      notice={ask.query.has('done') ? d.done : undefined}
    />,
    { head: { ...HIDDEN.head, scripts: ['batch.js'] }, status: problem ? 422 : 200 },
  );
}

async function progress({ app, masses }: Desk, ask: MemberAsk): Promise<Answer> {
  const shown = await shownMasses(app.db, masses, ask.now);
  return {
    kind: 'bytes',
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ html: massesHtml(shown, ask.words), going: isGoing(shown) }),
    headers: { 'cache-control': 'private, no-store' },
  };
}

async function bin({ app, onWorks }: Desk, ask: MemberAsk): Promise<Answer> {
  const scope = await readScope(app, ask);
  const number = pageNumber(ask.query);
  const { tags, more } = scope.problem
    ? { tags: [], more: false }
    : await waitingTags(app.db, onWorks, { ...scope, page: Math.min(number, 10_000) });
  return page(
    ask.words.wrangling.desk.waiting,
    <BinView {...scope} tags={tags} page={number} more={more} />,
    HIDDEN,
  );
}

/**
 * A page about the tag of this name. Where there is none, the desk says so; a tag that only unseen works have is none.
 */
async function aboutTag(
  desk: Desk,
  ask: MemberAsk,
  name: string,
  answer: (tag: DeskTag) => Promise<Answer>,
): Promise<Answer> {
  const [tag] = await deskTags(desk.app.db, [name.slice(0, 500)]);
  return tag ? answer(tag) : home(desk, ask, ask.words.wrangling.refusals.missing());
}

async function showTag(
  app: App,
  ask: MemberAsk,
  tag: DeskTag,
  returned: { problem: string; typed: string } | undefined = undefined,
): Promise<Answer> {
  const { acts, names } = await pastActs(app.db, { page: 1, tagId: tag.id });
  const mine =
    tag.type === 'fandom' && tag.canonical
      ? (await assignments(app.db, ask.viewer.accountId)).some((one) => one.mine && one.fandom === tag.name)
      : null;
  return page(
    tag.name,
    <TagView
      tag={tag}
      ties={await tiesOf(app.db, tag.id)}
      comments={await commentsOn(app.db, tag.id)}
      acts={acts}
      names={names}
      mine={mine}
      notice={ask.query.has('done') ? ask.words.wrangling.desk.done : undefined}
      problem={returned?.problem}
      typed={returned?.typed ?? ''}
    />,
    { ...HIDDEN, status: returned ? 422 : 200 },
  );
}

async function preview(app: App, ask: MemberAsk): Promise<Answer> {
  const asked = readAsked(ask.form);
  const title = ask.words.wrangling.desk.previewTitle;
  try {
    const { deltas } = await previewActs(app.db, ask.viewer, await actsOf(app.db, asked));
    const names = await namesOf(app.db, deltas.flatMap(tagsOf));
    const lines = deltas.map((delta) => deltaText(delta, names, ask.words));
    const works = (await deskTags(app.db, asked.tags)).reduce((sum, tag) => sum + tag.uses, 0);
    return page(
      title,
      <PreviewView asked={asked} lines={lines} works={works} problem={undefined} twin={null} />,
      HIDDEN,
    );
  } catch (error) {
    return refused(ask, asked, error);
  }
}

function refused(ask: MemberAsk, asked: Asked, error: unknown): Answer {
  const problem = saidOf(error, ask);
  const [tag, into] = error instanceof Refusal && error.reason === 'type-taken' ? error.names : [];
  return page(
    ask.words.wrangling.desk.previewTitle,
    <PreviewView
      asked={asked}
      lines={[]}
      works={0}
      problem={problem}
      twin={tag !== undefined && into !== undefined ? { tag, into } : null}
    />,
    { ...HIDDEN, status: 422 },
  );
}

async function act(app: App, ask: MemberAsk): Promise<Answer> {
  const asked = readAsked(ask.form);
  try {
    await performActs(app.db, ask.viewer, await actsOf(app.db, asked), { at: ask.now, why: asked.why });
  } catch (error) {
    return refused(ask, asked, error);
  }
  const [name = ''] = asked.tags;
  if (asked.tags.length > 1) return redirect(`${DESK}/history?done`);
  return redirect(`${tagPage(asked.act === 'rename' ? asked.target : name)}&done`);
}

async function comment(app: App, ask: MemberAsk, tag: DeskTag): Promise<Answer> {
  const text = ask.form.text('text').trim();
  if (text === '' || text.length > MOST_COMMENT)
    return showTag(app, ask, tag, { problem: ask.words.wrangling.desk.commentBad, typed: text });
  await commentOnTag(app.db, ask.viewer, tag.id, text, ask.now);
  return redirect(`${tagPage(tag.name)}&done`);
}

async function assign(app: App, ask: MemberAsk, tag: DeskTag): Promise<Answer> {
  try {
    await assignFandom(app.db, ask.viewer, tag, ask.form.text('act') === 'take', ask.now);
  } catch (error) {
    return showTag(app, ask, tag, { problem: saidOf(error, ask), typed: '' });
  }
  return redirect(`${tagPage(tag.name)}&done`);
}

async function make(desk: Desk, ask: MemberAsk): Promise<Answer> {
  const type = GRAPH_TYPES.find((one) => one === ask.form.text('type'));
  if (!type) return home(desk, ask, ask.words.wrangling.file.badType);
  try {
    await makeCanonical(desk.app.db, ask.viewer, { type, name: ask.form.text('name') }, ask.now);
  } catch (error) {
    return home(desk, ask, saidOf(error, ask));
  }
  return redirect(`${tagPage(ask.form.text('name'))}&done`);
}

const route = withRight('wrangle-tags');

/** `onWorks` and `masses` are answered by the room that finds works. */
export function wranglingRoutes(app: App, onWorks: TagsOnWorks, masses: MassChanges): Route[] {
  const desk: Desk = { app, onWorks, masses };
  return [
    route('GET', DESK, (ask) => home(desk, ask)),
    route('GET', `${DESK}/progress`, (ask) => progress(desk, ask)),
    route('GET', `${DESK}/bin`, (ask) => bin(desk, ask)),
    route('GET', `${DESK}/tag`, (ask) =>
      aboutTag(desk, ask, ask.query.get('name') ?? '', (tag) => showTag(app, ask, tag)),
    ),
    route('POST', `${DESK}/preview`, (ask) => preview(app, ask), { does: 'nothing' }),
    route('POST', `${DESK}/act`, (ask) => act(app, ask)),
    route('POST', `${DESK}/comment`, (ask) =>
      aboutTag(desk, ask, ask.form.text('tag'), (tag) => comment(app, ask, tag)),
    ),
    route('POST', `${DESK}/assign`, (ask) =>
      aboutTag(desk, ask, ask.form.text('fandom'), (tag) => assign(app, ask, tag)),
    ),
    route('POST', `${DESK}/make`, (ask) => make(desk, ask)),
    ...listRoutes(app, onWorks),
  ];
}

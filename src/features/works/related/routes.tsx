/** The page of what was made after a work, and that on which its creators answer. */
import type { App } from '../../../core/app.js';
import { notFound } from '../../../core/errors.js';
import {
  type Answer,
  type Ask,
  type MemberAsk,
  members,
  open,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { blurbs, type DrawnBlurb } from '../blurb.js';
import { workHeader } from '../queries.js';
import { answerRelated } from './actions.js';
import { ASKED_STATES, type AskedState, askedOf } from './asked.js';
import { childrenPage } from './queries.js';
import { MyRelatedView, RelatedPage } from './views.js';

const slice = (ask: Ask) => {
  const number = pageNumber(ask.query);
  return { number, offset: (number - 1) * LIMITS.pageSize, limit: LIMITS.pageSize };
};
const lastOf = (total: number): number => Math.max(1, Math.ceil(total / LIMITS.pageSize));

/** What is listed with how it is drawn; several links may lead to one work. */
async function withDrawn<T extends { key: number }>(
  app: App,
  ask: Ask,
  list: readonly T[],
): Promise<(T & { drawn: DrawnBlurb })[]> {
  const keys = [...new Set(list.map(({ key }) => key))];
  const drawn = new Map((await blurbs(app.db, ask.viewer, keys, ask.words)).map((one) => [one.key, one]));
  return list.flatMap((one) => {
    const found = drawn.get(one.key);
    return found ? [{ ...one, drawn: found }] : [];
  });
}

async function related(app: App, ask: Ask): Promise<Answer> {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work) throw notFound();
  const { number, ...part } = slice(ask);
  const { total, works } = await childrenPage(app.db, ask.viewer, work.key, part);
  return page(
    ask.words.related.ofWork(work.title || ask.words.works.draft),
    <RelatedPage work={work} works={await withDrawn(app, ask, works)} page={number} last={lastOf(total)} />,
    { head: { robots: 'noindex' }, wide: true },
  );
}

const stateOf = (text: string | null): AskedState => ASKED_STATES.find((one) => one === text) ?? 'waiting';

async function myRelated(app: App, ask: MemberAsk): Promise<Answer> {
  const state = stateOf(ask.query.get('show'));
  const { number, ...part } = slice(ask);
  const { total, links } = await askedOf(app.db, ask.viewer, { state, ...part });
  const { mine } = ask.words.related;
  return page(
    mine.title,
    <MyRelatedView
      links={await withDrawn(app, ask, links)}
      state={state}
      total={total}
      page={number}
      last={lastOf(total)}
      notice={ask.query.has('done') ? mine.done : undefined}
    />,
    { head: { robots: 'noindex' }, wide: true },
  );
}

async function answer(app: App, ask: MemberAsk): Promise<Answer> {
  const act = ask.form.text('act');
  if (act === 'approve' || act === 'refuse')
    await answerRelated(app.db, ask.viewer, ask.form.text('link'), act === 'approve', ask.now);
  const state = stateOf(ask.form.text('show'));
  return redirect(state === 'waiting' ? '/my/related?done' : `/my/related?show=${state}&done`);
}

export const relatedRoutes = (app: App): Route[] => [
  open('GET', '/works/:id/related', (ask) => related(app, ask)),
  members('GET', '/my/related', (ask) => myRelated(app, ask)),
  members('POST', '/my/related', (ask) => answer(app, ask)),
];

/** The door of every search: who looks decides what is found, before anything is counted. */
import type { App } from '../../core/app.js';
import type { SafeHtml } from '../../core/text/index.js';
import type { Viewer } from '../../core/viewer.js';
import type { ServingFinder } from './follow/choose.js';
import type { Facets, Page } from './index/types.js';
import type { Mark } from './marks.js';
import { hideOf } from './personal/queries.js';
import { EVERYTHING, type Order, type Question } from './query/condition.js';
import { snippets } from './sql/snippets.js';

/** What answers is given by the composition root: the index once it is ready, SQL until then. */
export interface Finding {
  find: ServingFinder;
}

export type FindApp = App & Finding;

/** With the marks that rooms have for works, in the order in which they are shown. */
export type MarkedApp = FindApp & { marks: readonly Mark[] };

/** A question before it is known who asks. */
export type Asked = Omit<Question, 'audience'>;

export interface Range {
  offset: number;
  limit: number;
}

const NEWEST: Order = { sort: 'updated', ascending: false };

/** The newest works first, nothing hidden. */
export const all = (where: Question['where'] = EVERYTHING): Asked => ({ where, hide: null, order: NEWEST });

/** Lists are the same for everybody who is logged in: one's own drafts stand in none. */
const asking = (viewer: Viewer, question: Asked): Question => ({
  ...question,
  audience: viewer.kind === 'guest' ? 'public' : 'members',
});

/** Keys of one page, and how many there are in all. Blurbs are asked for with the viewer again. */
export const search = (app: Finding, viewer: Viewer, question: Asked, range: Range): Promise<Page> =>
  app.find.page(asking(viewer, question), range);

/** An aborted signal drops the question. */
export const facetsOf = (
  app: Finding,
  viewer: Viewer,
  question: Asked,
  signal?: AbortSignal,
): Promise<Facets> => app.find.facets(asking(viewer, question), signal);

/** How many works each question finds, in their order. */
export const countsOf = (app: Finding, viewer: Viewer, questions: readonly Asked[]): Promise<number[]> =>
  app.find.counts(questions.map((question) => asking(viewer, question)));

/** One work that the question finds; `chance` in [0, 1) says which. Null when there is none. */
export const pickOne = (
  app: Finding,
  viewer: Viewer,
  question: Asked,
  chance: number,
): Promise<number | null> => app.find.pick(asking(viewer, question), chance);

/**
 * By work, what was searched for as it stands in its chapters, its words marked; for the works of one page of what
 * this question found. Works that have the words elsewhere alone are not in it.
 */
export const snippetsOf = (
  app: FindApp,
  viewer: Viewer,
  { where }: Asked,
  keys: readonly number[],
): Promise<Map<number, SafeHtml>> => snippets(app.db, viewer, where, keys);

/** Keys of the works that were posted or got a chapter last, without what the viewer never wants to see. */
export const newestKeys = async (app: FindApp, viewer: Viewer, limit: number): Promise<number[]> => {
  const question = { ...all(), hide: await hideOf(app.db, viewer) };
  return (await search(app, viewer, question, { offset: 0, limit })).keys;
};

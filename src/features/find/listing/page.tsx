/** A list of works with its filters: all works, those of a tag, those of a person. */
import type { ComponentChildren } from 'preact';
import { AppError, notFound } from '../../../core/errors.js';
import { type Answer, type Ask, page, redirect } from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { blurbs, listed } from '../../works/index.js';
import type { Facets } from '../index/types.js';
import { LIMITS as FIND_LIMITS } from '../limits.js';
import { atomsOf, canonicalText, emptySentForm, without } from '../query/compose.js';
import { type Condition, EVERYTHING } from '../query/condition.js';
import { asksForWords, resolve } from '../query/resolve.js';
import { fromParts, type Node, partsOf, type Query } from '../query/syntax.js';
import {
  all,
  countsOf,
  type FindApp,
  facetsOf,
  type MarkedApp,
  type Asked as Question,
  search,
  snippetsOf,
} from '../search.js';
import { COUNTED, countedAddress, LIFT, liftedAddress, listAddress, pageAddress } from './address.js';
import { type Asked, both, hideFor, lastPage, NO_NAMES, orderOf, readAsked, type Unreadable } from './ask.js';
import { faultWords } from './box.js';
import { appliedFilters } from './chips.js';
import { marksOf } from './marks.js';
import { FilterForm } from './sidebar.js';
import { namesOfTags, sidebarOf } from './sidebar-model.js';
import { ListingView, type Loosened } from './views.js';

/** Which works a list is of, before any filter. */
export interface Scope {
  title: string;
  path: string;
  base: Condition;
  /** The same in a search of all works. */
  asNode?: Node;
  /** What is said where there is no work at all. */
  empty: string;
  /** Stands above the list. */
  head: ComponentChildren;
  /** Everything that `head` shows. */
  headKey: string;
  /** Without a work that the viewer may see, the list does not exist. */
  hideEmpty?: boolean;
  /** The tag whose list it is. */
  ownTag?: number;
  /** All works: words are sorted by how well they fit. */
  isSearch?: boolean;
}

/** Filters of which it is counted what the list would hold without them. */
const MOST_LOOSENED = 12;

async function loosened(
  app: FindApp,
  ask: Ask,
  scope: Scope,
  asked: Asked,
  question: Question,
  chips: readonly { words: string; href: string }[],
): Promise<Loosened[]> {
  const some = atomsOf(asked.query).slice(0, MOST_LOOSENED);
  const questions = await Promise.all(
    some.map(async (_, i): Promise<Question> => {
      const rest: Query = without(asked.query, i);
      const resolved = resolve(rest, asked.known, ask.now);
      const hide = ask.query.has(LIFT) ? null : await hideFor(app.db, ask.viewer, rest);
      return { ...question, hide, where: both(scope.base, resolved.ok ? resolved.where : EVERYTHING) };
    }),
  );
  const counts = await countsOf(app, ask.viewer, questions);
  return some
    .map((_, i) => ({ ...(chips[i] ?? { words: '', href: scope.path }), count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0);
}

const isEmpty = async (app: FindApp, ask: Ask, { base }: Scope): Promise<boolean> =>
  (await countsOf(app, ask.viewer, [all(base)]))[0] === 0;

/** Null when counting takes too long: the works are there all the same. */
async function facetsInTime(app: FindApp, ask: Ask, question: Question): Promise<Facets | null> {
  const soon = ask.query.has(COUNTED) ? undefined : AbortSignal.timeout(app.find.facetsWithin);
  const counted = facetsOf(app, ask.viewer, question, soon).catch((error: unknown) => {
    if (soon?.aborted || (error instanceof AppError && error.status === 503)) return null;
    throw error;
  });
  if (!soon) return counted;
  const late = new Promise<null>((resolve) => {
    soon.addEventListener('abort', () => resolve(null), { once: true });
  });
  return Promise.race([counted, late]);
}

/** Where chapters hold the words; of works for adults only for whoever has agreed to see those without being asked. */
async function wordsFound(
  app: FindApp,
  ask: Ask,
  question: Question,
  keys: readonly number[],
): Promise<Map<number, SafeHtml>> {
  if (!asksForWords(question.where) || keys.length === 0) return new Map();
  if (ask.viewer.kind === 'member' && ask.viewer.showsAdult)
    return snippetsOf(app, ask.viewer, question, keys);
  const harmless = await listed(app.db, ask.viewer)
    .select('works.id')
    .where('works.id', 'in', [...keys])
    .where('works.adult', '=', false)
    .execute();
  return snippetsOf(
    app,
    ask.viewer,
    question,
    harmless.map(({ id }) => id),
  );
}

/** What a list asks, as a search of all works. */
const amongAll = ({ asNode }: Scope, query: Query): Query => ({
  where: fromParts([...(asNode ? [asNode] : []), ...partsOf(query)]),
  order: query.order,
});

/** What was typed, with what is wrong about it. */
function unreadable(ask: Ask, scope: Scope, asked: Unreadable): Answer {
  const { form, field, fault, text } = asked;
  const isBox = field === 'q' && !ask.query.has('sort');
  return page(
    scope.title,
    <ListingView
      scope={scope}
      text={isBox ? text : ''}
      fault={isBox ? fault : null}
      form={form}
      faults={isBox ? {} : { [field]: faultWords(fault, ask.words) }}
      sidebar={sidebarOf({ form, known: NO_NAMES, facets: null, names: new Map(), total: 0 })}
      found={null}
    />,
    {
      wide: true,
      status: 400,
      head: { canonical: scope.path, robots: 'noindex', scripts: ['filters.js', 'tags.js'] },
    },
  );
}

/** What can be read, but is more than can be asked at once. */
const tooMuch = (asked: Asked): Unreadable => ({
  kind: 'fault',
  text: asked.text,
  form: { ...emptySentForm(), box: asked.text },
  field: 'q',
  fault: { key: 'tooMany', at: 0, length: 1, word: '' },
});

export async function listPage(app: MarkedApp, ask: Ask, scope: Scope): Promise<Answer> {
  const asked = await readAsked(app, ask.viewer, ask.query, ask.now);
  const isWhole = asked.kind === 'query' && asked.query.where === null;
  // Of the whole list its own count says it.
  const isPart = ask.query.get(COUNTED) === 'part';
  if (scope.hideEmpty && (isPart || !isWhole) && (await isEmpty(app, ask, scope))) throw notFound();
  if (asked.kind === 'moved') return redirect(listAddress(scope.path, asked.text));
  if (asked.kind === 'fault') return unreadable(ask, scope, asked);
  try {
    return await (ask.query.get(COUNTED) === 'part' ? countedForm : found)(app, ask, scope, asked);
  } catch (error) {
    if (error instanceof AppError && error.status === 400) return unreadable(ask, scope, tooMuch(asked));
    throw error;
  }
}

/** The form with its counts alone, for a page that was sent before they were there. */
async function countedForm(app: MarkedApp, ask: Ask, scope: Scope, asked: Asked): Promise<Answer> {
  const hide = ask.query.has(LIFT) ? null : await hideFor(app.db, ask.viewer, asked.query);
  const order = orderOf(asked.query.order, asked.where, !!scope.isSearch);
  const question: Question = { where: both(scope.base, asked.where), hide, order };
  const [{ total }, facets] = await Promise.all([
    search(app, ask.viewer, question, { offset: 0, limit: 1 }),
    facetsOf(app, ask.viewer, question),
  ]);
  const names = await namesOfTags(app.db, facets);
  const { form, known } = asked;
  const sidebar = sidebarOf({ form, known, facets, names, total, ownTag: scope.ownTag });
  return page(scope.title, <FilterForm path={scope.path} form={form} faults={{}} sidebar={sidebar} />, {
    head: { robots: 'noindex' },
  });
}

async function found(app: MarkedApp, ask: Ask, scope: Scope, asked: Asked): Promise<Answer> {
  const size = LIMITS.pageSize;
  const number = pageNumber(ask.query);
  const where = both(scope.base, asked.where);
  const order = orderOf(asked.query.order, asked.where, !!scope.isSearch);
  const lifted = ask.query.has(LIFT);
  const hide = lifted ? null : await hideFor(app.db, ask.viewer, asked.query);
  const question: Question = { where, hide, order };
  const [{ keys, total, hidden }, facets] = await Promise.all([
    search(app, ask.viewer, question, {
      offset: Math.min((number - 1) * size, FIND_LIMITS.reachable),
      limit: size,
    }),
    facetsInTime(app, ask, question),
  ]);
  const last = lastPage(total, size);
  if (scope.hideEmpty && asked.query.where === null && total + hidden === 0) throw notFound();
  if (number > last) throw notFound();
  const [works, names, marks, snippets] = await Promise.all([
    blurbs(app.db, ask.viewer, keys, ask.words),
    facets ? namesOfTags(app.db, facets) : new Map<number, string>(),
    marksOf(app, ask.viewer, keys),
    wordsFound(app, ask, question, keys),
  ]);
  const { form, known, text } = asked;
  const chips = appliedFilters(scope.path, asked.query, ask.words);
  const asSearch = canonicalText(amongAll(scope, asked.query));
  const sidebar = sidebarOf({ form, known, facets, names, total, ownTag: scope.ownTag });
  const here = pageAddress(scope.path, text, number);
  const waited = ask.query.has(COUNTED);
  const later =
    facets !== null
      ? null
      : waited
        ? 'tooSlow'
        : { href: countedAddress(lifted ? liftedAddress(here) : here) };
  const less = total === 0 ? await loosened(app, ask, scope, asked, question, chips) : [];
  return page(
    number === 1 ? scope.title : `${scope.title} · ${ask.words.pager.page(number)}`,
    <ListingView
      scope={scope}
      text={text}
      fault={null}
      form={form}
      faults={{}}
      sidebar={sidebar}
      found={{
        works,
        marks,
        snippets,
        asSearch,
        uncounted: later,
        total,
        hidden,
        lifted,
        number,
        last,
        pageSize: size,
        chips,
        loosened: less,
        notes: asked.notes,
      }}
    />,
    {
      wide: true,
      keptAs: JSON.stringify([
        ...[scope.path, scope.headKey, text, number, total, sidebar, later, less, asked.notes],
        works.map((work) => work.hash),
        [...snippets],
      ]),
      head: {
        canonical: pageAddress(scope.path, text, number),
        ...(text === '' ? {} : { robots: 'noindex' }),
        ...(number > 1 ? { prev: pageAddress(scope.path, text, number - 1) } : {}),
        ...(number < last ? { next: pageAddress(scope.path, text, number + 1) } : {}),
        scripts: ['filters.js', 'tags.js'],
      },
    },
  );
}

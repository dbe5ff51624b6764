/** Other ways to works than a list of them: fandoms by medium, tags and people by name, one work by chance. */
import { randomInt } from 'node:crypto';
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
import { pageNumber } from '../../../core/ui/pager.js';
import { tagPath, tagsByAddress } from '../../tags/index.js';
import { listed } from '../../works/index.js';
import { listAddress } from '../listing/address.js';
import { hideFor, readAsked } from '../listing/ask.js';
import { lookUp } from '../query/names.js';
import { tagOf } from '../query/resolve.js';
import { all, countsOf, type FindApp, type MarkedApp, pickOne } from '../search.js';
import { setFavourite } from './favourites.js';
import { findCreators } from './people.js';
import { fandomsUnder, findTags, mediaOf, TAG_ORDERS, type TagQuery, tagType } from './tags.js';
import { FandomsView, MediaView, PeopleSearchView, TagSearchView } from './views.js';

const FANDOMS = 250;
const TAGS = 50;
const PEOPLE = 50;
const CHANCES = 2 ** 40;

async function fandoms(app: FindApp, ask: Ask): Promise<Answer> {
  const medium = ask.query.get('medium');
  const title = ask.words.find.browse.fandoms;
  if (medium === null && !ask.query.has('other')) {
    const media = await mediaOf(app.db, ask.viewer);
    return page(title, <MediaView media={media} />, { head: { canonical: '/fandoms' } });
  }
  const number = pageNumber(ask.query);
  const found = await fandomsUnder(app.db, ask.viewer, medium, {
    offset: (number - 1) * FANDOMS,
    limit: FANDOMS + 1,
  });
  if (found.length === 0) throw notFound();
  return page(
    medium ?? ask.words.find.browse.other,
    <FandomsView
      medium={medium}
      fandoms={found.slice(0, FANDOMS)}
      page={number}
      more={found.length > FANDOMS}
    />,
  );
}

/** A path with those of its parameters that say something. */
function pathWith(path: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  return query === '' ? path : `${path}?${query}`;
}

async function tags(app: FindApp, ask: Ask): Promise<Answer> {
  const given = (name: string) => ask.query.get(name) ?? '';
  const state = given('state');
  const query: TagQuery = {
    text: given('q').replaceAll('\u0000', ''),
    type: tagType(given('type')),
    canonical: state === 'canonical' ? true : state === 'free' ? false : null,
    order: TAG_ORDERS.find((one) => one === given('sort')) ?? 'uses',
  };
  const number = pageNumber(ask.query);
  const found = await findTags(app.db, ask.viewer, query, { offset: (number - 1) * TAGS, limit: TAGS });
  const last = Math.max(1, Math.ceil(found.total / TAGS));
  if (number > last) throw notFound();
  const path = pathWith('/tags', {
    q: query.text,
    type: query.type ?? '',
    state: query.canonical === null ? '' : state,
    sort: query.order === 'uses' ? '' : query.order,
  });
  return page(
    ask.words.find.browse.tags,
    <TagSearchView query={query} path={path} {...found} page={number} last={last} />,
    { head: path === '/tags' ? { canonical: '/tags' } : { robots: 'noindex' } },
  );
}

async function people(app: FindApp, ask: Ask): Promise<Answer> {
  const given = (name: string) => (ask.query.get(name) ?? '').replaceAll('\u0000', '').trim().slice(0, 200);
  const [name, fandom] = [given('q'), given('fandom')];
  const number = pageNumber(ask.query);
  let tag: number | null = null;
  if (fandom !== '') {
    const known = await lookUp(
      app.db,
      ask.viewer,
      {
        where: { kind: 'names', field: 'fandom', names: [fandom], at: 0 },
        order: null,
      },
      [],
    );
    // A fandom that nobody here writes in.
    tag = tagOf(known, 'fandom', fandom)?.id ?? 0;
  }
  const slice = { offset: (number - 1) * PEOPLE, limit: PEOPLE };
  const found = await findCreators(app.db, ask.viewer, { name, fandom: tag }, slice);
  const last = Math.max(1, Math.ceil(found.total / PEOPLE));
  if (number > last) throw notFound();
  const path = pathWith('/people', { q: name, fandom });
  return page(
    ask.words.find.browse.people,
    <PeopleSearchView name={name} fandom={fandom} path={path} {...found} page={number} last={last} />,
    { head: { robots: 'noindex' } },
  );
}

/** One of the works that a search finds; what can't be read is shown where searches are. */
async function random(app: MarkedApp, ask: Ask): Promise<Answer> {
  const asked = await readAsked(app, ask.viewer, ask.query, ask.now);
  if (asked.kind !== 'query') return redirect(listAddress('/works', asked.text));
  const question = { ...all(asked.where), hide: await hideFor(app.db, ask.viewer, asked.query) };
  const key = await pickOne(app, ask.viewer, question, randomInt(CHANCES) / CHANCES);
  const work =
    key === null
      ? undefined
      : await listed(app.db, ask.viewer)
          .select('works.public_id')
          .where('works.id', '=', key)
          .executeTakeFirst();
  return redirect(work ? `/works/${work.public_id}` : listAddress('/works', asked.text));
}

async function favourite(app: FindApp, ask: MemberAsk): Promise<Answer> {
  for (const tag of await tagsByAddress(app.db, ask.params.name ?? '')) {
    const [uses = 0] = await countsOf(app, ask.viewer, [all({ op: 'tag', id: tag.id })]);
    if (uses === 0) continue;
    const on = ask.form.text('act') !== 'drop';
    await setFavourite(app.db, ask.viewer.accountId, tag.id, on, ask.words, ask.now);
    return redirect(tagPath(tag.name));
  }
  throw notFound();
}

export const browseRoutes = (app: MarkedApp): Route[] => [
  open('GET', '/fandoms', (ask) => fandoms(app, ask)),
  open('GET', '/tags', (ask) => tags(app, ask)),
  open('GET', '/people', (ask) => people(app, ask)),
  open('GET', '/works/random', (ask) => random(app, ask)),
  members('POST', '/tags/:name/favourite', (ask) => favourite(app, ask), { does: 'nothing' }),
];

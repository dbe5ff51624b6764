import { notFound } from '../../core/errors.js';
import { FILE_SECURITY_POLICY } from '../../core/http/headers.js';
import { type Answer, type Ask, open, page, type Route, redirect } from '../../core/http/route.js';
import { iconById, profileByAddress } from '../people/index.js';
import { tagPath, tagsByAddress } from '../tags/index.js';
import { isFavourite } from './browse/favourites.js';
import { browseRoutes } from './browse/routes.js';
import { FavouriteForm } from './browse/views.js';
import { listPage } from './listing/page.js';
import { SearchView } from './listing/search-page.js';
import type { Mark } from './marks.js';
import { personalRoutes } from './personal/routes.js';
import { type Condition, EVERYTHING } from './query/condition.js';
import { savedRoutes } from './saved/routes.js';
import { all, countsOf, type FindApp, type MarkedApp } from './search.js';
import { PersonHead, PlainHead } from './views.js';

/** How many works of that kind stand in lists for who asks. */
const countFor = async (app: MarkedApp, ask: Ask, where: Condition): Promise<number> =>
  (await countsOf(app, ask.viewer, [all(where)]))[0] ?? 0;

function allWorks(app: MarkedApp, ask: Ask): Promise<Answer> {
  const title = ask.words.works.all;
  return listPage(app, ask, {
    title,
    path: '/works',
    base: EVERYTHING,
    empty: ask.words.works.none,
    head: <PlainHead title={title} />,
    headKey: title,
    isSearch: true,
  });
}

/** The tag that an address stands for; of two, the one that has works for this viewer. */
async function askedTag(app: MarkedApp, ask: Ask) {
  const tags = await tagsByAddress(app.db, ask.params.name ?? '');
  if (tags.length < 2) return tags[0];
  for (const tag of tags) {
    if ((await countFor(app, ask, { op: 'tag', id: tag.id })) > 0) return tag;
  }
  return undefined;
}

/** Of a synonym the tag that it stands for. */
const canonicalOf = (app: MarkedApp, tagId: number) =>
  app.db
    .selectFrom('tags')
    .innerJoin('tags as canonical', 'canonical.id', 'tags.merger_id')
    .where('tags.id', '=', tagId)
    .select(['canonical.id', 'canonical.name'])
    .executeTakeFirst();

async function tagWorks(app: MarkedApp, ask: Ask): Promise<Answer> {
  const tag = await askedTag(app, ask);
  if (!tag) throw notFound();
  const canonical = await canonicalOf(app, tag.id);
  // A synonym that no work in a list has is not there, like any tag.
  if (canonical && (await countFor(app, ask, { op: 'tag', id: tag.id })) > 0)
    return redirect(tagPath(canonical.name));
  const path = tagPath(tag.name);
  const kept = ask.viewer.kind === 'member' ? await isFavourite(app.db, ask.viewer.accountId, tag.id) : null;
  return listPage(app, ask, {
    title: tag.name,
    path,
    base: { op: 'tag', id: tag.id },
    asNode: { kind: 'names', field: tag.type, names: [tag.name], at: 0 },
    empty: ask.words.works.none,
    head: (
      <>
        <PlainHead title={tag.name} />
        {kept === null ? null : <FavouriteForm path={path.replace(/works$/, 'favourite')} on={kept} />}
      </>
    ),
    headKey: tag.name,
    // A tag that only hidden works use does not exist for this viewer.
    hideEmpty: true,
    ownTag: tag.id,
  });
}

const owns = (ask: Ask, { accountId }: { accountId: number }): boolean =>
  ask.viewer.kind === 'member' && ask.viewer.accountId === accountId;

async function personWorks(app: MarkedApp, ask: Ask): Promise<Answer> {
  const pseud = await profileByAddress(app.db, ask.params.id ?? '');
  if (!pseud) throw notFound();
  return listPage(app, ask, {
    title: pseud.name,
    path: `/people/${pseud.publicId}`,
    base: { op: 'creator', pseudId: pseud.id },
    asNode: { kind: 'names', field: 'creator', names: [pseud.name], at: 0 },
    empty: ask.words.people.noWorks,
    head: <PersonHead person={pseud} />,
    headKey: JSON.stringify(pseud),
    // A pseud that stands only on drafts, anonymous works and invitations is not there, but for its owner.
    hideEmpty: !owns(ask, pseud),
  });
}

/** An icon is seen by whoever sees the page of its pseud. */
async function icon(app: MarkedApp, ask: Ask): Promise<Answer> {
  const found = await iconById(app.db, ask.params.id ?? '');
  if (!found) throw notFound();
  const isSeen =
    owns(ask, found) || (await countFor(app, ask, { op: 'creator', pseudId: found.pseudId })) > 0;
  if (!isSeen) throw notFound();
  return {
    kind: 'bytes',
    type: found.type,
    body: found.bytes,
    headers: { 'content-security-policy': FILE_SECURITY_POLICY, 'cache-control': 'private, max-age=3600' },
  };
}

const routesOf = (app: MarkedApp): Route[] => [
  open('GET', '/works', (ask) => allWorks(app, ask)),
  open('GET', '/search', (ask) =>
    ask.query.get('q')
      ? redirect(`/works?${new URLSearchParams({ q: ask.query.get('q') ?? '' })}`)
      : page(ask.words.find.searchTitle, <SearchView />, { head: { canonical: '/search' } }),
  ),
  open('GET', '/tags/:name/works', (ask) => tagWorks(app, ask)),
  open('GET', '/people/:id', (ask) => personWorks(app, ask)),
  open('GET', '/icons/:id', (ask) => icon(app, ask)),
  ...personalRoutes(app),
  ...savedRoutes(app),
  ...browseRoutes(app),
];

/** `marks`: what works may be to the one who looks. */
export const findRoutes = (app: FindApp, marks: readonly Mark[]): Route[] => routesOf({ ...app, marks });

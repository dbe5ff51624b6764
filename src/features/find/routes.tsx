import type { App } from '../../core/app.js';
import { notFound } from '../../core/errors.js';
import { FILE_SECURITY_POLICY } from '../../core/http/headers.js';
import { type Answer, type Ask, open, page, type Route } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { pageNumber } from '../../core/ui/pager.js';
import { iconById, type PseudProfile, profileByAddress } from '../people/index.js';
import { tagPath, tagsByAddress } from '../tags/index.js';
import { blurbs } from '../works/index.js';
import { type ListingQuery, listing } from './queries.js';
import { ListingView } from './views.js';

const numbered = (path: string, n: number): string => (n === 1 ? path : `${path}?page=${n}`);

async function show(
  app: App,
  ask: Ask,
  what: {
    title: string;
    path: string;
    empty: string;
    query: Pick<ListingQuery, 'tagId' | 'pseudId'>;
    hideEmpty?: boolean;
    /** Whose works these are. */
    person?: PseudProfile;
  },
): Promise<Answer> {
  const size = LIMITS.pageSize;
  const number = pageNumber(ask.query);
  const { keys, total } = await listing(app.db, ask.viewer, {
    ...what.query,
    offset: (number - 1) * size,
    limit: size,
  });
  const last = Math.max(1, Math.ceil(total / size));
  if (number > last || (what.hideEmpty && total === 0)) throw notFound();
  const works = await blurbs(app.db, ask.viewer, keys, ask.words);
  return page(
    number === 1 ? what.title : `${what.title} · ${ask.words.pager.page(number)}`,
    <ListingView {...what} works={works} total={total} page={number} last={last} pageSize={size} />,
    {
      wide: true,
      keptAs: [
        what.path,
        what.title,
        number,
        total,
        JSON.stringify(what.person ?? null),
        ...works.map((work) => work.hash),
      ].join(' '),
      head: {
        canonical: numbered(what.path, number),
        ...(number > 1 ? { prev: numbered(what.path, number - 1) } : {}),
        ...(number < last ? { next: numbered(what.path, number + 1) } : {}),
      },
    },
  );
}

/** The tag that an address stands for; of two, the one that has works for this viewer. */
async function askedTag(app: App, ask: Ask) {
  const tags = await tagsByAddress(app.db, ask.params.name ?? '');
  if (tags.length < 2) return tags[0];
  for (const tag of tags) {
    const { total } = await listing(app.db, ask.viewer, { tagId: tag.id, offset: 0, limit: 1 });
    if (total > 0) return tag;
  }
  return undefined;
}

async function tagWorks(app: App, ask: Ask): Promise<Answer> {
  const tag = await askedTag(app, ask);
  if (!tag) throw notFound();
  // A tag that only hidden works use does not exist for this viewer.
  return show(app, ask, {
    title: tag.name,
    path: tagPath(tag.name),
    empty: ask.words.works.none,
    query: { tagId: tag.id },
    hideEmpty: true,
  });
}

const owns = (ask: Ask, { accountId }: { accountId: number }): boolean =>
  ask.viewer.kind === 'member' && ask.viewer.accountId === accountId;

async function personWorks(app: App, ask: Ask): Promise<Answer> {
  const pseud = await profileByAddress(app.db, ask.params.id ?? '');
  if (!pseud) throw notFound();
  return show(app, ask, {
    title: pseud.name,
    path: `/people/${pseud.publicId}`,
    empty: ask.words.people.noWorks,
    query: { pseudId: pseud.id },
    person: pseud,
    // A pseud that stands only on drafts, anonymous works and invitations is not there, but for its owner.
    hideEmpty: !owns(ask, pseud),
  });
}

/** An icon is seen by whoever sees the page of its pseud. */
async function icon(app: App, ask: Ask): Promise<Answer> {
  const found = await iconById(app.db, ask.params.id ?? '');
  if (!found) throw notFound();
  if (!owns(ask, found)) {
    const { total } = await listing(app.db, ask.viewer, { pseudId: found.pseudId, offset: 0, limit: 1 });
    if (total === 0) throw notFound();
  }
  return {
    kind: 'bytes',
    type: found.type,
    body: found.bytes,
    headers: { 'content-security-policy': FILE_SECURITY_POLICY, 'cache-control': 'private, max-age=3600' },
  };
}

export const findRoutes = (app: App): Route[] => [
  open('GET', '/works', (ask) =>
    show(app, ask, { title: ask.words.works.all, path: '/works', empty: ask.words.works.none, query: {} }),
  ),
  open('GET', '/tags/:name/works', (ask) => tagWorks(app, ask)),
  open('GET', '/people/:id', (ask) => personWorks(app, ask)),
  open('GET', '/icons/:id', (ask) => icon(app, ask)),
];

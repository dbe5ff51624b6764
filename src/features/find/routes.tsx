import { notFound } from '../../core/errors.js';
import { FILE_SECURITY_POLICY } from '../../core/http/headers.js';
import { type Answer, type Ask, open, page, type Route } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { pageNumber } from '../../core/ui/pager.js';
import { iconById, type PseudProfile, profileByAddress } from '../people/index.js';
import { tagPath, tagsByAddress } from '../tags/index.js';
import { blurbs } from '../works/index.js';
import type { Condition } from './query/condition.js';
import { all, type FindApp, search } from './search.js';
import { ListingView } from './views.js';

const numbered = (path: string, n: number): string => (n === 1 ? path : `${path}?page=${n}`);

async function show(
  app: FindApp,
  ask: Ask,
  what: {
    title: string;
    path: string;
    empty: string;
    where?: Condition;
    hideEmpty?: boolean;
    /** Whose works these are. */
    person?: PseudProfile;
  },
): Promise<Answer> {
  const size = LIMITS.pageSize;
  const number = pageNumber(ask.query);
  const { keys, total } = await search(app, ask.viewer, all(what.where), {
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

/** How many works of that kind stand in lists for who asks. */
const countFor = async (app: FindApp, ask: Ask, where: Condition): Promise<number> =>
  (await search(app, ask.viewer, all(where), { offset: 0, limit: 1 })).total;

/** The tag that an address stands for; of two, the one that has works for this viewer. */
async function askedTag(app: FindApp, ask: Ask) {
  const tags = await tagsByAddress(app.db, ask.params.name ?? '');
  if (tags.length < 2) return tags[0];
  for (const tag of tags) {
    if ((await countFor(app, ask, { op: 'tag', id: tag.id })) > 0) return tag;
  }
  return undefined;
}

async function tagWorks(app: FindApp, ask: Ask): Promise<Answer> {
  const tag = await askedTag(app, ask);
  if (!tag) throw notFound();
  // A tag that only hidden works use does not exist for this viewer.
  return show(app, ask, {
    title: tag.name,
    path: tagPath(tag.name),
    empty: ask.words.works.none,
    where: { op: 'tag', id: tag.id },
    hideEmpty: true,
  });
}

const owns = (ask: Ask, { accountId }: { accountId: number }): boolean =>
  ask.viewer.kind === 'member' && ask.viewer.accountId === accountId;

async function personWorks(app: FindApp, ask: Ask): Promise<Answer> {
  const pseud = await profileByAddress(app.db, ask.params.id ?? '');
  if (!pseud) throw notFound();
  return show(app, ask, {
    title: pseud.name,
    path: `/people/${pseud.publicId}`,
    empty: ask.words.people.noWorks,
    where: { op: 'creator', pseudId: pseud.id },
    person: pseud,
    // A pseud that stands only on drafts, anonymous works and invitations is not there, but for its owner.
    hideEmpty: !owns(ask, pseud),
  });
}

/** An icon is seen by whoever sees the page of its pseud. */
async function icon(app: FindApp, ask: Ask): Promise<Answer> {
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

export const findRoutes = (app: FindApp): Route[] => [
  open('GET', '/works', (ask) =>
    show(app, ask, { title: ask.words.works.all, path: '/works', empty: ask.words.works.none }),
  ),
  open('GET', '/tags/:name/works', (ask) => tagWorks(app, ask)),
  open('GET', '/people/:id', (ask) => personWorks(app, ask)),
  open('GET', '/icons/:id', (ask) => icon(app, ask)),
];

/** Tags offered to whoever types: those of works that the viewer may find anyway, and of a member's own. */
import {
  type Compilable,
  type CompiledQuery,
  expressionBuilder,
  type Kysely,
  type RawBuilder,
  sql,
} from 'kysely';
import { prepared, preparedFor } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import type { Viewer } from '../../core/viewer.js';
import { foldName, shelfQuery, shelvedWords, type TagType, tagKey } from '../tags/index.js';
import { createdBy } from './visibility.js';

const OFFERED = 16;
/** With fewer names that have all the words, those are offered too that have some of them. */
const FEW = 8;
/** Of names that fit, this many are looked at: the most used ones, canonical before others. */
const LOOKED_AT = 64;
/** Of what was typed: names are no longer. */
const MOST_LETTERS = 150;
const MOST_WORDS = 12;
/** Beneath a fandom with more tags than this its tags are looked for among all that fit, else the other way round. */
const FEW_BENEATH = 1_000;

export interface Offer {
  name: string;
  canonical: boolean;
}

interface Candidate {
  id: number;
  name: string;
  name_fold: string;
  canonical: boolean;
  uses: number;
}

interface Asked {
  types: readonly TagType[];
  words: readonly string[];
  viewer: Viewer;
}

/**
 * Names of these types with words that begin as typed, accents and case aside; 16 at most. Those of the given fandoms come
 * before others; then canonical ones, those with the words one after another as typed, those with more of the words,
 * those of more works. A tag that only unseen works have is not offered, and their use does not count: what is not seen
 * must not be told by its place either.
 */
export async function completeTags(
  db: Kysely<DB>,
  viewer: Viewer,
  asked: { types: readonly TagType[]; typed: string; fandoms: readonly string[] },
): Promise<Offer[]> {
  const words = foldName(asked.typed.slice(0, MOST_LETTERS)).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const query = { types: asked.types, words, viewer };
  const found = new Map<number, Candidate>();
  const take = (some: readonly Candidate[]): void => {
    for (const one of ranked(some, words)) if (found.size < OFFERED) found.set(one.id, one);
  };
  const fandoms = await fandomIds(db, asked.fandoms.slice(0, MOST_WORDS));
  if (fandoms.length > 0) take(await beneathFandoms(db, query, fandoms));
  if (found.size < OFFERED) {
    const all = await candidates(db, query, null);
    if (fandoms.length > 0) take(await besideFandoms(db, viewer, all, fandoms));
    take(all);
  }
  if (found.size < FEW && words.length > 1) take(await withSomeWords(db, query));
  return [...found.values()].map(({ name, canonical }) => ({ name, canonical }));
}

function ranked(some: readonly Candidate[], words: readonly string[]): Candidate[] {
  const rank = (one: Candidate) => ({
    one,
    phrase: ` ${one.name_fold}`.includes(` ${words.join(' ')}`),
    matched: words.filter((word) => ` ${one.name_fold}`.includes(` ${word}`)).length,
  });
  return some
    .map(rank)
    .sort(
      (a, b) =>
        Number(b.one.canonical) - Number(a.one.canonical) ||
        Number(b.phrase) - Number(a.phrase) ||
        b.matched - a.matched ||
        b.one.uses - a.one.uses ||
        (a.one.name < b.one.name ? -1 : 1),
    )
    .map(({ one }) => one);
}

/** The canonical ones of these fandoms, and as they are typed. */
async function fandomIds(db: Kysely<DB>, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'merger_id'])
    .where('type', '=', 'fandom')
    .where('name_key', 'in', names.map(tagKey))
    .execute();
  return [...new Set(rows.flatMap((row) => [row.id, row.merger_id ?? row.id]))];
}

const compilable = <R>(db: Kysely<DB>, query: RawBuilder<unknown>): Compilable<R> => ({
  compile: () => query.compile(db) as CompiledQuery<R>,
});

/** How many works of a tag the viewer may find. */
const usesFor = (viewer: Viewer): RawBuilder<number> =>
  viewer.kind === 'guest' ? sql`coalesce(u.public, 0)` : sql`coalesce(u.members, 0)`;

/** The audiences of works that the viewer may find. */
const audiencesFor = (viewer: Viewer): RawBuilder<unknown> =>
  viewer.kind === 'guest' ? sql`('public')` : sql`('public', 'members')`;

/** Its uses say so; where they are not counted yet, a work does. A member's own works always do. */
function isSeen(viewer: Viewer): RawBuilder<boolean> {
  const own =
    viewer.kind === 'guest'
      ? sql`false`
      : sql`(works.deleted_at is null and ${createdBy(expressionBuilder<DB, 'works'>(), viewer.accountId)})`;
  return sql<boolean>`(
    ${usesFor(viewer)} > 0 or exists (
      select from work_tags w join works on works.id = w.work_id
      where w.tag_id = t.id and (works.audience in ${audiencesFor(viewer)} or ${own})))`;
}

/** Canonical before others, and the much used before the little used. */
const SHELVES = ['c3', 'c2', 'c1', 'c0', 't3', 't2', 't1', 't0'] as const;
/** What wranglers put beneath fandoms is mostly canonical. */
const WRANGLED = ['c3', 'c2', 'c1'] as const;
const MUCH_USED = ['c3', 'c2'] as const;

interface OnShelf {
  query: string;
  patterns: readonly string[];
  canonical: boolean;
  /** Null: beneath any or none. */
  fandoms: readonly number[] | null;
}

/** The index would gather half its names for the beginning `s`; so it is asked for the longer words, if there are some. */
const LONG = 3;
const VERY_LONG = 5;

const isLong = ({ words }: Asked): boolean => words.some((word) => word.length >= LONG);

function askedOfIndex(words: readonly string[]): readonly string[] {
  for (const letters of [VERY_LONG, LONG]) {
    const long = words.filter((word) => word.length >= letters);
    if (long.length > 0) return long;
  }
  return [words.toSorted((a, b) => b.length - a.length)[0]!];
}

const patternsOf = (words: readonly string[]): string[] => words.map((word) => `% ${word}%`);

/**
 * The most used on one shelf. The words stand in a query of their own, so that no plan can be made for just these:
 * planning anew for each shelf took longer than reading it.
 */
const onShelf = preparedFor((db, viewer, { query, patterns, canonical, fandoms }: OnShelf) =>
  compilable<Candidate>(
    db,
    sql`
    select t.id, t.name, t.name_fold, t.canonical, ${usesFor(viewer)} as uses
    from tags t left join tag_uses u on u.tag_id = t.id
    where ${shelvedWords('t')} @@ (select ${query}::tsquery)
      and ' ' || t.name_fold like all((select ${patterns}::text[])::text[])
      and ((select ${fandoms}::int8[]) is null
        or exists (select from tag_parents p where p.tag_id = t.id and p.parent_id = any((select ${fandoms}::int8[])::int8[])))
      and ((select ${canonical}::boolean) or ${isSeen(viewer)})
    order by uses desc, length(t.name_key), t.id limit ${sql.lit(LOOKED_AT)}`,
  ),
);

/** The most used of all that fit, shelf by shelf: no more are opened once there are enough. */
async function candidates(
  db: Kysely<DB>,
  { types, words, viewer }: Asked,
  fandoms: readonly number[] | null,
  shelves: readonly string[] = SHELVES,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const shelf of shelves) {
    const canonical = shelf.startsWith('c');
    const ofEach = types.map((type) => `(${shelfQuery(type, shelf, askedOfIndex(words))})`);
    found.push(
      ...(await onShelf(db, viewer, {
        query: ofEach.join(' | '),
        patterns: patternsOf(words),
        canonical,
        fandoms,
      })),
    );
    if (found.length >= OFFERED) break;
  }
  return found;
}

/** Tags beneath fandoms, one more than are few. */
const beneath = prepared((db, { fandoms }: { fandoms: readonly number[] }) =>
  compilable<{ id: number }>(
    db,
    sql`select tag_id as id from tag_parents where parent_id = any(${fandoms}::int8[]) limit ${sql.lit(FEW_BENEATH + 1)}`,
  ),
);

/** Of these tags the ones in which every word begins as one of the patterns says. */
const amongFew = preparedFor(
  (db, viewer, asked: { ids: readonly number[]; types: readonly TagType[]; patterns: readonly string[] }) =>
    compilable<Candidate>(
      db,
      sql`
    select t.id, t.name, t.name_fold, t.canonical, ${usesFor(viewer)} as uses
    from tags t left join tag_uses u on u.tag_id = t.id
    where t.id = any(${asked.ids}::int8[]) and t.type = any(${asked.types}::text[])
      and ' ' || t.name_fold like all(${asked.patterns}::text[])
      and (t.canonical or ${isSeen(viewer)})
    order by t.canonical desc, uses desc, t.id limit ${sql.lit(LOOKED_AT)}`,
    ),
);

/** Names that wranglers have put beneath these fandoms. */
async function beneathFandoms(
  db: Kysely<DB>,
  asked: Asked,
  fandoms: readonly number[],
): Promise<Candidate[]> {
  const ids = (await beneath(db, { fandoms })).map(({ id }) => id);
  if (ids.length === 0) return [];
  if (ids.length > FEW_BENEATH) return candidates(db, asked, fandoms, isLong(asked) ? WRANGLED : MUCH_USED);
  return amongFew(db, asked.viewer, { ids, types: asked.types, patterns: patternsOf(asked.words) });
}

/** Of each tag this many works are looked at, the latest. */
const LATEST_WORKS = 50;

/** Where nobody has put tags beneath fandoms: those that are on works of these. */
async function besideFandoms(
  db: Kysely<DB>,
  viewer: Viewer,
  some: readonly Candidate[],
  fandoms: readonly number[],
): Promise<Candidate[]> {
  const { rows } = await sql<{ id: number }>`
    select id from unnest(${some.map(({ id }) => id)}::int8[]) as id
    where exists (
      select from (select work_id from work_tags where tag_id = id order by work_id desc limit ${LATEST_WORKS}) as latest
      join work_tags beside on beside.work_id = latest.work_id and beside.tag_id = any(${fandoms}::int8[])
      join works on works.id = latest.work_id and works.audience in ${audiencesFor(viewer)})`.execute(db);
  const beside = new Set(rows.map(({ id }) => id));
  return some.filter(({ id }) => beside.has(id));
}

const MOST_SOME = 3;

/** Where few names have all the words: those with some of the longer ones. */
async function withSomeWords(db: Kysely<DB>, asked: Asked): Promise<Candidate[]> {
  const words = new Set(asked.words.filter((word) => word.length >= LONG));
  const found: Candidate[] = [];
  for (const word of [...words].slice(0, MOST_SOME))
    found.push(...(await candidates(db, { ...asked, words: [word] }, null)));
  return found;
}

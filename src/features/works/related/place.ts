/** From the links that a writer typed to what is kept: works of this archive that may be named, and addresses elsewhere. */
import type { Kysely } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput, type FieldFaults } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Member } from '../../../core/viewer.js';
import { sourceKey } from '../source-key.js';
import { idHere, isWebAddress, type RelatedLink } from './links.js';
import { mayBeNamed, ofOther } from './queries.js';

/** A link whose end is known. */
export type PlacedLink = { translation: boolean } & (
  | { parentKey: number }
  | { url: string; title: string; author: string; language: string }
);

/** Works that this person may name: what they may see and whose creators allow it, and their own. */
const nameable = (db: Kysely<DB>, { accountId }: Member) =>
  db.selectFrom('works as other').where((eb) => {
    const own = eb.exists(
      eb
        .selectFrom('creatorships')
        .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
        .whereRef('creatorships.work_id', '=', 'other.id')
        .where('creatorships.accepted_at', 'is not', null)
        .where('pseuds.account_id', '=', accountId)
        .select('pseuds.id'),
    );
    return eb.or([
      eb.and([eb('other.audience', 'in', ['public', 'members']), mayBeNamed(ofOther(eb))]),
      eb.and([eb('other.audience', 'in', ['public', 'members', 'creators']), own]),
    ]);
  });

/** Their keys by outward id. */
async function hereById(
  db: Kysely<DB>,
  viewer: Member,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await nameable(db, viewer)
    .where('other.public_id', 'in', [...ids])
    .select(['other.id', 'other.public_id'])
    .execute();
  return new Map(rows.map((row) => [row.public_id, row.id]));
}

/** Keys of works that a kept link names: it stays, whatever its creators allow by now. */
async function keptById(db: Kysely<DB>, links: readonly RelatedLink[]): Promise<Map<string, number>> {
  const ids = links.flatMap(({ url }) => idHere(url) ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('works')
    .select(['id', 'public_id'])
    .where('public_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.public_id, row.id]));
}

/**
 * Works of this archive that come from these addresses, by the keys of `sourceKey`. Where an anonymous work came from is
 * nobody's to know.
 */
async function hereBySource(
  db: Kysely<DB>,
  viewer: Member,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await nameable(db, viewer)
    .where('other.source_key', 'in', [...keys])
    .where('other.audience', 'in', ['public', 'members'])
    .where('other.anonymous', '=', false)
    .select(['other.id', 'other.source_key'])
    .orderBy('other.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.source_key ?? '', row.id]));
}

const elsewhere = ({ url, title, author, language, translation }: RelatedLink): PlacedLink => ({
  url,
  title,
  author,
  language,
  translation,
});

/**
 * The links of a form. New ones to works of this archive are counted: each asks somebody. Links that were there before
 * may be kept.
 * @throws badInput by field, alike for what is not there, what this person may not see and what may not be named
 */
export async function placeRelated(
  app: Pick<App, 'db' | 'limiter'>,
  viewer: Member,
  links: readonly RelatedLink[],
  { words, of, before = [] }: { words: Messages; of?: string; before?: readonly RelatedLink[] },
): Promise<PlacedLink[]> {
  const known = await keptById(app.db, before);
  const asked = links.flatMap(({ url }) => idHere(url) ?? []).filter((id) => !known.has(id));
  const found = await hereById(app.db, viewer, asked);
  const faults: FieldFaults = {};
  const placed = links.flatMap((link, i): PlacedLink[] => {
    const id = idHere(link.url);
    if (id === null) return [elsewhere(link)];
    const parentKey = id === of ? undefined : (known.get(id) ?? found.get(id));
    if (parentKey !== undefined) return [{ parentKey, translation: link.translation }];
    const { none, self } = words.related.faults;
    faults[`related-${i}-url`] = id === of ? self : none;
    return [];
  });
  if (Object.keys(faults).length > 0) throw badInput(words.works.form.problem, faults);
  for (const _ of asked) await app.limiter.act('asking', `related:${viewer.accountId}`);
  return placed;
}

/**
 * The links that came in a file: those to what this archive has become links within it, whatever can't be named or is no
 * address is left out.
 */
export async function placeImported(
  db: Kysely<DB>,
  viewer: Member,
  links: readonly RelatedLink[],
): Promise<PlacedLink[]> {
  const ids = links.flatMap(({ url }) => idHere(url) ?? []);
  const keys = links.flatMap(({ url }) => (idHere(url) ? [] : (sourceKey(url) ?? [])));
  const byId = await hereById(db, viewer, ids);
  const bySource = await hereBySource(db, viewer, keys);
  const seen = new Set<number | string>();
  return links.flatMap((link): PlacedLink[] => {
    const id = idHere(link.url);
    const parentKey = id ? byId.get(id) : bySource.get(sourceKey(link.url) ?? '');
    const end = parentKey ?? link.url;
    if (seen.has(end) || (parentKey === undefined && (id !== null || !isWebAddress(link.url)))) return [];
    seen.add(end);
    return [parentKey === undefined ? elsewhere(link) : { parentKey, translation: link.translation }];
  });
}

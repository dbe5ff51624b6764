import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { TagType } from './canon.js';
import { tagKey } from './names.js';

const TO_STAR: Record<string, string> = { '/': '*s*', '&': '*a*', '.': '*d*', '?': '*q*', '#': '*h*' };
const FROM_STAR = Object.fromEntries(Object.entries(TO_STAR).map(([sign, star]) => [star, sign]));

/** Where a tag's works are listed: `/ & . ? #` of a name are written `*s* *a* *d* *q* *h*`. */
export const tagPath = (name: string): string =>
  `/tags/${encodeURIComponent(name.replace(/[/&.?#]/g, (sign) => TO_STAR[sign]!))}/works`;

const fromPath = (part: string): string => part.replace(/\*[sadqh]\*/g, (star) => FROM_STAR[star]!);

/**
 * Tags by a name as it stands in an address. One address may stand for two: for `AC/DC`, and for a
 * tag that somebody really spelled `AC*s*DC`; the likelier one comes first.
 */
export async function tagsByAddress(
  db: Kysely<DB>,
  part: string,
): Promise<{ id: number; type: TagType; name: string }[]> {
  const keys = [...new Set([tagKey(fromPath(part)), tagKey(part)])];
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'type', 'name', 'name_key'])
    .where('name_key', 'in', keys)
    // Media are never put on works.
    .where('type', '<>', 'media')
    .execute();
  return keys.flatMap((key) =>
    rows
      .filter((row) => row.name_key === key)
      .map(({ id, type, name }) => ({ id, type: type as TagType, name })),
  );
}

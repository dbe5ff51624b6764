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

/** By its name as it stands in an address. */
export async function tagByName(
  db: Kysely<DB>,
  part: string,
): Promise<{ id: number; type: TagType; name: string } | undefined> {
  const row = await db
    .selectFrom('tags')
    .select(['id', 'type', 'name'])
    .where('name_key', '=', tagKey(fromPath(part)))
    .executeTakeFirst();
  return row && { ...row, type: row.type as TagType };
}

/** Tags offered to whoever types: those of works that the viewer may find anyway, and of their own. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { foldName, type TagType, tagKey } from '../tags/index.js';
import { createdBy } from './visibility.js';

const OFFERED = 16;
/** Of names that begin so, this many are looked at: canonical ones and short ones first. */
const LOOKED_AT = 1_000;
/** Beyond this a tag is used much, and how much does not matter. */
const COUNTED = 500;
/** Of what was typed: names are no longer. */
const MOST_LETTERS = 150;
const MOST_WORDS = 12;

export interface Offer {
  name: string;
  canonical: boolean;
}

/** Every word of the query begins a word of the name, whatever their order. Words hold nothing but letters and digits. */
const wordsQuery = (words: readonly string[]): string =>
  words.map((word) => `'${word.replace(/['\\]/g, '')}':*`).join(' & ');

/**
 * Names of this type with words that begin as typed, accents and case aside. Canonical ones come first, then those of
 * works in the given fandoms, then by use; 16 at most. A tag that only unseen works have is not offered, and their use
 * does not count: what is not seen must not be told by its place either.
 */
export async function completeTags(
  db: Kysely<DB>,
  viewer: Member,
  asked: { type: TagType; typed: string; fandoms: readonly string[] },
): Promise<Offer[]> {
  const words = foldName(asked.typed.slice(0, MOST_LETTERS)).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const fandomKeys = asked.fandoms.slice(0, MOST_WORDS).map(tagKey);
  const candidates = db
    .selectFrom('tags')
    .select(['id', 'name', 'canonical', 'name_fold'])
    .where('type', '=', asked.type)
    .where(
      sql<boolean>`array_to_tsvector(string_to_array(tags.name_fold, ' ')) @@ ${wordsQuery(words)}::tsquery`,
    )
    .orderBy('canonical', 'desc')
    .orderBy((eb) => eb.fn<number>('length', ['name_key']))
    .orderBy('id')
    .limit(LOOKED_AT);
  const uses = (tag: 'c.id', most: number, inFandoms: boolean) =>
    db
      .selectFrom('works')
      .innerJoin('work_tags', 'work_tags.work_id', 'works.id')
      .whereRef('work_tags.tag_id', '=', tag as never)
      .where((eb) =>
        eb.or([eb('works.audience', 'in', ['public', 'members']), createdBy(eb as never, viewer.accountId)]),
      )
      .where('works.deleted_at', 'is', null)
      .$if(inFandoms, (works) =>
        works.where((eb) =>
          eb.exists(
            eb
              .selectFrom('work_tags as beside')
              .innerJoin('tags as fandoms', 'fandoms.id', 'beside.tag_id')
              .whereRef('beside.work_id', '=', 'works.id')
              .where('fandoms.type', '=', 'fandom')
              .where('fandoms.name_key', 'in', fandomKeys)
              .select('beside.tag_id'),
          ),
        ),
      )
      .select('works.id')
      .limit(most);
  const rows = await db
    .selectFrom(candidates.as('c'))
    .select(['c.name', 'c.canonical'])
    .select((eb) => [
      eb
        .selectFrom(uses('c.id', COUNTED, false).as('u'))
        .select((u) => u.fn.countAll<number>().as('n'))
        .as('uses'),
    ])
    .where((eb) => eb.or([eb('c.canonical', '=', true), eb.exists(uses('c.id', 1, false))]))
    .orderBy('c.canonical', 'desc')
    .$if(fandomKeys.length > 0, (all) => all.orderBy((eb) => eb.exists(uses('c.id', 1, true)), 'desc'))
    .orderBy('uses', 'desc')
    .orderBy('c.name')
    .limit(OFFERED)
    .execute();
  return rows.map(({ name, canonical }) => ({ name, canonical }));
}

/** Pen names with what stands about them. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

export interface PseudIcon {
  /** Random, for `/icons/ID`. */
  id: string;
  alt: string;
  comment: string;
}

export interface PseudProfile {
  id: number;
  publicId: string;
  accountId: number;
  name: string;
  isDefault: boolean;
  description: string;
  icon: PseudIcon | null;
}

function profiles(db: Kysely<DB>) {
  return db
    .selectFrom('pseuds')
    .leftJoin('pseud_icons', 'pseud_icons.pseud_id', 'pseuds.id')
    .select([
      'pseuds.id',
      'pseuds.public_id as publicId',
      'pseuds.account_id as accountId',
      'pseuds.name',
      'pseuds.is_default as isDefault',
      'pseuds.description',
      'pseud_icons.public_id as icon',
      'pseud_icons.alt',
      'pseud_icons.comment',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof profiles>['executeTakeFirstOrThrow']>>;

const toProfile = ({ icon, alt, comment, ...row }: Row): PseudProfile => ({
  ...row,
  icon: icon === null ? null : { id: icon, alt: alt ?? '', comment: comment ?? '' },
});

/** A person's own, the default first. */
export async function profilesOf(db: Kysely<DB>, accountId: number): Promise<PseudProfile[]> {
  const rows = await profiles(db)
    .where('pseuds.account_id', '=', accountId)
    .orderBy('pseuds.is_default', 'desc')
    .orderBy('pseuds.name')
    .execute();
  return rows.map(toProfile);
}

/** By the random id that stands in its address. Who may see it is for the caller to know. */
export async function profileByAddress(db: Kysely<DB>, publicId: string): Promise<PseudProfile | undefined> {
  const row = await profiles(db).where('pseuds.public_id', '=', publicId).executeTakeFirst();
  return row && toProfile(row);
}

/** An icon and whose it is. Who may see it is for the caller to know. */
export const iconById = (db: Kysely<DB>, id: string) =>
  db
    .selectFrom('pseud_icons')
    .innerJoin('pseuds', 'pseuds.id', 'pseud_icons.pseud_id')
    .select([
      'pseud_icons.type',
      'pseud_icons.bytes',
      'pseuds.id as pseudId',
      'pseuds.account_id as accountId',
    ])
    .where('pseud_icons.public_id', '=', id)
    .executeTakeFirst();

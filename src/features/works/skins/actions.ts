/** Writes of skins. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { badInput, type FieldFaults, notFound } from '../../../core/errors.js';
import type { Form } from '../../../core/http/forms.js';
import { newId } from '../../../core/ids.js';
import { LIMITS } from '../../../core/limits.js';
import type { Messages } from '../../../core/messages/index.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { LIMITS_OF_CSS } from './css/allow.js';
import { CLEANER_VERSION, type CleanSkin } from './css/clean.js';

export interface SkinFields {
  title: string;
  source: string;
}

/** Skins of one account. */
const MOST_SKINS = 100;

export const readSkin = (form: Form): SkinFields => ({
  title: oneLine(stripBidiOverrides(form.text('title'))).normalize('NFC'),
  source: form.text('source'),
});

export function skinFaults({ title, source }: SkinFields, { skins: { form } }: Messages): FieldFaults {
  return {
    ...(title === '' ? { title: form.needsTitle } : {}),
    ...(title.length > LIMITS.title ? { title: form.titleLong(LIMITS.title, title.length) } : {}),
    ...(source.length > LIMITS_OF_CSS.source
      ? { source: form.sourceLong(LIMITS_OF_CSS.source, source.length) }
      : {}),
  };
}

/** Keeps a new skin, or one of these ids anew, in the caller's transaction. @returns its outward id. @throws badInput, notFound */
export async function saveSkin(
  trx: Transaction<DB>,
  accountId: number,
  publicId: string | null,
  fields: SkinFields,
  { css }: CleanSkin,
  words: Messages,
  at: Date,
): Promise<string> {
  const row = { ...fields, css, cleaner_version: CLEANER_VERSION, changed_at: at };
  if (publicId !== null) {
    const { numUpdatedRows } = await trx
      .updateTable('skins')
      .set(row)
      .where('public_id', '=', publicId)
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw notFound();
    return publicId;
  }
  const { n } = await trx
    .selectFrom('skins')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_SKINS) throw badInput(words.skins.form.many(MOST_SKINS));
  const id = newId();
  await trx
    .insertInto('skins')
    .values({ ...row, public_id: id, account_id: accountId, created_at: at })
    .execute();
  return id;
}

/** Works that wear it look like others then. @throws notFound */
export async function deleteSkin(db: Kysely<DB>, accountId: number, publicId: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('skins')
    .where('public_id', '=', publicId)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw notFound();
}

export async function keepPreview(db: Kysely<DB>, accountId: number, css: string, at: Date): Promise<void> {
  await db
    .insertInto('skin_previews')
    .values({ account_id: accountId, css, at })
    .onConflict((c) => c.column('account_id').doUpdateSet({ css, at }))
    .execute();
}

/** Skins of an account that goes: those that works of others still wear stay with them. */
export const letSkinsGo = (trx: Transaction<DB>, accountId: number) =>
  trx
    .deleteFrom('skins')
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('works').whereRef('works.skin_id', '=', 'skins.id').select('works.id'))),
    )
    .execute();

/** Works that are given away wear copies that are nobody's: their maker's own skins can change or go without them. */
export async function keepLooks(
  trx: Transaction<DB>,
  accountId: number,
  workKeys: readonly number[],
): Promise<void> {
  const worn = await trx
    .selectFrom('skins')
    .innerJoin('works', 'works.skin_id', 'skins.id')
    .select([
      'works.id as work',
      'skins.css',
      'skins.source',
      'skins.cleaner_version',
      'skins.created_at',
      'skins.changed_at',
    ])
    .where('skins.account_id', '=', accountId)
    .where('works.id', 'in', [...workKeys])
    .execute();
  for (const { work, ...skin } of worn) {
    const { id } = await trx
      .insertInto('skins')
      .values({ ...skin, public_id: newId(), account_id: null, title: '' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx.updateTable('works').set({ skin_id: id }).where('id', '=', work).execute();
  }
}

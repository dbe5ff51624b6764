/** What people do with their pen names. */
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { recordChange } from '../../../core/db/changes.js';
import type { DB } from '../../../core/db/tables.js';
import { badInput, notFound } from '../../../core/errors.js';
import { type Form, readForm } from '../../../core/http/forms.js';
import { newId } from '../../../core/ids.js';
import type { Messages } from '../../../core/messages/index.js';
import { overLimit } from '../../../core/over-limit.js';
import { stripBidiOverrides } from '../../../core/text/index.js';
import { nameKey, newAccount } from '../schema.js';
import type { Icon } from './icon.js';
import { PSEUD_LIMITS } from './limits.js';

export interface PseudFields {
  name: string;
  description: string;
  alt: string;
  comment: string;
  isDefault: boolean;
  removeIcon: boolean;
}

const plain = (most: number, fault: string, w: Messages) =>
  z
    .string()
    .transform((text) => stripBidiOverrides(text).normalize('NFC').trim())
    .pipe(z.string().max(most, { error: ({ input }) => overLimit(w, fault, String(input).length) }));

/** @throws badInput with its faults by field */
export function pseudFields(form: Form, words: Messages): PseudFields {
  const { faults } = words.pseuds;
  const schema = z.object({
    name: newAccount(words).shape.pseud,
    description: plain(PSEUD_LIMITS.description, faults.description(PSEUD_LIMITS.description), words),
    alt: plain(PSEUD_LIMITS.alt, faults.alt(PSEUD_LIMITS.alt), words),
    comment: plain(PSEUD_LIMITS.comment, faults.alt(PSEUD_LIMITS.comment), words),
  });
  const given = {
    name: form.text('name'),
    description: form.text('description'),
    alt: form.text('alt'),
    comment: form.text('comment'),
  };
  return {
    ...readForm(schema, given, faults.summary),
    isDefault: form.has('usual'),
    removeIcon: form.has('no-icon'),
  };
}

const takenBy = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';

async function makeUsual(trx: Transaction<DB>, accountId: number, pseudId: number): Promise<void> {
  const pseuds = trx.updateTable('pseuds').where('account_id', '=', accountId);
  await pseuds.set({ is_default: false }).where('is_default', '=', true).execute();
  await pseuds.set({ is_default: true }).where('id', '=', pseudId).execute();
}

async function setIcon(
  trx: Transaction<DB>,
  pseudId: number,
  fields: PseudFields,
  icon: Icon | null,
  at: Date,
): Promise<void> {
  const { alt, comment } = fields;
  if (icon)
    await trx
      .insertInto('pseud_icons')
      .values({ pseud_id: pseudId, public_id: newId(), ...icon, alt, comment, created_at: at })
      .onConflict((c) => c.column('pseud_id').doUpdateSet({ public_id: newId(), ...icon, alt, comment }))
      .execute();
  else if (fields.removeIcon) await trx.deleteFrom('pseud_icons').where('pseud_id', '=', pseudId).execute();
  else await trx.updateTable('pseud_icons').set({ alt, comment }).where('pseud_id', '=', pseudId).execute();
}

/** Two forms of one account wait for each other, so that the limit and the default hold. */
const lockAccount = (trx: Transaction<DB>, accountId: number) =>
  trx.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().executeTakeFirstOrThrow();

/** Adds a pen name, or changes the one of this outward id. @throws badInput, notFound */
export async function savePseud(
  db: Kysely<DB>,
  accountId: number,
  publicId: string | null,
  fields: PseudFields,
  icon: Icon | null,
  words: Messages,
  at: Date,
): Promise<void> {
  const { faults } = words.pseuds;
  await db.transaction().execute(async (trx) => {
    await lockAccount(trx, accountId);
    const row = { name: fields.name, name_key: nameKey(fields.name), description: fields.description };
    const id = await (publicId === null
      ? addPseud(trx, accountId, row, words, at)
      : trx
          .updateTable('pseuds')
          .set(row)
          .where('public_id', '=', publicId)
          .where('account_id', '=', accountId)
          .returning('id')
          .executeTakeFirst()
          .then((changed) => changed?.id)
    ).catch((error: unknown) => {
      throw takenBy(error) ? badInput(faults.summary, { name: faults.taken }) : error;
    });
    if (id === undefined) throw notFound();
    if (publicId !== null) await recordChange(trx, 'pseud', id, 'renamed', at);
    if (fields.isDefault) await makeUsual(trx, accountId, id);
    await setIcon(trx, id, fields, icon, at);
  });
}

async function addPseud(
  trx: Transaction<DB>,
  accountId: number,
  row: { name: string; name_key: string; description: string },
  { pseuds: { faults } }: Messages,
  at: Date,
): Promise<number> {
  const { n } = await trx
    .selectFrom('pseuds')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  const most = PSEUD_LIMITS.perAccount;
  if (Number(n) >= most) throw badInput(faults.many(most), { name: faults.many(most) });
  const added = await trx
    .insertInto('pseuds')
    .values({ ...row, public_id: newId(), account_id: accountId, is_default: false, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}

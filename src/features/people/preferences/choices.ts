/** What somebody chose, read and written. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../../core/db/tables.js';
import { type Form, readForm } from '../../../core/http/forms.js';
import { LANGUAGES, type Messages } from '../../../core/messages/index.js';
import { ZONES } from '../../../core/zones.js';
import { NOTICE_KINDS, type NoticeKind } from './notices.js';

export interface Choices {
  /** '' is the archive's. */
  language: string;
  zone: string;
  adult: boolean;
  whole: boolean;
  /** Works are shown without their writers' skins. */
  plain: boolean;
  hideWarnings: boolean;
  hideFreeforms: boolean;
  covers: boolean;
  invitations: boolean;
  gifts: boolean;
  /** Works of others may name this person's as what they were made after. */
  related: boolean;
  /** Kinds of letters that are wanted. */
  letters: NoticeKind[];
}

export async function choicesOf(db: Kysely<DB>, accountId: number): Promise<Choices> {
  const row = await db
    .selectFrom('accounts')
    .select(['language', 'time_zone', 'shows_adult', 'whole_work'])
    .select(['hides_work_skins', 'hides_warnings', 'hides_freeforms', 'shows_covers'])
    .select(['allows_invitations', 'allows_gifts', 'allows_related'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const off = await db
    .selectFrom('account_notices')
    .select('kind')
    .where('account_id', '=', accountId)
    .execute();
  return {
    language: row.language ?? '',
    zone: row.time_zone ?? '',
    adult: row.shows_adult,
    whole: row.whole_work,
    plain: row.hides_work_skins,
    hideWarnings: row.hides_warnings,
    hideFreeforms: row.hides_freeforms,
    covers: row.shows_covers,
    invitations: row.allows_invitations,
    gifts: row.allows_gifts,
    related: row.allows_related,
    letters: NOTICE_KINDS.filter((kind) => !off.some((row) => row.kind === kind)),
  };
}

/** @throws badInput with its faults by field */
export function readChoices(form: Form, { preferences: { faults } }: Messages): Choices {
  const schema = z.object({
    language: z
      .string()
      .refine((code) => code === '' || LANGUAGES.some(([known]) => known === code), faults.language),
    zone: z.string().refine((zone) => zone === '' || ZONES.includes(zone), faults.zone),
  });
  const given = { language: form.text('language'), zone: form.text('zone') };
  return {
    ...readForm(schema, given, faults.summary),
    adult: form.has('adult'),
    whole: form.has('whole'),
    plain: form.has('plain'),
    hideWarnings: form.has('hideWarnings'),
    hideFreeforms: form.has('hideFreeforms'),
    covers: form.has('covers'),
    invitations: form.has('invitations'),
    gifts: form.has('gifts'),
    related: form.has('related'),
    letters: NOTICE_KINDS.filter((kind) => form.all('letters').includes(kind)),
  };
}

export async function keepChoices(db: Kysely<DB>, accountId: number, choices: Choices): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('accounts')
      .set({
        language: choices.language || null,
        time_zone: choices.zone || null,
        shows_adult: choices.adult,
        whole_work: choices.whole,
        hides_work_skins: choices.plain,
        hides_warnings: choices.hideWarnings,
        hides_freeforms: choices.hideFreeforms,
        shows_covers: choices.covers,
        allows_invitations: choices.invitations,
        allows_gifts: choices.gifts,
        allows_related: choices.related,
      })
      .where('id', '=', accountId)
      .execute();
    await trx.deleteFrom('account_notices').where('account_id', '=', accountId).execute();
    const off = NOTICE_KINDS.filter((kind) => !choices.letters.includes(kind));
    if (off.length > 0)
      await trx
        .insertInto('account_notices')
        .values(off.map((kind) => ({ account_id: accountId, kind })))
        .execute();
  });
}

/** The language alone, as the foot of every page offers it. */
export async function chooseLanguage(db: Kysely<DB>, accountId: number, language: string): Promise<void> {
  await db.updateTable('accounts').set({ language }).where('id', '=', accountId).execute();
}

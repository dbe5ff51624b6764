/** Skins as their makers see them, and the one that a work wears. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Member, Viewer } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';
import { CLEANER_VERSION } from './css/clean.js';
import { cleanApart } from './css/clean-apart.js';
import { archiveCss, archiveSkin, archiveSkinPath, stampOf } from './house/index.js';

export interface SkinLine {
  id: string;
  title: string;
  changed: Date;
  /** How many works wear it. */
  works: number;
}

export async function skinsOf(db: Kysely<DB>, accountId: number): Promise<SkinLine[]> {
  const rows = await db
    .selectFrom('skins')
    .select((eb) => [
      'public_id as id',
      'title',
      'changed_at as changed',
      eb
        .selectFrom('works')
        .whereRef('works.skin_id', '=', 'skins.id')
        .where('works.deleted_at', 'is', null)
        .select((w) => w.fn.countAll<number>().as('n'))
        .as('works'),
    ])
    .where('account_id', '=', accountId)
    .orderBy('title')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, works: Number(row.works) }));
}

export interface OwnSkin {
  key: number;
  id: string;
  title: string;
  source: string;
  /** Where its CSS is served to its maker. */
  path: string;
}

const stampColumn = (salt: 'works.public_id' | 'skins.public_id') =>
  sql<string>`left(encode(sha256(convert_to(${sql.ref(salt)} || '/' || skins.public_id || '/' || extract(epoch from skins.changed_at)::text, 'UTF8')), 'hex'), 16)`;

export async function ownSkin(
  db: Kysely<DB>,
  accountId: number,
  publicId: string,
): Promise<OwnSkin | undefined> {
  const row = await db
    .selectFrom('skins')
    .select(['id as key', 'public_id as id', 'title', 'source', stampColumn('skins.public_id').as('stamp')])
    .where('account_id', '=', accountId)
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  return row && { ...row, path: `/skins/${row.id}-${row.stamp}.css` };
}

/** What a work wears, for its row: the stamp is salted with the work, so that two works of one skin share no address. */
export const skinStampOf = (eb: ExpressionBuilder<DB, 'works'>) =>
  eb
    .selectFrom('skins')
    .whereRef('skins.id', '=', 'works.skin_id')
    .select(stampColumn('works.public_id').as('stamp'));

/** Where the CSS of a work is served; null when it wears none. */
export function skinPath(row: {
  id: string;
  skin: string | null;
  archive_skin: string | null;
}): string | null {
  const known = row.archive_skin === null ? undefined : archiveSkin(row.archive_skin);
  if (known) return archiveSkinPath(known);
  return row.skin === null ? null : `/skins/${row.id}-${row.skin}.css`;
}

/** A cleaner that was made stricter goes over what an older one let pass. */
const current = async (row: { css: string; source: string; cleaner_version: number }): Promise<string> =>
  row.cleaner_version === CLEANER_VERSION ? row.css : (await cleanApart(row.source)).css;

const FILE = ['skins.css', 'skins.source', 'skins.cleaner_version'] as const;

/** The CSS of a work that this viewer may see, or of a skin that is their own, by its id and stamp. */
export async function skinFile(
  db: Kysely<DB>,
  viewer: Viewer,
  { id, stamp }: { id: string; stamp: string },
): Promise<string | undefined> {
  const worn = await visible(db, viewer)
    .innerJoin('skins', 'skins.id', 'works.skin_id')
    .where('works.public_id', '=', id)
    .select([...FILE, stampColumn('works.public_id').as('stamp')])
    .executeTakeFirst();
  if (worn) return worn.stamp === stamp ? current(worn) : undefined;
  if (viewer.kind !== 'member') return undefined;
  const own = await db
    .selectFrom('skins')
    .where('account_id', '=', viewer.accountId)
    .where('public_id', '=', id)
    .select([...FILE, stampColumn('skins.public_id').as('stamp')])
    .executeTakeFirst();
  return own?.stamp === stamp ? current(own) : undefined;
}

/** The CSS that a work wears, for its document, as books take it; null when it wears none. Who may see the work was asked before. */
export async function cssOfWork(db: Kysely<DB>, workKey: number): Promise<string | null> {
  const row = await db
    .selectFrom('works')
    .leftJoin('skins', 'skins.id', 'works.skin_id')
    .where('works.id', '=', workKey)
    .select(['works.archive_skin', ...FILE])
    .executeTakeFirstOrThrow();
  const known = row.archive_skin === null ? undefined : archiveSkin(row.archive_skin);
  if (known) return archiveCss(known);
  const { css, source, cleaner_version } = row;
  if (css === null || source === null || cleaner_version === null) return null;
  const clean = await current({ css, source, cleaner_version });
  return (await cleanApart(clean, { old: true })).css || null;
}

/** A skin that a work may wear: its value in forms, and the title that its maker gave it. */
export interface SkinChoice {
  value: string;
  title: string;
}

/** One's own skins, and the one that the work wears already though it is of a co-creator. */
export async function skinChoices(
  db: Kysely<DB>,
  viewer: Member,
  workId: string | null,
): Promise<SkinChoice[]> {
  const rows = await db
    .selectFrom('skins')
    .select(['public_id as value', 'title'])
    .where((eb) =>
      eb.or([
        eb('account_id', '=', viewer.accountId),
        eb(
          'id',
          'in',
          visible(db, viewer)
            .where((w) => createdBy(w, viewer.accountId))
            .where('works.public_id', '=', workId ?? '')
            .where('works.skin_id', 'is not', null)
            .select((w) => w.ref('works.skin_id').$notNull().as('skin')),
        ),
      ]),
    )
    .orderBy('title')
    .orderBy('id')
    .execute();
  return rows;
}

/** Of what a form chose: the columns of the work. Of skins only one's own can be put on, or what the work wears already. */
export async function skinColumns(
  trx: Kysely<DB>,
  accountId: number,
  value: string,
  workKey: number | null,
): Promise<{ skin_id: number | null; archive_skin: string | null }> {
  const known = archiveSkin(value);
  if (known) return { skin_id: null, archive_skin: known };
  if (value === '') return { skin_id: null, archive_skin: null };
  const row = await trx
    .selectFrom('skins')
    .select('id')
    .where('public_id', '=', value)
    .where((eb) =>
      eb.or([
        eb('account_id', '=', accountId),
        eb.exists(
          eb
            .selectFrom('works')
            .whereRef('works.skin_id', '=', 'skins.id')
            .where('works.id', '=', workKey ?? 0)
            .select('works.id'),
        ),
      ]),
    )
    .executeTakeFirst();
  // One that was deleted meanwhile is none.
  return { skin_id: row?.id ?? null, archive_skin: null };
}

/** What its maker asked to see last, when it is still that. */
export async function previewOf(db: Kysely<DB>, viewer: Viewer, stamp: string): Promise<string | undefined> {
  if (viewer.kind !== 'member') return undefined;
  const row = await db
    .selectFrom('skin_previews')
    .select('css')
    .where('account_id', '=', viewer.accountId)
    .executeTakeFirst();
  return row && stampOf(row.css) === stamp ? row.css : undefined;
}

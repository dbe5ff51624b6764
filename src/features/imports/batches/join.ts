/** Files of a batch that are chapters of one work become one import; and back, as long as it is not saved. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { notFound, spoken } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import type { Member } from '../../../core/viewer.js';
import { draftColumns } from '../draft-columns.js';
import { existingWork } from '../existing.js';
import { Draft } from '../review/draft.js';
import { joinDrafts } from './join-drafts.js';
import { findParts, type PartGroup } from './parts.js';

interface Batch {
  key: number;
  accountId: number;
}

async function groupsIn(trx: Transaction<DB>, batch: Batch): Promise<PartGroup[]> {
  const rows = await trx
    .selectFrom('imports')
    .where('batch_id', '=', batch.key)
    .where('state', '=', 'review')
    .where('apart', '=', false)
    .where('file', '<>', '')
    .select(['id', 'name', 'title', 'authors', 'source_key', 'source_chapter', 'chapters'])
    .orderBy('position')
    .execute();
  return findParts(
    rows.map((row) => ({
      key: row.id,
      name: row.name,
      title: row.title,
      authors: row.authors,
      sourceKey: row.source_key,
      sourceChapter: row.source_chapter,
      chapters: row.chapters,
    })),
  );
}

/** The joined work is an import of its own, so that its parts stay as they came. */
async function joinGroup(trx: Transaction<DB>, batch: Batch, group: PartGroup, at: Date): Promise<void> {
  const keys = group.parts.map(({ key }) => key);
  const rows = await trx
    .selectFrom('imports')
    .selectAll()
    .where('id', 'in', keys)
    .where('state', '=', 'review')
    .forUpdate()
    .execute();
  const byKey = new Map(rows.map((row) => [row.id, row]));
  const first = byKey.get(keys[0]!);
  if (!first || byKey.size !== keys.length) return;
  const draft = joinDrafts(
    group.title || first.title || first.name,
    group.parts.map(({ key, title }) => ({ draft: Draft.parse(byKey.get(key)!.draft), title })),
  );
  const columns = draftColumns(draft);
  const existing = await existingWork(trx, batch.accountId, {
    sourceKey: columns.source_key,
    sha256: null,
  });
  const { id } = await trx
    .insertInto('imports')
    .values({
      ...columns,
      public_id: newId(),
      account_id: batch.accountId,
      batch_id: batch.key,
      position: first.position,
      state: 'review',
      name: draft.fields.title,
      file: '',
      bytes: rows.reduce((sum, row) => sum + Number(row.bytes), 0),
      wishes: JSON.stringify(first.wishes),
      form: first.form,
      authors: first.authors,
      messages: JSON.stringify([...new Set(rows.flatMap((row) => row.messages as string[]))]),
      existing_work_id: existing?.key ?? null,
      read_at: at,
      created_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('imports')
    .set({ state: 'joined', joined_into: id, changed_at: at })
    .where('id', 'in', keys)
    .execute();
}

/** Looks for chapters in files of their own among what is to be reviewed. Doing it twice joins once. */
export async function joinBatch(db: Kysely<DB>, batch: Batch, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('import_batches').select('id').where('id', '=', batch.key).forUpdate().execute();
    const groups = await groupsIn(trx, batch);
    for (const group of groups) await joinGroup(trx, batch, group, at);
    await trx.updateTable('import_batches').set({ joined_at: at }).where('id', '=', batch.key).execute();
    return groups.length;
  });
}

/** Takes a joined work apart again: each file is an import of its own, as it was read. What was changed in the joined review goes. */
export async function takeApart(db: Kysely<DB>, viewer: Member, publicId: string, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('imports')
      .select(['id', 'state'])
      .where('public_id', '=', publicId)
      .where('account_id', '=', viewer.accountId)
      .where('file', '=', '')
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.state !== 'review') throw spoken('bad-input', 422, (w) => w.upload.savedAlready);
    await trx
      .updateTable('imports')
      .set({ state: 'review', joined_into: null, apart: true, changed_at: at })
      .where('joined_into', '=', row.id)
      .execute();
    await trx.deleteFrom('imports').where('id', '=', row.id).execute();
  });
}

/** What an import asks when it saves a work for writers who are not here. */
import type { Transaction } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { badInput } from '../../core/errors.js';
import { newId } from '../../core/ids.js';
import type { Messages } from '../../core/messages/index.js';
import { may } from '../../core/rights.js';
import type { Member } from '../../core/viewer.js';
import { sourceKey, type WriterElsewhere } from '../works/index.js';
import { isRefused, sourceRefusal, titleRefusal, writerRefusals } from './refusals.js';
import { type ForOthers, forOthersFault, keyOf, type WriterName } from './schema.js';

/** This archivist's entry for a writer, made now when there is none. An e-mail that is known already stays. */
async function authorKey(
  trx: Transaction<DB>,
  archivist: Member,
  archive: string,
  writer: WriterName,
  at: Date,
): Promise<number> {
  const email = writer.email || null;
  const { id } = await trx
    .insertInto('external_authors')
    .values({
      public_id: newId(),
      archivist_id: archivist.accountId,
      name: writer.name,
      name_key: keyOf(writer.name),
      archive,
      archive_key: keyOf(archive),
      email,
      created_at: at,
    })
    .onConflict((c) =>
      c
        .columns(['archivist_id', 'archive_key', 'name_key'])
        .doUpdateSet((eb) => ({ email: eb.fn.coalesce('external_authors.email', eb.val(email)) })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * The writers of a work that is about to be saved, with their keys.
 * @throws badInput when the person is no archivist, a name is wrong, or a writer does not want it.
 */
export async function writersFor(
  trx: Transaction<DB>,
  archivist: Member,
  forOthers: ForOthers,
  work: { title: string; sourceUrl: string },
  words: Messages,
  at: Date,
): Promise<WriterElsewhere[]> {
  const { faults } = words.claims;
  if (!may(archivist, 'import-for-others')) throw badInput(faults.right);
  const fault = forOthersFault(forOthers, words);
  if (fault) throw badInput(fault, { writers: fault });
  const source = sourceKey(work.sourceUrl);
  if (source && (await isRefused(trx, [sourceRefusal(source)]))) throw badInput(faults.refused);
  const writers: WriterElsewhere[] = [];
  for (const writer of forOthers.writers) {
    if (await isRefused(trx, writerRefusals(forOthers.archive, writer)))
      throw badInput(faults.unwanted(writer.name));
    const key = await authorKey(trx, archivist, forOthers.archive, writer, at);
    if (await isRefused(trx, [titleRefusal(key, work.title)])) throw badInput(faults.refused);
    writers.push({ authorKey: key, name: writer.name });
  }
  return writers;
}

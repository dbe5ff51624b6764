/** What a person sent becomes a batch when it is many: several files, or a zip of stories. */

import type { Kysely } from 'kysely';
import type { Config } from '../../../core/config.js';
import type { DB } from '../../../core/db/tables.js';
import { rememberOnce } from '../../../core/http/once.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Wishes } from '../review/to-draft.js';
import { dropFile, type Upload } from '../upload.js';
import { type BatchFile, createBatch, fileOfArrival, shownPath, storiesInZip } from './create.js';
import { chooseStories, commonFolder } from './files.js';

interface Many {
  files: BatchFile[];
  leftOut: number;
  /** Copies that are not needed: files that are no stories. */
  unneeded: string[];
}

/** Zips among the files are opened; what lies beside stories is left out. */
async function manyOf(
  dataDir: string,
  { arrivals, paths }: Pick<Upload, 'arrivals' | 'paths'>,
): Promise<Many> {
  const named = arrivals.map((arrival) => ({
    arrival,
    name: shownPath(paths.get(arrival.file) ?? arrival.name),
  }));
  const { stories, leftOut } = chooseStories(named);
  const many: Many = {
    files: [],
    leftOut,
    unneeded: named.filter((one) => !stories.includes(one)).map(({ arrival }) => arrival.file),
  };
  for (const { arrival, name } of stories) {
    const zip = await storiesInZip(dataDir, arrival);
    many.files.push(...(zip ? zip.files : [fileOfArrival(arrival, name)]));
    many.leftOut += zip?.leftOut ?? 0;
  }
  return many;
}

/**
 * @returns the batch's outward id, or null when what was sent is one file that is one work; that is the caller's then.
 * @throws AppError; nothing is kept then.
 */
export async function takeInMany(
  app: { db: Kysely<DB>; config: Pick<Config, 'dataDir'> },
  accountId: number,
  upload: Pick<Upload, 'arrivals' | 'paths'>,
  { once, wishes }: { once: string; wishes: Wishes },
  { now, words }: { now: Date; words: Messages },
): Promise<string | null> {
  const { dataDir } = app.config;
  const { files, leftOut, unneeded } = await manyOf(dataDir, upload);
  if (files.length === 0 || (files.length === 1 && files[0]!.entry === null && upload.arrivals.length === 1))
    return null;
  const paths = upload.arrivals.map(({ file, name }) => upload.paths.get(file) ?? name);
  const [only] = upload.arrivals.length === 1 ? upload.arrivals : [];
  const name = only?.name ?? (commonFolder(paths) || words.batches.nameOfFiles(files.length));
  const { id } = await app.db.transaction().execute(async (trx) => {
    const made = await createBatch(trx, accountId, { name, files, leftOut, wishes, existing: 'ask' }, now, {
      withJob: true,
    });
    await rememberOnce(trx, once, `/batches/${made.id}`, now);
    return made;
  });
  for (const file of unneeded) await dropFile(dataDir, file);
  return id;
}

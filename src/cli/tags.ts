/** The tag graph to a file and from one. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Messages, wordsFor } from '../core/messages/index.js';
import {
  type Conflict,
  conflictText,
  exportTags,
  ImportConflicts,
  importTags,
  previewImport,
  readTagFile,
  summaryOf,
  writeCsv,
  writeJson,
} from '../features/tags/index.js';
import { readArguments, UsageError } from './arguments.js';
import { settingsOf, withArchive } from './with-archive.js';

/** The file is there whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

async function exportTo(given: string): Promise<number> {
  const path = resolve(given);
  return withArchive(async (archive) => {
    const words = wordsFor((await settingsOf(archive)).language);
    const tags = await exportTags(archive.app.db);
    await writeWhole(path, /\.csv$/i.test(path) ? writeCsv(tags) : writeJson(tags));
    process.stdout.write(`${words.wrangling.file.exported(tags.length, path)}\n`);
    return 0;
  });
}

const MOST_LISTED = 100;

function listConflicts(conflicts: readonly Conflict[], words: Messages): void {
  for (const conflict of conflicts.slice(0, MOST_LISTED))
    process.stderr.write(`${conflictText(conflict, words)}\n`);
  if (conflicts.length > MOST_LISTED) process.stderr.write('…\n');
}

async function importFrom(given: string, dryRun: boolean): Promise<number> {
  const text = await readFile(resolve(given), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${given} cannot be read: ${error.code ?? error.message}`);
  });
  return withArchive(async (archive) => {
    const { db, clock } = archive.app;
    const words = wordsFor((await settingsOf(archive)).language);
    const entries = readTagFile(text, words);
    try {
      const plan = dryRun
        ? await previewImport(db, 'command-line', entries)
        : await importTags(db, 'command-line', entries, { at: clock.now(), words });
      listConflicts(plan.conflicts, words);
      for (const line of summaryOf(plan, words)) process.stdout.write(`${line}\n`);
      return plan.conflicts.length > 0 ? 1 : 0;
    } catch (error) {
      if (error instanceof ImportConflicts) listConflicts(error.conflicts, words);
      throw error;
    }
  });
}

/** `export FILE` writes JSON, or a table when the name ends in .csv; `import FILE` adds what is in the file, whole or not at all. */
export async function tagsVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { 'dry-run': { type: 'boolean' } });
  const [act, file, more] = positionals;
  if (more !== undefined || !file || (act !== 'export' && act !== 'import'))
    throw new UsageError('Say what and where: tags export FILE, or tags import FILE');
  if (act === 'export' && values['dry-run']) throw new UsageError('--dry-run is for tags import.');
  return act === 'export' ? exportTo(file) : importFrom(file, values['dry-run'] ?? false);
}

/** Works brought in by the command line, into the archive that is opened for it. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenArchive } from '../archive.js';
import { AppError, badInput } from '../core/errors.js';
import { wordsFor } from '../core/messages/index.js';
import { may } from '../core/rights.js';
import type { Settings } from '../core/settings.js';
import { GOOD, type Member } from '../core/viewer.js';
import { readArchive } from '../features/claims/index.js';
import { importFile, isMany, type Wishes } from '../features/imports/index.js';
import {
  hostPseud,
  type Pseud,
  pseudByAddress,
  pseudsNamed,
  rolesOfPseud,
} from '../features/people/index.js';
import { RATINGS, WARNINGS } from '../features/tags/index.js';
import { languageCode } from '../features/works/index.js';
import { UsageError } from './arguments.js';
import type { Existing, ImportValues } from './import.js';
import { bringMany, isFailure, type Line, lineOf, writeReport } from './import-many.js';
import { originOf, settingsOf, withArchive } from './with-archive.js';

/** A name out of a list, whatever the case. */
function oneOf(given: string, known: readonly string[], what: string): string {
  const found = known.find((name) => name.toLowerCase() === given.toLowerCase());
  if (!found) throw new UsageError(`There is no ${what} “${given}”. It is one of: ${known.join('; ')}.`);
  return found;
}

function wishesOf(values: ImportValues): Wishes {
  const language = values.language === undefined ? undefined : languageCode(values.language);
  if (language === null)
    throw new UsageError(`“${values.language}” is no language code such as en or pt-BR.`);
  return {
    ...(values.title ? { title: values.title } : {}),
    ...(values.fandom ? { fandoms: values.fandom } : {}),
    ...(values.rating ? { rating: oneOf(values.rating, RATINGS, 'rating') } : {}),
    ...(values.warning ? { warnings: values.warning.map((name) => oneOf(name, WARNINGS, 'warning')) } : {}),
    ...(language ? { language } : {}),
    ...(values['for-others'] ? { forOthers: { archive: readArchive(values.archive ?? '') } } : {}),
  };
}

/** By name, else by the id that tells people of one name apart. */
async function pseudsCalled(db: OpenArchive['app']['db'], name: string): Promise<Pseud[]> {
  const named = await pseudsNamed(db, name);
  const byId = named.length === 0 ? await pseudByAddress(db, name) : undefined;
  return byId ? [byId] : named;
}

/** Whose the works are to be: the pseud that was named, or the host's. */
async function personFor(
  { app }: OpenArchive,
  name: string | undefined,
): Promise<{ viewer: Member; pseudId: number }> {
  const found = name === undefined ? await hostPseud(app.db) : await pseudsCalled(app.db, name);
  if (found.length > 1)
    throw badInput(
      `${found.length} people are called “${name}”. Name the pen name by its id: ${found.map((p) => p.publicId).join(', ')}.`,
    );
  const [pseud] = found;
  if (!pseud)
    throw badInput(
      name === undefined
        ? 'There is no host yet. Set the archive up first.'
        : `Nobody here is called “${name}”.`,
    );
  return {
    viewer: {
      kind: 'member',
      accountId: pseud.accountId,
      login: '',
      roles: await rolesOfPseud(app.db, pseud.id),
      showsAdult: true,
      standing: GOOD,
    },
    pseudId: pseud.id,
  };
}

function say(line: Line, json: boolean): void {
  const text = [line.state, line.id ?? '-', line.address ?? '-', line.file, line.message ?? '']
    .join('\t')
    .trimEnd();
  process.stdout.write(`${json ? JSON.stringify(line) : text}\n`);
}

/** Opened before anything waits for it: a stream of a missing file would fail before anybody listens. */
async function openFile(file: string): Promise<FileHandle> {
  const unreadable = badInput(`“${file}” is not a file that can be read.`);
  const handle = await open(file).catch(() => {
    throw unreadable;
  });
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw unreadable;
}

/** Whose the works are to be, who may bring them so. */
async function bringer(archive: OpenArchive, settings: Settings, values: ImportValues, wishes: Wishes) {
  const person = await personFor(archive, values.as);
  if (wishes.forOthers && !may(person.viewer, 'import-for-others'))
    throw badInput(wordsFor(settings.language).claims.faults.right);
  return person;
}

async function one(
  archive: OpenArchive,
  settings: Settings,
  file: string,
  values: ImportValues,
  options: { wishes: Wishes; existing: Existing },
): Promise<Line> {
  const { wishes, existing } = options;
  const { app } = archive;
  const origin = originOf(archive, settings);
  try {
    const { viewer, pseudId } = await bringer(archive, settings, values, wishes);
    const handle = await openFile(file);
    const done = await importFile(
      app,
      { viewer, pseudId, words: wordsFor(settings.language) },
      { name: basename(file), stream: handle.createReadStream() },
      wishes,
      values.post ? 'posted' : 'draft',
      existing,
    );
    return lineOf(origin, { file, ...done, isWork: done.state !== 'review' && done.state !== 'failed' });
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return { file, state: 'failed', id: null, address: null, message: error.safe };
    throw error;
  }
}

/** Brings the works of the files in, or goes on with a batch. @returns the exit code. */
export async function importWorks(
  files: string[],
  values: ImportValues,
  existing: Existing,
): Promise<number> {
  const wishes = wishesOf(values);
  return withArchive(async (archive) => {
    const settings = await settingsOf(archive);
    const [file = ''] = files;
    const lines =
      values.batch !== undefined || (await isMany(files))
        ? await bringMany(archive, settings, await bringer(archive, settings, values, wishes), {
            files,
            batch: values.batch,
            options: { wishes, wish: values.post ? 'posted' : 'draft', existing },
          })
        : [await one(archive, settings, file, values, { wishes, existing })];
    for (const line of lines) say(line, values.json ?? false);
    if (values.report !== undefined) await writeReport(values.report, lines);
    return lines.some((line) => isFailure(line, values.post ?? false)) ? 1 : 0;
  });
}

import { resolve } from 'node:path';
import { notFound } from '../core/errors.js';
import { GOOD, type Member } from '../core/viewer.js';
import { DOWNLOAD_FORMATS, downloadName, writeDownload } from '../features/downloads/index.js';
import { workDocument, workHeader } from '../features/works/index.js';
import { readArguments, UsageError } from './arguments.js';
import { originOf, settingsOf, withArchive } from './with-archive.js';

/** Who runs the command has the data folder, so sees what the host sees; the file is the public version all the same. */
const HOST: Member = {
  kind: 'member',
  accountId: 0,
  login: '',
  roles: ['host'],
  showsAdult: true,
  standing: GOOD,
};

/** WORK is an id or an address of the archive. Prints the file's name. */
export async function downloadVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    format: { type: 'string', default: 'epub' },
    output: { type: 'string', short: 'o' },
  });
  const [given] = positionals;
  if (!given || positionals.length > 1) throw new UsageError('Say which work: its id or its address.');
  const format = DOWNLOAD_FORMATS.find((known) => known === values.format);
  if (!format)
    throw new UsageError(`There is no format “${values.format}”. Formats: ${DOWNLOAD_FORMATS.join(', ')}.`);
  const id = /\/works\/([^/?#]+)/.exec(given)?.[1] ?? given;
  return withArchive(async (archive) => {
    const { app } = archive;
    const settings = await settingsOf(archive);
    const work = await workHeader(app.db, HOST, id);
    if (!work?.posted) throw notFound();
    const document = await workDocument(app.db, work, { settings, origin: originOf(archive, settings) });
    const path = resolve(values.output ?? downloadName(work, format).ascii);
    await writeDownload(app.db, app.config.dataDir, document, format, path);
    process.stdout.write(`${path}\n`);
    return 0;
  });
}

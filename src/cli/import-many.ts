/** `import` of many: folders, zips, several files. Progress goes to stderr; a line a file to stdout, and to a report. */
import { writeFile } from 'node:fs/promises';
import type { OpenArchive } from '../archive.js';
import { wordsFor } from '../core/messages/index.js';
import type { Settings } from '../core/settings.js';
import type { Member } from '../core/viewer.js';
import { importMany, type ManyOptions, type Outcome, resumeMany, toCsv } from '../features/imports/index.js';
import { type Progress, progressBar } from './progress.js';
import { originOf } from './with-archive.js';

export interface Line {
  file: string;
  state: Outcome['state'];
  id: string | null;
  address: string | null;
  message: string | null;
}

/** Of the work when there is one, else of the import that waits. */
export const lineOf = (origin: string, { isWork, ...outcome }: Outcome): Line => ({
  ...outcome,
  address: outcome.id === null ? null : `${origin}${isWork ? '/works/' : '/imports/'}${outcome.id}`,
});

/** Whether a line means that the verb failed. */
export const isFailure = ({ state }: Line, post: boolean): boolean =>
  state === 'failed' || (post && (state === 'review' || state === 'draft'));

/** As JSON where the file's name says so, else as CSV. */
export async function writeReport(file: string, lines: readonly Line[]): Promise<void> {
  const rows = lines.map((line) => ({
    file: line.file,
    title: '',
    state: line.state,
    why: line.message ?? '',
    address: line.address ?? '',
  }));
  const text = /\.json$/i.test(file) ? `${JSON.stringify(lines, null, 2)}\n` : toCsv(rows);
  await writeFile(file, text);
}

export interface ManyWish {
  files: readonly string[];
  batch: string | undefined;
  options: Pick<ManyOptions, 'wishes' | 'wish' | 'existing'>;
}

export async function bringMany(
  archive: OpenArchive,
  settings: Settings,
  person: { viewer: Member; pseudId: number },
  wish: ManyWish,
): Promise<Line[]> {
  const words = wordsFor(settings.language).batches;
  let bar: Progress | undefined;
  const options: ManyOptions = {
    ...wish.options,
    progress(done, total) {
      bar ??= progressBar('files', total);
      bar.at(done);
    },
    began: (id) =>
      void process.stderr.write(`Interrupted, it goes on with the same command or with --batch ${id}\n`),
  };
  const outcomes =
    wish.batch === undefined
      ? await importMany(archive.app, person, wish.files, options, words)
      : await resumeMany(archive.app, person, wish.batch, options, words);
  bar?.end();
  return outcomes.map((outcome) => lineOf(originOf(archive, settings), outcome));
}

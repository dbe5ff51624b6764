/** All works of somebody in one file to take along. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished, PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { App } from '../../../core/app.js';
import type { MemberAsk } from '../../../core/http/route.js';
import type { WorkDocument } from '../document.js';
import { workHeader } from '../queries.js';
import { workDocument } from '../to-document.js';
import { ownWorks } from './own-works.js';

/** Writes one work as a book to a path. */
export type WriteBook = (document: WorkDocument, path: string) => Promise<unknown>;

const letters = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}_-]+/gu, ' ')
    .trim()
    .slice(0, 60);

/** Fills the zip one book at a time: each is written when the one before has been sent. */
async function fill(
  zip: ZipFile,
  app: App,
  ask: MemberAsk,
  writeBook: WriteBook,
  folder: string,
): Promise<void> {
  const works = await ownWorks(app.db, ask.viewer.accountId);
  for (const { id } of works) {
    const work = await workHeader(app.db, ask.viewer, id);
    if (!work) continue;
    const archive = { settings: ask.settings, origin: ask.origin, drafts: true };
    const path = join(folder, id);
    await writeBook(await workDocument(app.db, work, archive), path);
    await new Promise<void>((sent, failed) => {
      const file = createReadStream(path);
      finished(file, (error) => (error ? failed(error) : sent()));
      zip.addReadStream(file, `${letters(work.title) || 'work'} ${id}.epub`, { compress: false });
    });
    await rm(path, { force: true });
  }
  zip.end();
}

export async function worksZip(app: App, ask: MemberAsk, writeBook: WriteBook): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'fanlight-works-'));
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const clear = () => void rm(folder, { recursive: true, force: true });
  finished(out, clear);
  fill(zip, app, ask, writeBook, folder).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

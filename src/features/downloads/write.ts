/** A work's file in a format. PDF, HTML, Markdown and text come here beside EPUB. */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { imageBytes, type WorkDocument } from '../works/index.js';
import { writeEpub } from './epub/write-epub.js';

export const DOWNLOAD_FORMATS = ['epub'] as const;
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number];

/** Goes into each file as what made it; a new one makes every kept copy anew. */
export const GENERATOR = 'Fanlight 0.1';

/** Writes the file; it appears at `path` only when it is whole. */
export async function writeDownload(
  db: Kysely<DB>,
  dataDir: string,
  document: WorkDocument,
  _format: DownloadFormat,
  path: string,
): Promise<{ bytes: number }> {
  return writeEpub(document, { images: (id) => imageBytes(db, dataDir, id), generator: GENERATOR }, path);
}

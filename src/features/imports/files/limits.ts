/** What one imported file may hold. Bytes, unless the name says otherwise. */
import { LIMITS } from '../../../core/limits.js';
import { ImportError } from './import-error.js';

const MB = 1024 * 1024;

export const IMPORT_LIMITS = {
  file: 100 * MB,
  /** Text (plain, Markdown, HTML, and all the chapters of an EPUB together), before it is decoded. */
  text: 20 * MB,
  zipEntries: 10_000,
  /** Sum of the sizes that the zip's own directory declares. */
  zipDeclared: 1024 * MB,
  /** Bytes really unpacked from one zip, over the whole reading. */
  zipUnpacked: 200 * MB,
  /** Files brought at once: from a form, a folder or a zip. */
  batchFiles: 10_000,
  /** Sum of the sizes that the directory of a zip of many files declares. */
  batchUnpacked: 10 * 1024 * MB,
  /** Unpacked by packed size of an entry over 1 MB; prose reaches about 20. */
  zipRatio: 200,
  zipRatioFrom: MB,
  /** A package document, a table of contents and the like. */
  xml: 8 * MB,
  xmlDepth: 200,
  xmlNodes: 400_000,
  /** Elements open inside each other: as deep as core/text keeps them, and the page around. */
  htmlDepth: 300,
  /** Start and end tags of one file, all chapters together; the longest works have about 400,000. */
  htmlTags: 1_000_000,
  htmlAttributes: 500,
  /** The text of a word processor's document: its XML is many times its prose, and is read piece by piece. */
  documentXml: 64 * MB,
  documentNodes: 8_000_000,
  image: 20 * MB,
  images: 400,
  imagesTotal: 80 * MB,
} as const;

/** Bytes as a person says them: `20 MB`, `312 KB`, `4 bytes`. */
export function sayBytes(bytes: number): string {
  if (bytes >= MB) return `${Math.round((bytes / MB) * 10) / 10} MB`;
  if (bytes >= 1024) return `${Math.round(bytes / 1024)} KB`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

/** Throws ImportError for a work of more chapters than one may have. */
export function refuseTooManyChapters(chapters: number): void {
  const most = LIMITS.chaptersPerImport;
  if (chapters <= most) return;
  const say = (n: number): string => n.toLocaleString('en-GB');
  throw new ImportError(
    'too-large',
    `This work has ${say(chapters)} chapters; one work may have ${say(most)}. Divide the file into several works, or join short chapters.`,
  );
}

/** The forms of files that can be imported. A new form is one more file and one more line here. */
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS, refuseTooManyChapters, sayBytes } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { ao3Epub } from './ao3-epub.js';
import { ao3Html } from './ao3-html.js';
import { ao3Pdf } from './ao3-pdf.js';
import { docx } from './docx.js';
import { epub } from './epub.js';
import { fanficfareEpub } from './fanficfare-epub.js';
import { fanficfareHtml } from './fanficfare-html.js';
import { fanficfareText } from './fanficfare-txt.js';
import { fanlightEpub } from './fanlight-epub.js';
import { fichubEpub } from './fichub-epub.js';
import { googleDocs } from './google-docs.js';
import { html } from './html.js';
import { kindle } from './kindle.js';
import { markdown } from './markdown.js';
import { mhtml } from './mhtml.js';
import { odt } from './odt.js';
import { refuseOtherDocuments } from './other-documents.js';
import { pdf } from './pdf.js';
import { remotePictures } from './remote-pictures.js';
import { rtf } from './rtf.js';
import { scrivener } from './scrivener.js';
import type { SourceReader } from './source-reader.js';
import { text } from './text.js';
import { webPagesZip } from './web-pages-zip.js';
import { zipContents } from './zip-contents.js';

/** From the particular to the general: of two that are equally sure, the first reads. */
const READERS: readonly SourceReader[] = [
  fanlightEpub,
  ao3Epub,
  fanficfareEpub,
  fichubEpub,
  epub,
  docx,
  odt,
  rtf,
  scrivener,
  googleDocs,
  ao3Html,
  fanficfareHtml,
  fanficfareText,
  mhtml,
  html,
  webPagesZip,
  markdown,
  text,
  ao3Pdf,
  pdf,
  kindle,
];

/** The forms that can be read, as a person calls them. */
export const FORMS: readonly string[] = READERS.map((reader) => reader.label);

const formsThatWork = (): string => `These forms can be imported: ${FORMS.join('; ')}.`;

/** The reader that is surest of the file. Throws ImportError when the file is empty, too large, damaged or of no known form. */
export async function chooseReader(file: SourceFile): Promise<SourceReader> {
  if (file.size === 0)
    throw new ImportError('empty', `“${file.name}” is empty: it holds no bytes. Save or download it again.`);
  if (file.size > IMPORT_LIMITS.file) {
    throw new ImportError(
      'too-large',
      `“${file.name}” is ${sayBytes(file.size)}; one file may have ${sayBytes(IMPORT_LIMITS.file)}.`,
    );
  }
  const kind = await file.kind();
  await refuseOtherDocuments(file);
  if (kind.kind === 'other') {
    throw new ImportError(
      'unknown-form',
      `“${file.name}” looks like ${kind.looksLike}, which cannot be imported. ${formsThatWork()}`,
    );
  }
  let best: SourceReader | null = null;
  let surest = 0;
  for (const reader of READERS) {
    const sure = await reader.detect(file);
    if (sure > surest) [best, surest] = [reader, sure];
  }
  if (best) return best;
  const looksLike =
    kind.kind === 'zip' ? zipContents((await file.zip()).names) : 'no form that is known here';
  throw new ImportError(
    'unknown-form',
    `“${file.name}” looks like ${looksLike}, which cannot be imported. ${formsThatWork()}`,
  );
}

/** The form that a reader takes the file for, or null. Throws ImportError as `chooseReader` does, save for an unknown form. */
export async function knownForm(file: SourceFile): Promise<string | null> {
  try {
    return (await chooseReader(file)).format;
  } catch (error) {
    if (error instanceof ImportError && error.fault === 'unknown-form') return null;
    throw error;
  }
}

/** Reads the works of a file of any known form. Throws ImportError. */
export async function* readFile(file: SourceFile): AsyncGenerator<SourceWork> {
  const reader = await chooseReader(file);
  for await (const work of reader.read(file)) {
    refuseTooManyChapters(work.chapters.length);
    work.warningsForReader.push(...remotePictures(work));
    yield work;
  }
}

import { ImportError } from '../../files/import-error.js';
import type { SourceFile } from '../../files/source-file.js';
import { type Layout, layOut } from './blocks.js';
import type { PdfContent } from './content.js';
import { readPdf } from './read-pdf.js';

export interface LaidOut {
  content: PdfContent;
  layout: Layout;
}

const made = new WeakMap<PdfContent, LaidOut>();

/** A PDF's text as paragraphs, made once for each file. Throws ImportError for a PDF without text. */
export async function pdfLayout(file: SourceFile): Promise<LaidOut> {
  const content = await readPdf(file);
  refuseWithoutText(file.name, content);
  const known = made.get(content);
  if (known) return known;
  const laidOut = { content, layout: layOut(content) };
  made.set(content, laidOut);
  return laidOut;
}

/** Scans have no letters, or a few that a program or a stamp put on them. */
function refuseWithoutText(name: string, { pages }: PdfContent): void {
  const letters = pages.reduce(
    (sum, { runs }) =>
      sum + runs.reduce((all, { text }) => all + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0),
    0,
  );
  if (letters >= Math.max(1, pages.length * 4)) return;
  throw new ImportError(
    'no-text',
    letters === 0
      ? `“${name}” is a PDF without text: its pages are pictures, such as scans. Read it with a program for text recognition (OCR) first, and bring what that makes of it.`
      : `“${name}” is a PDF with hardly any text on its ${pages.length} pages; they are probably pictures, such as scans. Read it with a program for text recognition (OCR) first, and bring what that makes of it.`,
  );
}

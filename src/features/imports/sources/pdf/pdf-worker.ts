/** The thread in which pdf.js reads one file; it ends with its answer. Whatever a file does to it, it can be ended. */
import { parentPort } from 'node:worker_threads';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type {
  PdfAnswer,
  PdfBookmark,
  PdfContent,
  PdfLink,
  PdfPage,
  PdfRefusal,
  PdfRule,
  PdfRun,
  PdfTask,
} from './content.js';
import { horizontalRules } from './rules.js';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;

class Refusal extends Error {
  readonly why: PdfRefusal;
  constructor(why: PdfRefusal, detail = '') {
    super(detail);
    this.why = why;
  }
}

const OPTIONS = {
  verbosity: 0,
  disableFontFace: true,
  useSystemFonts: false,
  enableXfa: false,
  // Pictures are not read, so they need not be unpacked.
  maxImageSize: 1,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
};

async function open(bytes: Uint8Array): Promise<Document> {
  try {
    return await getDocumentProxy(bytes, OPTIONS);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'PasswordException') throw new Refusal('password', message);
    if (/encrypt|crypt filter|security handler/i.test(message)) throw new Refusal('protected', message);
    throw new Refusal('damaged', `${name}: ${message}`);
  }
}

async function read({ bytes, limits }: PdfTask): Promise<PdfContent> {
  const document = await open(bytes);
  if (document.numPages > limits.pages) throw new Refusal('pages', String(document.numPages));
  const pages: PdfPage[] = [];
  const left = { letters: limits.letters, runs: limits.runs };
  let broken = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readPage(document, number, left);
    if (page) pages.push(page);
    else {
      broken += 1;
      pages.push({ width: 0, height: 0, runs: [], rules: [], links: [] });
    }
  }
  if (broken === pages.length) throw new Refusal('damaged', 'no page can be read');
  return { ...(await facts(document)), bookmarks: await bookmarks(document, limits.bookmarks), pages };
}

/** Null for a page that is broken. */
async function readPage(
  document: Document,
  number: number,
  left: { letters: number; runs: number },
): Promise<PdfPage | null> {
  try {
    const page = await document.getPage(number);
    const [, , x2 = 0, y2 = 0] = page.view;
    const { OPS } = await getResolvedPDFJS();
    // Reading the drawing is also what makes the names of fonts known.
    const drawing = await page.getOperatorList().catch(() => null);
    const rules: PdfRule[] = drawing ? horizontalRules(drawing.fnArray, drawing.argsArray, OPS) : [];
    const runs = await textRuns(page, left);
    const links = await linksOf(page);
    page.cleanup();
    return { width: x2, height: y2, runs, rules, links };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return null;
  }
}

const ITALIC = /italic|oblique|slanted|kursiv|(?:^|[-_,+])it(?:$|[-_,])|[a-z]It$|CMTI|CMSL/i;
const BOLD = /bold|black|heavy|demi(?!light)|CMBX/i;

async function textRuns(page: Page, left: { letters: number; runs: number }): Promise<PdfRun[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  const styles = new Map<string, { italic: boolean; bold: boolean }>();
  const styleOf = (font: string): { italic: boolean; bold: boolean } => {
    const known = styles.get(font);
    if (known) return known;
    const made: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : null;
    const {
      name = '',
      italic = false,
      bold = false,
    } = (made ?? {}) as {
      name?: string;
      italic?: boolean;
      bold?: boolean;
    };
    const style = { italic: italic || ITALIC.test(name), bold: bold || BOLD.test(name) };
    styles.set(font, style);
    return style;
  };
  const runs: PdfRun[] = [];
  for (const item of items) {
    if (!('str' in item)) continue;
    const text = item.str.replace(/[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]/g, '');
    if (text === '') continue;
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
    // What is written upwards or slanted is no prose.
    if (Math.abs(b) > Math.abs(a) * 0.2 || Math.abs(c) > Math.abs(d) * 0.5) continue;
    left.letters -= text.length;
    left.runs -= 1;
    if (left.letters < 0 || left.runs < 0) throw new Refusal('text');
    runs.push({ x, y, width: item.width, size: Math.abs(d), text, ...styleOf(item.fontName) });
  }
  return runs;
}

async function linksOf(page: Page): Promise<PdfLink[]> {
  try {
    const annotations = (await page.getAnnotations({ intent: 'display' })) as {
      subtype?: string;
      url?: string;
      rect?: number[];
    }[];
    return annotations.slice(0, 5000).flatMap(({ subtype, url, rect }) => {
      if (subtype !== 'Link' || typeof url !== 'string' || !rect) return [];
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
      return [{ url, x1, x2, y1, y2 }];
    });
  } catch {
    return [];
  }
}

async function facts(document: Document): Promise<Omit<PdfContent, 'bookmarks' | 'pages'>> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const text = (name: string): string | null => {
    const value = (info as Record<string, unknown>)[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 2000) : null;
  };
  return {
    title: text('Title'),
    author: text('Author'),
    subject: text('Subject'),
    keywords: text('Keywords'),
    language: text('Language'),
  };
}

type Outline = Awaited<ReturnType<Document['getOutline']>>;

async function bookmarks(document: Document, most: number): Promise<PdfBookmark[]> {
  const found: PdfBookmark[] = [];
  const visit = async (items: Outline, level: number): Promise<void> => {
    for (const item of items ?? []) {
      if (found.length >= most || level > 6) return;
      const place = await placeOf(document, item.dest);
      if (place) found.push({ title: item.title.replace(/\s+/gu, ' ').trim(), level, ...place });
      await visit(item.items as Outline, level + 1);
    }
  };
  await visit(await document.getOutline().catch(() => null as unknown as Outline), 1);
  return found;
}

async function placeOf(
  document: Document,
  dest: string | unknown[] | null,
): Promise<{ page: number; y: number | null } | null> {
  try {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const [ref, kind, , top] = (explicit ?? []) as [unknown, { name?: string } | undefined, unknown, unknown];
    if (ref === undefined) return null;
    const page =
      typeof ref === 'number'
        ? ref
        : await document.getPageIndex(ref as Parameters<Document['getPageIndex']>[0]);
    return { page, y: kind?.name === 'XYZ' && typeof top === 'number' && top > 0 ? top : null };
  } catch {
    return null;
  }
}

parentPort?.once('message', async (task: PdfTask) => {
  let answer: PdfAnswer;
  try {
    answer = { kind: 'done', content: await read(task) };
  } catch (error) {
    answer =
      error instanceof Refusal
        ? { kind: 'refused', why: error.why, detail: error.message }
        : { kind: 'refused', why: 'damaged', detail: String(error) };
  }
  parentPort?.postMessage(answer);
});

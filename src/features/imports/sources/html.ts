import { applyClassStyles, readClassStyles } from '../files/class-styles.js';
import type { DecodedText } from '../files/encoding.js';
import { fragmentOf } from '../files/epub-contents.js';
import type { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { findAll, type Page, parsePage } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { assemble } from './assemble.js';
import { emptyWork } from './empty-work.js';
import { partLooseLines } from './html/loose-lines.js';
import { pageSays } from './html/page-says.js';
import { findStory } from './html/story.js';
import { packInlineImages } from './inline-images.js';
import { languageTagged } from './languages.js';
import { takeNotes } from './linked-notes.js';
import type { SourceReader } from './source-reader.js';
import { doubtfulEncoding } from './warnings.js';

/** Any page of HTML: what a word processor saves, what a browser saves, what somebody wrote by hand. */
export const html: SourceReader = {
  format: 'html',
  label: 'HTML (.html)',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    const { text } = await file.text();
    const start = text.slice(0, 4096);
    if (/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(start))
      return 0.7;
    const tags =
      start.match(/<\/?(?:p|div|br|i|em|b|strong|h[1-6]|body|span|blockquote|hr)\b[^<>]*>/gi)?.length ?? 0;
    if (/^\s*</.test(start) && tags > 2) return 0.6;
    // A fragment without a page around it, as archives keep chapters; a stray <i> in plain text is none.
    if (/^(?:x?html?)$/.test(file.extension)) return 0.6;
    return tags >= 4 && /<\/?(?:p|div|br)\b[^<>]*>/i.test(start) ? 0.4 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const decoded = await file.text();
    const page = parsePage(file.name, decoded.text);
    yield readPage('html', file.name, page, decoded, packInlineImages([page.body]));
  },
};

/** The anchor in the page itself that an address means. */
const targetOf = (href: string): { path: string; id: string } | null => {
  const id = href.startsWith('#') ? fragmentOf(href) : '';
  return id === '' ? null : { path: '', id };
};

/** A work from one page, its pictures gathered. Throws ImportError when no text is in it. */
export function readPage(
  format: string,
  fileName: string,
  page: Page,
  decoded: DecodedText,
  images: ImageCollector,
): SourceWork {
  const sheets = [page.head, page.body]
    .flatMap((part) => findAll(part, (e) => e.tagName === 'style'))
    .flatMap((style) => style.childNodes.map((n) => ('value' in n ? n.value : '')));
  const work = emptyWork(format, 'html');
  const says = pageSays(page, decoded.text);
  work.language = languageTagged(says.language);
  work.sourceUrl = says.address;
  const notes = takeNotes([{ path: '', body: page.body, target: targetOf }]);
  const { root, left } = findStory(page.body);
  const styles = readClassStyles(sheets);
  applyClassStyles(root, styles, /^$/);
  for (const note of notes.values())
    applyClassStyles({ nodeName: '#document-fragment', childNodes: note }, styles, /^$/);
  partLooseLines(root);
  assemble(work, root, notes, says);
  if (work.chapters.length === 0) {
    throw new ImportError(
      'no-text',
      `“${fileName}” is a web page without any text. Save the page again once it is fully shown, or copy its text.`,
    );
  }
  work.images = images.images;
  if (left.length > 0)
    work.warningsForReader.push(
      `Left out around the story: ${left.map(({ what, words }) => `${what} (${words === 1 ? '1 word' : `${words} words`})`).join(', ')}. If any of it belongs to the story, copy it in.`,
    );
  work.warningsForReader.push(...images.warnings, ...doubtfulEncoding(decoded));
  return work;
}

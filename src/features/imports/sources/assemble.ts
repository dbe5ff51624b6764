/** From a text in one tree to a work: title and head, chapters, notes. */
import { escapeHtml } from '../../../core/text/index.js';
import { type ChildNode, type Element, hasContent, htmlOf, lineOf } from '../files/page.js';
import type { SourceWork } from '../source-work.js';
import { divide } from './divide.js';
import { emptyChapter } from './empty-work.js';
import { placeNotes } from './notes.js';
import { placeOpening, takeHead } from './opening.js';
import { looksLikeTitle, outlineOf } from './outline.js';

/** What a file says of itself beside its text. */
export interface FileSays {
  title?: string | null;
  author?: string | null;
  description?: string | null;
  keywords?: string[];
}

const NO_TITLE =
  /^(?:untitled.*|(?:new )?document\d*|microsoft word\b.*|.*\.(?:docx?|odt|rtf|pages|html?)|index|scrivener.*|title|word document)$/i;
const NO_AUTHOR =
  /^(?:(?:default |microsoft office |office |valued )?(?:user|customer)|owner|admin(?:istrator)?|author|unknown|anonymous user|microsoft.*|python-docx|hp|dell|lenovo|acer|asus|pc|home|[^\p{L}]*)$/iu;

/**
 * Fills a work from its text. `notes` are the footnotes that references in the text name. What the file says of
 * itself goes after what stands in the text. The tree is used up.
 */
export function assemble(
  work: SourceWork,
  root: Element,
  notes: ReadonlyMap<string, readonly ChildNode[]>,
  says: FileSays = {},
): void {
  const { title, opening, chapters } = divide(root);
  work.title ??= title;
  const said = says.title?.trim() && !NO_TITLE.test(says.title.trim()) ? says.title.trim() : null;
  const first = opening.find(hasContent);
  if (said && first && lineOf(first).toLowerCase() === said.toLowerCase()) work.title ??= lineOf(first);
  if (said === null) work.title ??= takeTitleLine(opening);
  takeName(work, opening, says.author);
  placeNotes(opening, notes);
  const head = takeHead(work, { heading: null, nodes: opening });
  const filled = chapters.filter((chapter) => {
    if (chapter.nodes.some(hasContent)) return true;
    if (chapter.title)
      work.warningsForReader.push(
        `Nothing stands under the heading “${chapter.title.slice(0, 80)}”, so it is left out.`,
      );
    return false;
  });
  work.chapters = filled.map((chapter, i) => {
    placeNotes(chapter.nodes, notes);
    return { ...emptyChapter(i + 1), title: chapter.title, body: htmlOf(chapter.nodes) };
  });
  placeOpening(work, head);
  work.title ??= said;
  sayRest(work, says);
}

/** A short line at the top, centred or in bold, is the title when nothing else says it. It is taken out. */
function takeTitleLine(opening: ChildNode[]): string | null {
  const [first, next] = outlineOf({ nodeName: '#document-fragment', childNodes: opening });
  const at = first ? opening.indexOf(first.element) : -1;
  if (!first || !next || at < 0 || first.kind !== 'line' || !first.stands || first.label) return null;
  if (!looksLikeTitle(first.text) || first.text.split(' ').length > 12) return null;
  opening.splice(at, 1);
  return first.text;
}

/** The author's name alone on a line under the title says nothing new. It is taken out. */
function takeName(work: SourceWork, opening: ChildNode[], author: string | null | undefined): void {
  const at = opening.findIndex(
    (node) => hasContent(node) && (work.title === null || lineOf(node) !== work.title),
  );
  if (!author || at < 0 || lineOf(opening[at]!).toLowerCase() !== author.trim().toLowerCase()) return;
  work.authors = [{ name: author.trim() }];
  opening.splice(at, 1);
}

function sayRest(work: SourceWork, says: FileSays): void {
  const author = says.author?.trim();
  if (work.authors.length === 0 && author && !NO_AUTHOR.test(author)) work.authors = [{ name: author }];
  const description = says.description?.trim();
  if (work.summary === null && description) work.summary = paragraph(description);
  if (work.tags.length === 0)
    work.tags = [...new Set((says.keywords ?? []).map((k) => k.trim()).filter(Boolean))];
}

const paragraph = (text: string): string =>
  `<p>${escapeHtml(text.replace(/\s*\n\s*/g, '\n')).replaceAll('\n', '<br>')}</p>`;

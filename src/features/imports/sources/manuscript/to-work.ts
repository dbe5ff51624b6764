import { element } from '../../../../core/text/tree.js';
import type { ImageCollector } from '../../files/images.js';
import { ImportError } from '../../files/import-error.js';
import type { ChildNode } from '../../files/page.js';
import type { SourceFile } from '../../files/source-file.js';
import type { SourceWork } from '../../source-work.js';
import { assemble, type FileSays } from '../assemble.js';
import { emptyWork } from '../empty-work.js';
import { blockNodes } from './blocks.js';
import { type Block, isBlank, type Manuscript, type Paragraph, textOfInlines } from './model.js';

/**
 * A work from a manuscript. Throws ImportError when there is nothing in it to read.
 * `form` is what a person calls the file's form.
 */
export function manuscriptWork(
  file: SourceFile,
  format: string,
  form: string,
  manuscript: Manuscript,
  images: ImageCollector,
  says: FileSays,
): SourceWork {
  const work = emptyWork(format, 'html');
  const { title, blocks: untitled } = withoutTitle(manuscript.blocks);
  work.title = title;
  const { names, blocks } = withoutAuthors(untitled);
  work.authors = names.map((name) => ({ name }));
  const { nodes, gaps } = blockNodes(blocks);
  const notes = new Map<string, readonly ChildNode[]>();
  for (const [key, content] of manuscript.notes) notes.set(key, blockNodes(content).nodes);
  assemble(work, element('body', [], nodes), notes, says);
  if (work.chapters.length === 0) {
    throw new ImportError(
      'no-text',
      `“${file.name}” is ${form} without any text. Choose the file that holds the story.`,
    );
  }
  work.images = images.images.filter(({ key }) =>
    work.chapters.some(({ body }) => body.includes(`"import:${key}"`)),
  );
  if (gaps > 0)
    work.warningsForReader.push(
      `${gaps === 1 ? 'One empty line was' : `${gaps} empty lines were`} read as scene breaks, since empty lines are rare in this text.`,
    );
  work.warningsForReader.push(...images.warnings);
  return work;
}

/** One paragraph in the style for titles, before the text, is the work's title; several are its chapters' headings. */
function withoutTitle(blocks: readonly Block[]): { title: string | null; blocks: Block[] } {
  const titles = blocks.filter(
    (block): block is Paragraph => block.kind === 'paragraph' && block.role === 'title' && !isBlank(block),
  );
  const [only] = titles;
  if (only && titles.length === 1 && wordsBefore(blocks, only) <= 30)
    return { title: textOfInlines(only.inlines), blocks: blocks.filter((block) => block !== only) };
  if (titles.length === 0) return { title: null, blocks: [...blocks] };
  return {
    title: null,
    blocks: blocks.map((block): Block => {
      if (block.kind !== 'paragraph') return block;
      if (block.role === 'title') return { ...block, level: 1 };
      return block.level === null ? block : { ...block, level: block.level + 1 };
    }),
  };
}

/** Paragraphs in the style for authors, before the text. */
function withoutAuthors(blocks: readonly Block[]): { names: string[]; blocks: Block[] } {
  const authors = blocks.filter(
    (block): block is Paragraph =>
      block.kind === 'paragraph' &&
      block.role === 'author' &&
      !isBlank(block) &&
      wordsBefore(blocks, block) <= 30,
  );
  return {
    names: authors.map(({ inlines }) => textOfInlines(inlines).replace(/^by:?\s+/i, '')),
    blocks: blocks.filter((block) => !authors.some((author) => author === block)),
  };
}

function wordsBefore(blocks: readonly Block[], until: Block): number {
  let words = 0;
  for (const block of blocks) {
    if (block === until) break;
    if (block.kind === 'paragraph') words += textOfInlines(block.inlines).split(' ').filter(Boolean).length;
  }
  return words;
}

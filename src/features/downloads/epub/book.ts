/** The plan of a book: its pages in order, its images, and what is public of the work. */
import type { EpubWords } from '../../../core/messages/epub.js';
import { oneLine } from '../../../core/text/clean.js';
import type { WorkDocument } from '../../works/index.js';
import { textOf } from './body.js';

export type DocumentChapter = WorkDocument['chapters'][number];
export type DocumentImage = WorkDocument['images'][number];

export interface Page {
  /** Manifest id; `id.xhtml` is the file. */
  id: string;
  file: string;
  kind: 'preface' | 'chapter' | 'afterword';
  /** As it stands in the table of contents. */
  title: string;
  chapter: DocumentChapter | null;
}

export interface BookImage {
  id: string;
  /** What the pages show: path inside the book, and its media type. */
  file: string;
  type: string;
  /** The image as the archive has it, where the shown one is a conversion for readers that lack its format. */
  original: { file: string; type: string } | null;
}

export interface Book {
  document: WorkDocument;
  words: EpubWords;
  /** One line, never empty. */
  title: string;
  /** The summary as one line of plain text; empty when there is none. */
  description: string;
  /** Names of the creators, or the word for an anonymous one. */
  byline: string;
  /** BCP 47; `und` when the work's is unknown or malformed. */
  language: string;
  pages: Page[];
  images: Map<string, BookImage>;
}

const nameless = (document: WorkDocument): WorkDocument => ({
  ...document,
  creators: [],
  chapters: document.chapters.map((chapter) => ({ ...chapter, creators: [] })),
});

/** Plans a book. Creators of an anonymous work are dropped here, before anything is written. */
export async function planBook(given: WorkDocument, words: EpubWords): Promise<Book> {
  const document = given.anonymous ? nameless(given) : given;
  const chapters = document.chapters.toSorted((a, b) => a.position - b.position);
  const title = oneLine(document.title) || document.id;
  return {
    document,
    words,
    title,
    description: document.summary === null ? '' : oneLine(await textOf(document.summary)),
    byline: document.anonymous
      ? words.anonymous
      : document.creators.map((c) => oneLine(c.name)).join(words.and),
    language: languageTag(document.language),
    pages: planPages(document, chapters, words, title),
    images: new Map(),
  };
}

function planPages(
  document: WorkDocument,
  chapters: readonly DocumentChapter[],
  words: EpubWords,
  title: string,
): Page[] {
  const width = Math.max(3, String(chapters.length + 1).length);
  const page = (
    position: number,
    kind: Page['kind'],
    name: string,
    chapter: DocumentChapter | null,
  ): Page => {
    const id = `s${String(position).padStart(width, '0')}-${kind}`;
    return { id, file: `${id}.xhtml`, kind, title: name, chapter };
  };
  const alone = chapters.length === 1 && document.chaptersExpected === 1;
  return [
    page(0, 'preface', words.preface, null),
    ...chapters.map((chapter, i) =>
      page(i + 1, 'chapter', chapterTitle(chapter, words, alone ? title : null), chapter),
    ),
    page(chapters.length + 1, 'afterword', words.afterword, null),
  ];
}

/** "Chapter 3: The Fall"; the only chapter of a finished work goes by its own title or the work's. */
function chapterTitle(chapter: DocumentChapter, words: EpubWords, workTitle: string | null): string {
  const own = oneLine(chapter.title ?? '');
  if (workTitle !== null) return own || workTitle;
  const plain = words.chapter(chapter.position);
  if (own === '') return plain;
  // Some writers number their titles themselves.
  return own.toLowerCase().startsWith(plain.toLowerCase()) ? own : words.chapterTitled(chapter.position, own);
}

function languageTag(language: string): string {
  try {
    const tag = Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0] ?? '';
    // Private languages (x-…) have a legal tag that no voice knows.
    return /^[a-z]{2,3}(-|$)/.test(tag) ? tag : 'und';
  } catch {
    return 'und';
  }
}

const EXTENSIONS: Record<DocumentImage['type'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** The file of the cover, and its media type. */
export const coverOf = ({ cover }: Pick<WorkDocument, 'cover'>): { file: string; type: string } =>
  cover
    ? { file: `cover.${EXTENSIONS[cover.type]}`, type: cover.type }
    : { file: 'cover.png', type: 'image/png' };

/** Path of a document's image beside `fanlight.json`: the same rule when a book is read back. */
export const imageFile = (image: Pick<DocumentImage, 'id' | 'type'>): string =>
  `images/${image.id}.${EXTENSIONS[image.type]}`;

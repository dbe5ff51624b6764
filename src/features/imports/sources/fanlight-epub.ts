import type { WorkDocument } from '../../works/document.js';
import { decodeText } from '../files/encoding.js';
import { type EpubPackage, isEpub, readPackage, resolvePath } from '../files/epub-package.js';
import { imageType } from '../files/file-type.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceImage, SourceWork } from '../source-work.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { languageTagged } from './languages.js';
import type { SourceReader } from './source-reader.js';

type DocumentImage = WorkDocument['images'][number];

/** An EPUB made by Fanlight: it holds the whole work as a document, so that nothing has to be guessed from its pages. */
export const fanlightEpub: SourceReader = {
  format: 'fanlight-epub',
  label: 'EPUB downloaded from a Fanlight archive',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'zip' || !isEpub(await file.zip())) return 0;
    return documentPath(await readPackage(file)) === null ? 0 : 1;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const book = await readPackage(file);
    const path = documentPath(book)!;
    const document = await parseDocument(
      file.name,
      decodeText(await book.zip.read(path, 2 * IMPORT_LIMITS.text)).text,
    );
    const images: SourceImage[] = [];
    const warnings: string[] = [];
    for (const image of document.images) {
      const bytes = await imageBytes(book, path, image);
      if (bytes) images.push({ key: image.id, bytes });
      else
        warnings.push(
          `The picture “${image.id.slice(0, 40)}” was left out: it is not in the book, or not a picture.`,
        );
    }
    yield toWork(document, images, warnings);
  },
};

/** The manifest's `fanlight.json`. */
function documentPath(book: EpubPackage): string | null {
  const item = [...book.manifest.values()].find(
    ({ path, type }) => type === 'application/json' && /(?:^|\/)fanlight\.json$/.test(path),
  );
  return item && book.zip.has(item.path) ? item.path : null;
}

async function parseDocument(fileName: string, json: string): Promise<WorkDocument> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ImportError(
      'damaged',
      `“${fileName}” is damaged: its fanlight.json is not JSON. Download the work again.`,
      cause,
    );
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1) {
    throw new ImportError(
      'unknown-form',
      `“${fileName}” was made by a newer Fanlight (document version ${version}; this one reads 1). Update this archive, or import the work as AO3's EPUB or HTML.`,
    );
  }
  // Loaded here: files of other forms need no schema.
  const { WorkDocument } = await import('../../works/document.js');
  const parsed = WorkDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ImportError(
    'damaged',
    `“${fileName}” is damaged: in its fanlight.json, ${issue?.path.join('.') || 'the whole'} is not as it should be (${issue?.message ?? 'unknown'}). Download the work again.`,
    parsed.error,
  );
}

const EXTENSIONS: Record<DocumentImage['type'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** A picture lies beside the document as `images/ID.EXTENSION`. */
async function imageBytes(
  book: EpubPackage,
  documentPath: string,
  image: DocumentImage,
): Promise<Uint8Array | null> {
  const path = resolvePath(documentPath, `images/${encodeURIComponent(image.id)}.${EXTENSIONS[image.type]}`);
  if (path === null || !book.zip.has(path) || book.zip.size(path) > IMPORT_LIMITS.image) return null;
  const bytes = await book.zip.read(path, IMPORT_LIMITS.image);
  return imageType(bytes) === image.type ? bytes : null;
}

function toWork(document: WorkDocument, images: SourceImage[], warnings: string[]): SourceWork {
  const keys = new Set(images.map(({ key }) => key));
  const html = (text: string): string =>
    text.replace(/\bsrc="\/media\/([0-9a-z]+)"/g, (whole, id: string) =>
      keys.has(id) ? `src="import:${id}"` : whole,
    );
  const maybe = (text: string | null): string | null => (text === null ? null : html(text));
  return {
    ...emptyWork('fanlight-epub', 'html'),
    title: document.title,
    anonymous: document.anonymous,
    authors: document.creators.map(({ id, name, url }) => (id && url ? { name, user: id, url } : { name })),
    rating: document.rating,
    warnings: document.warnings,
    categories: document.categories,
    fandoms: document.fandoms,
    relationships: document.relationships,
    characters: document.characters,
    tags: document.freeforms,
    language: languageTagged(document.language),
    published: document.published,
    updated: document.complete ? null : document.updated,
    completed: document.complete ? document.updated : null,
    complete: document.complete,
    words: document.words,
    chapterTotal: document.chaptersExpected,
    series: document.series,
    sourceUrl: document.sourceUrl ?? document.url,
    summary: maybe(document.summary),
    startNotes: maybe(document.startNotes),
    endNotes: maybe(document.endNotes),
    chapters: document.chapters
      .toSorted((a, b) => a.position - b.position)
      .map((chapter) => ({
        ...emptyChapter(chapter.position),
        title: chapter.title,
        published: chapter.published,
        summary: maybe(chapter.summary),
        startNotes: maybe(chapter.startNotes),
        endNotes: maybe(chapter.endNotes),
        body: html(chapter.html),
      })),
    images,
    warningsForReader: warnings,
    document,
  };
}

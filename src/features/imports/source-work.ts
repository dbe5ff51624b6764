import type { WorkDocument } from '../works/index.js';

/**
 * What a reader in sources/ makes of a file: the metadata that the file holds
 * and its prose as HTML, not yet sanitised. `null` means that the file does not say.
 */
export interface SourceAuthor {
  name: string;
  user?: string | undefined;
  url?: string | undefined;
  archivist?: boolean | undefined;
}

export interface SourceRelated {
  kind: string;
  /** As the file names them, parted by commas. */
  author?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  restricted?: boolean | undefined;
  deleted?: boolean | undefined;
  unrevealed?: boolean | undefined;
}

/** An image that lies in the file itself. Bodies name it as `src="import:KEY"`. */
export interface SourceImage {
  key: string;
  bytes: Uint8Array;
  /** What messages call it. */
  name?: string;
}

export interface SourceChapter {
  position: number;
  title: string | null;
  /** YYYY-MM-DD, when the file says it of this chapter. */
  published?: string;
  /** HTML */
  summary: string | null;
  startNotes: string | null;
  endNotes: string | null;
  /** HTML, or plain text when `shape` of the work is `text`. */
  body: string;
  authors?: SourceAuthor[];
}

export interface SourceWork {
  /** The reader's name, e.g. `ao3-html`. */
  format: string;
  /** `html`: bodies are HTML whose shape is to be kept. `text`: bodies are plain text, to be given their shape. */
  shape: 'html' | 'text';
  title: string | null;
  anonymous: boolean;
  authors: SourceAuthor[];
  rating: string | null;
  warnings: string[];
  categories: string[];
  fandoms: string[];
  relationships: string[];
  characters: string[];
  /** Additional tags (freeforms). */
  tags: string[];
  language: { name: string; code: string | null } | null;
  /** YYYY-MM-DD */
  published: string | null;
  updated: string | null;
  completed: string | null;
  complete: boolean | null;
  words: number | null;
  chapterTotal: number | null;
  series: { title: string; position: number; url?: string | undefined }[];
  collections: { title: string; url?: string | undefined }[];
  related: SourceRelated[];
  sourceUrl: string | null;
  /** HTML */
  summary: string | null;
  startNotes: string | null;
  endNotes: string | null;
  chapters: SourceChapter[];
  images: SourceImage[];
  /** What a person should know about the reading, in plain words. */
  warningsForReader: string[];
  /** The work exactly, when the file is a Fanlight EPUB; its bodies name images as `/media/ID`, whose bytes are `images` by key ID. */
  document?: WorkDocument;
}

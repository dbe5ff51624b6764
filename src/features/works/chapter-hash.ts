import { createHash } from 'node:crypto';

/** What readers see of a chapter. */
export interface ShownChapter {
  title: string | null;
  summary: string | null;
  startNotes: string | null;
  endNotes: string | null;
  html: string;
}

/**
 * The same for the same text and notes: tells whether a chapter was changed since it was brought in. A picture gets
 * another address each time it comes, so which one it is does not count.
 */
export function chapterHash(chapter: ShownChapter): string {
  return hashOf([chapter.title, chapter.summary, chapter.startNotes, chapter.endNotes, chapter.html]);
}

/** The same for the same text, whatever its title and notes. */
export const textHash = (chapter: Pick<ShownChapter, 'html'>): string => hashOf([chapter.html]);

const hashOf = (parts: readonly (string | null)[]): string =>
  createHash('sha256')
    .update(JSON.stringify(parts.map((part) => tidy(part ?? ''))))
    .digest('hex');

const tidy = (html: string): string =>
  html
    .replace(/\/media\/[0-9a-z]+/g, '/media/')
    .replace(/\s+/g, ' ')
    .trim();

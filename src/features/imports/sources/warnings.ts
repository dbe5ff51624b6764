import type { DecodedText } from '../files/encoding.js';

/** What to tell a person when it is not sure how the file's letters are to be read; nothing when it is. */
export function doubtfulEncoding({ doubtful, encoding }: DecodedText): string[] {
  return doubtful
    ? [
        `The file does not say how its letters are written; it was read as ${encoding}. Look at accents and quotation marks.`,
      ]
    : [];
}

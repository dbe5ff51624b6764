import type { Seen } from './options.js';

const SAID: [Seen, string][] = [
  ['changes', 'The document has tracked changes: what was inserted is kept, what was deleted is left out.'],
  ['comment', 'Comments in the margin were left out.'],
  ['hidden', 'Hidden text was left out.'],
  ['contents', 'The table of contents was left out; the archive makes its own.'],
  [
    'picture-beside',
    'The file names pictures that lie beside it (a .rtfd folder). They were left out: save as .docx, or add them by hand.',
  ],
];

/** What a person should know about the reading of an RTF. */
export const rtfWarnings = (seen: ReadonlySet<Seen>): string[] =>
  SAID.filter(([key]) => seen.has(key)).map(([, line]) => line);

/** What is known while a DOCX is read. */

import type { Languages } from '../manuscript/languages.js';
import type { Fields } from './fields.js';
import type { Numbering } from './numbering.js';
import type { DocxPart } from './package.js';
import type { Styles } from './styles.js';

/** What was met that a person should be told of. */
export type Seen = 'deleted' | 'inserted' | 'comment' | 'hidden' | 'altChunk' | 'contents';

export interface DocxState {
  part: DocxPart;
  styles: Styles;
  numbering: Numbering;
  fields: Fields;
  languages: Languages;
  seen: Set<Seen>;
  /** The `import:KEY` of a picture by its relation; null when it cannot be had. */
  images(part: DocxPart, id: string): string | null;
}

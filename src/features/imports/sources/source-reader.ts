import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';

/** One form of file. */
export interface SourceReader {
  /** Short name, e.g. `ao3-html`; also `format` of the works it reads. */
  readonly format: string;
  /** How a person would call the form, e.g. `Markdown (.md)`. */
  readonly label: string;
  /** How surely the file has this form, 0 to 1. Throws ImportError for a file that is damaged. */
  detect(file: SourceFile): Promise<number>;
  /** The works in the file. Throws ImportError when it cannot be read. */
  read(file: SourceFile): AsyncIterable<SourceWork>;
}

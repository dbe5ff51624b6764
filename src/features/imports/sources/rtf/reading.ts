/** What the parts of the reader share: where it stands, what was found so far, and what was met. */
import { ImportError } from '../../files/import-error.js';
import { IMPORT_LIMITS } from '../../files/limits.js';
import type { Block } from '../manuscript/model.js';
import { Flow } from './flow.js';
import type { Letters } from './letters.js';
import type { RtfOptions, Seen } from './options.js';
import type { Picture } from './picture.js';
import { shapeOf } from './shape.js';
import { type GroupState, plainParagraphState } from './state.js';
import { Tables } from './tables.js';

export class Reading {
  readonly notes = new Map<string, Block[]>();
  readonly info = new Map<string, string>();
  readonly seen = new Set<Seen>();
  readonly body = new Flow();
  readonly options: RtfOptions;
  readonly tables: Tables;
  /** Of the innermost group. */
  state: GroupState;
  /** The picture whose group is open. */
  picture: Picture | null = null;
  /** Which fact of the file the text in `info` is. */
  infoKey = '';
  #pieces = 0;

  constructor(options: RtfOptions, letters: Letters) {
    this.options = options;
    this.tables = new Tables(letters);
    this.state = {
      destination: 'body',
      flow: this.body,
      marks: 0,
      caps: false,
      hidden: false,
      deleted: false,
      font: -1,
      fallback: 1,
      field: null,
      href: null,
      paragraph: plainParagraphState(),
      onClose: null,
    };
  }

  /** One more piece of text. @throws ImportError when there are too many. */
  count(): void {
    this.#pieces += 1;
    if (this.#pieces > 2 * IMPORT_LIMITS.htmlTags) {
      throw new ImportError(
        'unsafe',
        `“${this.options.fileName}” cannot be read: it is broken into too many pieces. Split it into several files.`,
      );
    }
  }

  endParagraph(inTable = this.state.paragraph.inTable): void {
    this.count();
    const { flow, paragraph } = this.state;
    flow.endParagraph({ ...paragraph, inTable }, (state) => shapeOf(state, this.tables));
  }

  /** Where the text of a body, not of a name or a picture, stands. */
  paragraphEnds(): void {
    if (this.state.destination === 'body') this.endParagraph();
  }
}

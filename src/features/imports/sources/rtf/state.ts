/** What holds at one place of an RTF; groups begin with a copy and end by taking back the old. */
import type { Flow } from './flow.js';

/** Where text goes: to a flow, into a string of this name, or nowhere. */
export type Destination =
  | 'body'
  | 'skip'
  | 'fonts'
  | 'styles'
  | 'lists'
  | 'overrides'
  | 'info'
  | 'instruction'
  | 'picture'
  | 'text';

type Side = 'top' | 'bottom' | 'left' | 'right' | 'box';

export interface ParagraphState {
  style: number;
  align: 'center' | 'right' | null;
  rtl: boolean;
  start: number;
  end: number;
  first: number;
  level: number | null;
  newPage: boolean;
  inTable: boolean;
  list: number;
  listLevel: number;
  /** `bullet` and `number` are lists of old, which stand in the paragraph itself. */
  oldList: 'bullet' | 'number' | null;
  borders: { last: Side | null; drawn: Set<Side> };
}

export interface Field {
  instruction: string;
}

export interface GroupState {
  destination: Destination;
  flow: Flow;
  marks: number;
  caps: boolean;
  hidden: boolean;
  deleted: boolean;
  font: number;
  /** How many signs stand for one `\u`. */
  fallback: number;
  field: Field | null;
  href: string | null;
  paragraph: ParagraphState;
  /** Called when the group ends. */
  onClose: (() => void) | null;
}

export const plainParagraphState = (): ParagraphState => ({
  style: 0,
  align: null,
  rtl: false,
  start: 0,
  end: 0,
  first: 0,
  level: null,
  newPage: false,
  inTable: false,
  list: 0,
  listLevel: 0,
  oldList: null,
  borders: { last: null, drawn: new Set() },
});

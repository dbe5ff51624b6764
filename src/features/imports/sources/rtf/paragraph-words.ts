/** Words that say what a paragraph looks like. */
import { type ParagraphState, plainParagraphState } from './state.js';

/** Changes the state by a control word; false when the word is about something else. */
export function paragraphWord(paragraph: ParagraphState, name: string, number: number | null): boolean {
  switch (name) {
    case 'pard':
      Object.assign(paragraph, plainParagraphState());
      return true;
    case 's':
      paragraph.style = number ?? 0;
      return true;
    case 'qc':
      paragraph.align = 'center';
      return true;
    case 'qr':
      paragraph.align = paragraph.rtl ? null : 'right';
      return true;
    case 'ql':
    case 'qj':
      paragraph.align = null;
      return true;
    case 'li':
    case 'lin':
      paragraph.start = number ?? 0;
      return true;
    case 'ri':
    case 'rin':
      paragraph.end = number ?? 0;
      return true;
    case 'fi':
      paragraph.first = number ?? 0;
      return true;
    case 'outlinelevel':
      paragraph.level = number === null || number < 0 || number > 8 ? null : number + 1;
      return true;
    case 'pagebb':
      paragraph.newPage = number !== 0;
      return true;
    case 'rtlpar':
      paragraph.rtl = true;
      return true;
    case 'ltrpar':
      paragraph.rtl = false;
      return true;
    case 'intbl':
      paragraph.inTable = true;
      return true;
    case 'ls':
      paragraph.list = number ?? 0;
      return true;
    case 'ilvl':
      paragraph.listLevel = Math.min(8, Math.max(0, number ?? 0));
      return true;
    case 'pnlvlblt':
      paragraph.oldList = 'bullet';
      return true;
    case 'pnlvlbody':
      paragraph.oldList = 'number';
      return true;
    default:
      return border(paragraph.borders, name);
  }
}

const SIDES: ReadonlyMap<string, 'top' | 'bottom' | 'left' | 'right' | 'box'> = new Map([
  ['brdrt', 'top'],
  ['brdrb', 'bottom'],
  ['brdrl', 'left'],
  ['brdrr', 'right'],
  ['box', 'box'],
]);

/** A word names a side, those after it say how its line is drawn. */
function border(borders: ParagraphState['borders'], name: string): boolean {
  const side = SIDES.get(name);
  if (side) {
    borders.last = side;
    borders.drawn.add(side);
    return true;
  }
  if (name !== 'brdrnone' && name !== 'brdrnil') return false;
  if (borders.last) borders.drawn.delete(borders.last);
  return true;
}

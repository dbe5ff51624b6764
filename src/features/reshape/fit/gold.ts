/** The true breaks of a text, in the classes that figures are given for. */
import { textOf } from '../html.js';
import { countLetters } from '../letters.js';

/** A quote mark touches the break; speech in a paragraph beside it; narration alone; a heading, note or scene break. */
export type BreakClass = 'touching' | 'dialogue' | 'narrative' | 'structural';

export interface Gold {
  /** Letters and digits of the text. */
  letters: number;
  /** The class of each true break, by its offset in letters. */
  breaks: ReadonlyMap<number, BreakClass>;
  /** The class of a break that would be wrong at an offset. */
  classAt(offset: number): BreakClass;
}

interface GoldBlock {
  kind: string;
  html: string;
  label?: string | undefined;
  lost?: boolean | undefined;
}

interface Laid {
  kind: string;
  start: number;
  end: number;
  text: string;
  lost: boolean;
}

const QUOTE = /["“”„«»]/;
const LETTER = /[\p{L}\p{N}]/u;

/** Lays the blocks out over the letters. A scene break without letters breaks nothing by itself. */
export function goldOf(blocks: readonly GoldBlock[]): Gold {
  const laid = layOut(blocks);
  const letters = laid.at(-1)?.end ?? 0;
  const breaks = new Map<number, BreakClass>();
  const solid = laid.filter(({ kind, start, end }) => end > start || kind !== 'scene_break');
  for (let i = 1; i < solid.length; i++) {
    const { start } = solid[i]!;
    if (start <= 0 || start >= letters) continue;
    const between = laid.find(
      (block) => block.kind === 'scene_break' && block.start === start && block.end === start,
    );
    breaks.set(start, classBetween(solid[i - 1]!, solid[i]!, between !== undefined && !between.lost));
  }
  const between = new Map<Laid, string[]>();
  const classAt = (offset: number): BreakClass => {
    const block = laid.find(({ start, end }) => start < offset && offset < end);
    if (block?.kind !== 'paragraph') return 'structural';
    const around = between.get(block) ?? marksBetween(block.text);
    between.set(block, around);
    if (QUOTE.test(around[offset - block.start]!)) return 'touching';
    return QUOTE.test(block.text) ? 'dialogue' : 'narrative';
  };
  return { letters, breaks, classAt };
}

function layOut(blocks: readonly GoldBlock[]): Laid[] {
  let at = 0;
  return blocks.map(({ kind, html, label, lost }) => {
    const text = `${label === undefined ? '' : `${label} `}${textOf(html)}`.normalize('NFC');
    const start = at;
    at += countLetters(text);
    return { kind, start, end: at, text, lost: lost === true };
  });
}

function classBetween(left: Laid, right: Laid, sceneBreak: boolean): BreakClass {
  if (left.kind !== 'paragraph' || right.kind !== 'paragraph' || sceneBreak) return 'structural';
  if (QUOTE.test(marksBetween(left.text).at(-1)! + marksBetween(right.text)[0]!)) return 'touching';
  return QUOTE.test(left.text + right.text) ? 'dialogue' : 'narrative';
}

/** What stands before each letter of a text, and behind the last one. */
function marksBetween(text: string): string[] {
  const found: string[] = [];
  let marks = '';
  for (const char of text) {
    if (!LETTER.test(char)) marks += char;
    else {
      found.push(marks);
      marks = '';
    }
  }
  found.push(marks);
  return found;
}

/** Places inside a block where a paragraph was nearly begun, as a page needs them. */
import { inlineText } from '../../../core/text/index.js';
import type { DraftBlock } from './draft.js';

export interface InnerDoubt {
  /** UTF-16 units of the block's text. */
  at: number;
  /** The first words after the place. */
  words: string;
  /** Why a paragraph may begin there: a key of the catalogue's `imports.reasons`. */
  reason: string;
  /** 0..1: how likely one begins there. */
  confidence: number;
}

const LETTER = /[\p{L}\p{N}]/u;
const MOST_WORDS = 5;

/** The offset in a text after so many letters and digits, at the beginning of what follows them. */
export function offsetAfter(text: string, letters: number): number {
  let seen = 0;
  let at = 0;
  for (const c of text) {
    if (seen === letters && /\s/.test(c)) return at + (/^\s+/.exec(text.slice(at))?.[0].length ?? 0);
    if (LETTER.test(c)) {
      if (seen === letters) return at;
      seen += 1;
    }
    at += c.length;
  }
  return at;
}

export function innerDoubts(block: DraftBlock): InnerDoubt[] {
  if (!block.doubts || block.settled) return [];
  const text = inlineText(block.html);
  return block.doubts
    .map((doubt) => ({ ...doubt, at: offsetAfter(text, doubt.at) }))
    .filter(({ at }) => text.slice(0, at).trim() !== '' && text.slice(at).trim() !== '')
    .map(({ at, reason, confidence }) => ({
      at,
      reason,
      confidence,
      words: text.slice(at).trim().split(/\s+/).slice(0, MOST_WORDS).join(' '),
    }));
}

/** Letters and digits: the part of a text that must come out again, in order, and the measure of all offsets. */

const LETTER = /[\p{L}\p{N}]/u;
const IS_LETTER = 1;
const NO_LETTER = 2;
/** What LETTER said of each character up to U+FFFF; 0 when it was not asked yet. */
const looked = new Uint8Array(0x10000);

/** Whether a code point is a letter or a digit of any script. */
export function isLetter(codePoint: number): boolean {
  if (codePoint < 128) {
    return (
      (codePoint >= 97 && codePoint <= 122) ||
      (codePoint >= 65 && codePoint <= 90) ||
      (codePoint >= 48 && codePoint <= 57)
    );
  }
  if (codePoint >= 0x2010 && codePoint <= 0x2027) return false;
  if (codePoint > 0xffff) return LETTER.test(String.fromCodePoint(codePoint));
  const known = looked[codePoint]!;
  if (known !== 0) return known === IS_LETTER;
  const letter = LETTER.test(String.fromCharCode(codePoint));
  looked[codePoint] = letter ? IS_LETTER : NO_LETTER;
  return letter;
}

/** Whether a letter or a digit stands at an offset; false outside the text. */
export function letterAt(text: string, at: number): boolean {
  const codePoint = text.codePointAt(at);
  return codePoint !== undefined && isLetter(codePoint);
}

/** How many letters and digits a string holds. */
export function countLetters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const codePoint = text.codePointAt(at)!;
    if (codePoint > 0xffff) at++;
    if (isLetter(codePoint)) count++;
  }
  return count;
}

/** Compares letters and digits of one text with those of a series of texts, piece by piece, without joining them. */
export class LetterCheck {
  private readonly text: string;
  private at = 0;
  private failed = false;
  constructor(text: string) {
    this.text = text;
  }

  /** Takes the next piece of what came out. */
  take(piece: string): void {
    for (let at = 0; at < piece.length && !this.failed; at++) {
      const codePoint = piece.codePointAt(at)!;
      if (codePoint > 0xffff) at++;
      if (isLetter(codePoint) && this.nextLetter() !== codePoint) this.failed = true;
    }
  }

  /** True when every letter and digit has come out again, in order. */
  complete(): boolean {
    return !this.failed && this.nextLetter() === -1;
  }

  private nextLetter(): number {
    while (this.at < this.text.length) {
      const codePoint = this.text.codePointAt(this.at)!;
      this.at += codePoint > 0xffff ? 2 : 1;
      if (isLetter(codePoint)) return codePoint;
    }
    return -1;
  }
}

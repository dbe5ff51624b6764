/** Plain strings: what no text may hold, single lines, escapes. */

/** What windows-1252 has at 0x80–0x9F: text read with the wrong table keeps its quotes and dashes. */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/**
 * Text without NUL, lone surrogates, control characters and noncharacters, which Postgres or XML refuse.
 * Line ends become line feeds; C1 controls become the windows-1252 characters that they nearly always were.
 */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  // One look before any replacing: most texts need none.
  if (!/[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]/.test(whole)) return whole;
  return whole
    .replace(/\r\n?/g, '\n')
    .replace(/[\x0b\x0c]/g, '\n')
    .replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? '')
    .replace(/[\0-\x08\x0e-\x1f\x7f\u{fdd0}-\u{fdef}\ufeff\ufffe\uffff]/gu, '');
}

/** `& < >` for text between tags. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** Removes the characters that reorder what stands after them; for names and titles, which stand in others' lines. */
export const stripBidiOverrides = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069\u206a-\u206f]/g, '');

/** One line: clean, white space and line separators as single spaces, trimmed. */
export const oneLine = (text: string): string =>
  cleanText(text)
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .trim();

/**
 * The beginning of a text as one line of at most `maxChars` UTF-16 units, with `…` when something was left off.
 * It ends at a word's end, unless a single word fills more than half of it.
 */
export function excerpt(text: string, maxChars: number): string {
  const line = oneLine(text);
  if (line.length <= maxChars) return line;
  if (maxChars < 1) return '';
  let cut = line.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, '');
  const next = line[cut.length] ?? '';
  if (!/\s/.test(next)) {
    const space = cut.lastIndexOf(' ');
    if (space >= maxChars / 2) cut = cut.slice(0, space);
  }
  return `${cut.replace(/[\s,;:–—-]+$/u, '')}…`;
}

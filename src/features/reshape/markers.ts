/** Scene break markers: `***`, `~*~`, `oOo`, `-----`, alone on a line or inside a flattened text. */

export interface Span {
  start: number;
  end: number;
}

const SYMBOL = '*~#=+•◦°¤⁂§❖✦✧★☆●○◆◇♦∞^_–—-';
const CLOSE_LEFT = '.!?…”"’\')*_—:;>~』」。！？-';
const isUpper = (char: string): boolean => /\p{Lu}/u.test(char);

/** Pictures that divide scenes; faces, hands and hearts say something themselves. */
const PICTURES =
  /(?:(?![\u{1F600}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{1F440}-\u{1F450}\u{1F493}-\u{1F49F}\u2764\u2665\u2661])[\u2600-\u27BF\u{1F300}-\u{1FAFF}](?:\uFE0F|\u200D)?[ ~*.·-]{0,3}){2,}/gu;
const PICTURE_LINE = new RegExp(`^(?:[~*.·-]{0,3})${PICTURES.source.replace('{2,}', '+')}$`, 'u');

/** Whether a whole line is a scene break marker. */
export function isMarkerLine(line: string): boolean {
  const text = line.trim();
  if (text === '' || text.length > 80) return false;
  if (PICTURE_LINE.test(text)) return true;
  if (/^[xX]{3,}$|^[oO0]{3,}$|^(?:xo|ox){2,}x?o?$/i.test(text)) return true;
  if (!/^[-*~#=+•◦°¤⁂§❖✦✧★☆●○◆◇♦∞^_–—xXoO0.:|/\\<>\s]+$/.test(text)) return false;
  const symbols = text.replace(/[xXoO0.:|/\\<>\s]/g, '');
  if (symbols === '') return false;
  if (/^[-–—_.]+$/.test(symbols) && symbols.length < 3) return text.length >= 3 && /[xXoO0]/.test(text);
  return !/^(?:\.+|…)$/.test(text);
}

/** Finds the scene break markers inside a text that has lost its lines, in order. */
export function findMarkers(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/[*~#=+•◦°¤⁂§❖✦✧★☆●○◆◇♦∞^_–—-][-*~#=+•◦°¤⁂§❖✦✧★☆●○◆◇♦∞^_–—xXoO0 ]*/g)) {
    if (match[0].length === 1 && '*_-–—^+='.includes(match[0])) continue;
    const span = symbolMarker(text, match.index, match.index + match[0].length);
    if (span) found.push(span);
  }
  for (const match of text.matchAll(/[xX]{3,}|[oO0]{3,}/g)) {
    const span = letterMarker(text, match.index, match.index + match[0].length);
    if (span) found.push(span);
  }
  for (const match of text.matchAll(PICTURES)) {
    const end = match.index + match[0].trimEnd().length;
    const [left, right] = [lastChar(text, match.index), firstChar(text, end)];
    if (
      (left === '' || CLOSE_LEFT.includes(left)) &&
      (right === '' || isUpper(right) || '“"‘\''.includes(right))
    )
      found.push({ start: match.index, end });
  }
  found.sort((a, b) => a.start - b.start);
  return found.filter((span, index) => index === 0 || span.start >= found[index - 1]!.end);
}

function symbolMarker(text: string, start: number, stop: number): Span | null {
  let end = stop;
  while (end > start && !SYMBOL.includes(text[end - 1]!)) end--;
  const content = text.slice(start, end);
  const symbols = content.replace(/[xXoO0 ]/g, '');
  const first = symbols[0]!;
  const alone = symbols.length === 1;
  if (alone && !'~#*⁂§❖✦✧★☆●○◆◇♦∞•'.includes(first)) return null;
  if (symbols.length === 2 && content.length < 3)
    return first === '*' || first === '~' || '-_–—='.includes(first) ? null : { start, end };
  if (!content.includes(' ') && content !== [...content].reverse().join('')) return null;
  const dashes = /^[-–—_]+$/.test(symbols) && symbols.length < 5;
  if (dashes && symbols.length < 3 && !/[xXoO0]/.test(content)) return null;
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  const roomBefore = before === ' ';
  const roomAfter = after === ' ';
  if (roomBefore !== roomAfter && end < text.length) return null;
  const left = lastChar(text, start);
  const right = firstChar(text, end);
  const closed = left === '' || CLOSE_LEFT.includes(left);
  const opened =
    right === '' ||
    isUpper(right) ||
    '“"‘\'(…[*_«„「—'.includes(right) ||
    /\d/.test(right) ||
    text.startsWith('..', skipSpace(text, end));
  if (alone || dashes || !roomBefore) {
    if (!opened || (!closed && (alone || dashes || right === ''))) return null;
    if (alone && !roomBefore && '#*•'.includes(first)) return null;
  }
  return { start, end };
}

function letterMarker(text: string, start: number, stop: number): Span | null {
  let end = stop;
  if (/\p{Ll}/u.test(text[end] ?? ' ') && isUpper(text[end - 1]!)) end--;
  if (end - start < 3) return null;
  const content = text.slice(start, end);
  if (/^0+$/.test(content) || /^O+$/.test(content) || (/^X+$/.test(content) && text[end] !== ' '))
    return null;
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (before !== ' ' && !CLOSE_LEFT.includes(before)) return null;
  if (after !== ' ' && !isUpper(after) && !'“"‘'.includes(after)) return null;
  const left = lastChar(text, start);
  const right = firstChar(text, end);
  if (left !== '' && !CLOSE_LEFT.includes(left)) return null;
  return right === '' || isUpper(right) || '“"‘…('.includes(right) ? { start, end } : null;
}

function lastChar(text: string, at: number): string {
  let index = at - 1;
  while (index >= 0 && text[index] === ' ') index--;
  return text[index] ?? '';
}

function firstChar(text: string, at: number): string {
  return text[skipSpace(text, at)] ?? '';
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < text.length && text[index] === ' ') index++;
  return index;
}

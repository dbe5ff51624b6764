/**
 * The short way for most chapters: paragraphs, emphasis, scene breaks. Such HTML as the archive keeps it needs no
 * tree to become XHTML, so a book of plain prose is written without loading a parser, in half the time and memory.
 */

const INLINE = new Set([
  'b',
  'cite',
  'code',
  'del',
  'em',
  'i',
  'ins',
  'q',
  's',
  'small',
  'strong',
  'sub',
  'sup',
  'u',
]);
/** What XML refuses, what its parsers would change, and references that it does not know. */
const UNCLEAN = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\p{Surrogate}]|&(?!(?:amp|lt|gt|quot|nbsp);)/u;

/** XHTML of plain prose, as `toXhtml` writes it but for line feeds; null when the text holds anything else. */
export function plainProse(html: string): string | null {
  if (UNCLEAN.test(html) || !isPlain(html)) return null;
  return (
    html
      .replaceAll('<br>', '<br/>')
      .replaceAll('<hr>', '<hr/>')
      .replaceAll('&nbsp;', '\u00a0')
      // A rule at the end parts nothing.
      .replace(/(?:\s*<hr\/>)+\s*$/, '')
  );
}

/** Whether there are only paragraphs that show something, inline elements without attributes in them, and rules between. */
function isPlain(html: string): boolean {
  const open: string[] = [];
  let said = false;
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at);
    const end = tag === -1 ? html.length : tag;
    const shows = isSaid(html, at, end);
    if (shows && open.length === 0) return false;
    said ||= shows;
    if (tag === -1) break;
    at = html.indexOf('>', tag) + 1;
    if (at === 0) return false;
    const name = html.slice(tag + 1, at - 1);
    if (name === 'p') {
      if (open.length > 0) return false;
      said = false;
      open.push(name);
    } else if (name === 'hr') {
      if (open.length > 0) return false;
    } else if (name.startsWith('/')) {
      if (open.pop() !== name.slice(1) || (open.length === 0 && !said)) return false;
    } else if (open.length === 0) return false;
    else if (INLINE.has(name)) open.push(name);
    else if (name !== 'br') return false;
  }
  return open.length === 0;
}

/** Whether a stretch holds more than ASCII white space, by its first character that is none. */
function isSaid(html: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const code = html.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09) return true;
  }
  return false;
}

/** Words of plain prose on one line; null when the text holds anything else. */
export function plainWords(html: string): string | null {
  const xhtml = plainProse(html);
  if (xhtml === null) return null;
  return xhtml
    .replace(/<\/?(?:p|br|hr)\/?>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]!);
}

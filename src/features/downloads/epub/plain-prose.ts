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
const PIECES = /<(\/?)([a-z]+)>|&(amp|lt|gt|quot|nbsp);|[^<&]+/y;
/** What XML refuses, and what its parsers would change. */
const UNCLEAN = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\p{Surrogate}]/u;

/** XHTML of plain prose, as `toXhtml` writes it but for line feeds; null when the text holds anything else. */
export function plainProse(html: string): string | null {
  if (UNCLEAN.test(html)) return null;
  const out: string[] = [];
  const open: string[] = [];
  /** Whether the open paragraph, and each element in it, has shown something. */
  let said = false;
  PIECES.lastIndex = 0;
  while (PIECES.lastIndex < html.length) {
    const piece = PIECES.exec(html);
    if (!piece) return null;
    const [whole, slash, name, entity] = piece;
    if (name === undefined) {
      const text = entity === 'nbsp' ? '\u00a0' : whole;
      const shows = text.trim() !== '';
      // Text outside of paragraphs, or an invisible paragraph, is for the long way.
      if (open.length === 0 && (shows || entity)) return null;
      said ||= shows;
      out.push(text);
    } else if (name === 'br' && slash === '' && open.length > 0) out.push('<br/>');
    else if (name === 'hr' && slash === '' && open.length === 0) out.push('<hr/>');
    else if (slash === '/') {
      if (open.pop() !== name) return null;
      if (name === 'p' && !said) return null;
      out.push(whole);
    } else {
      if (name === 'p' ? open.length > 0 : open.length === 0 || !INLINE.has(name)) return null;
      if (name === 'p') said = false;
      open.push(name);
      out.push(whole);
    }
  }
  // A rule at the end parts nothing.
  return open.length === 0 ? out.join('').replace(/(?:\s*<hr\/>)+\s*$/, '') : null;
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

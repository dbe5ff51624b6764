/** HTML so simple that its tree is beyond doubt: a chapter of paragraphs and emphasis, as most are. */

/** A tag without attributes, a run of text, one of the four escapes that our own serialisation writes. */
const PIECE =
  /<(\/?)(p|em|strong|i|b|u|s|br|hr)>|[^<>&\u0000-\u0008\u000b-\u001f\u007f-\u00a0]+|&(?:amp|lt|gt|nbsp);/y;

/** Above it the parser's own list of open marks begins to forget. */
const MOST_OPEN = 3;

/**
 * Whether HTML that we wrote ourselves consists of paragraphs and rules in a row, with nothing in them but text, `<br>`
 * and marks that are closed in the order in which they were opened. No parser reads such HTML in another way, and no
 * sanitiser finds anything in it: it stays as it is without a second look, which the properties of this folder try.
 */
export function isPlain(html: string): boolean {
  const open: string[] = [];
  let inParagraph = false;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < html.length) {
    const piece = PIECE.exec(html);
    if (!piece) return false;
    const [, slash, name] = piece;
    if (name === undefined) continue;
    if (name === 'br' || name === 'hr') {
      if (slash || (name === 'hr' && (inParagraph || open.length > 0))) return false;
    } else if (name === 'p') {
      if (open.length > 0 || inParagraph === (slash === '')) return false;
      inParagraph = slash === '';
    } else if (slash) {
      if (open.pop() !== name) return false;
    } else if (open.push(name) > MOST_OPEN) return false;
  }
  return open.length === 0 && !inParagraph;
}

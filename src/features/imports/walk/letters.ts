/** Offsets in letters and digits, by which guesses are kept, and the stretches of emphasis in a paragraph. */

const LETTERS = /[\p{L}\p{N}]/gu;

/** How many letters and digits a text holds. */
export const countLetters = (text: string): number => text.match(LETTERS)?.length ?? 0;

/** How many letters and digits stand in inline HTML. */
export const lettersOfHtml = (html: string): number =>
  countLetters(html.replace(/<[^>]*>/g, '').replace(/&#?\w+;/g, ' '));

/** UTF-16 units of a text. */
export interface Stretch {
  from: number;
  to: number;
}

/** The stretches of canonical inline HTML that stand in emphasis. */
export function emphasisIn(html: string): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  let depth = 0;
  let from = 0;
  for (const [token, closes, name] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*>|&#?\w+;|[^<&]+|[<&]/gi)) {
    if (name === undefined) at += token.startsWith('&') ? 1 : token.length;
    else if (!/^(?:em|i)$/i.test(name)) continue;
    else if (closes) {
      depth -= 1;
      if (depth === 0 && at > from) found.push({ from, to: at });
    } else {
      if (depth === 0) from = at;
      depth += 1;
    }
  }
  return found;
}

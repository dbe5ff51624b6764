/** Lists that FanFicFare joined with commas, taken apart again. */

const JOINT = ', ';

/** Works of AO3's software, none of whose tags holds a comma. */
export const isOtwWork = (url: string | null): boolean => url !== null && /\/works\/\d+/.test(url);

/** The values of a joined list. A value that holds commas itself is found whole when it is among the known ones. */
export function splitList(text: string, known: ReadonlySet<string>): string[] {
  const parts = text
    .split(JOINT)
    .map((part) => part.trim())
    .filter(Boolean);
  const values: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let length = Math.min(parts.length - at, 20);
    while (length > 1 && !known.has(parts.slice(at, at + length).join(JOINT))) length -= 1;
    values.push(parts.slice(at, at + length).join(JOINT));
    at += length;
  }
  return values;
}

/**
 * The values of a joined list of relationships. Sites other than AO3's write one as `A, B`: where no part says
 * who is with whom, the list is a single relationship.
 */
export function relationshipList(text: string, known: ReadonlySet<string>, ofOtw: boolean): string[] {
  const values = splitList(text, known);
  if (ofOtw || values.some((value) => known.has(value) || /[/&]| x /i.test(value))) return values;
  return text.trim() === '' ? [] : [text.trim()];
}

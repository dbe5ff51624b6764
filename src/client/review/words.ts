/** The words of a text, as places where a cursor can stand. Offsets are UTF-16 units. */
export interface Word {
  /** Where a paragraph that begins with this word begins: before its opening quote or bracket. */
  from: number;
  /** The word itself. */
  start: number;
  end: number;
}

/** Signs that belong to the word after them. Straight quotes do where no letter stands before them. */
const OPENS = /[\p{Ps}\p{Pi}¿¡*_#]/u;
const STRAIGHT = /["'’‘”»«]/;
const BEFORE_OPENING = /[\s\p{Pd}\p{Ps}\p{Pi}]/u;

function openingBefore(text: string, start: number, floor: number): number {
  let from = start;
  while (from > floor) {
    const sign = text.charAt(from - 1);
    const before = text.charAt(from - 2);
    const opens =
      OPENS.test(sign) || (STRAIGHT.test(sign) && (from - 1 <= floor || BEFORE_OPENING.test(before)));
    if (!opens) break;
    from -= 1;
  }
  return from;
}

/** Every word of a text in order, parted as its language parts them. */
export function wordsOf(text: string, language: string): Word[] {
  const words: Word[] = [];
  let floor = 0;
  for (const { segment, index, isWordLike } of segmenter(language).segment(text)) {
    if (!isWordLike) continue;
    words.push({ from: openingBefore(text, index, floor), start: index, end: index + segment.length });
    floor = index + segment.length;
  }
  return words;
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'word' });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}

/** The word that a cursor stands in or before; the last one behind the text; -1 where there are no words. */
export function wordAt(words: readonly Word[], offset: number): number {
  const index = words.findIndex((word) => offset < word.end);
  return index === -1 ? words.length - 1 : index;
}

/** Headings that say `Chapter 3: The Fall`, in the ways and languages that writers use. */

export interface ChapterLabel {
  /** A part may hold chapters; a prologue and the like are named, not counted. */
  division: 'chapter' | 'part' | 'named';
  /** Null for what is named. */
  number: number | null;
  /** What stands after the number, or the label itself when it has no number (`Epilogue`). */
  title: string | null;
}

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WORDS = `(?:${TENS.join('|')})(?:[- ](?:${ONES.slice(0, 9).join('|')}))?|${[...ONES].reverse().join('|')}`;

const DIVISIONS =
  'chapter|chap\\.?|ch\\.?|chapitre|kapitel|kapittel|cap[ií]tulo|capitolo|hoofdstuk|rozdzia[łl]|fejezet|luku|глава|розділ|part|episode';

const NUMBERED = new RegExp(
  `^(?:${DIVISIONS})\\s*(?:#|no\\.?\\s*)?(\\d{1,4}|[IVXLC]{1,8}|${WORDS})(?![\\p{L}\\p{N}])\\s*(.*)$`,
  'iu',
);
const CJK = /^第\s*([\d０-９一二三四五六七八九十百]{1,6})\s*[章话話回節节]\s*(.*)$/u;
const NAMED =
  /^(prologue|epilogue|interlude|intermission|foreword|afterword|prolog|epilog|prólogo|epílogo|пролог|эпилог|序章|終章)\s*(?:(\d{1,3}|[IVX]{1,5})\b)?\s*(.*)$/iu;

/**
 * Reads a heading; null when it is none. `The fall of chapter 3` and `Chapter 3 was his favourite` are none:
 * after the number stands nothing, a mark, or a title in capitals.
 */
export function chapterLabel(line: string): ChapterLabel | null {
  const text = line
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[*_~=#\s-]+(?=\S)|[*_~=#\s-]+$/gu, '')
    .trim();
  if (text === '' || text.length > 150) return null;
  const numbered = NUMBERED.exec(text);
  if (numbered) {
    const title = afterNumber(numbered[2]!);
    const number = numeral(numbered[1]!);
    const division = /^part/i.test(text) ? 'part' : 'chapter';
    return title === undefined || number === null ? null : { division, number, title };
  }
  const cjk = CJK.exec(text);
  if (cjk) {
    const number = chineseNumber(cjk[1]!.normalize('NFKC'));
    return number === null
      ? null
      : { division: 'chapter', number, title: cjk[2]!.replace(/^[\s:：、.-]+/u, '') || null };
  }
  const named = NAMED.exec(text);
  if (!named || afterNumber(named[3]!) === undefined) return null;
  return { division: 'named', number: null, title: text };
}

/** The title after a number; undefined when the words go on as a sentence. */
function afterNumber(rest: string): string | null | undefined {
  if (rest === '') return null;
  const marked = /^(?:[:.|)\]—–―~]|-+(?=\s|$))\s*(.*)$/u.exec(rest);
  if (marked) {
    const title = marked[1]!.replace(/^[-—–:.\s]+/u, '');
    return title === '' ? null : title;
  }
  if (/^[("“‘'«[]/u.test(rest)) return rest;
  return /^\p{Lu}/u.test(rest) && !/[.,;!?…]["”’']?$/u.test(rest) && rest.length <= 80 ? rest : undefined;
}

function numeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.toLowerCase();
  if (ONES.includes(word)) return ONES.indexOf(word) + 1;
  const [ten, one] = word.split(/[- ]/);
  if (TENS.includes(ten!)) return (TENS.indexOf(ten!) + 2) * 10 + (one ? ONES.indexOf(one) + 1 : 0);
  return roman(text);
}

function roman(text: string): number | null {
  const upper = text.toUpperCase();
  if (!/^C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(upper)) return null;
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
  return [...upper].reduce(
    (sum, letter, i) =>
      sum + (values[letter]! < (values[upper[i + 1] ?? ''] ?? 0) ? -values[letter]! : values[letter]!),
    0,
  );
}

function chineseNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = '一二三四五六七八九';
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    if (sign === '十' || sign === '百') {
      total += (digit || 1) * (sign === '十' ? 10 : 100);
      digit = 0;
    } else {
      digit = digits.indexOf(sign) + 1;
      if (digit === 0) return null;
    }
  }
  return total + digit;
}

/**
 * Which of these headings part a text into chapters: they count upwards, apart from prologues and the like.
 * Where parts hold chapters, only the chapters do, and may begin again in each part.
 * Returns their indexes, in order; empty when they do not look like chapters.
 */
export function chapterSequence(labels: readonly (ChapterLabel | null)[]): number[] {
  const counted = labels.some((label) => label?.division === 'chapter') ? 'chapter' : 'part';
  const kept: number[] = [];
  let last = 0;
  let numbered = 0;
  labels.forEach((label, i) => {
    if (!label) return;
    if (label.number === null) kept.push(i);
    else if (label.division !== counted) last = 0;
    else if (label.number > last && (numbered > 0 || label.number <= 3)) {
      kept.push(i);
      last = label.number;
      numbered += 1;
    }
  });
  return numbered > 0 || kept.length > 1 ? kept : [];
}

/**
 * The words of a text as searches know them: small, without accents, the same for works and for what is typed. No
 * stems: a name is found as it is written, in every language alike; `word*` finds what begins so.
 *
 * Scripts that are written without spaces between words (Chinese, Japanese, Thai…), and Korean, whose words carry
 * their particles, are cut into pairs of neighbours: 夢想家 is 夢想 想家 家. Every sign begins one pair, so a phrase is
 * found as its pairs in a row, and a single sign as the beginning of a pair.
 */

export interface Token {
  word: string;
  /** Words are counted from 1; a phrase is words in a row. */
  place: number;
  /** UTF-16 units of the text that it stands for. */
  from: number;
  to: number;
  /** A pair of signs that are written without spaces, or the last of them. */
  dense: boolean;
}

/** Longer words are known by their beginning; Postgres takes 2,046 bytes. */
const LONGEST = 60;

const DENSE =
  '[[\\p{L}\\p{N}\\p{M}]&&[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]]';
const RUN = `(?<dense>${DENSE}+)|[[\\p{L}\\p{N}\\p{M}]--${DENSE}]+`;

/** Marks over Latin and Greek letters; in other scripts they are letters of their own. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu;
const NOT_WORD = /[^\p{L}\p{N}\p{M}]/gu;
const PLAIN = /^[a-z0-9]+$/;
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** One word, small and without accents; '' when nothing of it is left. */
export function foldWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[øłđıħŧßæœ]/g, (letter) => LETTERS[letter]!)
    .replace(NOT_WORD, '');
}

/** At most so many signs, never half of one. */
const shortened = (word: string): string =>
  word.length <= LONGEST ? word : [...word].slice(0, LONGEST).join('');

/** A sign, of kana with its voicing mark. */
const SIGN = /.[\u3099\u309a\uff9e\uff9f]?/gsu;

/** The pairs of a run of signs, and its last sign alone. */
function* pairs(run: string, from: number, firstPlace: number): Generator<Token> {
  let place = firstPlace;
  let previous: { sign: string; from: number; to: number } | null = null;
  for (const typed of run.matchAll(SIGN)) {
    const sign = foldWord(typed[0]);
    if (sign === '') continue;
    const at = from + typed.index;
    const to = at + typed[0].length;
    if (previous) {
      yield { word: previous.sign + sign, place, from: previous.from, to, dense: true };
      place += 1;
    }
    previous = { sign, from: at, to };
  }
  if (previous) yield { word: previous.sign, place, from: previous.from, to: previous.to, dense: true };
}

/** The words of a text in their order. The text is in NFC. */
export function* tokens(text: string): Generator<Token> {
  let place = 1;
  // Made anew each time: the walk may be left off, and a shared one would go on from there.
  const run = new RegExp(RUN, 'gv');
  for (let found = run.exec(text); found; found = run.exec(text)) {
    const from = found.index;
    if (found.groups?.dense === undefined) {
      const word = shortened(foldWord(found[0]));
      if (word === '') continue;
      yield { word, place, from, to: from + found[0].length, dense: false };
      place += 1;
      continue;
    }
    for (const token of pairs(found[0], from, place)) {
      yield token;
      place = token.place + 1;
    }
  }
}

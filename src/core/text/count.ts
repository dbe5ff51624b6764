/** Counting the words of plain text: the rule that the server and the desk's script share. */
const CHARACTER_SCRIPTS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const WORDS = new RegExp(
  `[${CHARACTER_SCRIPTS}]|(?:(?![${CHARACTER_SCRIPTS}])[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}])+`,
  'gu',
);

/**
 * Words of a plain text: `--` parts words, apostrophes and hyphens join them, and each character of a script
 * that writes no spaces (Chinese, Japanese, Thai) counts as one.
 */
export function countTextWords(text: string): number {
  let words = 0;
  for (const _ of text
    .replaceAll('--', '—')
    .replace(/['’‘-]/g, '')
    .matchAll(WORDS))
    words += 1;
  return words;
}

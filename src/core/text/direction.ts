/** Which way a text runs. */

const RTL_LANGUAGES = new Set(
  'ar arc arz azb bal bgn bqi ckb dv fa glk he iw ji ks lrc mzn nqo pnb prs ps rhg sam sd sdh syr ug ur yi'.split(
    ' ',
  ),
);
const RTL_SCRIPTS = new Set('adlm arab aran hebr mand nkoo rohg samr syrc thaa'.split(' '));
const UNKNOWN = new Set(['', 'und', 'mul', 'mis', 'zxx', 'root']);

const FIRST_STRONG = /\p{L}/u;
const RTL_LETTER =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/**
 * The direction of a text: by its language (BCP 47, a script subtag decides first), or, when that is not known,
 * by the first letter of the text.
 */
export function direction(language: string | null | undefined, text = ''): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = (language ?? '').toLowerCase().split(/[-_]/);
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  if (script !== undefined) return RTL_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  if (!UNKNOWN.has(primary)) return RTL_LANGUAGES.has(primary) ? 'rtl' : 'ltr';
  const letter = FIRST_STRONG.exec(text)?.[0];
  return letter !== undefined && RTL_LETTER.test(letter) ? 'rtl' : 'ltr';
}

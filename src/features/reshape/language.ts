/** Which language a text is in, by its script and its commonest words. Enough to choose cue words, no more. */

const ENGLISH = /\b(?:the|and|to|of|was|he|she|you|that|it|in|his|her|with|is|not|they|said)\b/gi;

/** Commonest words that tell languages apart; those without cue words are here so as not to be taken for another. */
const COMMON: Record<string, string> = {
  de: 'der die das und ist nicht ich sie er zu den mit war ein eine auf dass es im von sich du wie aber',
  fr: 'le la les et est pas je il elle de un une dans qui ne vous était des du au ce son tu en sur pour',
  es: 'el la los las y que no en un una se por con es era lo del su al más yo le',
  ru: 'и не он она что на я с как это в был было но его ты за по к так',
  it: 'il la di che e non un una si per con è era lo del gli nel al più della mi',
  pt: 'o a os as de que e não um uma se por com é era do da em no na ele ela',
  nl: 'de het een en van is niet ik zij hij te dat op in was met voor aan je',
  sv: 'och att det som en är inte han hon jag på var med för den av ett du',
  cs: 'a se na je že to v do si by jsem co tak jak ale byl není jen kdo ho i',
  pl: 'i w nie na się z to że do jest jak ale był po co tak o za',
};

/** The languages of which a word is one of the commonest. */
const WORDS = new Map<string, string[]>();
for (const [language, words] of Object.entries(COMMON))
  for (const word of words.split(' ')) WORDS.set(word, [...(WORDS.get(word) ?? []), language]);

const SAMPLE = 40_000;

const count = (text: string, pattern: RegExp): number => {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
};

/** The two-letter code of a text's language, '' when it cannot be told. Looks at its first 40,000 characters. */
export function languageOf(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(sample, /\p{Script=Han}/gu);
  const words = count(sample, /\p{L}+/gu);
  if (kana + han > words) return kana * 10 > han ? 'ja' : 'zh';
  if (words === 0) return '';
  const other = likeliest(sample);
  const english = sample.match(ENGLISH) ?? [];
  const enough = english.length / words > (words < 40 ? 0.08 : 0.14);
  const several = words < 12 || new Set(english.map((word) => word.toLowerCase())).size > 1;
  if (enough && several && english.length >= other.hits) return 'en';
  return other.hits / words > 0.1 ? other.language : '';
}

function likeliest(sample: string): { language: string; hits: number } {
  const counts = new Map<string, number>();
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu))
    for (const language of WORDS.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  let best = { language: '', hits: 0 };
  for (const [language, hits] of counts) if (hits > best.hits) best = { language, hits };
  return best;
}

/** Which language a text is in, by its script and its commonest words. Enough to choose cue words, no more. */

const ENGLISH = /\b(?:the|and|to|of|was|he|she|you|that|it|in|his|her|with|is|not|they|said)\b/gi;

/** Commonest words that tell languages apart; those without cue words are here so as not to be taken for another. */
const COMMON: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    de: 'der die das und ist nicht ich sie er zu den mit war ein eine auf dass es im von sich du wie aber',
    fr: 'le la les et est pas je il elle de un une dans qui ne vous était des du au ce son tu en sur pour',
    es: 'el la los las y que no en un una se por con es era lo del su al más yo le',
    ru: 'и не он она что на я с как это в был было но его ты за по к так',
    it: 'il la di che e non un una si per con è era lo del gli nel al più della mi',
    pt: 'o a os as de que e não um uma se por com é era do da em no na ele ela',
    nl: 'de het een en van is niet ik zij hij te dat op in was met voor aan je',
    sv: 'och att det som en är inte han hon jag på var med för den av ett du',
    pl: 'i w nie na się z to że do jest jak ale był po co tak o za',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

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
  if (count(sample, ENGLISH) / words > (words < 40 ? 0.08 : 0.14)) return 'en';
  return likeliest(sample, words);
}

function likeliest(sample: string, words: number): string {
  const hits = new Map<string, number>();
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu))
    for (const [language, common] of Object.entries(COMMON))
      if (common.has(word)) hits.set(language, (hits.get(language) ?? 0) + 1);
  let best = '';
  for (const [language, found] of hits) if (found > (hits.get(best) ?? 0)) best = language;
  return (hits.get(best) ?? 0) / words > 0.1 ? best : '';
}

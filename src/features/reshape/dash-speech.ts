/**
 * Speech that begins with a dash and has no closing mark, as French, Spanish and Russian write it. A dash before a
 * capital opens a reply, goes on after a tag, or sets off a beat; what follows without a dash is speech or narration.
 */
import { isUpper } from './piece.js';
import type { Reason } from './reasons.js';

/** A place where a paragraph may begin. */
export interface CutPoint {
  /** Where what stands before ends, and where the paragraph begins. */
  end: number;
  start: number;
  probability: number;
  reason: Reason;
}

interface Sentence {
  start: number;
  end: number;
  /** It begins with a dash. */
  dash: boolean;
}

const NARRATIVE: Record<string, RegExp> = {
  fr: /(?:^|[\s’'])(?:il|elle|ils|elles|on)?\s?(?!(?:voilà|déjà|là|fois|trois|parfois|mais|jamais|droit|petit|tout|nuit|bruit|esprit|huit|cela|fait|sait|plaît|voit|doit|croit|soit|peut|veut|faut|vaut|bout|début|salut)(?!\p{L}))\p{L}{2,}(?:ait|aient|èrent|irent|urent|a|it|ut|int)(?!\p{L})/u,
  es: /(?:^|\s)(?!(?:está|allá|acá|será|mamá|papá|quizá|día|tía|María|todavía)(?!\p{L}))\p{L}{2,}(?:ó|aba|aban|ía|ían|aron|ieron)(?!\p{L})|(?:^|\s)(?:era|eran|había|fue|estaba|tenía)(?!\p{L})/u,
  ru: /\p{L}{2,}(?:л|ла|ло|ли)(?:с[ья])?(?!\p{L})/u,
};
/** Words of the one who speaks or is spoken to: no narration in the third person has them. */
const SPOKEN: Record<string, RegExp> = {
  fr: /(?:^|[\s’'-])(?:je|j|tu|t|vous|nous|me|m|te|moi|toi|mon|ma|mes|ton|ta|tes|votre|vos|notre|est|sont|suis|es|ai|as|c)(?![\p{L}])/iu,
  es: /(?:^|\s)(?:yo|tú|usted|ustedes|me|te|mi|mis|tu|tus|nos|es|son|soy|eres|está|hay|sé)(?!\p{L})/iu,
  ru: /(?:^|\s)(?:я|ты|вы|мы|мне|меня|тебе|тебя|вам|вас|нам|нас|мой|моя|твой|твоя|ваш)(?!\p{L})/iu,
};
const SPANISH_ASIDE =
  /^(?:(?:se|le|les|lo|la|los|las|me) )?\p{L}+(?:ó|aba|ía|aron|ieron|aban|ían)(?!\p{L})/iu;
/** A pronoun or a name, and straight away a verb in the past. */
const RUSSIAN_ASIDE =
  /^(?:Он|Она|Они|(?!(?:Кто|Что|Как|Где|Это|То|Я|Ты|Вы|Мы)\s)\p{Lu}\p{Ll}+)\s\p{L}{2,}(?:л|ла|ло|ли)(?:с[ья])?(?!\p{L})/u;

/** Where paragraphs begin in a flattened text whose speech begins with dashes. */
export function cutDashSpeech(text: string, language: string, glued = false): CutPoint[] {
  return glued ? gluedPoints(text) : new DashReader(text, language).read();
}

/** Where breaks left no space, every end of a sentence without one is a break and no other is. */
function gluedPoints(text: string): CutPoint[] {
  return [...text.matchAll(/[.!?…»](?=[—–]|[¿¡«]{0,2}\p{Lu}[\p{Ll}\s’'])/gu)].map(({ index }) => ({
    end: index + 1,
    start: index + 1,
    probability: 0.95,
    reason: 'reshape.glued',
  }));
}

class DashReader {
  private readonly text: string;
  private readonly language: string;
  private readonly sentences: Sentence[];
  /** The paragraph that is being read is speech. */
  private speech = false;
  /** The sentence before was a tag or a beat set off by a dash: another dash only goes on. */
  private aside = false;

  constructor(text: string, language: string) {
    this.text = text;
    this.language = language;
    this.sentences = sentencesOf(text);
  }

  read(): CutPoint[] {
    const points: CutPoint[] = [];
    for (const [index, sentence] of this.sentences.entries()) {
      const verdict = this.judge(sentence);
      if (index > 0 && verdict) {
        const end = this.sentences[index - 1]!.end;
        points.push({ end, start: sentence.start, ...verdict });
      }
    }
    return points;
  }

  private judge(sentence: Sentence): Pick<CutPoint, 'probability' | 'reason'> | null {
    const words = this.text.slice(sentence.start, sentence.end);
    const inside = words.replace(/^[—–]\s?/u, '');
    if (!sentence.dash) return this.withoutDash(inside);
    const asideHere = this.speech && this.opensAside(inside, sentence);
    if (asideHere) {
      this.aside = !this.closesAside(inside, sentence);
      return null;
    }
    const goesOn = this.speech && this.aside && this.language === 'ru' && !this.endsInTag(inside);
    const wasSpeech = this.speech;
    this.speech = true;
    this.aside = this.endsInTag(inside);
    if (goesOn) return null;
    return { probability: 0.97, reason: wasSpeech ? 'reshape.reply' : 'reshape.speechAfterNarration' };
  }

  private withoutDash(words: string): Pick<CutPoint, 'probability' | 'reason'> | null {
    if (!this.speech) return null;
    const narrates = this.aside && this.language !== 'fr' ? true : this.narrates(words);
    if (!narrates) {
      this.aside = this.endsInTag(words);
      return null;
    }
    this.speech = false;
    this.aside = false;
    return { probability: 0.8, reason: 'reshape.narrationAfterSpeech' };
  }

  /** Narration in the past and the third person, without a question or a cry. */
  private narrates(words: string): boolean {
    const narrative = NARRATIVE[this.language];
    if (!narrative || /[?!¿¡]/.test(words)) return false;
    const opening = words.split(/[\s]+/).slice(0, 9).join(' ');
    return narrative.test(opening.toLowerCase()) && !SPOKEN[this.language]!.test(words);
  }

  /** A sentence of speech that ends in a tag or a beat behind a dash that none closes. */
  private endsInTag(words: string): boolean {
    if (this.language === 'fr') return false;
    const last = /\s[—–]\s?(\p{L})[^—–]*$/u.exec(words);
    return last !== null && !isUpper(last[1]!) && !/\?\s[—–][^—–]*$/u.test(words);
  }

  private opensAside(inside: string, sentence: Sentence): boolean {
    if (this.language === 'ru') return RUSSIAN_ASIDE.test(inside) && !this.aside && !SPOKEN.ru!.test(inside);
    if (this.language !== 'es') return false;
    const tail = this.text.slice(sentence.start + 1, sentence.start + 300);
    const closing = /\S[—–](?=[\s.,;:]|$)/u.exec(tail);
    const opening = /\s[—–](?=\S)/u.exec(tail);
    if (closing && (!opening || closing.index < opening.index)) return true;
    return SPANISH_ASIDE.test(inside);
  }

  private closesAside(inside: string, sentence: Sentence): boolean {
    if (this.language === 'ru') return false;
    return /[—–][.,;:]?$/u.test(inside) || /^[—–]/u.test(this.text.slice(sentence.end, sentence.end + 1));
  }
}

/** Sentences, cut before every capital (or dash) behind a mark that ends one. */
function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?…»”](\s*)(?=(?:[—–]\s?)?[¿¡«“]{0,2}\p{Lu})/gu)) {
    const end = match.index + 1;
    const next = end + match[1]!.length;
    const dash = /[—–]/.test(text[next]!);
    if (match[1] === '' && !dash && match[0] !== '»') continue;
    if (end - start < 2 || isInitial(text, match.index)) continue;
    found.push({ start, end, dash: /[—–]/.test(text[start]!) });
    start = next;
  }
  if (start < text.length) found.push({ start, end: text.length, dash: /[—–]/.test(text[start]!) });
  return found;
}

/** The point behind an initial or `M.` ends no sentence. */
const isInitial = (text: string, at: number): boolean =>
  text[at] === '.' && isUpper(text[at - 1] ?? '') && /[\s’'—–]|^$/u.test(text[at - 2] ?? '');

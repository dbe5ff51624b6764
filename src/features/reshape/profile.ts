/** What a text's typography is like: looked at once, before anything is changed. */
import { isUnderstood } from './cue-words.js';
import { languageOf } from './language.js';

/** `dash`: speech begins with a dash and has no closing mark, as in French, Spanish and Russian. */
export type QuoteStyle = 'double' | 'single' | 'guillemet' | 'low' | 'corner' | 'dash' | 'none';

export interface Profile {
  /** Which marks open and close speech. */
  quotes: QuoteStyle;
  /** The share of double quotes that are straight, 0..1. */
  straightQuotes: number;
  /** `»so«` instead of `«so»`. */
  reversedGuillemets: boolean;
  /** `”` opens and closes, as in Finnish and Swedish. */
  oneMark: boolean;
  /** `“` closes what `„` opened. */
  lowQuotes: boolean;
  /** Dashes stand between spaces, or behind a word without one. */
  spacedDashes: boolean;
  /** `!` and `?` have a space before them on purpose. */
  spacedMarks: boolean;
  /** Paragraph breaks left two or more spaces or a tab, other sentence ends one space. */
  wideBreaks: boolean;
  /** Paragraph breaks left no space at all: `end.Next`. */
  gluedBreaks: boolean;
  /** Two letters, by the commonest words or as the caller said; '' when it cannot be told. */
  language: string;
  english: boolean;
  /** The cue words of the language are known; of other languages only the sure breaks are given back. */
  understood: boolean;
}

const count = (text: string, pattern: RegExp): number => {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
};

/** A place where one paragraph ran into the next without a space. */
export const GLUED_JOINT =
  /(?:[\p{Ll}\p{N})][.!?…]+|[.!?…—,\p{Ll}]["”’]+)(?=[“"‘]?\p{Lu}[\p{Ll}\s'’]|["“‘]\p{L}|…\p{Ll})/gu;

/** The same for marks that other languages open and close speech with. */
const JOINTS: Partial<Record<QuoteStyle, RegExp>> = {
  low: /[“”](?=„|\p{Lu}[\p{Ll}\s])|[.!?…](?=„)/gu,
  guillemet: /»(?=«|\p{Lu}[\p{Ll}\s'’])|[.!?…](?=«)/gu,
  dash: /[.!?…](?=[—–]|\p{Lu}\p{Ll})/gu,
};

const REVERSED_JOINT = /«(?=»|\p{Lu}[\p{Ll}\s'’])|[.!?…](?=»\p{Lu})/gu;

const SAMPLE = 2_000_000;

/** Reads the typography of a text. Looks at its first two million characters at most. */
export function profileOf(whole: string, language?: string): Profile {
  const text = whole.length > SAMPLE ? whole.slice(0, SAMPLE) : whole;
  const straight = count(text, /"/g);
  const curly = count(text, /[“”]/g);
  const guillemets = count(text, /[«»]/g);
  const corners = count(text, /[「」『』]/g);
  const low = count(text, /„/g);
  const double = straight + curly;
  const singles = double > 40 && double > text.length / 400 ? 0 : count(text, /[,.!?…—]['’](?=[\s“"‘']|$)/g);
  const singleOpeners = singles === 0 ? 0 : count(text, /(?:^|[\s—(])['‘](?=[\p{Lu}…])/gu);
  let quotes: QuoteStyle = 'none';
  if (corners > Math.max(double, guillemets)) quotes = 'corner';
  else if (guillemets > double) quotes = 'guillemet';
  else if (low > 0 && low * 4 > double) quotes = 'low';
  else if (singles > double && singleOpeners * 2 > singles) quotes = 'single';
  else if (double > 0) quotes = 'double';
  const code = codeOf(text, language);
  if (isDashSpeech(text, code, quotes, double + guillemets + low)) quotes = 'dash';

  const reversed = quotes === 'guillemet' && /[«»]/.exec(text)?.[0] === '»';
  const tight = count(text, /[^\s—–]—[^\s—–]/g) + count(text, /[^\s-]--[^\s-]/g);
  const spaced = count(text, /[^\s—–] [—–] [^\s—–]/g) + count(text, /[^\s-] -- [^\s-]/g);
  const loose = count(text, /[^\s—–-](?:—|--) \p{Ll}/gu);
  const marks = count(text, /[^\s][!?]/g);
  const spacedMarks = count(text, /[^\s] [!?](?=\s|$)/g);

  return {
    quotes,
    straightQuotes: double === 0 ? 0 : straight / double,
    oneMark: quotes === 'double' && code !== 'en' && isOneMark(text),
    lowQuotes: quotes === 'low',
    reversedGuillemets: reversed,
    spacedDashes: spaced > tight || loose > Math.max(tight, 1),
    spacedMarks:
      (spacedMarks > marks && spacedMarks > 2) ||
      /«\s/.test(text) ||
      code === 'fr' ||
      code === 'fra' ||
      code === 'fre',
    wideBreaks: hasWideBreaks(text),
    gluedBreaks: hasGluedBreaks(text, reversed ? REVERSED_JOINT : (JOINTS[quotes] ?? GLUED_JOINT)),
    language: code,
    english: code === 'en',
    understood: isUnderstood(code),
  };
}

/** Codes of three letters and names that callers give, by their two letters. */
const SHORT: Record<string, string> = {
  eng: 'en',
  deu: 'de',
  ger: 'de',
  fra: 'fr',
  fre: 'fr',
  spa: 'es',
  rus: 'ru',
  jpn: 'ja',
  zho: 'zh',
  chi: 'zh',
};

function isOneMark(text: string): boolean {
  const opening = count(text, /(?:^|\s)”(?=\p{L})/gu);
  return opening > 1 && count(text, /[“"]/g) * 4 < opening;
}

/** What the caller said counts, unless a text of some length is plainly in another language. */
function codeOf(text: string, language?: string): string {
  if (language === undefined) return languageOf(text);
  const said = language.toLowerCase().split(/[-_]/)[0]!;
  const code = SHORT[said] ?? said;
  if (text.length < 400) return code;
  const heard = languageOf(text);
  return heard === '' ? code : heard;
}

/** English writes speech with dashes too rarely to tell it from a dash that breaks off. */
function isDashSpeech(text: string, language: string, quotes: QuoteStyle, marks: number): boolean {
  if (language.startsWith('en') || quotes === 'corner') return false;
  const turns = count(text, /(?:^|[.!?…»”]\s*|\n)[—–] ?[¿¡«]{0,2}\p{Lu}/gu);
  return turns > 1 && turns * 2 > marks;
}

function hasWideBreaks(text: string): boolean {
  const wide = count(text, /[.!?…—"”’'»」*_)](?: {2,}|\t)(?=\S)/g);
  if (wide < 2) return false;
  const narrow = count(text, /[.!?…]["”’»]? (?=["“‘«]?\p{Lu})/gu);
  const turnsNarrow = count(text, /[.!?…]["”] (?=["“])/g);
  return narrow > wide / 3 && turnsNarrow * 10 <= wide;
}

function hasGluedBreaks(text: string, joint: RegExp): boolean {
  const glued = count(text, joint);
  if (glued < 2) return false;
  const spaced = count(text, /[.!?…]["”“’»«]? +(?=["“„‘«»—–]? ?\p{Lu})/gu);
  const turnsSpaced = count(text, /[.!?…](?:["”] +(?=["“])|[“”] +(?=„)|» +(?=«)|« +(?=»))/g);
  return glued * 12 > spaced && turnsSpaced * 5 <= glued;
}

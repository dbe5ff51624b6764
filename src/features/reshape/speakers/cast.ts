/** The names of a prose run, and whether `he` or `she` stands for them. */
import { COMMON, FUNCTION, QUESTION, REPLY, TITLE } from '../words.js';
import type { Gender } from './person.js';
import type { Tokens } from './tokens.js';

const MALE = new Set('mr sir lord king prince duke father uncle brother grandfather dad'.split(' '));
const FEMALE = new Set(
  'mrs miss ms lady madam madame queen princess duchess mother aunt sister grandmother mom mum'.split(' '),
);
const HE = new Set('he him his himself'.split(' '));
const SHE = new Set('she her hers herself'.split(' '));
/** How many words behind a name its pronoun is looked for. */
const REACH = 14;

interface Known {
  /** Times with a capital inside a sentence. */
  count: number;
  /** Words that say `he` less those that say `she`. */
  score: number;
}

export class Cast {
  private readonly known = new Map<string, Known>();

  /** Reads all stretches of one text, so that a name met in one is known in all. */
  constructor(stretches: readonly Tokens[]) {
    for (const tokens of stretches) this.collect(tokens);
    for (const tokens of stretches) this.genders(tokens);
  }

  /** Whether a word is used as a name: with a capital inside a sentence, more than once. */
  has(word: string): boolean {
    return (this.known.get(word)?.count ?? 0) > 1;
  }

  genderOf(word: string): Gender {
    const score = this.known.get(word)?.score ?? 0;
    return score >= 2 ? 'male' : score <= -2 ? 'female' : 'unknown';
  }

  private collect({ words, capital, behind, from, quoted }: Tokens): void {
    let piece = 0;
    for (let at = 0; at < words.length; at++) {
      while (from[piece + 1]! <= at) piece++;
      if (capital[at] === 0 || isPlain(words[at]!)) continue;
      const opens = at === from[piece] || endsSentence(behind[at - 1]!) || quoted[at] !== quoted[at - 1];
      const name = bare(words[at]!);
      if (opens && !this.known.has(name)) continue;
      const entry = this.known.get(name) ?? { count: 0, score: 0 };
      entry.count++;
      this.known.set(name, entry);
    }
  }

  private genders({ words, capital, quoted }: Tokens): void {
    for (let at = 0; at < words.length; at++) {
      if (capital[at] === 0 || quoted[at] === 1) continue;
      const entry = this.known.get(bare(words[at]!));
      if (!entry) continue;
      const title = words[at - 1] ?? '';
      if (MALE.has(title)) entry.score += 4;
      else if (FEMALE.has(title)) entry.score -= 4;
      const end = Math.min(words.length, at + REACH);
      for (let next = at + 1; next < end; next++) {
        if (quoted[next] === 1) continue;
        const word = words[next]!;
        if (capital[next] === 1 && this.known.has(bare(word))) break;
        if (HE.has(word)) {
          entry.score++;
          break;
        }
        if (SHE.has(word)) {
          entry.score--;
          break;
        }
      }
    }
  }
}

/** A word without a possessive ending. */
export const bare = (word: string): string => (word.endsWith('’s') ? word.slice(0, -2) : word);

const isPlain = (word: string): boolean =>
  word.length < 2 ||
  COMMON.has(word) ||
  FUNCTION.has(word) ||
  QUESTION.has(word) ||
  REPLY.has(word) ||
  TITLE.has(word) ||
  word.startsWith('i’');

const endsSentence = (code: number): boolean => code === 46 || code === 63 || code === 33 || code === 8230;

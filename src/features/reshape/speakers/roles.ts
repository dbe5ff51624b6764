/** Who acts, who speaks and who is spoken to in each piece of a prose run. */
import type { Cues } from '../cue-words.js';
import type { Piece } from '../piece.js';
import { SAYING, TITLE } from '../words.js';
import { bare, Cast } from './cast.js';
import type { Person } from './person.js';
import { type Prose, type Tokens, tokensOf } from './tokens.js';

export interface Roles {
  /** Who the narration at the beginning of the piece is about; null when it begins with speech. */
  actor: Person | null;
  /** Whether the actor stands at the very beginning: `Bill rose`, not `With a sigh, Bill rose`. */
  actorFirst: boolean;
  /** Who speaks by a tag, a lead-in or a beat inside the piece. */
  speaker: Person | null;
  /** Names that are spoken to in the piece's speech. */
  addressed: string[];
  /** All names in the piece. */
  names: string[];
}

/** A prose run with its words and the roles of its pieces. */
export interface Scene {
  prose: Prose;
  tokens: Tokens;
  cast: Cast;
  roles: Roles[];
}

const HE: Person = { kind: 'pronoun', key: 'he', gender: 'male' };
const SHE: Person = { kind: 'pronoun', key: 'she', gender: 'female' };
const I: Person = { kind: 'pronoun', key: 'i', gender: 'unknown' };
const THEY: Person = { kind: 'pronoun', key: 'they', gender: 'unknown' };
const WE: Person = { kind: 'pronoun', key: 'we', gender: 'unknown' };
const PRONOUNS = new Map<string, Person>([
  ['he', HE],
  ['his', HE],
  ['she', SHE],
  ['her', SHE],
  ['i', I],
  ['my', I],
  ['i’d', I],
  ['i’m', I],
  ['i’ll', I],
  ['i’ve', I],
  ['they', THEY],
  ['their', THEY],
  ['we', WE],
  ['our', WE],
]);
const MALE_NOUN =
  /^(?:man|boy|king|father|brother|son|uncle|husband|gentleman|fellow|lad|priest|captain|prince|lord|guy)$/;
const FEMALE_NOUN = /^(?:woman|girl|queen|mother|sister|daughter|aunt|wife|lady|princess|maid|nurse)$/;
const VERB =
  /(?:ed|was|were|had|is|said|went|came|took|made|gave|did|sat|stood|ran|fell|rose|shook|could|would)$/;
const PAUSES = ',.?!—…';
/** How far into a piece the actor is looked for. */
const ACTOR_WITHIN = 9;
const TAG_WITHIN = 6;

/** Reads the words, the names and the roles of the prose runs of one text; `cues` are those of its language. */
export function readScenes(runs: readonly Prose[], cues: Cues | null): Scene[] {
  const all = runs.map((run) => tokensOf(run, cues));
  const cast = new Cast(all);
  return runs.map((prose, run) => {
    const reader = new RoleReader(all[run]!, cast);
    return {
      prose,
      tokens: all[run]!,
      cast,
      roles: prose.cut.pieces.map((piece, index) => reader.read(piece, index)),
    };
  });
}

class RoleReader {
  private readonly tokens: Tokens;
  private readonly cast: Cast;

  constructor(tokens: Tokens, cast: Cast) {
    this.tokens = tokens;
    this.cast = cast;
  }

  read(piece: Piece, index: number): Roles {
    const start = this.tokens.from[index]!;
    const end = this.tokens.from[index + 1]!;
    const roles: Roles = { actor: null, actorFirst: false, speaker: null, addressed: [], names: [] };
    if (!piece.opensWithQuote) this.findActor(start, end, roles);
    if (piece.quotes > 0) {
      if (piece.opensWithQuote) roles.speaker = this.behindSpeech(start, end, piece.tag);
      else roles.speaker = roles.actor;
    } else if (piece.tag)
      roles.speaker = roles.actor ?? this.mention(start, Math.min(end, start + TAG_WITHIN));
    this.findNames(start, end, roles);
    return roles;
  }

  private findActor(start: number, end: number, roles: Roles): void {
    const limit = Math.min(end, start + ACTOR_WITHIN);
    for (let at = start; at < limit && this.tokens.quoted[at] === 0; at++) {
      const found = this.personAt(at, end, at === start);
      if (!found) continue;
      roles.actor = found;
      roles.actorFirst = at === start;
      return;
    }
  }

  /** The person at a word: a pronoun, a name, or a noun behind an article at the beginning. */
  private personAt(at: number, end: number, first: boolean): Person | null {
    const { words, capital } = this.tokens;
    const word = words[at]!;
    const pronoun = PRONOUNS.get(word);
    if (pronoun) return pronoun;
    if (capital[at] === 1 && (this.cast.has(bare(word)) || TITLE.has(word))) return this.nameFrom(at, end);
    if (word === 'the' && (first || SAYING.has(words[at - 1] ?? ''))) return this.nounFrom(at + 1, end);
    return null;
  }

  private nameFrom(at: number, end: number): Person | null {
    const { words, capital } = this.tokens;
    let last = at;
    while (
      last + 1 < end &&
      capital[last + 1] === 1 &&
      this.cast.has(bare(words[last + 1]!)) &&
      (this.tokens.behind[last] === 32 || TITLE.has(words[last]!))
    )
      last++;
    const key = bare(words[last]!);
    if (TITLE.has(key)) return null;
    return { kind: 'name', key, gender: this.cast.genderOf(key) };
  }

  private nounFrom(at: number, end: number): Person | null {
    const { words, capital, behind } = this.tokens;
    let last = at;
    if (last >= end) return null;
    while (last + 1 < end && last < at + 3 && behind[last] === 32 && !VERB.test(words[last + 1]!)) last++;
    if (last === at + 3) last = at;
    const key = bare(words[last]!);
    if (capital[last] === 1 && this.cast.has(key)) return this.nameFrom(last, end);
    const gender = MALE_NOUN.test(key) ? 'male' : FEMALE_NOUN.test(key) ? 'female' : 'unknown';
    return { kind: 'noun', key, gender };
  }

  private behindSpeech(start: number, end: number, tag: boolean): Person | null {
    let at = start;
    while (at < end && this.tokens.quoted[at] === 1) at++;
    return tag ? this.mention(at, Math.min(end, at + TAG_WITHIN)) : null;
  }

  private mention(start: number, end: number): Person | null {
    for (let at = start; at < end; at++) {
      const found = this.personAt(at, end, at === start);
      if (found) return found;
    }
    return null;
  }

  private findNames(start: number, end: number, roles: Roles): void {
    const { words, capital, quoted, behind } = this.tokens;
    for (let at = start; at < end; at++) {
      if (capital[at] === 0) continue;
      const name = bare(words[at]!);
      if (!this.cast.has(name)) continue;
      roles.names.push(name);
      if (quoted[at] === 0 || words[at] !== name) continue;
      const before = words[at - 1] ?? '';
      const opens =
        at === start ||
        quoted[at - 1] === 0 ||
        isPause(behind[at - 1]!) ||
        TITLE.has(before) ||
        before === 'dear' ||
        before === 'old';
      if (opens && isPause(behind[at]!)) roles.addressed.push(name);
    }
  }
}

const isPause = (code: number): boolean => PAUSES.includes(String.fromCharCode(code));

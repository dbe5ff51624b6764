/** The words around a gap, hashed into a fixed number of slots for the linear half of the model. */
import type { GapKind } from './pieces.js';
import { bare } from './speakers/cast.js';
import type { Scene } from './speakers/roles.js';
import { SAYING } from './words.js';

/** How many slots there are, as a power of two. */
const SLOT_BITS = 16;
export const SLOTS = 1 << SLOT_BITS;

const KINDS: Readonly<Record<GapKind, number>> = {
  speechEnd: 0,
  tagSpeech: 1,
  speechStart: 2,
  tagNarration: 3,
  narration: 4,
  turn: 5,
  reopen: 6,
};
export const KIND_COUNT = 7;
/** Words count once for the kind of the gap and once for what begins behind it, speech or narration. */
const BEFORE_SPEECH = 20;
const BEFORE_NARRATION = 21;
const WINDOW = 12;
/** Signs that are not of the windows, one for a verb of speech among them. */
const FIXED_SIGNS = 12;
/** How many slots the words at a gap take at most. */
export const MOST_SLOTS = 2 * (FIXED_SIGNS + 2 * WINDOW);
const NAME = 1;
const NOTHING = 2;

const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
};

function hashOf(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}

/** The words of a prose run as numbers; all names are one word, since names do not come again in other texts. */
export function wordCodes({ tokens, cast }: Scene): Int32Array {
  const { words, capital } = tokens;
  const codes = new Int32Array(words.length);
  for (let i = 0; i < words.length; i++)
    codes[i] = capital[i] === 1 && cast.has(bare(words[i]!)) ? NAME : hashOf(words[i]!);
  return codes;
}

/** The place of the kind of the gap before piece `at`, below KIND_COUNT. */
export const kindOf = ({ prose }: Scene, at: number): number => KINDS[prose.cut.gaps[at]!.kind];

/** The slot of a step of a column at gaps of a kind. */
export const stepSlot = (kind: number, column: number, step: number): number =>
  mix(kind + 1, mix(1000 + column, step)) & (SLOTS - 1);

/** All slots that hold at the gap before piece `at`: of its words, and of the steps of its numbers. */
export function slotsAt(scene: Scene, codes: Int32Array, at: number, steps: ArrayLike<number>): Int32Array {
  const words = new Int32Array(MOST_SLOTS);
  const count = putSlots(scene, codes, at, words);
  const kind = kindOf(scene, at);
  const slots = new Int32Array(count + steps.length);
  slots.set(words.subarray(0, count));
  for (let column = 0; column < steps.length; column++)
    slots[count + column] = stepSlot(kind, column, steps[column]!);
  return slots;
}

/** Writes the slots of the words at the gap before piece `at`, MOST_SLOTS at most, and returns how many there are. */
export function putSlots(scene: Scene, codes: Int32Array, at: number, into: Int32Array): number {
  const { kind } = scene.prose.cut.gaps[at]!;
  const own = KINDS[kind] + 1;
  const side = kind === 'tagSpeech' || kind === 'speechStart' ? BEFORE_SPEECH : BEFORE_NARRATION;
  const count = putSigns(scene, codes, at, into);
  // From the last on, since a sign takes two places and may lie where an earlier one is yet to go.
  for (let i = count - 1; i >= 0; i--) {
    const sign = into[i]!;
    into[2 * i] = mix(own, sign) & (SLOTS - 1);
    into[2 * i + 1] = mix(side, sign) & (SLOTS - 1);
  }
  return 2 * count;
}

function putSigns({ tokens }: Scene, codes: Int32Array, at: number, into: Int32Array): number {
  const { words, quoted, from } = tokens;
  const before = from[at - 1]!;
  const start = from[at]!;
  const end = from[at + 1]!;
  const first = codes[start] ?? NOTHING;
  const second = start + 1 < end ? codes[start + 1]! : NOTHING;
  const third = start + 2 < end ? codes[start + 2]! : NOTHING;
  const last = start > 0 ? codes[start - 1]! : NOTHING;
  const lastBut = start - 2 >= before ? codes[start - 2]! : NOTHING;
  const opener = codes[before] ?? NOTHING;
  const pair = mix(first, second);
  into[0] = mix(101, first);
  into[1] = mix(102, second);
  into[2] = mix(103, pair);
  into[3] = mix(104, mix(pair, third));
  into[4] = mix(105, last);
  into[5] = mix(106, mix(lastBut, last));
  into[6] = mix(107, mix(last, first));
  into[7] = mix(108, opener);
  into[8] = mix(109, mix(opener, first));
  into[9] = mix(110, mix(opener, codes[before + 1] ?? NOTHING));
  into[10] = mix(111, codes[end] ?? NOTHING);
  let next = 11;
  for (let i = start; i < Math.min(end, start + WINDOW); i++) into[next++] = mix(112 + quoted[i]!, codes[i]!);
  for (let i = Math.max(before, start - WINDOW); i < start; i++)
    into[next++] = mix(114 + quoted[i]!, codes[i]!);
  for (let i = start; i < Math.min(end, start + 40); i++)
    if (quoted[i] === 0 && SAYING.has(words[i]!)) {
      into[next++] = mix(116, codes[i]!);
      break;
    }
  return next;
}

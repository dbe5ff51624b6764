/** The words around a gap, hashed into a fixed number of slots for the linear half of the model. */
import type { GapKind } from './pieces.js';
import { bare } from './speakers/cast.js';
import type { Scene } from './speakers/roles.js';
import { SAYING } from './words.js';

/** How many slots there are, as a power of two. */
const SLOT_BITS = 16;
export const SLOTS = 1 << SLOT_BITS;

const KINDS: readonly GapKind[] = [
  'speechEnd',
  'tagSpeech',
  'speechStart',
  'tagNarration',
  'narration',
  'turn',
  'reopen',
];
/** Words count once for the kind of the gap and once for what begins behind it, speech or narration. */
const BEFORE_SPEECH = 20;
const BEFORE_NARRATION = 21;
const WINDOW = 12;
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

/** The slots that hold at the gap before piece `at`: its words, and the steps of its numbers. */
export function slotsAt(scene: Scene, codes: Int32Array, at: number, steps: ArrayLike<number>): Int32Array {
  const { kind } = scene.prose.cut.gaps[at]!;
  const own = KINDS.indexOf(kind) + 1;
  const side = kind === 'tagSpeech' || kind === 'speechStart' ? BEFORE_SPEECH : BEFORE_NARRATION;
  const signs = signsAt(scene, codes, at);
  const slots = new Int32Array(2 * signs.length + steps.length);
  let next = 0;
  for (const sign of signs) {
    slots[next++] = mix(own, sign) & (SLOTS - 1);
    slots[next++] = mix(side, sign) & (SLOTS - 1);
  }
  for (let column = 0; column < steps.length; column++)
    slots[next++] = mix(own, mix(1000 + column, steps[column]!)) & (SLOTS - 1);
  return slots;
}

function signsAt({ tokens }: Scene, codes: Int32Array, at: number): number[] {
  const { words, quoted, from } = tokens;
  const before = from[at - 1]!;
  const start = from[at]!;
  const end = from[at + 1]!;
  const first = codes[start] ?? NOTHING;
  const second = start + 1 < end ? codes[start + 1]! : NOTHING;
  const third = start + 2 < end ? codes[start + 2]! : NOTHING;
  const last = codes[start - 1] ?? NOTHING;
  const lastBut = start - 2 >= before ? codes[start - 2]! : NOTHING;
  const opener = codes[before] ?? NOTHING;
  const pair = mix(first, second);
  const signs = [
    mix(101, first),
    mix(102, second),
    mix(103, pair),
    mix(104, mix(pair, third)),
    mix(105, last),
    mix(106, mix(lastBut, last)),
    mix(107, mix(last, first)),
    mix(108, opener),
    mix(109, mix(opener, first)),
    mix(110, mix(opener, codes[before + 1] ?? NOTHING)),
    mix(111, codes[end] ?? NOTHING),
  ];
  for (let i = start; i < Math.min(end, start + WINDOW); i++) signs.push(mix(112 + quoted[i]!, codes[i]!));
  for (let i = Math.max(before, start - WINDOW); i < start; i++) signs.push(mix(114 + quoted[i]!, codes[i]!));
  for (let i = start; i < Math.min(end, start + 40); i++)
    if (quoted[i] === 0 && SAYING.has(words[i]!)) {
      signs.push(mix(116, codes[i]!));
      break;
    }
  return signs;
}

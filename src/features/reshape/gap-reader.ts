/** Turns the gaps of a text into what the model takes: a row of numbers and the slots of its words. */
import type { Cues } from './cue-words.js';
import { putLayout, type Sums, sumsOf } from './gap-layout.js';
import { putPeople } from './gap-people.js';
import { Row } from './gap-row.js';
import { type Style, styleOf } from './gap-style.js';
import { kindOf, putSlots, slotsAt, wordCodes } from './gap-words.js';
import type { Gap } from './pieces.js';
import type { Profile } from './profile.js';
import { readScenes, type Scene } from './speakers/roles.js';
import type { Prose } from './speakers/tokens.js';

/** The first column that is about the whole text rather than the gap. */
export const STYLE_PREFIX = 'style.';

/** More columns than a row has. */
const ROOM = 256;

/** One prose run of a text, ready to be asked about its gaps. */
export class GapReader {
  readonly scene: Scene;
  readonly style: Style;
  private readonly sums: Sums;
  private readonly codes: Int32Array;

  constructor(scene: Scene, style: Style) {
    this.scene = scene;
    this.style = style;
    this.sums = sumsOf(scene);
    this.codes = wordCodes(scene);
  }

  /** The place of the kind of the gap before piece `at`. */
  kindAt(at: number): number {
    return kindOf(this.scene, at);
  }

  /** Puts down the numbers of the gap before piece `at`, without those of the whole text. */
  putNumbers(at: number, row: Row): void {
    putLayout(this.scene, this.sums, at, row);
    putPeople(this.scene, at, row);
  }

  /** All numbers of the gap before piece `at`; with `names`, the columns' names are pushed there. */
  rowAt(at: number, names: string[] | null = null): Float32Array {
    const row = new Row(ROOM, names);
    this.putNumbers(at, row);
    row.putAll(this.style.names, this.style.values);
    return row.taken();
  }

  /** Writes the slots of the words at the gap before piece `at` and returns how many there are. */
  putWords(at: number, into: Int32Array): number {
    return putSlots(this.scene, this.codes, at, into);
  }

  /** All slots of the gap before piece `at`; `steps` are those of its row. */
  slotsAt(at: number, steps: ArrayLike<number>): Int32Array {
    return slotsAt(this.scene, this.codes, at, steps);
  }
}

/** Readers for all prose runs of one text: names and style are learned from all of them. */
export function readGaps(runs: readonly Prose[], cues: Cues | null): GapReader[] {
  const scenes = readScenes(runs, cues);
  const style = styleOf(scenes);
  return scenes.map((scene) => new GapReader(scene, style));
}

/** The probability of a gap that needs no model, or that the model cannot read; null for the others. */
export function sureProbability(gap: Gap, profile: Profile): number | null {
  if (gap.joint === 'wide') return 0.97;
  if (gap.joint === 'none') return gap.end === 'a' ? 0.8 : gap.kind === 'turn' ? 0.99 : 0.93;
  if (gap.kind === 'turn') return gap.end === '' ? 0.5 : 0.995;
  if (gap.kind === 'reopen') return 0.96;
  if (profile.wideBreaks || profile.gluedBreaks) return 0.02;
  if (profile.understood) return null;
  return isNarration(gap) ? 0.2 : 0.35;
}

/** Narration on both sides, where breaks are seldom: not worth a look when nothing more can be read. */
const isNarration = ({ kind }: Gap): boolean => kind === 'narration' || kind === 'tagNarration';

/** What a whole text's prose is like: how its writer mixes speech and narration. Shares, 0..1, unless said otherwise. */
import { Row } from './gap-row.js';
import { plainly, relate } from './speakers/person.js';
import type { Scene } from './speakers/roles.js';

const COUNTERS = [
  'words',
  'narrated',
  'quotes',
  'tags',
  'turn',
  'reopen',
  'speechEnd',
  'speechStart',
  'tagSpeech',
  'tagNarration',
  'narration',
  'actors',
  'firstPerson',
  'tagBehindNarration',
  'shortBefore',
  'tagBehindShort',
  'colons',
  'compared',
  'sameActor',
  'runs',
  'runWords',
  'singleRuns',
  'shortRuns',
  'longTails',
  'leadIns',
  'turnRuns',
  'shortTurns',
  'pronounTags',
  'nameTags',
  'iTags',
  'commas',
] as const;

type Counts = Record<(typeof COUNTERS)[number], number>;

/** Narration of fewer words than this beside speech is a beat. */
const BEAT = 12;
const LONGEST_RUN = 120;
/** Room for the numbers of a style. */
const STYLE_ROOM = 64;

/** The same numbers for every row of a text. */
export interface Style {
  names: readonly string[];
  values: Float32Array;
}

/** The style of a text, from all its prose runs. */
export function styleOf(scenes: readonly Scene[]): Style {
  const counts = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Counts;
  for (const scene of scenes) {
    countPieces(scene, counts);
    countRuns(scene, counts);
  }
  const names: string[] = [];
  const row = new Row(STYLE_ROOM, names);
  putStyle(counts, row);
  return { names, values: row.taken() };
}

function countPieces(scene: Scene, counts: Counts): void {
  const { prose, roles } = scene;
  const { pieces, gaps } = prose.cut;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    counts.words += piece.words;
    counts.narrated += piece.narrated;
    counts.quotes += piece.quotes;
    if (piece.leadIn) counts.leadIns++;
    const { actor, speaker } = roles[i]!;
    if (actor) counts.actors++;
    if (actor?.key === 'i') counts.firstPerson++;
    if (piece.tag) {
      counts.tags++;
      if (speaker?.kind === 'pronoun') counts.pronounTags++;
      else if (speaker) counts.nameTags++;
      if (speaker?.key === 'i') counts.iTags++;
      if (piece.opensWithQuote && piece.quoteEnd === ',') counts.commas++;
    }
    if (i === 0) continue;
    const { kind } = gaps[i]!;
    counts[kind]++;
    if (kind === 'speechStart') countSpeechStart(scene, i, counts);
    if (kind === 'turn') {
      if (gaps[i - 1]!.kind !== 'turn') counts.turnRuns++;
      if (piece.words < 8) counts.shortTurns++;
    }
  }
}

/** A writer who names the speaker again behind a beat begins a paragraph there. */
function countSpeechStart({ prose, roles }: Scene, i: number, counts: Counts): void {
  const { pieces, gaps } = prose.cut;
  const before = pieces[i - 1]!;
  const { tag } = pieces[i]!;
  if (tag) counts.tagBehindNarration++;
  if (before.quotes === 0 && before.words < BEAT) {
    counts.shortBefore++;
    if (tag) counts.tagBehindShort++;
  }
  if (gaps[i]!.end === ':') counts.colons++;
  const { actor } = roles[i - 1]!;
  const { speaker } = roles[i]!;
  if (!actor || !speaker) return;
  counts.compared++;
  if (plainly(relate(actor, speaker)) < 0) counts.sameActor++;
}

/** Runs of narration between speech. */
function countRuns({ prose }: Scene, counts: Counts): void {
  let pieces = 0;
  let words = 0;
  for (const piece of prose.cut.pieces) {
    if (piece.quotes === 0) {
      pieces++;
      words += piece.words;
      continue;
    }
    if (pieces > 0) {
      counts.runs++;
      counts.runWords += Math.min(words, LONGEST_RUN);
      if (pieces === 1) counts.singleRuns++;
      if (pieces === 1 && words < BEAT + 3) counts.shortRuns++;
    }
    pieces = 0;
    words = 0;
    if (piece.opensWithQuote && piece.narrated > 8) counts.longTails++;
  }
}

function putStyle(c: Counts, row: Row): void {
  const gaps = c.turn + c.speechEnd + c.speechStart + c.tagSpeech + c.tagNarration + c.narration + 1;
  row.put('style.speech', 1 - c.narrated / (c.words + 1));
  row.put('style.wordsPerSentence', c.narrated / (c.narration + c.tagNarration + c.speechEnd + 1));
  row.put('style.wordsPerQuote', (c.words - c.narrated) / (c.quotes + 1));
  row.put('style.tags', c.tags / (c.quotes + 1));
  row.put('style.turn', c.turn / gaps);
  row.put('style.speechEnd', c.speechEnd / gaps);
  row.put('style.speechStart', c.speechStart / gaps);
  row.put('style.tagSpeech', c.tagSpeech / gaps);
  row.put('style.tagNarration', c.tagNarration / gaps);
  row.put('style.speechEndToTurn', c.speechEnd / (c.turn + c.speechEnd + 1));
  row.put('style.speechStartToTurn', c.speechStart / (c.turn + c.speechStart + 1));
  row.put('style.tagSpeechToTurn', c.tagSpeech / (c.turn + c.tagSpeech + 1));
  row.put('style.firstPerson', c.firstPerson / (c.actors + 1));
  row.put('style.reopen', c.reopen / (c.quotes + 1));
  row.put('style.tagBehindNarration', (c.tagBehindNarration + 1) / (c.speechStart + 4));
  row.put('style.shortBefore', (c.shortBefore + 1) / (c.speechStart + 4));
  row.put('style.tagBehindShort', (c.tagBehindShort + 1) / (c.shortBefore + 5));
  row.put('style.colons', c.colons / (c.speechStart + 3));
  row.put('style.wordsPerRun', c.runWords / (c.runs + 1));
  row.put('style.singleRuns', c.singleRuns / (c.runs + 2));
  row.put('style.shortRuns', c.shortRuns / (c.runs + 2));
  row.put('style.pronounTags', c.pronounTags / (c.pronounTags + c.nameTags + 2));
  row.put('style.iTags', c.iTags / (c.tags + 2));
  row.put('style.turnsPerRun', c.turn / (c.turnRuns + 1));
  row.put('style.leadIns', c.leadIns / (c.quotes + 1));
  row.put('style.longTails', c.longTails / (c.quotes + 1));
  row.put('style.commas', c.commas / (c.tags + 1));
  row.put('style.shortTurns', c.shortTurns / (c.turn + 2));
  row.put('style.sameActor', (c.sameActor + 1) / (c.compared + 2));
}

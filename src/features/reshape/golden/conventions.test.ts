/**
 * Conventions of writing, each with a small set of invented texts: conventions/NAME.jsonl, a line a text with its
 * flat form and its true blocks. The id ends in the way it was flattened. Scored over a whole set, not text by text;
 * the floors lie a little under what is reached, so that a change of the gap model need not touch them.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { textOf } from '../html.js';
import { type Reshaped, reshape } from '../index.js';
import { countLetters } from '../letters.js';

const folder = path.join(import.meta.dirname, 'conventions');

const Sample = z.object({
  id: z.string(),
  flat: z.string(),
  gold: z.array(z.object({ kind: z.string(), html: z.string(), label: z.string().optional() })),
});
type Blocks = readonly { kind: string; html: string; label?: string | undefined }[];

/** F1 in per cent over a set: of the places where blocks meet, of emphasis with both ends, of what is no paragraph. */
interface Score {
  boundaries: number;
  emphasis: number;
  kinds: number;
}

/** What must be reached; `emphasis` and `kinds` where the set is about them. */
const FLOORS: Record<string, Partial<Score>> = {
  'british-single': { boundaries: 88 },
  'straight-quotes': { boundaries: 90 },
  german: { boundaries: 90 },
  'french-guillemets': { boundaries: 90 },
  japanese: { boundaries: 92 },
  'dashes-french': { boundaries: 95 },
  'dashes-spanish': { boundaries: 95 },
  'dashes-russian': { boundaries: 92 },
  chat: { boundaries: 97 },
  verse: { boundaries: 97 },
  letters: { boundaries: 90 },
  'emphasis-marks': { emphasis: 98 },
  chaptered: { boundaries: 94, kinds: 97 },
  'notes-inside': { boundaries: 94, kinds: 92 },
  unknown: { boundaries: 88 },
};

const lettersOf = (html: string): number => countLetters(textOf(html));

function marksOf(blocks: Blocks): Record<keyof Score, Set<string>> {
  const marks = { boundaries: new Set<string>(), emphasis: new Set<string>(), kinds: new Set<string>() };
  let at = 0;
  for (const { kind, html, label = '' } of blocks) {
    const start = at;
    if (at > 0) marks.boundaries.add(`${at}`);
    at += countLetters(label);
    for (const [index, part] of html.split(/<\/?em>/).entries()) {
      const end = at + lettersOf(part);
      if (index % 2 === 1) marks.emphasis.add(`${at}–${end}`);
      at = end;
    }
    if (kind !== 'paragraph') marks.kinds.add(`${kind} ${start}–${at}`);
  }
  marks.boundaries.delete(`${at}`);
  return marks;
}

function scoreOf(pairs: readonly { gold: Blocks; found: Blocks }[]): Score {
  const score = { boundaries: 0, emphasis: 0, kinds: 0 };
  for (const what of ['boundaries', 'emphasis', 'kinds'] as const) {
    let hit = 0;
    let total = 0;
    for (const { gold, found } of pairs) {
      const [wanted, got] = [marksOf(gold)[what], marksOf(found)[what]];
      for (const mark of got) if (wanted.has(mark)) hit++;
      total += wanted.size + got.size;
    }
    score[what] = total === 0 ? 100 : (200 * hit) / total;
  }
  return score;
}

function read(name: string): { gold: Blocks; flat: string; id: string; reshaped: Reshaped }[] {
  return fs
    .readFileSync(path.join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const sample = Sample.parse(JSON.parse(line));
      return { ...sample, reshaped: reshape(sample.flat) };
    });
}

const names = fs.readdirSync(folder).map((file) => file.replace('.jsonl', ''));

test('every set has its floor', () => assert.deepEqual(names.sort(), Object.keys(FLOORS).sort()));

for (const name of names) {
  test(`convention: ${name}`, (t) => {
    const samples = read(name);
    const score = scoreOf(samples.map(({ gold, reshaped }) => ({ gold, found: reshaped.blocks })));
    t.diagnostic(`${name}: ${samples.length} texts, ${JSON.stringify(score)}`);
    for (const [what, floor] of Object.entries(FLOORS[name]!))
      assert.ok(score[what as keyof Score] >= floor, `${what}: ${score[what as keyof Score].toFixed(1)}`);
    for (const { id, gold, reshaped } of samples)
      assert.equal(
        countLetters(reshaped.blocks.map(({ label = '', html }) => `${label} ${textOf(html)}`).join(' ')),
        countLetters(gold.map(({ label = '', html }) => `${label} ${textOf(html)}`).join(' ')),
        `letters of ${id}`,
      );
  });
}

test('of a language without cue words only sure breaks are put in, and the result says so', () => {
  for (const { id, gold, reshaped } of read('unknown')) {
    const lines = id.endsWith('-lines');
    assert.equal(reshaped.onlySure, !lines, id);
    const wanted = marksOf(gold).boundaries;
    for (const mark of marksOf(reshaped.blocks).boundaries) assert.ok(wanted.has(mark), `${id}: ${mark}`);
  }
  for (const name of ['german', 'japanese', 'straight-quotes'])
    for (const { id, reshaped } of read(name)) assert.equal(reshaped.onlySure, false, id);
});

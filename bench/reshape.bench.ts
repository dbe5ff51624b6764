/**
 * How fast a flattened text gets its shape back, in words a second on one core over the whole way.
 * The text is invented here, the same at every run. The share of paragraph boundaries found is measured on the golden
 * cases and on a corpus: RESHAPE_CORPUS=FILE.jsonl (lines {id, flat, gold}), else the slice of the training corpus
 * that lies under test/. The shipped weights have seen that slice; docs/RESHAPE.md has the figures on unseen authors.
 */
import fs from 'node:fs';
import { z } from 'zod';
import { type Block, reshape } from '../src/features/reshape/index.js';

const NAMES = ['Ila', 'Corin', 'Mabry', 'Tess', 'Old Jonah', 'Mrs. Pell', 'Wren'];
const NOUNS =
  'lantern harbour kettle letter stair window river coat ladder garden engine cellar map orchard'.split(' ');
const VERBS = 'lifted watched mended forgot followed dropped painted counted opened hid carried wanted'.split(
  ' ',
);
const SAYS = ['said', 'asked', 'murmured', 'shouted', 'answered', 'whispered'];
const LINES = [
  'You came back',
  'Nobody told me',
  'It was never yours',
  'Put that down',
  'I counted nine of them',
  'Then we wait',
];
const STRAY = ['really', 'mine', 'never', 'her'];

/** A small generator of pseudo-random numbers, so that every run measures the same text. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Flattened prose of about `words` words: tags, beats, narration, stray spaces, markers and half of the quotes straight. */
export function inventedProse(words: number, seed = 7): string {
  const roll = dice(seed);
  const pick = (list: readonly string[]): string => list[roll(list.length)]!;
  const parts: string[] = ['Notes: I hope you like it! Chapter Text Chapter 1: The Lantern'];
  let written = 12;
  while (written < words) {
    const straight = roll(4) === 0;
    const [open, close] = straight ? ['"', '"'] : ['“', '”'];
    const stray = roll(9) === 0 ? `, it is ${pick(STRAY)} ` : '';
    const choice = roll(10);
    let next: string;
    if (choice < 3)
      next = `${open}${pick(LINES)}${stray},${close} ${pick(SAYS)} ${pick(NAMES)}. ${open}${pick(LINES)}.${close}`;
    else if (choice < 5) next = `${open}${pick(LINES)}${stray}?${close}`;
    else if (choice < 7)
      next = `${pick(NAMES)} ${pick(VERBS)} the ${pick(NOUNS)}--slowly. ${open}${pick(LINES)}.${close}`;
    else
      next = `${pick(NAMES)} ${pick(VERBS)} the ${pick(NOUNS)} and *${pick(VERBS)}* the ${pick(NOUNS)}, and it didn't matter. Then the ${pick(NOUNS)} was gone...`;
    if (roll(200) === 0) next += ' * * *';
    parts.push(next);
    written += next.split(' ').length;
  }
  return parts.join(' ');
}

const Unit = z.object({
  id: z.string(),
  flat: z.string(),
  gold: z.array(z.object({ html: z.string(), label: z.string().optional() })),
});

/** Offsets in letters at which blocks meet. */
function boundaries(blocks: readonly { html: string; label?: string | undefined }[]): Set<number> {
  const found = new Set<number>();
  let letters = 0;
  for (const { html, label = '' } of blocks) {
    found.add(letters);
    letters += (label + html.replace(/<[^>]*>|&(?:amp|lt|gt);/g, '')).replace(/[^\p{L}\p{N}]/gu, '').length;
  }
  found.delete(0);
  found.delete(letters);
  return found;
}

function accuracy(corpus: string): number {
  let hit = 0;
  let total = 0;
  for (const line of fs.readFileSync(corpus, 'utf8').split('\n')) {
    if (line === '') continue;
    const { flat, gold } = Unit.parse(JSON.parse(line));
    const wanted = boundaries(gold);
    const found = boundaries(restore(flat).blocks);
    for (const at of found) if (wanted.has(at)) hit++;
    total += wanted.size + found.size;
  }
  return (2 * hit) / total;
}

/** BENCH_OFF=1 leaves the text as it is, to see that the budgets notice. */
const restore = (flat: string): { blocks: Pick<Block, 'html' | 'label'>[] } =>
  process.env.BENCH_OFF ? { blocks: [{ html: flat }] } : reshape(flat);

const SLICE = new URL('../test/reshape/slice.jsonl', import.meta.url).pathname;
const GOLDEN = new URL('../src/features/reshape/golden/', import.meta.url);

/** Share of the paragraph boundaries of the golden cases that are found, as F1: a fast answer must be a right one too. */
function goldenF1(): number {
  let hit = 0;
  let total = 0;
  for (const name of fs.readdirSync(new URL('in/', GOLDEN))) {
    const flat = fs.readFileSync(new URL(`in/${name}`, GOLDEN), 'utf8');
    const out = fs.readFileSync(new URL(`out/${name.replace(/\.txt$/, '.json')}`, GOLDEN), 'utf8');
    const wanted = boundaries(z.object({ blocks: Unit.shape.gold }).parse(JSON.parse(out)).blocks);
    const found = boundaries(restore(flat).blocks);
    for (const at of found) if (wanted.has(at)) hit++;
    total += wanted.size + found.size;
  }
  return (2 * hit) / total;
}

/** Median of seven passes over 200,000 words, after two to warm up. */
export async function run(): Promise<Record<string, number>> {
  const flat = inventedProse(200_000);
  const words = flat.split(' ').length;
  const speeds: number[] = [];
  for (let pass = 0; pass < 9; pass++) {
    const start = performance.now();
    restore(flat);
    if (pass > 1) speeds.push((words / (performance.now() - start)) * 1000);
  }
  speeds.sort((a, b) => a - b);
  const figures: Record<string, number> = { wordsPerSecond: Math.round(speeds[3]!), goldenF1: goldenF1() };
  figures.corpusF1 = accuracy(process.env.RESHAPE_CORPUS ?? SLICE);
  return figures;
}

/**
 * A work of 100,000 words and 30 chapters as an EPUB: a fresh process of ours, from the work's file to the closed book,
 * against pandoc (and calibre, where it is installed) on the same text. Taken in turn, so that a busy machine slows all
 * alike; the figures are medians. Time and memory are those that the kernel counted for each process.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dice } from '../src/demo/dice.js';
import type { WorkDocument } from '../src/features/works/index.js';
import { chapter, work } from '../test/epub/build.js';
import { findTool, requireTool } from '../test/support/tools.js';

const ROUNDS = 7;
const CHAPTERS = 30;
const PARAGRAPHS = 44;
const WORDS =
  'the of and a lamp sea night keeper stair wind light harbour stone slowly never again white hand door water under between letters rope tide morning glass voice ship island said remembered'.split(
    ' ',
  );

/** Invented prose, the same at every run: an emphasis a paragraph, a scene break a chapter. */
function inventedWork(): WorkDocument {
  const chance = dice(7);
  const paragraph = (): string => {
    const words = Array.from({ length: 76 }, () => chance.pick(WORDS));
    words[5] = `<em>${words[5]}</em>`;
    return `<p>${words.join(' ')}.</p>`;
  };
  const chapters = Array.from({ length: CHAPTERS }, (_, i) => {
    const paragraphs = Array.from({ length: PARAGRAPHS }, paragraph);
    paragraphs.splice(PARAGRAPHS / 2, 0, '<hr>');
    return chapter(i + 1, { title: `Night ${i + 1}`, words: PARAGRAPHS * 76, html: paragraphs.join('\n') });
  });
  return work('bench', { title: 'A Hundred Thousand Words', chapters });
}

interface Cost {
  seconds: number;
  peakMiB: number;
}

/** Runs a program under GNU time, which reports what the kernel counted. */
async function cost(command: readonly string[]): Promise<Cost> {
  const begun = performance.now();
  const child = spawn(requireTool('time'), ['-f', 'peak %M', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const seconds = (performance.now() - begun) / 1000;
  const peak = /^peak (\d+)$/m.exec(errors)?.[1];
  if (code !== 0 || !peak) throw new Error(`${command[0]} ended with ${code}: ${errors}`);
  return { seconds, peakMiB: Number(peak) / 1024 };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export async function run(): Promise<Record<string, number>> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')]);
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-epub-'));
  try {
    const document = inventedWork();
    const paths = { json: join(folder, 'work.json'), html: join(folder, 'work.html') };
    writeFileSync(paths.json, JSON.stringify(document));
    const body = document.chapters.map(({ title, html }) => `<h1>${title}</h1>\n${html}`).join('\n');
    writeFileSync(
      paths.html,
      `<html lang="en"><head><title>${document.title}</title></head><body>\n${body}\n</body></html>`,
    );
    const own = join(folder, 'own.epub');
    const commands: Record<string, string[]> = {
      own: [process.execPath, join(root, 'bench/epub/write-one.mjs'), paths.json, own],
      pandoc: [
        requireTool('pandoc'),
        '-f',
        'html',
        '-t',
        'epub3',
        paths.html,
        '-o',
        join(folder, 'pandoc.epub'),
      ],
    };
    const calibre = findTool('ebook-convert');
    if (calibre)
      commands.calibre = [calibre, paths.html, join(folder, 'calibre.epub'), '--epub-version', '3'];
    const costs: Record<string, Cost[]> = {};
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      for (const [name, command] of Object.entries(commands)) {
        const measured = await cost(command);
        // The first round warms the disk's cache.
        if (turn > 0) costs[name] = [...(costs[name] ?? []), measured];
      }
    }
    if (statSync(own).size < 100_000 || readFileSync(own).readUInt32LE(0) !== 0x04034b50)
      throw new Error('The book was not written.');
    const seconds = (name: string): number => median(costs[name]!.map((one) => one.seconds));
    const peak = (name: string): number => median(costs[name]!.map((one) => one.peakMiB));
    const figures: Record<string, number> = {
      vsPandoc: round(seconds('pandoc') / seconds('own')),
      seconds: round(seconds('own'), 3),
      peakMiB: round(peak('own'), 1),
      pandocSeconds: round(seconds('pandoc'), 3),
      pandocPeakMiB: round(peak('pandoc'), 1),
      memoryVsPandoc: round(peak('own') / peak('pandoc')),
    };
    if (calibre) {
      figures.vsCalibre = round(seconds('calibre') / seconds('own'));
      figures.calibrePeakMiB = round(peak('calibre'), 1);
      figures.memoryVsCalibre = round(peak('own') / peak('calibre'));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

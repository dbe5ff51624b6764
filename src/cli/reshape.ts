import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { joinBlocks, type TextBlock } from '../core/text/index.js';
import { type Block, type FlatLine, reshape, reshapeLine } from '../features/reshape/index.js';
import { readArguments, UsageError } from './arguments.js';

/** stdin lines {id, flat} → stdout lines {id, blocks}. */
async function lines(): Promise<number> {
  let failed = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const read = parse(line);
    if (read) process.stdout.write(`${JSON.stringify(reshapeLine(read))}\n`);
    else {
      failed += 1;
      process.stderr.write(`Line ${number} is not a JSON object with "id" and "flat".\n`);
    }
  }
  return failed > 0 ? 1 : 0;
}

function parse(line: string): FlatLine | undefined {
  try {
    const { id, flat } = JSON.parse(line) as { id?: unknown; flat?: unknown };
    return typeof id === 'string' && typeof flat === 'string' ? { id, flat } : undefined;
  } catch {
    return undefined;
  }
}

const inHtml = (block: Block): TextBlock => {
  const html = block.html.replaceAll('\n', '<br>');
  if (block.kind === 'scene_break') return { kind: 'scene_break', html: '' };
  if (block.kind === 'heading') return { kind: 'heading', level: 2, html };
  if (block.kind === 'note')
    return {
      kind: 'other',
      html: `<blockquote><p>${block.label ? `${block.label} ` : ''}${html}</p></blockquote>`,
    };
  return { kind: 'paragraph', html };
};

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });

export async function reshapeVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    jsonl: { type: 'boolean' },
    language: { type: 'string' },
  });
  if (values.jsonl) return lines();
  if (positionals.length > 1) throw new UsageError('Give one file, or none to read from standard input.');
  const [file] = positionals;
  const flat = file === undefined ? await text(process.stdin) : await readText(file);
  process.stdout.write(`${joinBlocks(reshape(flat, { language: values.language }).blocks.map(inHtml))}\n`);
  return 0;
}

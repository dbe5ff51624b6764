/** The table of settings in docs/OPERATIONS.md is what the schema says. `UPDATE_GOLDEN=1` writes it anew. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { configSchema } from './config.js';

const PATH = new URL('../../docs/OPERATIONS.md', import.meta.url);
const BEGIN = '<!-- settings -->\n';
const END = '<!-- /settings -->';

type Row = [name: string, otherwise: string, does: string];

const HEAD: Row = ['name', 'if not set', 'what it does'];

function settingsRows(): Row[] {
  return Object.entries(configSchema.shape).map(([name, schema]) => {
    const otherwise = String(schema.parse(undefined) ?? '');
    return [`\`${name}\``, otherwise === '' ? '–' : `\`${otherwise}\``, schema.description ?? ''];
  });
}

/** A table in Markdown whose columns are as wide as their widest cell. */
function table(rows: readonly Row[]): string {
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return `${[line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')}\n`;
}

test('every setting says what it does', () => {
  for (const [name, , does] of settingsRows()) assert.match(does, /^[A-Z].*\.$/, name);
});

test('the table of settings in docs/OPERATIONS.md is current', () => {
  const doc = readFileSync(PATH, 'utf8');
  const [begin, end] = [doc.indexOf(BEGIN) + BEGIN.length, doc.indexOf(END)];
  assert.ok(begin >= BEGIN.length && end > begin, 'the marks of the table are there');
  const wanted = table([HEAD, ...settingsRows()]);
  if (process.env.UPDATE_GOLDEN) writeFileSync(PATH, doc.slice(0, begin) + wanted + doc.slice(end));
  else assert.equal(doc.slice(begin, end), wanted, 'UPDATE_GOLDEN=1 writes the table anew');
});

/**
 * The same as a table, a row a tag (RFC 4180). Cells that a spreadsheet would carry out as formulas get an apostrophe
 * before them, and lose it when they are read: what comes out comes in as it was.
 */
import { badInput } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { checked, type TagEntry } from './document.js';

const COLUMNS = ['type', 'name', 'status', 'synonym of', 'metatags', 'parents'] as const;
type Column = (typeof COLUMNS)[number];

/** One with apostrophes before it gets one more, so that reading takes away what writing put there. */
const FORMULA = /^'*[=+\-@\t\r]/;
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const line = (cells: readonly string[]): string => cells.map((cell) => quoted(guarded(cell))).join(',');

/** Several metatags or parents stand in one cell, a line each. */
export const writeCsv = (tags: readonly TagEntry[]): string =>
  [
    COLUMNS.join(','),
    ...tags.map((tag) =>
      line([
        tag.type,
        tag.name,
        tag.status,
        tag.synonymOf ?? '',
        (tag.metatags ?? []).join('\n'),
        (tag.parents ?? []).map(({ type, name }) => `${type}: ${name}`).join('\n'),
      ]),
    ),
    '',
  ].join('\r\n');

/** @throws badInput that says which row is wrong. */
export function readCsv(text: string, words: Messages): TagEntry[] {
  const [header = [], ...rows] = cellsOf(text.replace(/^\ufeff/, ''), words);
  const titles = header.map((title) => title.trim().toLowerCase());
  for (const column of COLUMNS)
    if (!titles.includes(column)) throw badInput(words.wrangling.file.header(column));
  return checked(
    rows
      .filter((cells) => cells.some((cell) => cell !== ''))
      .map((cells) => entryOf((column) => unguarded(cells[titles.indexOf(column)] ?? ''))),
    words,
  );
}

function entryOf(cell: (column: Column) => string): unknown {
  const metatags = linesOf(cell('metatags'));
  const parents = linesOf(cell('parents')).map((parent) => {
    const colon = parent.indexOf(':');
    return { type: parent.slice(0, Math.max(0, colon)), name: parent.slice(colon + 1).trim() };
  });
  return {
    type: cell('type'),
    name: cell('name'),
    status: cell('status') || 'free',
    ...(cell('synonym of') === '' ? {} : { synonymOf: cell('synonym of') }),
    ...(metatags.length > 0 ? { metatags } : {}),
    ...(parents.length > 0 ? { parents } : {}),
  };
}

const linesOf = (cell: string): string[] =>
  cell
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);

/** By hand: an expression would go back over a cell that is never closed. */
function cellsOf(text: string, words: Messages): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? closingOf(text, at + 1) : endOfBare(text, at);
    if (end === -1) throw badInput(words.wrangling.file.row(rows.length, words.wrangling.file.unclosed));
    row.push(quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end));
    // What stands between the closing mark and the next comma is nothing that any program writes.
    at = quoted ? endOfBare(text, end + 1) : end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  return row.length > 0 ? [...rows, row] : rows;
}

/** Where the mark is that closes a cell; two marks are one of the cell. */
function closingOf(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function endOfBare(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

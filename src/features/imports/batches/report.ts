/** A batch as a file to keep: every file, its state, why, and the address of its work. Pure. */
import type { BatchFileRow } from './queries.js';

export interface ReportLine {
  file: string;
  title: string;
  state: string;
  /** What is wrong or missing, in plain words; '' when nothing is. */
  why: string;
  /** Of the work; while there is none, of the import. */
  address: string;
}

export interface ReportWords {
  states: Record<string, string>;
  missing: string;
  missable: Record<string, string>;
  here(title: string): string;
}

const addressOf = (row: BatchFileRow, origin: string): string => {
  const work = row.workId ?? (row.isHere ? row.existing?.id : undefined);
  return `${origin}${work ? `/works/${work}` : `/imports/${row.id}`}`;
};

export function reportLines(rows: readonly BatchFileRow[], origin: string, words: ReportWords): ReportLine[] {
  return rows.map((row) => {
    const lacks = row.state === 'review' ? row.missing.map((name) => words.missable[name] ?? name) : [];
    const why = [
      row.error ?? '',
      row.isHere && row.existing ? words.here(row.existing.title) : '',
      lacks.length > 0 ? `${words.missing} ${lacks.join(', ')}` : '',
    ];
    return {
      file: row.name,
      title: row.title,
      state: row.state,
      why: why.filter(Boolean).join(' '),
      address: addressOf(row, origin),
    };
  });
}

/** A cell that a spreadsheet takes for text, whatever it begins with. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = ['file', 'title', 'state', 'why', 'address'] as const;

/** RFC 4180, with a byte order mark for spreadsheets that would guess. */
export const toCsv = (lines: readonly ReportLine[]): string =>
  `\ufeff${[COLUMNS.join(','), ...lines.map((line) => COLUMNS.map((name) => cell(line[name])).join(','))].join('\r\n')}\r\n`;

/** A text as word processors keep it: paragraphs with properties, made of runs. The readers of DOCX, ODT and RTF fill it. */

/** What a run looks like, as bits, in the order in which their tags are put inside each other. */
export const MARK = { strike: 1, underline: 2, bold: 4, italic: 8, sup: 16, sub: 32, code: 64 } as const;

export type Inline =
  | { kind: 'text'; text: string; marks: number; href: string | null }
  | { kind: 'break' }
  /** `src` is `import:KEY`. */
  | { kind: 'image'; src: string; alt: string }
  /** Where a note is referred to, by its key in `Manuscript.notes`. */
  | { kind: 'note'; note: string }
  | { kind: 'ruby'; base: string; over: string; marks: number };

export interface ListPlace {
  /** Items of one list have the same. */
  id: string;
  /** 0 for the outermost. */
  level: number;
  ordered: boolean;
  start: number;
}

export interface Paragraph {
  kind: 'paragraph';
  inlines: Inline[];
  /** 1 to 9 for a heading. */
  level: number | null;
  role: 'title' | 'subtitle' | 'author' | 'quote' | 'code' | null;
  align: 'center' | 'right' | null;
  rtl: boolean;
  /** Of all its lines, on both sides, in twentieths of a point. */
  indent: { start: number; end: number };
  list: ListPlace | null;
  /** A line drawn only above or only below it. */
  border: 'above' | 'below' | null;
}

export interface Table {
  kind: 'table';
  rows: Cell[][];
}

export interface Cell {
  blocks: Block[];
  columns: number;
}

export type Block = Paragraph | Table | { kind: 'page-break' };

export interface Manuscript {
  blocks: Block[];
  /** Footnotes and endnotes by key. */
  notes: Map<string, Block[]>;
}

export const plainParagraph = (inlines: Inline[] = []): Paragraph => ({
  kind: 'paragraph',
  inlines,
  level: null,
  role: null,
  align: null,
  rtl: false,
  indent: { start: 0, end: 0 },
  list: null,
  border: null,
});

/** The text of a paragraph on one line. */
export const textOfInlines = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) =>
      one.kind === 'text' ? one.text : one.kind === 'ruby' ? one.base : one.kind === 'break' ? ' ' : '',
    )
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();

/** Whether there is anything in a paragraph that a reader would see. */
export const isBlank = (paragraph: Paragraph): boolean =>
  textOfInlines(paragraph.inlines) === '' &&
  !paragraph.inlines.some(({ kind }) => kind === 'image' || kind === 'note');

/** A paragraph parted where pages break inside of it (null stands for each break). */
export function partedAtBreaks(like: Paragraph, parts: (Inline[] | null)[]): Block[] {
  const blocks: Block[] = [];
  for (const part of parts) blocks.push(part === null ? { kind: 'page-break' } : { ...like, inlines: part });
  return blocks;
}

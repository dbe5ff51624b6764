/** What the thread that runs pdf.js says of a PDF. Lengths are in points, from the lower left corner of a page. */

export interface PdfRun {
  x: number;
  /** The baseline. */
  y: number;
  width: number;
  size: number;
  text: string;
  italic: boolean;
  bold: boolean;
}

export interface PdfRule {
  x1: number;
  x2: number;
  y: number;
}

export interface PdfLink {
  url: string;
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

export interface PdfPage {
  width: number;
  height: number;
  /** In the order in which the file draws them. */
  runs: PdfRun[];
  /** Lines drawn across. */
  rules: PdfRule[];
  links: PdfLink[];
}

export interface PdfBookmark {
  title: string;
  level: number;
  /** From 0. */
  page: number;
  /** Where on the page; null for its beginning. */
  y: number | null;
}

export interface PdfContent {
  title: string | null;
  author: string | null;
  subject: string | null;
  keywords: string | null;
  language: string | null;
  bookmarks: PdfBookmark[];
  pages: PdfPage[];
}

export type PdfRefusal = 'password' | 'protected' | 'damaged' | 'pages' | 'text';

export interface PdfTask {
  bytes: Uint8Array;
  limits: { pages: number; letters: number; runs: number; bookmarks: number };
}

export type PdfAnswer =
  | { kind: 'done'; content: PdfContent }
  | { kind: 'refused'; why: PdfRefusal; detail: string };

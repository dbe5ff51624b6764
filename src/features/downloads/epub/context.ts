/** What travels along while a text becomes XHTML. */
import { type ChildNode, type Element, isText } from '../../../core/text/tree.js';
import type { Anchors } from './attributes.js';
import type { BookImage } from './book.js';
import type { Contents } from './metadata.js';

/** What all texts of one page share. */
export interface BodyPage extends Anchors {
  images: ReadonlyMap<string, BookImage>;
  /** Alternative text of an image that has none. */
  undescribed: string;
  /** Counted on. */
  contents: Pick<Contents, 'images' | 'undescribed'>;
}

export interface Context {
  page: BodyPage;
  /** Inline elements that stood around the blocks which are being written; they go around the inline content instead. */
  around: readonly Element[];
  outline: { under: number; open: { given: number; written: number }[] };
  /** Inside terms, table headers and addresses, where the standard allows no heading. */
  noHeadings: boolean;
  /** Writes blocks, and text between them. */
  flow(nodes: readonly ChildNode[], context: Context): string;
  /** Writes inline content; where a block was, a BREAK stands. */
  inline(nodes: readonly ChildNode[], context: Context): string;
}

/** Stands where a block was inside inline content: a line break, or a space where lines do not break. */
export const BREAK = '\0';

export const isBlank = (node: ChildNode): boolean => isText(node) && node.value.trim() === '';

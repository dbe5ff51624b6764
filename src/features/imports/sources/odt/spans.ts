/** What stands in a paragraph of an OpenDocument text. */
import { type XmlElement, xmlAll, xmlChildren, xmlText } from '../../files/xml.js';
import { webAddress } from '../manuscript/addresses.js';
import type { Inline } from '../manuscript/model.js';
import type { OdtState } from './state.js';
import { type Look, marksOf, points } from './styles.js';

/** What a paragraph holds, as it is found. */
export interface Holding {
  inlines: Inline[];
  /** Elements with blocks of their own that are anchored in it. */
  boxes: XmlElement[];
  line: boolean;
}

const NOTHING =
  /^(?:change|change-start|change-end|bookmark|bookmark-start|bookmark-end|reference-mark-start|reference-mark-end|soft-page-break|page-number|page-count|page-continuation|annotation-end|note-citation|tracked-changes|sequence-decls|forms|hidden-text|file-name|title|desc|toc-mark|toc-mark-start|toc-mark-end|alphabetical-index-mark|alphabetical-index-mark-start|alphabetical-index-mark-end)$/;
const SHAPE = /^(?:frame|g|custom-shape|rect|ellipse|line|connector|polyline|path)$/;

const SOLID = /^(?:rect|custom-shape)$/;

/** Reads the children of a paragraph. `readNote` makes blocks of a note's body. */
export class SpanReader {
  readonly #state: OdtState;
  readonly #holding: Holding;
  readonly #readNote: (body: XmlElement) => void;

  constructor(state: OdtState, holding: Holding, readNote: (note: XmlElement) => void) {
    this.#state = state;
    this.#holding = holding;
    this.#readNote = readNote;
  }

  read(parent: XmlElement, look: Look, href: string | null = null): void {
    for (const node of parent.children) {
      if (typeof node === 'string') this.#say(node.replace(/[\t\n\r ]+/g, ' '), look, href);
      else this.#element(node, look, href);
    }
  }

  #element(node: XmlElement, look: Look, href: string | null): void {
    const { name, attributes } = node;
    if (SHAPE.test(name) && node.qualified.startsWith('draw:')) {
      this.#shape(node);
      return;
    }
    switch (name) {
      case 's':
        this.#say(' '.repeat(Math.min(200, Number(attributes.get('c') ?? 1) || 1)), look, href);
        break;
      case 'tab':
        this.#say('\t', look, href);
        break;
      case 'line-break':
        this.#holding.inlines.push({ kind: 'break' });
        break;
      case 'span': {
        const own = this.#state.styles.resolve('text', attributes.get('style-name')).look;
        this.read(node, { ...look, ...own }, href);
        break;
      }
      case 'a':
        this.read(node, look, webAddress(attributes.get('href') ?? '') ?? href);
        break;
      case 'note': {
        const key = attributes.get('id') ?? `n${this.#state.notes.size}`;
        this.#readNote(node);
        this.#holding.inlines.push({ kind: 'note', note: key });
        break;
      }
      case 'annotation':
        this.#state.seen.add('comment');
        break;
      case 'ruby': {
        const [base, over] = ['ruby-base', 'ruby-text'].map((part) =>
          xmlAll(node, part).map(xmlText).join(''),
        );
        if (base) this.#holding.inlines.push({ kind: 'ruby', base, over: over ?? '', marks: marksOf(look) });
        break;
      }
      default:
        if (!NOTHING.test(name)) this.read(node, look, href);
    }
  }

  #shape(node: XmlElement): void {
    const { inlines, boxes } = this.#holding;
    const height = points(node.attributes.get('svg:height'));
    // A rule is drawn as a line, or as a box that is hardly higher than one.
    if (node.name === 'line' || (SOLID.test(node.name) && height !== undefined && height < 100))
      this.#holding.line = true;
    const alt =
      ['desc', 'title'].map((name) => xmlChildren(node, name).map(xmlText).join(' ')).find(Boolean) ?? '';
    // Of several forms of one picture, the first that can be read.
    for (const image of xmlChildren(node, 'image')) {
      const src = this.#state.image(image);
      if (!src) continue;
      inlines.push({ kind: 'image', src, alt });
      break;
    }
    for (const child of xmlChildren(node)) {
      if (SHAPE.test(child.name)) this.#shape(child);
      if (child.name === 'text-box') boxes.push(child);
    }
    if (node.name !== 'frame' && node.name !== 'g' && xmlChildren(node, 'p').length > 0) boxes.push(node);
  }

  #say(text: string, look: Look, href: string | null): void {
    if (text === '') return;
    if (look.hidden) {
      if (text.trim() !== '') this.#state.seen.add('hidden');
      return;
    }
    this.#state.languages.count(text, look);
    const shown = look.caps ? text.toLocaleUpperCase(look.language ?? 'en') : text;
    this.#holding.inlines.push({ kind: 'text', text: shown, marks: marksOf(look), href });
  }
}

/** Paragraphs and tables of a DOCX as blocks. */
import { type XmlElement, xmlAll, xmlChildren } from '../../files/xml.js';
import {
  type Block,
  type Cell,
  type Inline,
  isBlank,
  type ListPlace,
  type Paragraph,
  partedAtBreaks,
  textOfInlines,
} from '../manuscript/model.js';
import { styleLevel, styleRole } from '../manuscript/style-names.js';
import { nothingHeld, RunReader } from './runs.js';
import type { DocxState } from './state.js';
import { type ParagraphLook, paragraphLook, type Resolved } from './styles.js';
import { child, val } from './xml.js';

/** Reads blocks one after the other; `blocks` grows. */
export class BodyReader {
  readonly blocks: Block[] = [];
  readonly #state: DocxState;
  /** What began a paragraph whose end was deleted, or a letter that was set large before it. */
  #carried: Inline[] = [];
  /** The new page of a section, until that section says whether it begins one. */
  #section: Block | null = null;

  constructor(state: DocxState) {
    this.#state = state;
  }

  read(node: XmlElement): void {
    switch (node.name) {
      case 'p':
        this.#paragraph(node);
        break;
      case 'tbl':
        this.#table(node);
        break;
      case 'sectPr':
        this.#sectionEnds(node, false);
        break;
      case 'sdt':
        this.#control(node);
        break;
      case 'altChunk':
        this.#state.seen.add('altChunk');
        break;
      case 'del':
      case 'moveFrom':
        this.#state.seen.add('deleted');
        break;
      case 'AlternateContent':
        this.#each(xmlChildren(node).find((one) => xmlAll(one, 'p').length > 0));
        break;
      case 'ins':
      case 'moveTo':
      case 'customXml':
      case 'smartTag':
      case 'sdtContent':
        this.#each(node);
        break;
    }
  }

  #each(parent: XmlElement | undefined): void {
    for (const node of parent ? xmlChildren(parent) : []) this.read(node);
  }

  /** A region with a control: a table of contents is left out, a form's hint too. */
  #control(node: XmlElement): void {
    const properties = child(node, 'sdtPr');
    const gallery = val(child(properties, 'docPartObj'), 'docPartGallery') ?? '';
    if (/table of (?:contents|figures)/i.test(gallery)) this.#state.seen.add('contents');
    else if (!child(properties, 'showingPlcHdr')) this.#each(child(node, 'sdtContent'));
  }

  #paragraph(node: XmlElement): void {
    const { styles } = this.#state;
    const pPr = child(node, 'pPr');
    const style = styles.paragraph(val(pPr, 'pStyle'));
    const role = styleRole(style.names);
    const look: ParagraphLook = { ...style.paragraph, ...paragraphLook(pPr) };
    const holding = nothingHeld();
    new RunReader(this.#state, style, holding).read(node);
    if (look.newPage && role !== 'contents') this.blocks.push({ kind: 'page-break' });
    const parts = this.#withCarried(holding.parts);
    const like = this.#shaped(look, style, role === 'contents' ? null : role);
    const marks = child(pPr, 'rPr');
    const isGone = child(marks, 'del') !== undefined || child(marks, 'moveFrom') !== undefined;
    const isInitial = child(pPr, 'framePr')?.attributes.has('dropCap') ?? false;
    if (isGone) this.#state.seen.add('deleted');
    if (role === 'contents') this.#state.seen.add('contents');
    else if (isGone || isInitial) this.#carried = parts.pop() ?? [];
    if (role !== 'contents') {
      if (holding.line && like.border === null) like.border = 'below';
      this.blocks.push(...partedAtBreaks(this.#numbered(like, look, parts), parts));
    }
    for (const box of holding.boxes) this.#each(box);
    const section = child(pPr, 'sectPr');
    if (section) this.#sectionEnds(section, true);
  }

  #withCarried(parts: (Inline[] | null)[]): (Inline[] | null)[] {
    const first = parts[0];
    if (this.#carried.length > 0 && first) first.unshift(...this.#carried);
    this.#carried = [];
    return parts;
  }

  #shaped(look: ParagraphLook, style: Resolved, role: Paragraph['role']): Paragraph {
    const align = look.align ?? '';
    const isHeading = role === 'title' || role === 'subtitle';
    return {
      kind: 'paragraph',
      inlines: [],
      level: isHeading ? null : (look.level ?? styleLevel(style.names)) || null,
      role,
      align: align === 'center' ? 'center' : !look.rtl && /^(?:right|end)$/.test(align) ? 'right' : null,
      rtl: look.rtl ?? false,
      indent: {
        start: (look.start ?? 0) - (look.hanging ?? 0),
        end: look.end ?? 0,
      },
      list: this.#listPlace(look, style),
      border: look.border === 'none' ? null : (look.border ?? null),
    };
  }

  #listPlace({ numbering, level: heading }: ParagraphLook, style: Resolved): ListPlace | null {
    const id = numbering?.id ?? style.paragraph.numbering?.id;
    if (heading || id === undefined || id === '0') return null;
    const level = numbering?.level ?? style.paragraph.numbering?.level ?? 0;
    const found = this.#state.numbering.level(id, level);
    return found && { id, level, ordered: found.ordered, start: found.start };
  }

  /** A heading that holds nothing but the number that Word gives it says that number. */
  #numbered(like: Paragraph, { numbering }: ParagraphLook, parts: (Inline[] | null)[]): Paragraph {
    const inlines = parts.find((part) => part !== null);
    if (like.level === null || numbering?.id === undefined || !inlines) return like;
    const words = this.#state.numbering.headingWords(numbering.id, numbering.level ?? 0);
    const isChapter = /\p{L}/u.test(words) && words.length < 60;
    const isEmpty = isBlank({ ...like, inlines });
    if (words !== '' && (isEmpty || isChapter)) {
      const text = isEmpty ? words : `${words}: `.replace(/([:.–—-]): $/, '$1 ');
      inlines.unshift({ kind: 'text', text, marks: 0, href: null });
    }
    return like;
  }

  #table(node: XmlElement): void {
    const rows = rowsOf(node).map((row) =>
      xmlChildren(row, 'tc')
        .concat(xmlChildren(row, 'sdt').flatMap((sdt) => xmlAll(sdt, 'tc')))
        .map((cell): Cell => {
          const inner = new BodyReader(this.#state);
          inner.#each(cell);
          const columns = Number(val(child(cell, 'tcPr'), 'gridSpan') ?? 1);
          return { blocks: inner.finished(), columns: columns > 1 && columns <= 100 ? columns : 1 };
        }),
    );
    // A table of one cell is a frame around text.
    const [only] = rows;
    if (rows.length === 1 && only?.length === 1) this.blocks.push(...only[0]!.blocks);
    else if (
      rows.some((cells) =>
        cells.some(({ blocks }) => blocks.some((b) => b.kind !== 'paragraph' || !isBlank(b))),
      )
    )
      this.blocks.push({ kind: 'table', rows });
  }

  /** A section ends here; how the next one begins is said where that one ends. */
  #sectionEnds(properties: XmlElement, another: boolean): void {
    const isContinuous = /^(?:continuous|nextColumn)$/.test(val(properties, 'type') ?? '');
    if (this.#section && isContinuous) this.blocks.splice(this.blocks.lastIndexOf(this.#section), 1);
    this.#section = another ? { kind: 'page-break' } : null;
    if (this.#section) this.blocks.push(this.#section);
  }

  /** The blocks, when all is read. */
  finished(): Block[] {
    if (textOfInlines(this.#carried) !== '') {
      const like = this.#shaped({}, { names: [], run: {}, paragraph: {} }, null);
      this.blocks.push({ ...like, inlines: this.#carried });
    }
    this.#carried = [];
    return this.blocks;
  }
}

/** Rows, those in controls too; a row that was deleted is none. */
function rowsOf(parent: XmlElement): XmlElement[] {
  return xmlChildren(parent).flatMap((node) => {
    if (node.name === 'tr') return child(child(node, 'trPr'), 'del') ? [] : [node];
    return /^(?:sdt|sdtContent|customXml|ins)$/.test(node.name) ? rowsOf(node) : [];
  });
}

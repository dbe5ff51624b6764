/** What stands in a paragraph of a DOCX. */
import { type XmlElement, xmlAll, xmlChildren } from '../../files/xml.js';
import { webAddress } from '../manuscript/addresses.js';
import type { Inline } from '../manuscript/model.js';
import { symbol, symbolText } from '../manuscript/symbols.js';
import { fieldLink, fieldRuby, isDroppedField } from '../manuscript/word-fields.js';
import type { DocxState } from './state.js';
import { looksLike, marksOf, type Resolved, type RunLook, runLook } from './styles.js';
import { child, val } from './xml.js';

/** What a paragraph holds, as it is found. */
export interface Holding {
  /** Null where a page breaks. */
  parts: (Inline[] | null)[];
  /** Text boxes that are anchored in it. */
  boxes: XmlElement[];
  /** A line is drawn across it. */
  line: boolean;
}

export const nothingHeld = (): Holding => ({ parts: [[]], boxes: [], line: false });

/** Deleted, or the place that something was moved from. */
const GONE = /^(?:del|moveFrom)$/;
const SKIPPED =
  /^(?:pPr|rPr|sdtPr|sdtEndPr|tcPr|bookmarkStart|bookmarkEnd|proofErr|commentRangeStart|commentRangeEnd|permStart|permEnd|smartTagPr|customXmlPr|oMathParaPr|ctrlPr|ffData)$/;

/** Reads the children of a paragraph or of something in it. */
export class RunReader {
  readonly #state: DocxState;
  readonly #style: Resolved;
  readonly #holding: Holding;

  constructor(state: DocxState, style: Resolved, holding: Holding) {
    this.#state = state;
    this.#style = style;
    this.#holding = holding;
  }

  read(parent: XmlElement, href: string | null = null): void {
    for (const node of xmlChildren(parent)) {
      if (SKIPPED.test(node.name)) continue;
      if (GONE.test(node.name)) this.#state.seen.add('deleted');
      else if (node.name === 'r') this.#run(node, href);
      else if (node.name === 'hyperlink') this.read(node, this.#linkOf(node) ?? href);
      else if (node.name === 'fldSimple') this.#simpleField(node, href);
      else if (node.name === 'AlternateContent') this.#alternative(node, (one) => this.read(one, href));
      else if (node.name === 'sdt') {
        if (!child(child(node, 'sdtPr'), 'showingPlcHdr')) this.read(node, href);
      } else if (node.name === 't') this.#say(xmlRaw(node), 0, href);
      else {
        if (node.name === 'ins' || node.name === 'moveTo') this.#state.seen.add('inserted');
        this.read(node, href);
      }
    }
  }

  #linkOf(node: XmlElement): string | null {
    const id = node.attributes.get('r:id') ?? node.attributes.get('id');
    const relation = id === undefined ? undefined : this.#state.part.relations.get(id);
    return relation?.external ? webAddress(relation.target) : null;
  }

  #simpleField(node: XmlElement, href: string | null): void {
    const instruction = node.attributes.get('instr') ?? '';
    if (!isDroppedField(instruction)) this.read(node, fieldLink(instruction) ?? href);
  }

  /** The first way that holds anything; programs that do not know it would take the fallback. */
  #alternative(node: XmlElement, read: (one: XmlElement) => void): void {
    const ways = xmlChildren(node);
    const holds = (one: XmlElement): boolean =>
      ['blip', 'txbxContent', 't', 'imagedata'].some((name) => xmlAll(one, name).length > 0);
    const best = ways.find(holds) ?? ways.find((one) => xmlAll(one, 'prstGeom').length > 0);
    if (best) read(best);
  }

  #run(run: XmlElement, href: string | null): void {
    const rPr = child(run, 'rPr');
    const direct = runLook(rPr);
    const look = looksLike(
      this.#state.styles,
      this.#style,
      this.#state.styles.character(val(rPr, 'rStyle')),
      direct,
    );
    if (look.hidden) {
      if (xmlAll(run, 't').length > 0 && this.#state.fields.visible) this.#state.seen.add('hidden');
      if (!xmlAll(run, 'fldChar').length) return;
    }
    const font = child(rPr, 'rFonts')?.attributes.get('ascii') ?? '';
    this.#runParts(run, look, font, href);
  }

  #runParts(run: XmlElement, look: RunLook, font: string, href: string | null): void {
    const marks = marksOf(look);
    for (const node of xmlChildren(run)) {
      switch (node.name) {
        case 't':
          this.#text(xmlRaw(node), look, font, href);
          break;
        case 'tab':
        case 'ptab':
          this.#say('\t', marks, href);
          break;
        case 'br':
          this.#lineOrPage(node);
          break;
        case 'cr':
          this.#put({ kind: 'break' });
          break;
        case 'noBreakHyphen':
          this.#say('\u2011', marks, href);
          break;
        case 'sym': {
          const code = Number.parseInt(node.attributes.get('char') ?? '', 16);
          if (code > 0) this.#say(symbol(node.attributes.get('font') ?? '', code), marks, href);
          break;
        }
        case 'footnoteReference':
        case 'endnoteReference':
          this.#put({ kind: 'note', note: `${node.name.slice(0, 4)}-${node.attributes.get('id') ?? ''}` });
          break;
        case 'commentReference':
          this.#state.seen.add('comment');
          break;
        case 'fldChar':
          this.#fieldMark(node, marks);
          break;
        case 'instrText':
          this.#state.fields.instruct(xmlRaw(node));
          break;
        case 'ruby':
          this.#ruby(node, marks);
          break;
        case 'AlternateContent':
          this.#alternative(node, (one) => this.#runParts(one, look, font, href));
          break;
        case 'drawing':
        case 'pict':
        case 'object':
          this.#drawing(node);
          break;
      }
    }
  }

  #text(raw: string, look: RunLook, font: string, href: string | null): void {
    if (raw === '') return;
    let text = look.symbols
      ? symbolText(font, raw)
      : raw.replace(/[\uf020-\uf0ff]/g, (sign) => symbol(font, sign.codePointAt(0)!));
    if (look.caps) text = text.toLocaleUpperCase(look.language ?? 'en');
    if (this.#state.fields.visible) this.#state.languages.count(text, look);
    this.#say(text, marksOf(look), href);
  }

  #lineOrPage(node: XmlElement): void {
    const type = node.attributes.get('type');
    if (type === 'page' || type === 'column') {
      if (this.#state.fields.visible) this.#holding.parts.push(null, []);
    } else this.#put({ kind: 'break' });
  }

  #fieldMark(node: XmlElement, marks: number): void {
    const type = node.attributes.get('fldCharType');
    if (type === 'begin') this.#state.fields.begin();
    else if (type === 'separate') this.#state.fields.separate();
    else if (type === 'end') {
      const ruby = fieldRuby(this.#state.fields.end());
      if (ruby) this.#put({ kind: 'ruby', ...ruby, marks });
    }
  }

  #ruby(node: XmlElement, marks: number): void {
    const [over, base] = ['rt', 'rubyBase'].map((name) =>
      xmlAll(child(node, name) ?? node, 't')
        .map(xmlRaw)
        .join(''),
    );
    if (base) this.#put({ kind: 'ruby', base, over: over ?? '', marks });
  }

  #drawing(node: XmlElement): void {
    if (!this.#state.fields.visible) return;
    const boxes = xmlAll(node, 'txbxContent').filter(
      (box, i, all) => !all.slice(0, i).some((other) => xmlAll(other, 'txbxContent').includes(box)),
    );
    this.#holding.boxes.push(...boxes);
    const isLine =
      xmlAll(node, 'prstGeom').some((shape) =>
        /^(?:line|straightConnector1)$/.test(shape.attributes.get('prst') ?? ''),
      ) ||
      xmlAll(node, 'rect').some((rect) => /^(?:t|true|1)$/.test(rect.attributes.get('hr') ?? '')) ||
      xmlChildren(node, 'line').length > 0;
    if (isLine) this.#holding.line = true;
    for (const image of imagesIn(node)) {
      const src = this.#state.images(this.#state.part, image.id);
      if (src) this.#put({ kind: 'image', src, alt: image.alt });
    }
  }

  #say(text: string, marks: number, href: string | null): void {
    this.#put({ kind: 'text', text, marks, href: this.#state.fields.href ?? href });
  }

  #put(inline: Inline): void {
    if (this.#state.fields.visible) this.#holding.parts.at(-1)!.push(inline);
  }
}

/** Pictures in a drawing, in the way of today and of long ago, with what is said instead of them. */
function imagesIn(drawing: XmlElement): { id: string; alt: string }[] {
  const properties = xmlAll(drawing, 'docPr')[0]?.attributes;
  const alt = (properties?.get('descr') ?? properties?.get('title') ?? '').trim();
  const blips = xmlAll(drawing, 'blip').flatMap((blip) => {
    const id = blip.attributes.get('embed') ?? blip.attributes.get('link');
    return id ? [{ id, alt }] : [];
  });
  const old = xmlAll(drawing, 'shape').flatMap((shape) =>
    xmlAll(shape, 'imagedata').flatMap((data) => {
      const id = data.attributes.get('r:id') ?? data.attributes.get('id');
      return id
        ? [{ id, alt: (shape.attributes.get('alt') ?? data.attributes.get('title') ?? '').trim() }]
        : [];
    }),
  );
  return [...blips, ...old];
}

/** Text as it stands; without `xml:space="preserve"` its edges are layout. */
function xmlRaw(node: XmlElement): string {
  const raw = node.children
    .filter((one) => typeof one === 'string')
    .join('')
    .replace(/\n/g, ' ');
  return node.attributes.get('xml:space') === 'preserve' ? raw : raw.trim();
}

/** Paragraphs, lists and tables of an OpenDocument text as blocks. */
import { type XmlElement, xmlAll, xmlChildren } from '../../files/xml.js';
import { type Block, type Cell, isBlank, type ListPlace, type Paragraph } from '../manuscript/model.js';
import { styleRole } from '../manuscript/style-names.js';
import { type Holding, SpanReader } from './spans.js';
import type { OdtState } from './state.js';
import { borderOf } from './styles.js';

const INDEX =
  /^(?:table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index|bibliography)$/;

/** Reads blocks one after the other; `blocks` grows. */
export class OdtBody {
  readonly blocks: Block[] = [];
  readonly #state: OdtState;
  #lists = 0;
  #breakNext = false;

  constructor(state: OdtState) {
    this.#state = state;
  }

  /** `list` is where the block stands in a list. */
  read(node: XmlElement, list: ListPlace | null = null): void {
    const { name } = node;
    if (name === 'p' || name === 'h') this.#paragraph(node, list);
    else if (name === 'list') this.#list(node, list, undefined);
    else if (name === 'table') this.#table(node);
    else if (name === 'tracked-changes') {
      if (xmlChildren(node).length > 0) this.#state.seen.add('changes');
    } else if (INDEX.test(name)) this.#state.seen.add('contents');
    else if (/^(?:section|numbered-paragraph|index-body)$/.test(name)) {
      if (node.attributes.get('display') === 'none') this.#state.seen.add('hidden');
      else for (const one of xmlChildren(node)) this.read(one, list);
    } else if (node.qualified.startsWith('draw:')) {
      // Anchored to the page, not to a paragraph.
      const holder: XmlElement = { qualified: 'text:p', name: 'p', attributes: new Map(), children: [node] };
      this.#paragraph(holder, null);
    }
  }

  #paragraph(node: XmlElement, list: ListPlace | null): void {
    const { names, look } = this.#state.styles.resolve('paragraph', node.attributes.get('style-name'));
    const role = styleRole(names);
    if (role === 'contents') {
      this.#state.seen.add('contents');
      return;
    }
    const holding: Holding = { inlines: [], boxes: [], line: false };
    new SpanReader(this.#state, holding, (note) => this.#note(note)).read(node, look);
    if (look.breakBefore || this.#breakNext) this.blocks.push({ kind: 'page-break' });
    this.#breakNext = look.breakAfter ?? false;
    const outline =
      node.name === 'h' ? Number(node.attributes.get('outline-level') ?? 1) || 1 : (look.level ?? 0);
    const isHeading = role === null && outline > 0;
    const paragraph: Paragraph = {
      kind: 'paragraph',
      inlines: holding.inlines,
      level: isHeading ? outline : null,
      role,
      align:
        look.align === 'center'
          ? 'center'
          : !look.rtl && /^(?:right|end)$/.test(look.align ?? '')
            ? 'right'
            : null,
      rtl: look.rtl ?? false,
      indent: { start: look.start ?? 0, end: look.end ?? 0 },
      list: isHeading ? null : list,
      border: holding.line ? 'below' : borderOf(look),
    };
    // LibreOffice's style for a drawn line.
    if (names.includes('horizontal line')) paragraph.border = 'below';
    this.blocks.push(paragraph);
    for (const box of holding.boxes) for (const one of xmlChildren(box)) this.read(one);
  }

  #note(note: XmlElement): void {
    const { notes } = this.#state;
    const key = note.attributes.get('id') ?? `n${notes.size}`;
    const inner = new OdtBody(this.#state);
    for (const body of xmlChildren(note, 'note-body')) for (const one of xmlChildren(body)) inner.read(one);
    notes.set(key, inner.blocks);
  }

  #list(node: XmlElement, around: ListPlace | null, inherited: string | undefined): void {
    const style = node.attributes.get('style-name') ?? inherited;
    const level = around ? around.level + 1 : 0;
    if (
      !around &&
      !/^true$/.test(node.attributes.get('continue-numbering') ?? '') &&
      !node.attributes.has('continue-list')
    )
      this.#lists += 1;
    const kind = this.#state.styles.list(style, level);
    const place: ListPlace = { id: `l${this.#lists}`, level, ordered: kind.ordered, start: kind.start };
    for (const item of xmlChildren(node)) {
      if (item.name !== 'list-item' && item.name !== 'list-header') continue;
      const from = this.blocks.length;
      for (const one of xmlChildren(item)) {
        if (one.name === 'list') this.#list(one, place, style);
        else this.read(one, kind.none || item.name === 'list-header' ? null : place);
      }
      this.#oneItem(from, place);
    }
  }

  /** Several paragraphs of one item are one, with line breaks. */
  #oneItem(from: number, place: ListPlace): void {
    const own = this.blocks
      .slice(from)
      .filter(
        (block): block is Paragraph => block.kind === 'paragraph' && block.list === place && !isBlank(block),
      );
    const [first, ...rest] = own;
    for (const one of rest) first!.inlines.push({ kind: 'break' }, { kind: 'break' }, ...one.inlines);
    for (const one of rest) this.blocks.splice(this.blocks.indexOf(one), 1);
  }

  #table(node: XmlElement): void {
    const rows = rowsOf(node).map((row) =>
      xmlChildren(row, 'table-cell').map((cell): Cell => {
        const inner = new OdtBody(this.#state);
        for (const one of xmlChildren(cell)) inner.read(one);
        const columns = Number(cell.attributes.get('number-columns-spanned') ?? 1);
        return { blocks: inner.blocks, columns: columns > 1 && columns <= 100 ? columns : 1 };
      }),
    );
    const [only] = rows;
    if (rows.length === 1 && only?.length === 1) this.blocks.push(...only[0]!.blocks);
    else if (xmlAll(node, 'p').length > 0) this.blocks.push({ kind: 'table', rows });
  }
}

const rowsOf = (parent: XmlElement): XmlElement[] =>
  xmlChildren(parent).flatMap((node) =>
    node.name === 'table-row'
      ? [node]
      : /^(?:table-header-rows|table-rows|table-row-group)$/.test(node.name)
        ? rowsOf(node)
        : [],
  );

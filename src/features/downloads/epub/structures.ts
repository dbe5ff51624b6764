/** Elements whose children the standard prescribes: lists, definitions, tables, figures, ruby. */
import { type ChildNode, type Element, isElement, textOf } from '../../../core/text/tree.js';
import { attributesOf } from './attributes.js';
import { type Context, isBlank } from './context.js';

const named = (node: ChildNode, ...names: string[]): node is Element =>
  isElement(node) && names.includes(node.tagName);

/** A list of `li` alone: anything else in it becomes an item. */
export function renderList(
  name: 'ul' | 'ol',
  attributes: string,
  nodes: readonly ChildNode[],
  context: Context,
): string {
  const items: string[] = [];
  let loose: ChildNode[] = [];
  const flush = (): void => {
    if (loose.some((node) => !isBlank(node))) items.push(`<li>${context.flow(loose, context)}</li>`);
    loose = [];
  };
  for (const node of nodes) {
    if (!named(node, 'li')) {
      loose.push(node);
      continue;
    }
    flush();
    const value = name === 'ol' ? node.attrs.find((a) => a.name === 'value')?.value : undefined;
    const position = value === undefined ? '' : ` value="${Number(value)}"`;
    items.push(
      `<li${position}${attributesOf(node, context.page)}>${context.flow(node.childNodes, context)}</li>`,
    );
  }
  flush();
  return items.length === 0 ? '' : `<${name}${attributes}>\n${items.join('\n')}\n</${name}>\n`;
}

/** Terms, each group followed by its definitions; what does not come in that order is shown the same as plain blocks. */
export function renderDefinitions(attributes: string, nodes: readonly ChildNode[], context: Context): string {
  // HTML lets a `div` hold a group; its children stand for it.
  const children = nodes
    .flatMap((node) =>
      named(node, 'div') && node.childNodes.some((child) => named(child, 'dt', 'dd'))
        ? node.childNodes
        : [node],
    )
    .filter((node) => !isBlank(node));
  if (children.length === 0) return '';
  const order = children.map((node) => (named(node, 'dt') ? 't' : named(node, 'dd') ? 'd' : 'x')).join('');
  const valid = /^(t+d+)+$/.test(order);
  const parts = children.map((node) => {
    if (!named(node, 'dt', 'dd')) return context.flow([node], context);
    const inner = node.tagName === 'dt' ? { ...context, noHeadings: true } : context;
    const content = context.flow(node.childNodes, inner);
    const own = attributesOf(node, context.page);
    return valid
      ? `<${node.tagName}${own}>${content}</${node.tagName}>`
      : `<div class="fl-${node.tagName}">${content}</div>`;
  });
  return valid
    ? `<dl${attributes}>\n${parts.join('\n')}\n</dl>\n`
    : `<div${attributes}>\n${parts.join('\n')}\n</div>\n`;
}

/** A table in the order caption, columns, head, bodies, foot, whatever order it came in. */
export function renderTable(node: Element, attributes: string, context: Context): string {
  const { page } = context;
  const of = (...names: string[]): Element[] =>
    node.childNodes.filter((child): child is Element => named(child, ...names));
  const [caption, ...captions] = of('caption');
  const heads = of('thead');
  const feet = of('tfoot');
  const bodies = [...heads.slice(1), ...of('tbody'), ...feet.slice(1)];
  const section = (name: string, part: Element): string => {
    const rows = part.childNodes.filter((child): child is Element => named(child, 'tr'));
    return rows.length === 0
      ? ''
      : `<${name}${attributesOf(part, page)}>\n${rows.map((row) => renderRow(row, context)).join('\n')}\n</${name}>\n`;
  };
  const columns = of('colgroup').map((group) => {
    const cols = group.childNodes.filter((child): child is Element => named(child, 'col'));
    const own = attributesOf(
      cols.length > 0 ? { ...group, attrs: group.attrs.filter((a) => a.name !== 'span') } : group,
      page,
    );
    return `<colgroup${own}>${cols.map((col) => `<col${attributesOf(col, page)}/>`).join('')}</colgroup>\n`;
  });
  const rows = [
    ...heads.slice(0, 1).map((part) => section('thead', part)),
    ...bodies.map((part) => section('tbody', part)),
    ...feet.slice(0, 1).map((part) => section('tfoot', part)),
  ].join('');
  const inCaption: Context = { ...context, noHeadings: true };
  const text = (part: Element): string => context.inline(part.childNodes, inCaption).replace(/\0+/g, ' ');
  if (rows === '')
    return [caption, ...captions].map((part) => (part ? `<p>${text(part)}</p>\n` : '')).join('');
  const title = caption ? `<caption${attributesOf(caption, page)}>${text(caption)}</caption>\n` : '';
  return `<table${attributes}>\n${title}${columns.join('')}${rows}</table>\n${captions.map((part) => `<p>${text(part)}</p>\n`).join('')}`;
}

function renderRow(row: Element, context: Context): string {
  const cells = row.childNodes.filter((child): child is Element => named(child, 'td', 'th'));
  const inner = cells.map((cell) => {
    // A header cell without text announces nothing.
    const name = cell.tagName === 'th' && textOf(cell).trim() === '' ? 'td' : cell.tagName;
    const attrs = name === 'td' ? cell.attrs.filter((a) => a.name !== 'scope') : cell.attrs;
    const content = context.flow(cell.childNodes, name === 'th' ? { ...context, noHeadings: true } : context);
    return `<${name}${attributesOf({ ...cell, attrs }, context.page)}>${content}</${name}>`;
  });
  return `<tr${attributesOf(row, context.page)}>${inner.join('')}</tr>`;
}

/** A figure with at most one caption, first or last. */
export function renderFigure(node: Element, attributes: string, context: Context): string {
  const captions = node.childNodes.filter((child): child is Element => named(child, 'figcaption'));
  const rest = context.flow(
    node.childNodes.filter((child) => !named(child, 'figcaption')),
    context,
  );
  if (captions.length === 0) return `<figure${attributes}>${rest}</figure>\n`;
  const first = node.childNodes.find((child) => !isBlank(child)) === captions[0];
  const content = captions.map((caption) => context.flow(caption.childNodes, context)).join('\n');
  const caption = `<figcaption${attributesOf(captions[0]!, context.page)}>${content}</figcaption>\n`;
  return `<figure${attributes}>${first ? caption + rest : `${rest}\n${caption}`}</figure>\n`;
}

/** Bases with their readings; when a reading lacks a base, all is plain text with the readings in brackets. */
export function renderRuby(node: Element, context: Context): string {
  const pairs: { base: string; reading: string; attributes: string }[] = [];
  let base = '';
  for (const child of node.childNodes) {
    if (named(child, 'rp')) continue;
    const content = (
      named(child, 'rt') ? context.inline(child.childNodes, context) : context.inline([child], context)
    ).replace(/\0+/g, ' ');
    if (!named(child, 'rt')) base += content;
    else {
      pairs.push({ base, reading: content, attributes: attributesOf(child, context.page) });
      base = '';
    }
  }
  if (pairs.length === 0 || pairs.some((pair) => pair.base.trim() === '')) {
    return pairs.map((pair) => `${pair.base}(${pair.reading})`).join('') + base;
  }
  const inner = pairs
    .map((pair) => `${pair.base}<rp>(</rp><rt${pair.attributes}>${pair.reading}</rt><rp>)</rp>`)
    .join('');
  return `<ruby${attributesOf(node, context.page)}>${inner}</ruby>${base}`;
}

/**
 * Texts as XHTML that passes a validator. Archives' HTML nests as browsers allow; a book's must nest as the
 * standard says. So the tree is written anew: an inline element around blocks goes inside each of them, lists and
 * tables get the children that they may have, headings continue the outline without a gap.
 */
import { REMOVED_WITH_CONTENTS } from '../../../core/text/allow.js';
import {
  attribute,
  type ChildNode,
  type Element,
  isElement,
  isText,
  parse,
  textOf,
} from '../../../core/text/tree.js';
import { attributesOf, currentName, idOf, linkOf } from './attributes.js';
import { type BodyPage, BREAK, type Context, isBlank } from './context.js';
import { renderDefinitions, renderFigure, renderList, renderRuby, renderTable } from './structures.js';
import { escapeXml } from './xml.js';

const INLINE = new Set(
  'a abbr acronym b big br cite code del dfn em i img ins kbd q rp rt ruby s samp small span strike strong sub sup tt u var'.split(
    ' ',
  ),
);
const isBlock = (node: ChildNode): boolean => isElement(node) && !INLINE.has(node.tagName);

/** Remembered: every level above asks again. */
const holding = new WeakMap<Element, boolean>();

function holdsBlock(node: Element): boolean {
  let holds = holding.get(node);
  if (holds === undefined) {
    holds = node.childNodes.some((child) => isBlock(child) || (isElement(child) && holdsBlock(child)));
    holding.set(node, holds);
  }
  return holds;
}

/** Whether a text shows nothing: no words, no image, no line. */
export const isEmptyText = (html: string): boolean =>
  !/<(img|hr|table)\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;|\s/gu, '') === '';

/** Names of the anchors in a text, without parsing it. */
export const anchorsIn = (html: string): string[] =>
  [...html.matchAll(/ name="([^"]+)"/g)].map((match) => match[1]!);

/**
 * The XHTML of a text under a heading of level `under` (1 to 5).
 * @throws TextError when the text is deeper or larger than any that the archive keeps
 */
export function renderBody(html: string, under: number, page: BodyPage): string {
  return renderFlow(parse(html).childNodes, {
    page,
    around: [],
    outline: { under, open: [] },
    noHeadings: false,
    flow: renderFlow,
    inline: renderInline,
  });
}

/** Blocks, and text between them. */
function renderFlow(nodes: readonly ChildNode[], context: Context): string {
  let out = '';
  for (let i = 0; i < nodes.length; ) {
    const node = nodes[i]!;
    const run = runLength(nodes, i);
    const group = nodes.slice(i, i + run);
    if (!isElement(node)) out += renderInlineRun(group, context);
    else if (node.tagName === 'li') out += renderList('ul', '', group, context);
    else if (node.tagName === 'dt' || node.tagName === 'dd') out += renderDefinitions('', group, context);
    else if (INLINE.has(node.tagName) && !holdsBlock(node)) out += renderInlineRun(group, context);
    else out += renderBlock(node, context);
    i += run;
  }
  return out;
}

/** How many nodes from `start` on belong together: inline content, stray list items, stray terms and definitions. */
function runLength(nodes: readonly ChildNode[], start: number): number {
  const kindOf = (node: ChildNode): string => {
    if (!isElement(node)) return 'inline';
    if (/^(li|d[td])$/.test(node.tagName)) return node.tagName === 'li' ? 'item' : 'term';
    return INLINE.has(node.tagName) && !holdsBlock(node) ? 'inline' : 'block';
  };
  const kind = kindOf(nodes[start]!);
  if (kind === 'block') return 1;
  let end = start + 1;
  while (end < nodes.length && (kindOf(nodes[end]!) === kind || (kind !== 'inline' && isBlank(nodes[end]!))))
    end += 1;
  return end - start;
}

/** Inline content inside the elements that stood around its block. */
function renderInlineRun(nodes: readonly ChildNode[], context: Context): string {
  const inner = trimBreaks(renderInline(nodes, context));
  if (inner.trim() === '') return inner;
  return context.around.reduceRight((content, node) => renderInlineElement(node, content, context), inner);
}

function renderBlock(node: Element, context: Context): string {
  const { tagName } = node;
  if (REMOVED_WITH_CONTENTS.has(tagName)) return '';
  const attributes = attributesOf(node, context.page);
  if (INLINE.has(tagName)) return renderAroundBlocks(node, context);
  if (/^h[1-6]$/.test(tagName)) return renderHeading(node, attributes, context);
  if (tagName === 'hr') return '<hr/>\n';
  if (tagName === 'p' || tagName === 'pre')
    return `<${tagName}${attributes}>${renderInlineRun(node.childNodes, context)}</${tagName}>\n`;
  if (tagName === 'ul' || tagName === 'ol') return renderList(tagName, attributes, node.childNodes, context);
  if (tagName === 'dl') return renderDefinitions(attributes, node.childNodes, context);
  if (tagName === 'table') return renderTable(node, attributes, context);
  if (tagName === 'figure') return renderFigure(node, attributes, context);
  if (tagName === 'details') return renderDetails(node, attributes, context);
  if (tagName === 'address' && !context.noHeadings) {
    return `<address${attributes}>${renderFlow(node.childNodes, { ...context, noHeadings: true })}</address>\n`;
  }
  const name = tagName === 'blockquote' ? 'blockquote' : 'div';
  return `<${name}${attributes}>${renderFlow(node.childNodes, context)}</${name}>\n`;
}

/** An inline element that holds blocks: links, insertions and deletions may; others go around the blocks' content. */
function renderAroundBlocks(node: Element, context: Context): string {
  const { tagName } = node;
  if (tagName === 'ins' || tagName === 'del') {
    return `<${tagName}${attributesOf(node, context.page)}>${renderFlow(node.childNodes, context)}</${tagName}>`;
  }
  if (tagName === 'ruby' || tagName === 'rt' || tagName === 'rp') return renderInlineRun([node], context);
  return renderFlow(node.childNodes, { ...context, around: [...context.around, node] });
}

/** The next level of the outline that the given level asks for: never one that leaves a level out. */
function renderHeading(node: Element, attributes: string, context: Context): string {
  const content = renderInlineRun(node.childNodes, context);
  if (textOf(node).trim() === '' && !content.includes('<img'))
    return content.trim() === '' ? '' : `<p>${content}</p>\n`;
  if (context.noHeadings) return `<p${attributes}><strong>${content}</strong></p>\n`;
  const given = Number(node.tagName[1]);
  const { under, open } = context.outline;
  while (open.length > 0 && open.at(-1)!.given >= given) open.pop();
  const written = Math.min(6, (open.at(-1)?.written ?? under) + 1);
  open.push({ given, written });
  return `<h${written}${attributes}>${content}</h${written}>\n`;
}

function renderDetails(node: Element, attributes: string, context: Context): string {
  const summary = node.childNodes.find((child) => isElement(child) && child.tagName === 'summary');
  const rest = renderFlow(
    node.childNodes.filter((child) => child !== summary),
    context,
  );
  if (!summary || !isElement(summary)) return `<div${attributes}>${rest}</div>\n`;
  const open = attribute(node, 'open') === undefined ? '' : ' open="open"';
  return `<details${open}${attributes}><summary${attributesOf(summary, context.page)}>${renderInlineRun(summary.childNodes, context)}</summary>\n${rest}</details>\n`;
}

/** Line breaks for the blocks that were inside inline content, but not at its ends. */
const trimBreaks = (text: string): string =>
  text.replace(/^[\0\s]*\0|\0[\0\s]*$/g, '').replace(/\s*\0[\0\s]*/g, '<br/>');

/** Inline content; blocks in it keep their text, on lines of their own. */
function renderInline(nodes: readonly ChildNode[], context: Context): string {
  let out = '';
  for (const node of nodes) {
    if (isText(node)) out += escapeXml(node.value);
    else if (!isElement(node) || REMOVED_WITH_CONTENTS.has(node.tagName)) continue;
    else if (node.tagName === 'br') out += '<br/>';
    else if (node.tagName === 'img') out += renderImage(node, context.page);
    else if (node.tagName === 'ruby') out += renderRuby(node, context);
    else if (node.tagName === 'td' || node.tagName === 'th')
      out += ` ${renderInline(node.childNodes, context)} `;
    else if (!INLINE.has(node.tagName)) out += BREAK + renderInline(node.childNodes, context) + BREAK;
    else out += renderInlineElement(node, renderInline(node.childNodes, context), context);
  }
  return out;
}

function renderInlineElement(node: Element, content: string, context: Context): string {
  if (node.tagName === 'a') return renderLink(node, content, context);
  // Ruby's parts outside it are plain text, and a definition holds no other.
  const plain = /^(rt|rp)$/.test(node.tagName) || (node.tagName === 'dfn' && hasAncestor(node, 'dfn'));
  const name = plain ? 'span' : currentName(node.tagName);
  const text = content.replace(/\0/g, '<br/>');
  return `<${name}${attributesOf(node, context.page)}>${text}</${name}>`;
}

function hasAncestor(node: Element, name: string): boolean {
  for (let up = node.parentNode; up; up = 'parentNode' in up ? up.parentNode : null) {
    if (up.nodeName === name) return true;
  }
  return false;
}

function renderLink(node: Element, content: string, { page }: Context): string {
  const href = linkOf(node, page);
  const id = idOf(node, page);
  // A link without text cannot be followed by those who listen.
  const name = href !== null && content.trim() !== '' ? 'a' : 'span';
  const target = name === 'a' ? ` href="${escapeXml(href!)}"` : '';
  if (name === 'span' && id === '') return content;
  return `<${name}${id}${target}${attributesOf(node, page)}>${content.replace(/\0/g, '<br/>')}</${name}>`;
}

function renderImage(node: Element, page: BodyPage): string {
  const alt = attribute(node, 'alt');
  const image = page.images.get((attribute(node, 'src') ?? '').replace(/^\/media\//, ''));
  if (!image) return alt?.trim() ? `[${escapeXml(alt)}]` : '';
  page.contents.images += 1;
  if (alt === undefined) page.contents.undescribed += 1;
  let size = '';
  for (const name of ['width', 'height']) {
    const pixels = /^(\d{1,5})(px)?$/.exec(attribute(node, name) ?? '')?.[1];
    if (pixels) size += ` ${name}="${Number(pixels)}"`;
  }
  return `<img src="${image.file}" alt="${escapeXml(alt ?? page.undescribed)}"${size}${attributesOf(node, page)}/>`;
}

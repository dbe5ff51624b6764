/** HTML as the Markdown that becomes it again; what Markdown has no sign for stays HTML, which it may hold. */
import { markdownToHtml } from './markdown.js';
import { tidyParagraphs } from './paragraphs.js';
import { brandSafe, type SafeHtml } from './safe-html.js';
import { canonical } from './sanitise.js';
import {
  attribute,
  type ChildNode,
  type Element,
  element,
  escapeText,
  isElement,
  isText,
  parse,
  serialise,
  textNode,
} from './tree.js';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['em', '*'],
  ['strong', '**'],
  ['s', '~~'],
]);

/** The Markdown of a text as `tidyParagraphs` writes it. Each block is read back, and stays HTML where that differs. */
export function htmlToMarkdown(html: SafeHtml): string {
  const blocks = parse(html).childNodes.filter((node) => !isText(node) || node.value.trim() !== '');
  return blocks.map(blockOf).join('\n\n');
}

const readBack = (markdown: string): string => tidyParagraphs(brandSafe(canonical(markdownToHtml(markdown))));

/** Without the white space at the ends of lines and blocks, which says nothing. */
const even = (html: string): string =>
  html.replace(/\s+/g, ' ').replace(/ ?(<br>|<\/?(?:p|h[1-6]|li|ul|ol|blockquote)>) ?/g, '$1');

function blockOf(node: ChildNode): string {
  const wanted = even(tidyParagraphs(brandSafe(serialise([node]))));
  const signed = isElement(node) ? signedBlock(node) : null;
  if (signed !== null && even(readBack(signed)) === wanted) return signed;
  // An empty line would end the HTML.
  return serialise([node]).replace(/\n\s*\n/g, '\n');
}

function signedBlock(node: Element): string | null {
  if (node.attrs.length > 0) return null;
  const { tagName, childNodes } = node;
  if (tagName === 'hr') return '---';
  if (tagName === 'p') return lineOf(childNodes);
  if (/^h[1-6]$/.test(tagName)) return `${'#'.repeat(Number(tagName[1]))} ${lineOf(childNodes)}`;
  if (tagName === 'blockquote') {
    const inner = childNodes.filter(isElement).map(blockOf).join('\n\n');
    return inner.replace(/^/gm, '> ').replace(/[ ]+$/gm, '');
  }
  if (tagName === 'ul' || tagName === 'ol') return listOf(node, tagName === 'ol');
  return null;
}

/** A list of single lines. */
function listOf(node: Element, ordered: boolean): string | null {
  const items = node.childNodes.filter(isElement);
  const lines = items.map(({ childNodes }, i) => `${ordered ? `${i + 1}.` : '-'} ${lineOf(childNodes)}`);
  return lines.some((line) => line.includes('\n')) ? null : lines.join('\n');
}

/** Inline nodes as one paragraph, with nothing at a line's beginning that Markdown would take for a sign. */
const lineOf = (nodes: ChildNode[]): string =>
  inline(nodes)
    .trim()
    .replace(/^(\s*)([#>+=|~-]|\d+[.)])/gm, (_all, space: string, sign: string) =>
      /^\d/.test(sign) ? `${space}${sign.slice(0, -1)}\\${sign.at(-1)}` : `${space}\\${sign}`,
    );

function inline(nodes: ChildNode[]): string {
  let out = '';
  for (const node of nodes) {
    if (isText(node))
      out += escapeText(node.value.replace(/\s+/g, ' ').replace(/[\\`*_[\]~]/g, '\\$&')).replaceAll(
        '&gt;',
        '>',
      );
    else if (isElement(node)) out += inlineElement(node);
  }
  return out;
}

function inlineElement(node: Element): string {
  const { tagName, attrs } = node;
  if (tagName === 'br') return '\\\n';
  const inner = inline(node.childNodes);
  const sign = attrs.length === 0 ? SIGNS.get(tagName) : undefined;
  if (sign && inner === inner.trim() && inner !== '') return sign + inner + sign;
  const href = attribute(node, 'href');
  const plainLink = attrs.every(({ name }) => name === 'href' || name === 'rel');
  if (tagName === 'a' && href && plainLink && !href.startsWith('#') && !/[<>\s]/.test(href)) {
    return `[${inner}](<${href}>)`;
  }
  const [open = '', close = ''] = serialise([element(tagName, attrs, [textNode('\u0001')])]).split('\u0001');
  return `${open}${inner}${close}`;
}

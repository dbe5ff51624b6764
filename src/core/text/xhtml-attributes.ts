/** What EPUB 3 has no word for becomes what it has: names of elements, attributes, links, images, anchors. */
import { cleanText } from './clean.js';
import { allowedLink } from './links.js';
import { attribute, type ChildNode, type Element, element, isElement, isText, textNode } from './tree.js';

export interface XhtmlOptions {
  /** How many levels headings move down; none passes h6. Default 0. */
  headingShift?: number | undefined;
  /** Level of the heading that the text stands under: its own continue from there and leave no level out. */
  under?: number | undefined;
  /** The address in the book of the image `/media/ID`, or null when the book does not hold it; then its alt text stands. */
  image?: ((id: string) => string | null) | undefined;
  /** Alternative text of an image that has none. Default empty, which says that it is there for its looks alone. */
  undescribed?: string | undefined;
  /** Stands before every id, so that texts which share a file do not meet; begins with a letter. */
  idPrefix?: string | undefined;
  /** The archive's address, for links to its own pages; without it they become plain text. */
  base?: string | undefined;
}

const RENAMED: ReadonlyMap<string, readonly [name: string, className: string]> = new Map([
  ['strike', ['s', '']],
  ['tt', ['code', '']],
  ['big', ['span', 'big']],
  ['center', ['div', 'align-center']],
  ['acronym', ['abbr', '']],
]);

type Attrs = Element['attrs'];

/** A copy of the nodes in EPUB's words; their order and nesting is as it was. */
export function translated(nodes: ChildNode[], options: XhtmlOptions): ChildNode[] {
  const ids = new Set<string>();
  collectIds(nodes, options, ids);
  return translateAll(nodes, options, { ids, given: new Set() });
}

interface Ids {
  ids: ReadonlySet<string>;
  given: Set<string>;
}

/** The id of an anchor: letters, digits, `-`, `_` and `.` only. */
const idOf = (name: string, options: XhtmlOptions): string =>
  `${options.idPrefix ?? ''}${name.replace(/[^\p{L}\p{N}_.-]/gu, '_')}`;

function collectIds(nodes: ChildNode[], options: XhtmlOptions, ids: Set<string>): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const name = node.tagName === 'a' ? attribute(node, 'name') : undefined;
    if (name) ids.add(idOf(name, options));
    collectIds(node.childNodes, options, ids);
  }
}

const translateAll = (nodes: ChildNode[], options: XhtmlOptions, ids: Ids): ChildNode[] =>
  nodes.flatMap((node) => translate(node, options, ids));

function translate(node: ChildNode, options: XhtmlOptions, ids: Ids): ChildNode[] {
  if (isText(node)) return [textNode(cleanText(node.value))];
  if (!isElement(node)) return [];
  if (node.tagName === 'img') return image(node, options);
  const [name, className] = RENAMED.get(node.tagName) ?? [
    shifted(node.tagName, options.headingShift ?? 0),
    '',
  ];
  const inner = translateAll(node.childNodes, options, ids);
  if (name !== 'a') return [element(name, attributes(node, name, className), inner)];
  // A link that shows nothing cannot be followed, and those who listen hear nothing.
  const own = anchor(node, options, ids).filter((attr) => attr.name !== 'href' || inner.some(isHeard));
  return own.length === 0 ? inner : [element('a', [...own, ...attributes(node, 'a', '')], inner)];
}

const isHeard = (node: ChildNode): boolean =>
  isText(node)
    ? node.value.trim() !== ''
    : isElement(node) && ((attribute(node, 'alt') ?? '').trim() !== '' || node.childNodes.some(isHeard));

function shifted(tagName: string, by: number): string {
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  return level === undefined ? tagName : `h${Math.min(6, Math.max(1, Number(level) + by))}`;
}

function attributes(node: Element, name: string, className: string): Attrs {
  const value = (key: string): string | undefined => attribute(node, key);
  const attrs: Attrs = [];
  const add = (key: string, given: string | undefined): void => {
    if (given !== undefined) attrs.push({ name: key, value: cleanText(given) });
  };
  const align = value('align');
  const classes = [
    value('class'),
    className,
    align && className === '' ? `align-${align}` : '',
    listClass(name, value('type')),
  ]
    .filter(Boolean)
    .join(' ');
  add('class', classes || undefined);
  add('dir', value('dir'));
  // Private languages (x-…) have a legal tag that no voice knows.
  const lang = /^[a-z]{2,3}(-|$)/i.test(value('lang') ?? '') ? value('lang') : undefined;
  add('lang', lang);
  add('xml:lang', lang);
  add('title', value('title'));
  if (name === 'ol') for (const key of ['start', 'type', 'reversed']) add(key, value(key));
  if (name === 'li') add('value', value('value'));
  if (name === 'details') add('open', value('open'));
  if (name === 'td' || name === 'th') for (const key of ['colspan', 'rowspan']) add(key, value(key));
  if (name === 'th') add('scope', value('scope'));
  if (name === 'col' || name === 'colgroup') add('span', value('span'));
  if (name === 'table') add('aria-label', value('summary')?.trim() || undefined);
  if (name === 'q' || name === 'blockquote')
    add('cite', address(value('cite') ?? '', undefined) ?? undefined);
  return attrs;
}

const listClass = (name: string, type: string | undefined): string =>
  name === 'ul' && type ? `list-${type}` : '';

/** An anchor's own attributes; none when it leads nowhere and nothing leads to it. */
function anchor(node: Element, options: XhtmlOptions, { ids, given }: Ids): Attrs {
  const attrs: Attrs = [];
  const name = attribute(node, 'name');
  const id = name ? idOf(name, options) : '';
  if (id && !given.has(id)) {
    given.add(id);
    attrs.push({ name: 'id', value: id });
  }
  const href = attribute(node, 'href');
  if (href === undefined) return attrs;
  const target = href.startsWith('#') ? idOf(href.slice(1), options) : null;
  const found =
    target === null ? address(href, options.base) : ids.has(target) ? `#${encodeURIComponent(target)}` : null;
  if (found !== null) attrs.push({ name: 'href', value: found });
  return attrs;
}

/** An absolute address, with everything escaped that RFC 3986 does not allow and browsers do. */
function address(href: string, base: string | undefined): string | null {
  const link = allowedLink(href);
  if (!link) return null;
  const url =
    link.kind === 'local' ? (base === undefined ? null : URL.parse(link.href, base)) : URL.parse(link.href);
  if (!url || (url.protocol === 'mailto:' && url.pathname === '')) return null;
  const strict = (part: string): string =>
    part
      .replace(/%(?![\da-fA-F]{2})/g, '%25')
      .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (c) => encodeURIComponent(c));
  const hash = url.hash.length > 1 ? `#${strict(url.hash.slice(1))}` : '';
  const before = url.protocol === 'mailto:' ? 'mailto:' : `${url.protocol}//${url.host}`;
  return before + strict(url.pathname) + strict(url.search) + hash;
}

function image(node: Element, options: XhtmlOptions): ChildNode[] {
  const id = /^\/media\/(.+)$/.exec(attribute(node, 'src') ?? '')?.[1];
  const src = id === undefined ? null : (options.image?.(id) ?? null);
  const given = attribute(node, 'alt');
  if (src === null) return [textNode(`[${cleanText(given ?? '').trim() || 'image'}]`)];
  const alt = cleanText(given ?? options.undescribed ?? '');
  const attrs: Attrs = [
    { name: 'src', value: src },
    { name: 'alt', value: alt },
  ];
  for (const name of ['width', 'height']) {
    const pixels = /^(\d{1,5})(?:\.\d+)?(?:px)?$/.exec(attribute(node, name) ?? '')?.[1];
    if (pixels !== undefined && Number(pixels) > 0) attrs.push({ name, value: pixels });
  }
  return [element('img', [...attrs, ...attributes(node, 'img', '')], [])];
}

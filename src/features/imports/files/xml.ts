/**
 * A small strict reader of XML for package documents and tables of contents.
 * It knows no DTD: a document type is passed over, one with declarations inside
 * is refused; XML's own five entities, character numbers and HTML's names are read.
 */
import { parse, textOf } from '../../../core/text/tree.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';

export interface XmlElement {
  /** As written, with its prefix. */
  qualified: string;
  /** Without its prefix. */
  name: string;
  /** By name as written, and by name without prefix where that is free. */
  attributes: Map<string, string>;
  children: (XmlElement | string)[];
}

const TAG = /<(\/?)([^\s<>/"'=&]+)((?:\s+[^\s<>/"'=&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s<>/"'=&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** How much a document may hold: elements, and elements open inside each other. */
export interface XmlLimits {
  nodes: number;
  depth: number;
}

const LIMITS: XmlLimits = { nodes: IMPORT_LIMITS.xmlNodes, depth: IMPORT_LIMITS.xmlDepth };

/** Reads a document and returns its root. `where` names it in messages. Throws ImportError for anything that is not well-formed. */
export function parseXml(where: string, source: string, limits: XmlLimits = LIMITS): XmlElement {
  const pieces = xmlPieces(where, source, () => false, limits);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/**
 * Reads a document piece by piece, so that a long one is never in memory as a tree: each element of which `isPiece`
 * says so is handed out when it is closed, and taken out of its parent. What is not handed out stays in the root,
 * which is returned at the end. Throws ImportError for anything that is not well-formed.
 */
export function* xmlPieces(
  where: string,
  source: string,
  isPiece: (element: XmlElement, parent: XmlElement) => boolean,
  limits: XmlLimits = LIMITS,
): Generator<XmlElement, XmlElement, void> {
  const fail = (at: number, why: string): ImportError =>
    new ImportError(
      'damaged',
      `${where} cannot be read: ${why} in line ${source.slice(0, at).split('\n').length}. Save or download the book again.`,
    );
  const top: XmlElement = { qualified: '', name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [top];
  let nodes = 0;
  let at = source.startsWith('\ufeff') ? 1 : 0;
  while (at < source.length) {
    const parent = open.at(-1)!;
    if (source[at] !== '<') {
      const end = source.indexOf('<', at);
      const text = source.slice(at, end < 0 ? source.length : end);
      if (open.length === 1 && text.trim() !== '')
        throw fail(at, 'there is text outside of its root element');
      if (open.length > 1) parent.children.push(decodeEntities(text));
      at += text.length;
      continue;
    }
    const skipped = skip(source, at, fail);
    if (skipped) {
      if (skipped.text !== undefined) parent.children.push(skipped.text);
      at = skipped.end;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(source);
    if (!tag) throw fail(at, 'there is a tag that is not well-formed');
    const [whole, closing, qualified, attributes, empty] = tag as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    at += whole.length;
    if (closing) {
      const closed = open.length === 1 ? undefined : open.pop();
      if (closed?.qualified !== qualified) throw fail(at, `</${qualified}> closes nothing`);
      if (isPiece(closed, open.at(-1)!)) yield take(open.at(-1)!);
      continue;
    }
    nodes += 1;
    if (nodes > limits.nodes || open.length > limits.depth) {
      throw new ImportError('unsafe', `${where} has too many parts, or too many inside each other.`);
    }
    const element: XmlElement = {
      qualified,
      name: localName(qualified),
      attributes: readAttributes(attributes),
      children: [],
    };
    if (open.length === 1 && top.children.length > 0) throw fail(at, 'there is a second root element');
    parent.children.push(element);
    if (!empty) open.push(element);
    else if (isPiece(element, parent)) yield take(parent);
  }
  const root = top.children.find((child) => typeof child !== 'string');
  if (open.length > 1 || !root)
    throw fail(
      source.length,
      open.length > 1 ? `<${open.at(-1)!.qualified}> is never closed` : 'there is no element',
    );
  return root;
}

/** Takes the child that was added last. */
const take = (parent: XmlElement): XmlElement => parent.children.pop() as XmlElement;

/** Comments, processing instructions, CDATA and the document type at `at`; null when a tag stands there. */
function skip(
  source: string,
  at: number,
  fail: (at: number, why: string) => ImportError,
): { end: number; text?: string } | null {
  const through = (mark: string, from: number): number => {
    const end = source.indexOf(mark, from);
    if (end < 0) throw fail(at, 'something is never closed');
    return end + mark.length;
  };
  if (source.startsWith('<!--', at)) return { end: through('-->', at + 4) };
  if (source.startsWith('<?', at)) return { end: through('?>', at + 2) };
  if (source.startsWith('<![CDATA[', at)) {
    const end = through(']]>', at + 9);
    return { end, text: source.slice(at + 9, end - 3) };
  }
  if (!/^<!DOCTYPE\b/i.test(source.slice(at, at + 10))) return null;
  const end = through('>', at);
  if (source.slice(at, end).includes('['))
    throw new ImportError(
      'unsafe',
      'The book declares entities of its own, which are never read. Save it again with another program.',
    );
  return { end };
}

const localName = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1);

function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    const value = decodeEntities(double ?? single ?? '');
    attributes.set(name!, value);
    if (!attributes.has(localName(name!))) attributes.set(localName(name!), value);
  }
  return attributes;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,30}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? htmlEntity(whole);
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
      const valid =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
      return valid ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

/** Books use HTML's names (`&nbsp;`, `&eacute;`) without declaring them; one that HTML does not know stays as it is. */
const htmlEntity = (written: string): string => {
  const read = textOf(parse(written));
  return read === '' ? written : read;
};

/** Child elements, those of one name without prefix when it is given. */
export const xmlChildren = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** All elements of one name inside, in order. */
export function xmlAll(element: XmlElement, name: string): XmlElement[] {
  return xmlChildren(element).flatMap((child) =>
    child.name === name ? [child, ...xmlAll(child, name)] : xmlAll(child, name),
  );
}

/** All text inside, white space as single spaces, trimmed. */
export function xmlText(element: XmlElement): string {
  const raw = (one: XmlElement): string =>
    one.children.map((child) => (typeof child === 'string' ? child : raw(child))).join('');
  return raw(element).replace(/\s+/gu, ' ').trim();
}

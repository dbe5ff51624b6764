/** Attributes of a text's elements as the XHTML of a book may have them. */
import { attribute, type Element } from '../../../core/text/tree.js';
import { escapeXml } from './xml.js';

/** What a page offers to the attributes of its elements. */
export interface Anchors {
  /** Absolute address of the work: relative addresses are resolved against it. */
  base: string;
  /** Anchors that stand in the page's texts. */
  known: ReadonlySet<string>;
  /** Ids that have been written already: an id may stand once in a file. */
  written: Set<string>;
}

const OWN: Record<string, readonly string[]> = {
  ol: ['start', 'type', 'reversed'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  colgroup: ['span'],
};

/** Elements that HTML has dropped become others with a class of ours. */
const RENAMED: Record<string, [name: string, className: string]> = {
  acronym: ['abbr', ''],
  big: ['span', 'fl-big'],
  center: ['div', 'fl-center'],
  strike: ['s', ''],
  tt: ['code', ''],
};

export const currentName = (name: string): string => RENAMED[name]?.[0] ?? name;

/** The attributes of an element as text that begins with a space, or nothing. Presentation becomes classes. */
export function attributesOf(node: Element, anchors: Anchors): string {
  let out = '';
  const write = (name: string, value: string): void => {
    out += ` ${name}="${escapeXml(value)}"`;
  };
  const classes = classesOf(node);
  if (classes !== '') write('class', classes);
  for (const { name, value } of node.attrs) {
    if (name === 'lang') {
      const tag = canonicalLanguage(value);
      if (tag) out += ` lang="${tag}" xml:lang="${tag}"`;
    } else if (name === 'dir' || name === 'title') write(name, value);
    else if (name === 'cite' && webAddress(value)) write('cite', webAddress(value)!);
    else if (name === 'summary' && !attribute(node, 'title')) write('title', value);
    else if (OWN[node.tagName]?.includes(name)) write(name, value);
  }
  return out;
}

function classesOf(node: Element): string {
  const names = (attribute(node, 'class') ?? '')
    .split(/\s+/)
    .filter((name) => name !== '' && !name.startsWith('fl-'));
  const align = attribute(node, 'align');
  const kind = RENAMED[node.tagName]?.[1];
  if (align) names.push(`fl-${align}`);
  if (kind) names.push(kind);
  if (node.tagName === 'table' && Number(attribute(node, 'border') ?? 0) > 0) names.push('fl-border');
  return names.join(' ');
}

function canonicalLanguage(value: string): string | null {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

/** ` id="…"` of an anchor's name, once a page. */
export function idOf(node: Element, { written }: Anchors): string {
  const name = attribute(node, 'name');
  if (!name || written.has(name)) return '';
  written.add(name);
  return ` id="${escapeXml(name)}"`;
}

/** Where a link leads, as validators and readers take it; null when it leads nowhere. */
export function linkOf(node: Element, anchors: Anchors): string | null {
  const href = attribute(node, 'href');
  if (href === undefined) return null;
  if (href.startsWith('#')) return anchors.known.has(href.slice(1)) ? href : null;
  return webAddress(href, anchors.base);
}

/** An http, https or mailto address as RFC 3986 wants it, by which books are judged; null for anything else. */
export function webAddress(address: string, base?: string): string | null {
  const url = URL.parse(address, base);
  if (!url || !/^(https?|mailto):$/.test(url.protocol)) return null;
  url.username = '';
  url.password = '';
  const origin = url.protocol === 'mailto:' ? '' : url.origin;
  // The URL standard leaves some characters as they are that RFC 3986 does not allow.
  const rest = url.href
    .slice(url.href.indexOf(origin) + origin.length)
    .replace(/[|^`{}[\]\\"<>]/g, (c) => encodeURIComponent(c))
    .replace(/%(?![0-9a-f]{2})/gi, '%25');
  return origin + rest;
}

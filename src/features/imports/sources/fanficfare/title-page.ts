/** The title page of a FanFicFare EPUB or HTML file: a heading, then entries as lines or as rows of a table. */
import { escapeHtml } from '../../../../core/text/index.js';
import {
  attribute,
  type ChildNode,
  childElements,
  classesOf,
  type Element,
  findAll,
  htmlOf,
  isElement,
  lineOf,
  type ParentNode,
} from '../../files/page.js';
import type { SourceWork } from '../../source-work.js';
import { authorAt, setAuthors } from './authors.js';
import { type Field, isKnownLabel } from './fields.js';

const isAuthorLink = (element: Element): boolean =>
  element.tagName === 'a' && classesOf(element).some((name) => /^authorlink/.test(name));

/** `TITLE by AUTHOR, AUTHOR`, where the title links to the work and each author to their page. */
export function titleHeading(root: ParentNode): Element | null {
  const marked = findAll(root, (e) => /^h[1-3]$/.test(e.tagName)).find(
    (heading) => findAll(heading, isAuthorLink).length > 0,
  );
  return marked ?? null;
}

export function readTitleHeading(work: SourceWork, heading: Element): void {
  const links = findAll(heading, (e) => e.tagName === 'a');
  const authors = links.filter(isAuthorLink);
  const title = links.find((link) => !isAuthorLink(link));
  work.title = (title ? lineOf(title) : lineOf(heading).replace(/\s+by\s+.*$/u, '')) || null;
  const url = title ? (attribute(title, 'href') ?? '') : '';
  if (/^https?:/.test(url)) work.sourceUrl ??= url;
  setAuthors(
    work,
    authors.map((link) => authorAt(lineOf(link), attribute(link, 'href'))),
  );
}

/** The entries, in order. Whatever follows a label belongs to it until the next one. */
export function titlePageFields(root: ParentNode): Field[] {
  const tables = findAll(root, (e) => e.tagName === 'table').filter((table) =>
    findAll(table, isLabel).some((label) => isKnownLabel(labelOf(label))),
  );
  if (tables[0]) return tableFields(tables[0]);
  const first = findAll(root, isLabel).find((label) => isKnownLabel(labelOf(label)));
  return first?.parentNode ? lineFields(first.parentNode.childNodes) : [];
}

const isLabel = (element: Element): boolean => /^(?:b|strong)$/.test(element.tagName) && isLabelText(element);

const isLabelText = (element: Element): boolean => /^[^:]{1,60}:$/u.test(lineOf(element));

const labelOf = (element: Element): string => lineOf(element).replace(/:$/, '').trim();

function tableFields(table: Element): Field[] {
  return findAll(table, (e) => e.tagName === 'tr').flatMap((row) => {
    const cells = childElements(row).filter((e) => /^t[dh]$/.test(e.tagName));
    const label = cells[0] ? childElements(cells[0])[0] : undefined;
    if (!cells[0] || !label || !isLabel(label)) return [];
    const nodes = cells[1]
      ? cells[1].childNodes
      : cells[0].childNodes.slice(cells[0].childNodes.indexOf(label) + 1);
    return [field(labelOf(label), nodes)];
  });
}

/** `<b>Label:</b> value<br/>`; inside a summary only a label that FanFicFare has itself opens the next entry. */
function lineFields(nodes: readonly ChildNode[]): Field[] {
  const parts: { label: string; nodes: ChildNode[] }[] = [];
  for (const node of nodes) {
    if (isElement(node) && isLabel(node) && opensEntry(node, parts.at(-1)?.label))
      parts.push({ label: labelOf(node), nodes: [] });
    else parts.at(-1)?.nodes.push(node);
  }
  return parts.map((part) => field(part.label, part.nodes));
}

const opensEntry = (label: Element, inside: string | undefined): boolean =>
  isKnownLabel(labelOf(label)) || inside === undefined || !/^(?:summary|story notes)$/i.test(inside);

function field(label: string, nodes: readonly ChildNode[]): Field {
  const kept = withoutEdges(nodes);
  const holder = { childNodes: kept } as unknown as ParentNode;
  const block = kept.some((node) => isElement(node) && /^(?:p|div|blockquote|ul|ol)$/.test(node.tagName));
  const text = kept.map((node) => lineOf(node)).join(' ');
  const spaced = kept.map((node) => ('value' in node ? node.value : lineOf(node))).join('');
  const html = htmlOf(kept);
  return {
    label,
    text: block ? text.trim() : spaced.replace(/\s+/gu, ' ').trim(),
    html: block || html === '' ? html : `<p>${html}</p>`,
    links: findAll(holder, (e) => e.tagName === 'a').map((link) => ({
      text: lineOf(link),
      url: attribute(link, 'href') ?? '',
    })),
  };
}

/** Without the white space and line breaks around a value. */
function withoutEdges(nodes: readonly ChildNode[]): ChildNode[] {
  const isEdge = (node: ChildNode | undefined): boolean =>
    node !== undefined &&
    (isElement(node) ? node.tagName === 'br' : !('value' in node) || node.value.trim() === '');
  let start = 0;
  let end = nodes.length;
  while (start < end && isEdge(nodes[start])) start += 1;
  while (end > start && isEdge(nodes[end - 1])) end -= 1;
  return nodes.slice(start, end);
}

/** A value that is only text, as an entry. */
export const textField = (label: string, text: string, html = `<p>${escapeHtml(text)}</p>`): Field => ({
  label,
  text,
  html,
  links: [],
});

/** Word writes the items of a list as paragraphs with the marker typed in; here they become a list again. */
import {
  attribute,
  type ChildNode,
  type Element,
  element,
  isElement,
  isText,
  type ParentNode,
  setChildren,
  textOf,
} from './tree.js';

interface Item {
  node: Element;
  /** 1 for the outermost. */
  level: number;
  marker: string;
}

/** Turns runs of Word's list paragraphs into `<ul>` and `<ol>`, nested as their levels say, in place. */
export function wordLists(parent: ParentNode): void {
  const out: ChildNode[] = [];
  let items: Item[] = [];
  const close = (): void => {
    out.push(...lists(items));
    items = [];
  };
  for (const node of parent.childNodes) {
    const item = isElement(node) ? itemOf(node) : null;
    if (item) items.push(item);
    else if (items.length > 0 && isBlank(node)) continue;
    else {
      close();
      if (isElement(node)) wordLists(node);
      out.push(node);
    }
  }
  close();
  setChildren(parent, out);
}

const isBlank = (node: ChildNode): boolean => (isText(node) ? node.value.trim() === '' : !isElement(node));

function itemOf(node: Element): Item | null {
  const level = /mso-list:\s*l\d+\s+level(\d)\b/i.exec(attribute(node, 'style') ?? '')?.[1];
  if (node.tagName !== 'p' || level === undefined) return null;
  const marker = takeMarker(node);
  return marker === null ? null : { node, level: Number(level), marker };
}

/** Takes the typed marker out of a paragraph and returns it. */
function takeMarker(node: Element): string | null {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    if (/mso-list:\s*ignore/i.test(attribute(child, 'style') ?? '')) {
      node.childNodes.splice(node.childNodes.indexOf(child), 1);
      return textOf(child).trim();
    }
    const inner = takeMarker(child);
    if (inner !== null) return inner;
  }
  return null;
}

const isNumber = (marker: string): boolean => /^\(?([0-9]+|[a-zA-Z]{1,5})[.)]$/.test(marker);

function lists(items: Item[]): ChildNode[] {
  const top: Element[] = [];
  let open: { list: Element; level: number; ordered: boolean }[] = [];
  for (const item of items) {
    const ordered = isNumber(item.marker);
    open = open.filter(({ level }) => level <= item.level);
    const current = open.at(-1);
    if (!current || current.level < item.level || current.ordered !== ordered) {
      if (current && current.level === item.level) open.pop();
      const list = element(ordered ? 'ol' : 'ul', listAttributes(item.marker, ordered), []);
      const around = open.at(-1)?.list.childNodes.at(-1);
      if (around && isElement(around)) setChildren(around, [...around.childNodes, list]);
      else top.push(list);
      open.push({ list, level: item.level, ordered });
    }
    const { list } = open.at(-1)!;
    setChildren(list, [...list.childNodes, element('li', [], item.node.childNodes)]);
  }
  return top;
}

function listAttributes(marker: string, ordered: boolean): Element['attrs'] {
  const number = /\d+/.exec(marker)?.[0];
  return ordered && number !== undefined && number !== '1'
    ? [{ name: 'start', value: String(Number(number)) }]
    : [];
}

/** Elements with a content model of their own: lists, definition lists, tables, figures, ruby. */
import { BLOCK_ELEMENTS } from './read.js';
import { hasSubstance, holdsBlock } from './shape.js';
import {
  type ChildNode,
  type Element,
  element,
  isElement,
  isText,
  setChildren,
  textNode,
  textOf,
} from './tree.js';
import { filled, type Place, withClass, within, withoutLastRule } from './xhtml-place.js';

const isBlank = (node: ChildNode): boolean => (isText(node) ? node.value.trim() === '' : !isElement(node));
const named = (node: ChildNode, ...names: string[]): node is Element =>
  isElement(node) && names.includes(node.tagName);
const without = (attrs: Element['attrs'], ...names: string[]): Element['attrs'] =>
  attrs.filter(({ name }) => !names.includes(name));

/** A list holds items only: a list straight inside it joins the item before, other things become items. */
export function list(node: Element, place: Place): ChildNode[] {
  const items: Element[] = [];
  for (const child of node.childNodes) {
    if (isBlank(child)) continue;
    if (named(child, 'li')) items.push(child);
    else if (named(child, 'ul', 'ol') && items.length > 0)
      setChildren(items.at(-1)!, [...items.at(-1)!.childNodes, child]);
    else items.push(element('li', [], [child]));
  }
  if (items.length === 0) return [];
  const made = items.map((item) =>
    element(
      'li',
      node.tagName === 'ol' ? item.attrs : without(item.attrs, 'value'),
      withoutLastRule(place.flow(item.childNodes, place)),
    ),
  );
  return [element(node.tagName, node.attrs, made)];
}

/** Terms before descriptions, in groups; descriptions without any term are indented text. */
export function definitions(node: Element, place: Place): ChildNode[] {
  const parts = parted(node.childNodes);
  const firstTerm = parts.findIndex((part) => part.tagName === 'dt');
  const untold = firstTerm === -1 ? parts : parts.slice(0, firstTerm);
  const out: ChildNode[] = untold.flatMap((part) =>
    filled(element('div', withClass(part.attrs, 'dd'), part.childNodes), place),
  );
  if (firstTerm === -1) return out;
  const group: Element[] = [];
  for (const part of parts.slice(firstTerm)) {
    group.push(
      element(
        part.tagName,
        part.attrs,
        place.flow(part.childNodes, part.tagName === 'dt' ? within(place, 'dt', true) : place),
      ),
    );
  }
  if (group.at(-1)?.tagName === 'dt') group.push(element('dd', [], []));
  return [...out, element('dl', node.attrs, group)];
}

/** dt and dd, out of the divs that group them; anything else is a description. */
function parted(nodes: ChildNode[]): Element[] {
  const out: Element[] = [];
  for (const child of nodes) {
    if (isBlank(child)) continue;
    if (named(child, 'dt', 'dd')) out.push(child);
    else if (named(child, 'div') && child.childNodes.some((inner) => named(inner, 'dt', 'dd')))
      out.push(...parted(child.childNodes));
    else out.push(element('dd', [], [child]));
  }
  return out;
}

/** caption, columns, head, bodies, foot, in that order; rows in bodies, cells in rows. */
export function table(node: Element, place: Place): ChildNode[] {
  if (place.inside.has('caption')) return rowsAsText(node, place);
  const captions = node.childNodes.filter((child) => named(child, 'caption'));
  const columns = columnGroups(node.childNodes);
  const heads: Element[] = [];
  const bodies: Element[] = [];
  const feet: Element[] = [];
  let loose: ChildNode[] = [];
  const closeLoose = (): void => {
    if (loose.some((child) => !isBlank(child))) bodies.push(...section('tbody', [], loose, place));
    loose = [];
  };
  for (const child of node.childNodes) {
    if (named(child, 'caption', 'colgroup', 'col')) continue;
    if (!named(child, 'thead', 'tbody', 'tfoot')) {
      loose.push(child);
      continue;
    }
    closeLoose();
    const target =
      child.tagName === 'thead' && heads.length === 0 && bodies.length === 0
        ? heads
        : child.tagName === 'tfoot' && feet.length === 0
          ? feet
          : bodies;
    target.push(
      ...section(
        target === heads ? 'thead' : target === feet ? 'tfoot' : 'tbody',
        child.attrs,
        child.childNodes,
        place,
      ),
    );
  }
  closeLoose();
  const [caption, ...others] = captions
    .map((one) => element('caption', one.attrs, place.flow(one.childNodes, within(place, 'caption'))))
    .filter((one) => one.childNodes.some(hasSubstance));
  const after = others.flatMap((one) =>
    filled(element('div', withClass(one.attrs, 'caption'), one.childNodes), place),
  );
  // A head or foot alone is a body.
  if (bodies.length === 0)
    bodies.push(
      ...[...heads.splice(0), ...feet.splice(0)].map((one) => element('tbody', one.attrs, one.childNodes)),
    );
  if (bodies.length === 0)
    return [
      ...(caption
        ? filled(element('div', withClass(caption.attrs, 'caption'), caption.childNodes), place)
        : []),
      ...after,
    ];
  return [
    element('table', node.attrs, [...(caption ? [caption] : []), ...columns, ...heads, ...bodies, ...feet]),
    ...after,
  ];
}

function columnGroups(nodes: ChildNode[]): Element[] {
  const loose = nodes.filter((child) => named(child, 'col'));
  const groups = nodes.filter((child): child is Element => named(child, 'colgroup'));
  const all = loose.length > 0 ? [element('colgroup', [], loose), ...groups] : groups;
  return all.map((group) => {
    const cols = group.childNodes.filter((child) => named(child, 'col'));
    return element('colgroup', cols.length > 0 ? without(group.attrs, 'span') : group.attrs, cols);
  });
}

/** A section of a table, or nothing when it has no cells. */
function section(tagName: string, attrs: Element['attrs'], nodes: ChildNode[], place: Place): Element[] {
  const rows: Element[] = [];
  let loose: ChildNode[] = [];
  const closeLoose = (): void => {
    if (loose.length > 0) rows.push(...row(element('tr', [], loose), place));
    loose = [];
  };
  for (const child of nodes) {
    if (isBlank(child)) continue;
    if (named(child, 'tr')) {
      closeLoose();
      rows.push(...row(child, place));
    } else loose.push(child);
  }
  closeLoose();
  return rows.length > 0 ? [element(tagName, attrs, rows)] : [];
}

function row(node: Element, place: Place): Element[] {
  const cells = node.childNodes
    .filter((child) => !isBlank(child))
    .map((child) => (named(child, 'td', 'th') ? child : element('td', [], [child])))
    .map((cell) => rowCell(cell, place));
  return cells.length > 0 ? [element('tr', node.attrs, cells)] : [];
}

/** A cell; a header without a word heads nothing and is a plain cell. */
function rowCell({ tagName, attrs, childNodes }: Element, place: Place): Element {
  const inside = within(place, tagName, place.noHeadings || tagName === 'th');
  const content = withoutLastRule(place.flow(childNodes, inside));
  return tagName === 'td' || content.some(hasSubstance)
    ? element(tagName, attrs, content)
    : element('td', without(attrs, 'scope'), content);
}

/** A table where none may stand: each row a paragraph of its cells. */
function rowsAsText(node: Element, place: Place): ChildNode[] {
  const blocks: ChildNode[] = [];
  const visit = (nodes: ChildNode[]): void => {
    for (const child of nodes) {
      if (named(child, 'thead', 'tbody', 'tfoot', 'tr')) visit(child.childNodes);
      else if (isElement(child) && BLOCK_ELEMENTS.has(child.tagName))
        blocks.push(...filled(element('div', [], child.childNodes), place));
    }
  };
  visit(node.childNodes);
  return blocks;
}

/** At most one caption, first or last; a second is a paragraph. */
export function figure(node: Element, place: Place): ChildNode[] {
  const content = node.childNodes.filter((child) => !isBlank(child));
  const captions = content.filter((child) => named(child, 'figcaption'));
  const chosen = captions[0];
  const first = chosen !== undefined && content[0] === chosen;
  const rest = node.childNodes.filter((child) => child !== chosen);
  const body = withoutLastRule(place.flow(rest, place));
  const caption =
    chosen && isElement(chosen)
      ? element('figcaption', chosen.attrs, place.flow(chosen.childNodes, place))
      : null;
  const said = caption?.childNodes.some(hasSubstance) ? [caption] : [];
  const children = first ? [...said, ...body] : [...body, ...said];
  return children.some(hasSubstance) ? [element('figure', node.attrs, children)] : [];
}

/** Base, reading, base, reading…; parentheses as a pair or not at all. Without a reading it is plain text. */
export function ruby(node: Element, place: Place): ChildNode[] {
  const children = node.childNodes;
  if (place.inside.has('ruby') || !children.some((child) => named(child, 'rt') && hasSubstance(child)))
    return place.phrasing(children, place);
  const inside = within(place, 'ruby');
  const inner: ChildNode[] = [];
  let opening: ChildNode | null = null;
  children.forEach((child, i) => {
    if (named(child, 'rp')) {
      opening = named(children[i + 1] ?? textNode(''), 'rt') ? child : null;
      return;
    }
    if (!named(child, 'rt')) {
      opening = null;
      inner.push(...place.phrasing([child], inside));
      return;
    }
    const reading = element(
      'rt',
      child.attrs,
      place.phrasing(
        child.childNodes.filter((one) => !isElement(one) || !holdsBlock(one)),
        inside,
      ),
    );
    const closing = children[i + 1];
    if (opening && closing && named(closing, 'rp')) inner.push(rp(opening), reading, rp(closing));
    else inner.push(reading);
    opening = null;
  });
  return [element('ruby', node.attrs, inner)];
}

const rp = (node: ChildNode): Element => element('rp', [], [textNode(textOf(node))]);

/** The value of one property, written anew from its tree: only what is known to be harmless is written. */
import type { CssNode, List, Value } from 'css-tree';
import { FUNCTIONS, LIMITS_OF_CSS, MOST_OF_UNIT, POSITIONS, TEXT_PROPERTIES, TIGHTER } from './allow.js';
import { type FaultKind, Refused } from './faults.js';

const NAME = /^-?[a-z_][\w-]*$/i;
const refuse = (kind: FaultKind, what: string): never => {
  throw new Refused(kind, what);
};

/** A name that holds an escape is none: whoever writes `\75rl` means to be misread. */
export const nameOf = (name: string, kind: FaultKind = 'value'): string =>
  NAME.test(name) && !name.startsWith('--') ? name : refuse(name.startsWith('--') ? 'custom' : kind, name);

/** A string as CSS writes it; signs that turn the text round or end a line are escaped or dropped. */
function quoted(text: string): string {
  if (text.length > LIMITS_OF_CSS.text) refuse('long', `${text.slice(0, 40)}…`);
  const inner = text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u0000]/g, '')
    .replace(/["\\\u0001-\u001f\u007f<>]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
  return `"${inner}"`;
}

function number(property: string, value: string, unit: string): string {
  const size = Number(value);
  const most = TIGHTER[property]?.get(unit.toLowerCase()) ?? MOST_OF_UNIT.get(unit.toLowerCase());
  if (most === undefined) return refuse('unit', value + unit);
  if (!Number.isFinite(size) || Math.abs(size) > most) refuse('large', value + unit);
  return `${size === 0 ? '0' : String(Number(size.toFixed(6)))}${unit}`;
}

interface Place {
  property: string;
  depth: number;
  /** Of the function that this stands in. */
  within: string;
  count: { values: number; products: number };
}

const MATHS = new Set(['calc', 'min', 'max', 'clamp']);

/** A product could grow past every limit: at most one in a declaration, and by a small plain number. */
function checkProducts(nodes: readonly CssNode[], place: Place): void {
  for (const [i, node] of nodes.entries()) {
    if (node.type !== 'Operator') continue;
    const sign = node.value.trim();
    if (sign !== '*' && sign !== '/') continue;
    const [before, after] = [nodes[i - 1], nodes[i + 1]];
    const small = (one: CssNode | undefined): boolean =>
      one?.type === 'Number' && Math.abs(Number(one.value)) <= 10;
    place.count.products += 1;
    const fine =
      place.count.products === 1 &&
      (sign === '*'
        ? small(before) || small(after)
        : after?.type === 'Number' && Math.abs(Number(after.value)) >= 1);
    if (!fine) refuse('large', 'calc()');
  }
}

function written(node: CssNode, place: Place): string {
  place.count.values += 1;
  if (place.count.values > LIMITS_OF_CSS.values) refuse('long', place.property);
  switch (node.type) {
    case 'Identifier':
      return nameOf(node.name);
    case 'Hash':
      return /^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(node.value)
        ? `#${node.value}`
        : refuse('value', `#${node.value}`);
    case 'Number':
      return number(place.property, node.value, '');
    case 'Percentage':
      return number(place.property, node.value, '%');
    case 'Dimension':
      return number(place.property, node.value, nameOf(node.unit, 'unit'));
    case 'Operator':
      return /^\s*[-+*/,]\s*$/.test(node.value) ? node.value.trim() : refuse('value', node.value);
    case 'String':
      return TEXT_PROPERTIES.has(place.property) || place.within === 'counters'
        ? quoted(node.value)
        : refuse('value', '"…"');
    case 'Parentheses':
      if (!MATHS.has(place.within)) refuse('value', '(…)');
      return `(${all(node.children, { ...place, depth: place.depth + 1 })})`;
    case 'Function': {
      const name = node.name.toLowerCase();
      if (!FUNCTIONS.has(name)) refuse(name === 'var' ? 'custom' : 'function', `${node.name}()`);
      return `${name}(${all(node.children, { ...place, within: name, depth: place.depth + 1 })})`;
    }
    case 'Url':
      return refuse('address', 'url()');
    default:
      return refuse('value', place.property);
  }
}

function all(children: List<CssNode>, place: Place): string {
  if (place.depth > LIMITS_OF_CSS.depth) refuse('deep', place.property);
  const nodes = children.toArray();
  if (MATHS.has(place.within)) checkProducts(nodes, place);
  let out = '';
  for (const node of nodes) {
    const text = written(node, place);
    if (text === ',') out = `${out.trimEnd()}, `;
    else out += `${text} `;
  }
  return out.trimEnd();
}

/** @throws Refused */
export function writeValue(property: string, value: Value): string {
  const place = { property, depth: 0, within: '', count: { values: 0, products: 0 } };
  const text = all(value.children, place);
  if (text === '') refuse('value', property);
  if (property === 'position' && !POSITIONS.has(text.toLowerCase())) refuse('position', text);
  return text;
}

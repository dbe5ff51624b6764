/** Selectors, each held within the work's container. */
import type { AnPlusB, CssNode, List, Selector, SelectorList } from 'css-tree';
import { LIMITS_OF_CSS, PSEUDO_CLASSES, PSEUDO_ELEMENTS } from './allow.js';
import { Refused } from './faults.js';
import { nameOf } from './values.js';

/** The id of the container on every page. Texts of people hold no ids, so nothing else has it. */
export const CONTAINER = 'workskin';

const refuse = (what: string): never => {
  throw new Refused('selector', what);
};

const name = (text: string): string => nameOf(text, 'selector');

function attribute(node: Extract<CssNode, { type: 'AttributeSelector' }>): string {
  const { matcher, value, flags } = node;
  const of = name(node.name.name);
  if (matcher === null || value === null) return `[${of}]`;
  if (!/^[~|^$*]?=$/.test(matcher)) refuse(`[${of}]`);
  const text = value.type === 'String' ? value.value : value.name;
  if (!/^[\p{L}\p{N} _.:/#-]{0,80}$/u.test(text)) refuse(`[${of}]`);
  return `[${of}${matcher}"${text}"${flags === 'i' || flags === 's' ? ` ${flags}` : ''}]`;
}

const step = ({ a, b }: AnPlusB): string => {
  const whole = (text: string): number =>
    /^[-+]?\d{1,4}$/.test(text) ? Number(text) : /^[-+]?$/.test(text) ? Number(`${text}1`) : refuse(text);
  const [n, offset] = [a === null ? null : whole(a), b === null ? 0 : whole(b)];
  return n === null ? String(offset) : `${n}n${offset < 0 ? offset : `+${offset}`}`;
};

function nth(node: Extract<CssNode, { type: 'Nth' }>): string {
  if (node.selector) refuse('of');
  return node.nth.type === 'AnPlusB' ? step(node.nth) : name(node.nth.name);
}

/** What stands in the brackets of `:not(…)`, `:lang(…)`, `:nth-child(…)`. */
function argument(of: string, children: List<CssNode>, old: boolean): string {
  const [only, ...more] = children.toArray();
  if (!only || more.length > 0) return refuse(`:${of}`);
  if (only.type === 'Nth') return nth(only);
  if (only.type === 'Identifier') return name(only.name);
  if (only.type !== 'SelectorList') return refuse(`:${of}`);
  const selectors = only.children.toArray();
  if (old && (of !== 'not' || selectors.length > 1)) return refuse(`:${of}`);
  return selectors
    .map((one) => (one.type === 'Selector' ? parts(one.children.toArray(), old) : refuse(`:${of}`)))
    .join(', ');
}

function part(node: CssNode, old: boolean): string {
  switch (node.type) {
    case 'TypeSelector':
      return node.name === '*' ? '*' : name(node.name);
    case 'ClassSelector':
      return `.${name(node.name)}`;
    case 'AttributeSelector':
      return attribute(node);
    case 'PseudoClassSelector': {
      const of = node.name.toLowerCase();
      if (PSEUDO_ELEMENTS.has(of) && node.children === null) return `::${of}`;
      if (!PSEUDO_CLASSES.has(of)) return refuse(`:${node.name}`);
      return node.children === null ? `:${of}` : `:${of}(${argument(of, node.children, old)})`;
    }
    case 'PseudoElementSelector': {
      const of = node.name.toLowerCase();
      return PSEUDO_ELEMENTS.has(of) && node.children === null ? `::${of}` : refuse(`::${node.name}`);
    }
    case 'Combinator':
      return node.name === ' ' ? ' ' : /^[>+~]$/.test(node.name) ? ` ${node.name} ` : refuse(node.name);
    case 'IdSelector':
      return refuse(`#${node.name}`);
    default:
      return refuse(node.type);
  }
}

const parts = (nodes: readonly CssNode[], old: boolean): string => {
  if (nodes.length === 0 || nodes.length > LIMITS_OF_CSS.parts) refuse('…');
  if (nodes[0]?.type === 'Combinator' || nodes.at(-1)?.type === 'Combinator') refuse('…');
  return nodes.map((node) => part(node, old)).join('');
};

const isContainer = (node: CssNode): boolean => node.type === 'IdSelector' && node.name === CONTAINER;

const isPage = (node: CssNode | undefined): boolean =>
  (node?.type === 'TypeSelector' && /^(html|body)$/i.test(node.name)) ||
  (node?.type === 'PseudoClassSelector' && node.name.toLowerCase() === 'root' && node.children === null);

/** What stands behind the container, or behind the page, for which the container stands; null when neither is named. */
function behind(nodes: readonly CssNode[]): CssNode[] | null {
  const at = nodes.findLastIndex(isContainer);
  if (at >= 0) return nodes.slice(at + 1);
  let rest = [...nodes];
  let found = false;
  while (isPage(rest[0])) {
    found = true;
    rest = rest.slice(1);
    if (rest[0]?.type === 'Combinator' && isPage(rest[1])) rest = rest.slice(1);
  }
  return found ? rest : null;
}

/** What is beside the container is none of the skin's. */
const leadsOut = (node: CssNode | undefined): boolean =>
  node?.type === 'Combinator' && node.name !== ' ' && node.name !== '>';

function scopedOne(selector: Selector, old: boolean): string {
  const nodes = selector.children.toArray();
  const rest = behind(nodes);
  if (rest === null) return `#${CONTAINER} ${parts(nodes, old)}`;
  if (leadsOut(rest[0])) refuse(`#${CONTAINER} ${part(rest[0]!, old).trim()}`);
  if (rest.length === 0) return `#${CONTAINER}`;
  const [first, ...after] = rest;
  if (first!.type === 'TypeSelector') refuse(`#${CONTAINER}`);
  return first!.type === 'Combinator'
    ? `#${CONTAINER}${part(first!, old)}${parts(after, old)}`
    : `#${CONTAINER}${parts(rest, old)}`;
}

/** `old`: as readers of books know them. @throws Refused when any can't be held: half a rule would surprise. */
export function scoped(list: SelectorList, old: boolean): string {
  const selectors = list.children.toArray();
  if (selectors.length > LIMITS_OF_CSS.selectors) throw new Refused('many', 'selectors');
  return selectors
    .map((one) => (one.type === 'Selector' ? scopedOne(one, old) : refuse(one.type)))
    .join(',\n');
}

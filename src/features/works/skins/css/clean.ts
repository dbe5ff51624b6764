/**
 * The CSS of a work skin: read into a tree, and what is allowed of the tree written anew, each rule held within the
 * work's container. What is left out is told with its place; the rest is kept.
 */
import type { Atrule, CssNode, Declaration, MediaQuery, Rule, StyleSheet } from 'css-tree';
import { LIMITS_OF_CSS, MEDIA_FEATURES, MEDIA_TYPES, PROPERTIES } from './allow.js';
import { type FaultKind, Refused, type SkinFault } from './faults.js';
import { scoped } from './selectors.js';
import { nameOf, writeValue } from './values.js';

/** Kept with every skin, so that a stricter cleaner can go over what an older one let pass. */
export const CLEANER_VERSION = 1;

export interface CleanSkin {
  css: string;
  faults: SkinFault[];
}

class Cleaner {
  readonly faults: SkinFault[] = [];
  /** Only what readers of books know. */
  readonly old: boolean;
  rules = 0;

  constructor(old: boolean) {
    this.old = old;
  }

  fault(node: CssNode | { loc?: CssNode['loc'] }, kind: FaultKind, what: string): void {
    const { line = 1, column = 1 } = node.loc?.start ?? {};
    this.faults.push({ line, column, kind, what: what.slice(0, 60) });
  }

  /** What the parser passes over; where it ran out of depth it knows no place. */
  unreadable(error: { line?: number; column?: number; message: string }): void {
    const { line = 1, column = 1, message } = error;
    const deep = error instanceof RangeError;
    this.faults.push({
      line,
      column,
      kind: deep ? 'deep' : 'syntax',
      what: deep ? '(((' : message.slice(0, 60),
    });
  }

  /** Nothing, with its fault told, where `write` refuses. */
  attempt(node: CssNode, write: () => string): string {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.fault(node, error.kind, error.what);
      return '';
    }
  }

  declaration(node: Declaration): string {
    return this.attempt(node, () => {
      const property = node.property.toLowerCase();
      if (property.startsWith('--')) throw new Refused('custom', node.property);
      if (!PROPERTIES.has(property)) throw new Refused('property', node.property);
      if (node.value.type !== 'Value') throw new Refused('value', node.property);
      return `  ${property}: ${writeValue(property, node.value)}${node.important ? ' !important' : ''};\n`;
    });
  }

  inBlock(node: CssNode): string {
    if (node.type === 'Declaration') return this.declaration(node);
    if (node.type === 'Rule' || node.type === 'Atrule') this.fault(node, 'nested', '{ … }');
    else if (node.type !== 'Comment' && !(node.type === 'Raw' && /^[\s;]*$/.test(node.value)))
      this.fault(node, 'syntax', node.type === 'Raw' ? node.value : node.type);
    return '';
  }

  rule(node: Rule): string {
    this.rules += 1;
    if (this.rules > LIMITS_OF_CSS.rules) {
      if (this.rules === LIMITS_OF_CSS.rules + 1) this.fault(node, 'many', 'rules');
      return '';
    }
    const { prelude } = node;
    const selector = this.attempt(node, () => {
      if (prelude.type === 'SelectorList') return scoped(prelude, this.old);
      throw new Refused('syntax', prelude.value);
    });
    const body = node.block.children
      .toArray()
      .map((one) => this.inBlock(one))
      .join('');
    return selector && body ? `${selector} {\n${body}}\n` : '';
  }

  media(node: Atrule, depth: number): string {
    if (depth > LIMITS_OF_CSS.media) throw new Refused('deep', '@media');
    const { prelude, block } = node;
    if (prelude?.type !== 'AtrulePrelude' || !block) throw new Refused('media', '@media');
    const [list] = prelude.children.toArray();
    if (list?.type !== 'MediaQueryList') throw new Refused('media', '@media');
    const queries = list.children.toArray().map((one) => {
      if (one.type !== 'MediaQuery') throw new Refused('media', one.type);
      const query = mediaQuery(one);
      if (this.old && /[<>=]/.test(query)) throw new Refused('media', query);
      return query;
    });
    const inner = this.all(block.children.toArray(), depth + 1);
    return inner && queries.length > 0 ? `@media ${queries.join(', ')} {\n${inner}}\n` : '';
  }

  atRule(node: Atrule, depth: number): string {
    return this.attempt(node, () => {
      if (node.name.toLowerCase() !== 'media') throw new Refused('at-rule', `@${node.name}`);
      return this.media(node, depth);
    });
  }

  all(nodes: readonly CssNode[], depth = 1): string {
    let out = '';
    for (const node of nodes) {
      if (node.type === 'Rule') out += this.rule(node);
      else if (node.type === 'Atrule') out += this.atRule(node, depth);
      else if (node.type !== 'Comment')
        this.fault(node, 'syntax', node.type === 'Raw' ? node.value : node.type);
    }
    return out;
  }
}

/** A number, a length, a word or a ratio. */
function mediaValue(node: CssNode): string {
  switch (node.type) {
    case 'Identifier':
      return nameOf(node.name, 'media');
    case 'Number':
      return String(Number(node.value));
    case 'Dimension':
      if (!/^(px|em|rem)$/i.test(node.unit)) throw new Refused('unit', node.unit);
      return `${Number(node.value)}${node.unit}`;
    case 'Ratio':
      return `${mediaValue(node.left)} / ${node.right ? mediaValue(node.right) : '1'}`;
    default:
      throw new Refused('media', node.type);
  }
}

function feature(given: string): string {
  const name = given.toLowerCase();
  if (!MEDIA_FEATURES.has(name)) throw new Refused('media', given);
  return name;
}

/** `(width >= 400px)`: the side that is a name is a feature's. */
const side = (node: CssNode): string => (node.type === 'Identifier' ? feature(node.name) : mediaValue(node));

function condition(node: CssNode, depth = 0): string {
  if (depth > LIMITS_OF_CSS.depth) throw new Refused('deep', '@media');
  switch (node.type) {
    case 'Condition': {
      const parts = node.children.toArray().map((one) => condition(one, depth + 1));
      return depth > 0 ? `(${parts.join(' ')})` : parts.join(' ');
    }
    case 'Identifier':
      if (!/^(and|or|not)$/i.test(node.name)) throw new Refused('media', node.name);
      return node.name.toLowerCase();
    case 'Feature':
      return `(${feature(node.name)}${node.value ? `: ${mediaValue(node.value)}` : ''})`;
    case 'FeatureRange': {
      const compared = (sign: string | null): string => {
        if (sign === null || !/^([<>]=?|=)$/.test(sign)) throw new Refused('media', String(sign));
        return sign;
      };
      const last = node.right ? ` ${compared(node.rightComparison)} ${side(node.right)}` : '';
      return `(${side(node.left)} ${compared(node.leftComparison)} ${side(node.middle)}${last})`;
    }
    default:
      throw new Refused('media', node.type);
  }
}

function mediaQuery(node: MediaQuery): string {
  const type = node.mediaType?.toLowerCase() ?? null;
  if (type !== null && !MEDIA_TYPES.has(type)) throw new Refused('media', node.mediaType ?? '');
  const only = node.modifier ? `${nameOf(node.modifier, 'media').toLowerCase()} ` : '';
  if (only && !/^(not|only) $/.test(only)) throw new Refused('media', only);
  const rest = node.condition ? condition(node.condition) : '';
  return `${only}${[type, rest].filter(Boolean).join(' and ')}`;
}

const isTooDeep = (error: unknown): boolean => error instanceof RangeError;

/**
 * Never throws for what somebody types: at worst nothing is left, and it is said why. `old` leaves out what only
 * browsers of these years know, for books: a reader of books may drop a whole style sheet for one such rule.
 */
export async function cleanSkin(source: string, { old = false } = {}): Promise<CleanSkin> {
  const cleaner = new Cleaner(old);
  if (source.length > LIMITS_OF_CSS.source) {
    cleaner.fault({}, 'long', `${source.length}`);
    return { css: '', faults: cleaner.faults };
  }
  const { default: parse } = await import('css-tree/parser');
  let css = '';
  try {
    const sheet = parse(source.toWellFormed(), {
      positions: true,
      onParseError: (error) => cleaner.unreadable(error),
    }) as StyleSheet;
    css = cleaner.all(sheet.children.toArray());
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    cleaner.fault({}, 'deep', '(((');
    css = '';
  }
  const faults = cleaner.faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { css, faults: faults.slice(0, LIMITS_OF_CSS.faults) };
}

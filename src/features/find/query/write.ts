/** Queries as text again, in one way each: what addresses hold. Read again it is the same query. */
import { whenText } from './dates.js';
import type { Node, Query } from './syntax.js';
import { FIELDS } from './tokens.js';
import { rangeText, sortText } from './values.js';

/** What the reading would take for something else than a part of a name. */
const SPECIAL = /[\s()",，、“”„]/;

/** After a name it would be read as one more of its list. */
const GOES_ON = /^[,，、]/;

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const nameText = (name: string): string => (SPECIAL.test(name) || /^[<>=]/.test(name) ? quoted(name) : name);

const ownName = (field: string): string => (FIELDS.get(field) === field ? field : '');

function text(node: Node, inside: 'or' | 'and' | 'not' | null): string {
  switch (node.kind) {
    case 'words':
      return node.phrase || GOES_ON.test(node.text) ? quoted(node.text) : node.text;
    case 'names':
      return `${ownName(node.field)}:${node.names.map(nameText).join(',')}`;
    case 'count':
      return `${node.field}${rangeText(node)}`;
    case 'date': {
      const when = whenText(node.when);
      return `${node.field}${/^[<>]/.test(when) ? '' : ':'}${when}`;
    }
    case 'flag':
      return `${node.flag}:${node.is ? 'yes' : 'no'}`;
    case 'not':
      return `-${text(node.of, 'not')}`;
    default: {
      const glue = node.kind === 'or' ? ' OR ' : ' ';
      const joined = node.of.map((part) => text(part, node.kind)).join(glue);
      const bare = inside === null || (inside === 'or' && node.kind === 'and');
      return bare ? joined : `(${joined})`;
    }
  }
}

export const nodeText = (node: Node): string => text(node, null);

/** The order stands last, and only where one was asked for. */
export function queryText({ where, order }: Query): string {
  const parts = [where ? nodeText(where) : '', order ? `sort:${sortText(order)}` : ''];
  return parts.filter(Boolean).join(' ');
}

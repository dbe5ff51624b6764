import { attribute, type ChildNode, type Element, isElement, isText, lineOf } from '../../files/page.js';
import type { SourceAuthor } from '../../source-work.js';

export interface Byline {
  anonymous: boolean;
  authors: SourceAuthor[];
}

/**
 * Reads `by A, B (login)`, `Chapter by A`, `Anonymous` and `X [archived by A]`.
 * Names are taken from the links, since a name may hold a comma.
 */
export function readByline(element: Element): Byline {
  const authors: SourceAuthor[] = [];
  let loose = '';
  const visit = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (isText(node)) loose += node.value;
      else if (isElement(node) && node.tagName === 'a') {
        const external = /^(.*?)\s*\[archived by\s*$/su.exec(tidyLoose(loose));
        if (external?.[1]) authors.push({ name: external[1] });
        push(authors, external ? { ...linkedAuthor(node), archivist: true } : linkedAuthor(node));
        loose = '';
      } else if (isElement(node)) visit(node.childNodes);
    }
  };
  visit(element.childNodes);
  if (authors.length > 0) return { anonymous: false, authors };
  const plain = tidyLoose(loose);
  if (/^Anonymous\b/.test(plain)) return { anonymous: true, authors: [] };
  return {
    anonymous: false,
    authors: plain
      .split(/\s*,\s*/)
      .filter(Boolean)
      .map((name) => ({ name })),
  };
}

/** Text before a link without the words and commas that part the names. */
const tidyLoose = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:Chapter\s+)?by(?=\s|$)/i, '')
    .replace(/^[\s,\]]+/u, '')
    .trim();

function push(authors: SourceAuthor[], author: SourceAuthor): void {
  if (!authors.some((a) => a.name === author.name && a.user === author.user)) authors.push(author);
}

/** A link to `/users/LOGIN/pseuds/PSEUD`, shown as `pseud` or `pseud (login)`. */
function linkedAuthor(link: Element): SourceAuthor {
  const shown = lineOf(link);
  const url = attribute(link, 'href') ?? '';
  const login = decoded(/\/users\/([^/?#]+)/.exec(url)?.[1] ?? '');
  if (!login) return { name: shown, ...(url ? { url } : {}) };
  const tail = ` (${login})`;
  return {
    name: shown.endsWith(tail) && shown.length > tail.length ? shown.slice(0, -tail.length) : shown,
    user: login,
    url,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

import { attribute, type Element, findAll, lineOf } from '../../files/page.js';
import type { SourceRelated } from '../../source-work.js';

const KINDS: [RegExp, string][] = [
  [/^Translation into\b/i, 'translated_to'],
  [/^(?:A )?translation of\b/i, 'translation_of'],
  [/^Inspired by\b/i, 'inspired_by'],
];

/**
 * Related works in a list item or definition: titled by a link, or only named as restricted, deleted or unrevealed.
 * `kind` is given where the list says it for all its works; else each item says its own.
 */
export function relatedIn(item: Element, kind: string | null): SourceRelated[] {
  const line = lineOf(item);
  const own = kind ?? KINDS.find(([pattern]) => pattern.test(line))?.[1];
  if (!own) return [];
  const links = findAll(item, (e) => e.tagName === 'a');
  const titled = links.filter((a) => !isCreator(a));
  // Of several works in one item it can't be told whose which is.
  const author = titled.length === 1 ? links.filter(isCreator).map(lineOf).join(', ') : '';
  if (titled.length > 0)
    return titled.map((a) => ({
      kind: own,
      title: lineOf(a),
      url: attribute(a, 'href'),
      ...(author ? { author } : {}),
    }));
  if (/\[Restricted Work\]/i.test(line)) return [{ kind: own, restricted: true }];
  if (/\bdeleted work\b/i.test(line)) return [{ kind: own, deleted: true }];
  if (/\bunrevealed collection\b/i.test(line)) return [{ kind: own, unrevealed: true }];
  return [];
}

const isCreator = (link: Element): boolean =>
  /\bauthor\b/.test(attribute(link, 'rel') ?? '') || /\/users\/[^/]+/.test(attribute(link, 'href') ?? '');

/** Addresses in a text: decided by the URL parser alone, written as it writes them. */

/** Stands for the archive itself when an address is relative; `.invalid` never resolves. */
const HERE = new URL('https://archive.invalid/');

export const EXTERNAL_REL = 'nofollow ugc noopener noreferrer';

/** Anchors of a text get a prefix, so that none meets an id of the page. */
export const ANCHOR_PREFIX = 'u-';

export type LinkKind = 'external' | 'mail' | 'local';

/**
 * An address as it may stand in a text: http, https or mailto, or a path of this archive that begins with `/`.
 * Fragments (`#…`) are not for here. Returns null when it must go.
 */
export function allowedLink(value: string): { href: string; kind: LinkKind } | null {
  const url = URL.parse(value, HERE);
  if (!url) return null;
  if (url.protocol === 'mailto:') return { href: url.href, kind: 'mail' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.host === HERE.host) {
    // Only what was written from the root is surely a path here, and `//` would begin a host.
    if (!/^\s*[/\\]/.test(value) || url.pathname.startsWith('//')) return null;
    return { href: url.pathname + url.search + url.hash, kind: 'local' };
  }
  url.username = '';
  url.password = '';
  return { href: url.href, kind: 'external' };
}

/** An absolute http(s) address, or null. */
export function absoluteAddress(value: string): string | null {
  const link = allowedLink(value);
  return link?.kind === 'external' ? link.href : null;
}

/** An image that the archive itself serves. */
export const isOwnImage = (src: string): boolean => /^\/media\/[0-9a-z]{6,64}$/.test(src);

/** The name of an anchor as it stands in a text, or null when nothing usable is left of it. */
export function anchorName(name: string): string | null {
  const tidy = name
    .trim()
    .replace(/[^\p{L}\p{N}_.:-]+/gu, '_')
    .slice(0, 120);
  if (tidy === '' || tidy === ANCHOR_PREFIX) return null;
  return tidy.startsWith(ANCHOR_PREFIX) ? tidy : ANCHOR_PREFIX + tidy;
}

/** The anchor that a `#fragment` names, percent signs decoded; null for an empty or malformed one. */
export function fragmentTarget(href: string): string | null {
  try {
    return anchorName(decodeURIComponent(href.trim().slice(1)));
  } catch {
    return anchorName(href.trim().slice(1));
  }
}

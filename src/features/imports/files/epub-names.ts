/** The entries of a book by the addresses that its documents use, which are often not quite their names. */
import type { Zip } from './zip.js';

const fold = (name: string): string => name.normalize('NFC').toLowerCase();

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * A look-up that forgives: letters of another case, percent signs that were decoded once too often or too seldom,
 * composed and decomposed accents. Returns the entry's own name, or null.
 */
export function nameFinder(zip: Zip): (name: string) => string | null {
  const folded = new Map<string, string>();
  for (const name of zip.names) {
    for (const key of [fold(name), fold(decoded(name))]) if (!folded.has(key)) folded.set(key, name);
  }
  return (name) =>
    zip.has(name) ? name : (folded.get(fold(name)) ?? folded.get(fold(decoded(name))) ?? null);
}

/**
 * The entry that an address in the document `base` names, without its fragment.
 * Null for addresses elsewhere and for those that climb out of the book.
 */
export function resolvePath(base: string, href: string): string | null {
  const path = href.trim().replace(/[#?].*$/s, '');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return null;
  const whole = decoded(path).replaceAll('\\', '/');
  const parts = whole.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const part of whole.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

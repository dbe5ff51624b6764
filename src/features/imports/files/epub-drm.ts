/**
 * What of a book is protected. Scrambled fonts are no matter; a scrambled text cannot be read, and nothing is
 * attempted: the person is told plainly.
 */
import { ImportError } from './import-error.js';
import { type XmlElement, xmlAll } from './xml.js';
import type { Zip } from './zip.js';

/** Algorithms that publishers use on fonts alone; the text beside them is open. */
const FONTS_ONLY = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/i;

const SCHEMES: [RegExp, string][] = [
  [/^META-INF\/license\.lcpl$/i, 'Readium LCP'],
  [/^META-INF\/sinf\.xml$/i, 'Apple’s FairPlay'],
  [/^META-INF\/rights\.xml$/i, 'Adobe’s DRM'],
];

/** The name of the protection that a book says it has, or null. A book may say so and still be open. */
export const protectionOf = (zip: Zip): string | null =>
  SCHEMES.find(([file]) => zip.names.some((name) => file.test(name)))?.[1] ?? null;

/** Addresses of what `encryption.xml` names as scrambled, fonts apart. */
export function scrambledIn(encryption: XmlElement): string[] {
  return xmlAll(encryption, 'EncryptedData').flatMap((data) => {
    const method = xmlAll(data, 'EncryptionMethod')[0]?.attributes.get('Algorithm') ?? '';
    if (FONTS_ONLY.test(method)) return [];
    return xmlAll(data, 'CipherReference').map((ref) => ref.attributes.get('URI') ?? '');
  });
}

export const isProtected = (fileName: string, scheme: string | null): ImportError =>
  new ImportError(
    'encrypted',
    `“${fileName}” is protected against copying (DRM${scheme ? `: ${scheme}` : ''}), so its text cannot be read here, and nothing was tried. If it is your own work, bring the file you made it from, or a copy without protection.`,
  );

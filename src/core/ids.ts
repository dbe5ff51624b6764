/**
 * Outward ids are random and short: ten letters and digits of Crockford's
 * base32 in lower case, 50 bits, so that an address can be read aloud and gives nothing away.
 */
import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{10}$/;

export function newId(random: (bytes: number) => Uint8Array = randomBytes): string {
  let id = '';
  for (const byte of random(10)) id += ALPHABET[byte & 31];
  return id;
}

/** A secret for a cookie or a link: 256 bits. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

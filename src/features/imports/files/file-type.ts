/**
 * What a file is by its bytes; its name is not asked. A form that we do not read
 * still gets its name, so that the answer can say what the file looks like.
 */
export type FileKind =
  | { kind: 'zip' }
  | { kind: 'text' }
  | { kind: 'rtf' }
  | { kind: 'pdf' }
  | { kind: 'kindle' }
  | { kind: 'other'; looksLike: string };

/** Magic bytes from the start of the file, as latin-1. */
const SIGNATURES: [RegExp, string][] = [
  [/^\xff\xd8\xff/, 'a JPEG picture'],
  [/^\x89PNG\r\n\x1a\n/, 'a PNG picture'],
  [/^GIF8[79]a/, 'a GIF picture'],
  [/^RIFF[\s\S]{4}WEBP/, 'a WebP picture'],
  [/^RIFF[\s\S]{4}WAVE/, 'a WAV sound'],
  [/^RIFF[\s\S]{4}AVI /, 'an AVI video'],
  [/^(?:II\*\x00|MM\x00\*)/, 'a TIFF picture'],
  [/^BM[\s\S]{4}\x00\x00\x00\x00/, 'a BMP picture'],
  [/^[\s\S]{4}ftyp(?:heic|heix|mif1|avif)/, 'a HEIC or AVIF picture'],
  [/^[\s\S]{4}ftyp/, 'an MP4 video or sound'],
  [/^(?:ID3|\xff[\xfb\xf3\xf2])/, 'an MP3 sound'],
  [/^OggS/, 'an Ogg sound or video'],
  [/^fLaC/, 'a FLAC sound'],
  [/^\x1aE\xdf\xa3/, 'a Matroska or WebM video'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'an old Microsoft Office document (such as .doc)'],
  [/^\xffWPC/, 'a WordPerfect document'],
  [/^[\s\S]{60}TEXtREAd/, 'a PalmDOC book'],
  [/^\x1f\x8b/, 'a gzip archive'],
  [/^7z\xbc\xaf\x27\x1c/, 'a 7-Zip archive'],
  [/^Rar!\x1a\x07/, 'a RAR archive'],
  [/^\xfd7zXZ\x00/, 'an XZ archive'],
  [/^BZh[1-9]1AY&SY/, 'a bzip2 archive'],
  [/^[\s\S]{257}ustar/, 'a tar archive'],
  [/^SQLite format 3\x00/, 'an SQLite database'],
  [/^\x7fELF/, 'a program'],
  [/^MZ[\s\S]{2,}?\x00/, 'a Windows program'],
  [/^(?:wOF[F2]|OTTO|\x00\x01\x00\x00\x00)/, 'a font'],
];

const head = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.subarray(0, length)).toString('latin1');

/** Tells a zip, rich text, something that may be text, or a named other thing. `bytes` is the file's beginning (64 KB are plenty). */
export function fileKind(bytes: Uint8Array): FileKind {
  const start = head(bytes, 300);
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(start)) return { kind: 'zip' };
  if (/^\s*\{\\rtf/.test(start)) return { kind: 'rtf' };
  if (/^(?:\xef\xbb\xbf)?\s*%PDF-\d/.test(start)) return { kind: 'pdf' };
  if (/^[\s\S]{60}BOOKMOBI/.test(start)) return { kind: 'kindle' };
  for (const [signature, looksLike] of SIGNATURES)
    if (signature.test(start)) return { kind: 'other', looksLike };
  return looksBinary(bytes) ? { kind: 'other', looksLike: 'a file that is not text' } : { kind: 'text' };
}

/** Many control bytes that are neither white space nor half of UTF-16 or UTF-32. */
function looksBinary(bytes: Uint8Array): boolean {
  if (/^(?:\xff\xfe|\xfe\xff|\x00\x00\xfe\xff)/.test(head(bytes, 4)) || utf16Order(bytes)) return false;
  let controls = 0;
  for (const byte of bytes) if (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) controls += 1;
  return controls > Math.max(4, bytes.length * 0.01);
}

/**
 * The byte order of UTF-16 without a byte order mark, or null. Latin text shows
 * by its zero bytes; other scripts by being mostly letters, spaces and punctuation
 * of few blocks in one order and a scatter in the other.
 */
export function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(bytes.length >> 1, 4096);
  if (pairs < 4) return null;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i += 1) {
    if (bytes[2 * i] === 0) zeroFirst += 1;
    if (bytes[2 * i + 1] === 0) zeroSecond += 1;
  }
  if (zeroSecond > pairs * 0.4 && zeroFirst < pairs * 0.05) return 'utf-16le';
  if (zeroFirst > pairs * 0.4 && zeroSecond < pairs * 0.05) return 'utf-16be';
  if (zeroFirst + zeroSecond === 0) return null;
  const little = plausibleUnits(bytes, pairs, 0);
  const big = plausibleUnits(bytes, pairs, 1);
  if (little > 0.97 && big < 0.8) return 'utf-16le';
  if (big > 0.97 && little < 0.8) return 'utf-16be';
  return null;
}

/** Share of 16-bit units that are common letters, marks or white space. `high`: which byte of a pair is the high one, 1 for the first. */
function plausibleUnits(bytes: Uint8Array, pairs: number, high: 0 | 1): number {
  let good = 0;
  for (let i = 0; i < pairs; i += 1) {
    const a = bytes[2 * i] ?? 0;
    const b = bytes[2 * i + 1] ?? 0;
    const unit = high ? (a << 8) | b : (b << 8) | a;
    if (unit === 10 || unit === 13 || unit === 9 || (unit >= 0x20 && unit < 0x7f)) good += 1;
    else if ((unit >= 0xa0 && unit < 0x700) || (unit >= 0x900 && unit < 0xe80)) good += 1;
    else if ((unit >= 0x2010 && unit < 0x2040) || (unit >= 0x3000 && unit < 0x3100)) good += 1;
    else if (
      (unit >= 0x4e00 && unit < 0xa000) ||
      (unit >= 0xac00 && unit < 0xd7b0) ||
      (unit >= 0xff00 && unit < 0xffe0)
    )
      good += 1;
  }
  return good / pairs;
}

export { pictureType as imageType } from '../../../core/pictures/type.js';

/**
 * Bytes to text: byte order mark, then what the file declares, then strict UTF-8,
 * then a guess by the letters' frequencies.
 */
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import { utf16Order } from './file-type.js';

export interface DecodedText {
  /** Line ends are LF; no byte order mark, no NUL or other control characters, no lone surrogates. */
  text: string;
  /** The name of the encoding, as iconv-lite knows it. */
  encoding: string;
  /** The encoding was guessed, or some bytes fit it badly: a person should look. */
  doubtful: boolean;
}

const SAMPLE = 96 * 1024;

/** Loaded when there is something to guess: it is forty modules, and nearly all files are UTF-8 or say what they are. */
const guesser = (): typeof import('jschardet') => createRequire(import.meta.url)('jschardet');

export function decodeText(bytes: Uint8Array): DecodedText {
  const { text, encoding, doubtful } = decodeRaw(bytes);
  return { text: tidy(text), encoding, doubtful: doubtful || text.includes('\ufffd') };
}

function decodeRaw(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return { text: decodeAs(bytes, marked), encoding: marked, doubtful: false };
  const order = utf16Order(bytes);
  if (order) return { text: decodeAs(bytes, order), encoding: order, doubtful: false };

  const utf8 = strictUtf8(bytes);
  const declared = declaredEncoding(bytes);
  // Letters beyond ASCII that are valid UTF-8 are UTF-8, whatever the file says: chance does not make them.
  if (utf8 !== null && (!declared || declared === 'utf-8' || /[^\x00-\x7f]/.test(utf8))) {
    return { text: utf8, encoding: 'utf-8', doubtful: false };
  }
  if (declared && declared !== 'utf-8')
    return { text: decodeAs(bytes, declared), encoding: declared, doubtful: false };
  const guess = guessEncoding(bytes);
  return { text: decodeAs(bytes, guess.encoding), encoding: guess.encoding, doubtful: guess.doubtful };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return null;
}

const decodeAs = (bytes: Uint8Array, encoding: string): string =>
  iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What the first 4 KB of a page or of an XML file declare; null for files that are not markup. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (!/^\s*</.test(start)) return null;
  const name =
    /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1] ??
    /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start)?.[1];
  if (!name) return null;
  const known = name.toLowerCase();
  // As browsers do: a page that could be read so far is not UTF-16, and Latin-1 means Windows-1252.
  if (/^(?:utf-?8|utf-?16(?:le|be)?|unicode)$/.test(known)) return 'utf-8';
  if (/^(?:us-ascii|ascii|iso-?8859-1|latin-?1|x-user-defined)$/.test(known)) return 'windows-1252';
  return iconv.encodingExists(known) ? known : null;
}

function guessEncoding(bytes: Uint8Array): { encoding: string; doubtful: boolean } {
  const firstHigh = bytes.findIndex((byte) => byte > 127);
  if (firstHigh < 0) return { encoding: WESTERN, doubtful: false };
  const from = Math.max(0, firstHigh - 512);
  const sample = bytes.subarray(from, from + SAMPLE);
  const letters = Buffer.from(sample).toString('latin1');
  if (isMacRoman(letters)) return { encoding: 'macintosh', doubtful: true };
  // jschardet believes `charset=` wherever it stands; a declaration that counts has been looked for.
  const found = guesser().detectAll(Buffer.from(letters.replace(/charset/gi, '-------'), 'latin1'), {
    minimumThreshold: 0,
  });
  return likeliest(found, shareOfHigh(sample));
}

const WESTERN = 'windows-1252';
const LATIN = /^(?:windows-125[0247]|iso-8859-(?:[29]|13))$/;
const OTHER_ALPHABETS =
  /^(?:windows-125[13568]|iso-8859-[5-8]|koi8-[ru]|tis-620|cp874|shift_jis|windows-31j|euc-(?:jp|kr)|cp949|gb18030|gbk|big5|iso-2022-jp)$/;

/**
 * jschardet's confidence grows with the share of letters beyond ASCII, so candidates are weighed against each other.
 * Letters of another alphabet come in crowds; Latin alphabets have a few among ASCII.
 */
function likeliest(
  found: readonly { encoding: string | null; confidence: number }[],
  share: number,
): { encoding: string; doubtful: boolean } {
  const named = found.map((one) => ({ name: (one.encoding ?? '').toLowerCase(), sure: one.confidence }));
  const western = named.find(({ name }) => name === WESTERN)?.sure ?? 0;
  const best = named.find(
    ({ name }) =>
      iconv.encodingExists(name) &&
      (name === WESTERN || (share < 0.4 && LATIN.test(name)) || (share > 0.2 && OTHER_ALPHABETS.test(name))),
  );
  if (!best || best.sure < western * 1.3 || (share <= 0.2 && best.sure < 0.08)) {
    return { encoding: WESTERN, doubtful: share > 0.2 };
  }
  return { encoding: best.name, doubtful: best.sure < 0.4 };
}

/** Bytes beyond ASCII among all that are not white space. */
function shareOfHigh(sample: Uint8Array): number {
  let high = 0;
  let all = 0;
  for (const byte of sample) {
    if (byte > 127) high += 1;
    if (byte > 32) all += 1;
  }
  return high / Math.max(1, all);
}

/** Old Macintosh text shows by its apostrophes: 0xD5 between letters, and none of Windows' 0x92. */
function isMacRoman(sample: string): boolean {
  return /[a-z]\xd5[a-z]/.test(sample) && !/[a-z]\x92[a-z]/.test(sample);
}

/** One kind of line end, and none of the characters that databases and XML refuse. */
function tidy(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]/g, '')
    .replace(/\f/g, '\n')
    .toWellFormed();
}

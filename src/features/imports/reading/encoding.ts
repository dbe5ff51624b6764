/**
 * Bytes to text: byte order mark, then what the file declares, then strict UTF-8,
 * then a guess by the letters' frequencies.
 */
import iconv from 'iconv-lite';
import jschardet from 'jschardet';
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
  if (firstHigh < 0) return { encoding: 'windows-1252', doubtful: false };
  const from = Math.max(0, firstHigh - 512);
  const sample = Buffer.from(bytes.subarray(from, from + SAMPLE));
  if (isMacRoman(sample.toString('latin1'))) return { encoding: 'macintosh', doubtful: true };
  const { encoding, confidence } = jschardet.detect(sample, { minimumThreshold: 0 });
  const name = (encoding ?? '').toLowerCase();
  if (!name || /^(?:ascii|utf-8|iso-8859-[12]|windows-125[02])$/.test(name)) {
    // jschardet takes Windows-1250 and -1252 for each other; Western text is the commoner by far.
    const central = /^(?:iso-8859-2|windows-1250)$/.test(name) && confidence >= 0.9;
    return { encoding: central ? name : 'windows-1252', doubtful: confidence < 0.5 };
  }
  if (!iconv.encodingExists(name) || confidence < 0.3) return { encoding: 'windows-1252', doubtful: true };
  return { encoding: name, doubtful: confidence < 0.8 };
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

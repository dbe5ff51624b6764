/** A page that a browser saved as one file (MHTML): its parts, decoded. */
import { ImportError } from './import-error.js';

export interface MimePart {
  type: string;
  charset: string;
  /** Where the part came from: the address that the page uses for it. */
  location: string;
  id: string;
  bytes: Uint8Array;
}

const MOST_PARTS = 2_000;

/** Headers of a part, by lower-case name; folded lines are joined. */
function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

const parameter = (value: string, name: string): string =>
  new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{0,200})"|([^\\s;"]{1,200}))`, 'i')
    .exec(value)
    ?.slice(1)
    .find(Boolean) ?? '';

/** Whether a text begins as such a file does. */
export const isMime = (start: string): boolean =>
  /^(?:[\w-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,30}/.test(start) &&
  /^MIME-Version:/im.test(start) &&
  /^Content-Type:\s*multipart\/(?:related|mixed|alternative)/im.test(start);

/** The parts of the file; those inside other parts too. Throws ImportError when there are none. */
export function mimeParts(fileName: string, bytes: Uint8Array): MimePart[] {
  // One byte a character, so that places in the text are places in the file.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const parts: MimePart[] = [];
  split(text, parts, 0);
  if (parts.length === 0)
    throw new ImportError(
      'damaged',
      `“${fileName}” is a saved web page (MHTML) whose parts cannot be told apart. Save the page again, as one HTML file.`,
    );
  return parts;
}

function split(text: string, parts: MimePart[], depth: number): void {
  const gap = /\r?\n\r?\n/.exec(text);
  if (!gap || depth > 3 || parts.length >= MOST_PARTS) return;
  const headers = headersOf(text.slice(0, gap.index));
  const type = headers.get('content-type') ?? 'text/plain';
  const body = text.slice(gap.index + gap[0].length);
  const boundary = parameter(type, 'boundary');
  if (/^multipart\//i.test(type) && boundary !== '') {
    for (const piece of body.split(`--${boundary}`).slice(1, MOST_PARTS)) {
      if (piece.startsWith('--')) break;
      split(piece.replace(/^[ \t]*\r?\n/, ''), parts, depth + 1);
    }
    return;
  }
  parts.push({
    type: type.split(';')[0]!.trim().toLowerCase(),
    charset: parameter(type, 'charset'),
    location: headers.get('content-location') ?? '',
    id: (headers.get('content-id') ?? '').replace(/^<|>$/g, ''),
    bytes: decoded(body, headers.get('content-transfer-encoding') ?? ''),
  });
}

function decoded(body: string, encoding: string): Uint8Array {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64') return Buffer.from(body, 'base64');
  if (name !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const plain = body
    .replace(/[ \t]*=\r?\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** The typefaces of covers, read from the font packages: which file holds a character, and its shapes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { Blob, Face, Font } from 'harfbuzzjs';

const require = createRequire(import.meta.url);

export type Weight = 'title' | 'text';

/** Packages in the order of preference, with the weights that they ship. All are under the SIL Open Font License. */
const FAMILIES: readonly { name: string; weights: Record<Weight, number>; without?: readonly string[] }[] = [
  { name: 'literata', weights: { title: 600, text: 400 } },
  { name: 'noto-serif-hebrew', weights: { title: 600, text: 400 } },
  { name: 'noto-naskh-arabic', weights: { title: 600, text: 400 }, without: ['math', 'symbols'] },
];

interface Part {
  family: string;
  /** Part of the family that one file holds, such as `latin-ext`. */
  name: string;
  weights: Record<Weight, number>;
  ranges: [first: number, last: number][];
}

let parts: Part[] | undefined;
const loaded = new Map<string, Font>();

/** Units of the em that all fonts are scaled to. */
export const EM = 1000;

/** The font that has a character, or null when none of ours does. Fonts are read when first needed. */
export function fontFor(character: number, weight: Weight): Font | null {
  parts ??= FAMILIES.flatMap(readParts);
  for (const part of parts) {
    if (!part.ranges.some(([first, last]) => character >= first && character <= last)) continue;
    const font = load(part, weight);
    // A package's table names ranges whole; the file may leave some of their characters out.
    if (font.nominalGlyph(character)) return font;
  }
  return null;
}

function readParts(family: (typeof FAMILIES)[number]): Part[] {
  const table = require(`@fontsource/${family.name}/unicode.json`) as Record<string, string>;
  const found: Part[] = [];
  for (const [key, list] of Object.entries(table)) {
    // Numbered parts stand in brackets in the table and without them in file names.
    const name = key.replace(/^\[(\d+)\]$/, '$1');
    if (family.without?.includes(name)) continue;
    found.push({
      family: family.name,
      name,
      weights: family.weights,
      ranges: list.split(',').map(parseRange),
    });
  }
  // Common characters stand in several parts; the plain Latin one is nearly always loaded already.
  return found.sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
}

function parseRange(range: string): [number, number] {
  const [first, last] = range.replace('U+', '').split('-');
  return [Number.parseInt(first!, 16), Number.parseInt(last ?? first!, 16)];
}

function load(part: Part, weight: Weight): Font {
  const file = `@fontsource/${part.family}/files/${part.family}-${part.name}-${part.weights[weight]}-normal.woff`;
  let font = loaded.get(file);
  if (!font) {
    font = new Font(new Face(new Blob(unpackWoff(readFileSync(require.resolve(file)))), 0));
    font.setScale(EM, EM);
    loaded.set(file, font);
  }
  return font;
}

/** The OpenType file inside a WOFF 1.0 file. https://www.w3.org/TR/WOFF/ */
function unpackWoff(woff: Buffer): Uint8Array<ArrayBuffer> {
  const tables = woff.readUInt16BE(12);
  const out = Buffer.alloc(woff.readUInt32BE(16));
  woff.copy(out, 0, 4, 8);
  out.writeUInt16BE(tables, 4);
  let offset = 12 + 16 * tables;
  for (let i = 0; i < tables; i += 1) {
    const entry = 44 + 20 * i;
    const start = woff.readUInt32BE(entry + 4);
    const packed = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const raw = woff.subarray(start, start + packed);
    out.set(packed < length ? inflateSync(raw) : raw, offset);
    const record = 12 + 16 * i;
    woff.copy(out, record, entry, entry + 4);
    out.writeUInt32BE(woff.readUInt32BE(entry + 16), record + 4);
    out.writeUInt32BE(offset, record + 8);
    out.writeUInt32BE(length, record + 12);
    offset += (length + 3) & ~3;
  }
  return new Uint8Array(out.buffer as ArrayBuffer, out.byteOffset, Math.min(offset, out.length));
}

/** The typefaces of covers, read from the font packages: which file holds a character, and its shapes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { Blob, Face, Font } from 'harfbuzzjs';

const require = createRequire(import.meta.url);

export type Weight = 'title' | 'text';

/** Part of a family → the ranges of characters that it holds. */
type Table = Record<string, string>;

interface Family {
  name: string;
  table: () => Table;
  /** Weights that the package ships. */
  weights: Record<Weight, number>;
  /** The parts of it that are wanted. */
  parts: RegExp;
}

const LETTERS = /^(latin|latin-ext|vietnamese|greek|greek-ext|cyrillic|cyrillic-ext|hebrew|arabic)$/;
/** Chinese, Japanese and Korean come in some hundred numbered parts. */
const NUMBERED = /^\d+$/;

const JAPANESE: Family = {
  name: 'zen-antique',
  table: () => require('@fontsource/zen-antique/unicode.json') as Table,
  weights: { title: 400, text: 400 },
  parts: NUMBERED,
};
const CHINESE: Family = {
  name: 'zcool-xiaowei',
  table: () => require('@fontsource/zcool-xiaowei/unicode.json') as Table,
  weights: { title: 400, text: 400 },
  parts: NUMBERED,
};

/** Packages in the order of preference. All are under the SIL Open Font License. */
const FAMILIES: readonly Family[] = [
  {
    name: 'literata',
    table: () => require('@fontsource/literata/unicode.json') as Table,
    weights: { title: 600, text: 400 },
    parts: LETTERS,
  },
  {
    name: 'noto-serif-hebrew',
    table: () => require('@fontsource/noto-serif-hebrew/unicode.json') as Table,
    weights: { title: 600, text: 400 },
    parts: LETTERS,
  },
  {
    name: 'noto-naskh-arabic',
    table: () => require('@fontsource/noto-naskh-arabic/unicode.json') as Table,
    weights: { title: 600, text: 400 },
    parts: LETTERS,
  },
  JAPANESE,
  CHINESE,
  {
    name: 'gowun-batang',
    table: () => require('@fontsource/gowun-batang/unicode.json') as Table,
    weights: { title: 700, text: 400 },
    parts: NUMBERED,
  },
];
/** Han characters are drawn as the work's language draws them, where that face has them. */
const FOR_CHINESE = FAMILIES.toSorted((a, b) => Number(b === CHINESE) - Number(a === CHINESE)).toSorted(
  (a, b) => Number(b.parts === LETTERS) - Number(a.parts === LETTERS),
);

interface Part {
  family: Family;
  /** What one file holds, such as `latin-ext`. */
  name: string;
  ranges: [first: number, last: number][];
}

const tables = new Map<Family, Part[]>();
const loaded = new Map<string, Font>();

/** Units of the em that all fonts are scaled to. */
export const EM = 1000;

/**
 * The font that has a character, or null when none of ours does. `language` (BCP 47) chooses among faces of Han.
 * Tables and fonts are read when first needed.
 */
export function fontFor(character: number, weight: Weight, language: string): Font | null {
  for (const family of /^zh\b/.test(language) ? FOR_CHINESE : FAMILIES) {
    for (const part of partsOf(family)) {
      if (!part.ranges.some(([first, last]) => character >= first && character <= last)) continue;
      const font = load(part, weight);
      // A package's table names ranges whole; the file may leave some of their characters out.
      if (font.nominalGlyph(character)) return font;
    }
  }
  return null;
}

function partsOf(family: Family): Part[] {
  let parts = tables.get(family);
  if (!parts) {
    parts = Object.entries(family.table())
      // Numbers stand in brackets in the table and without them in file names.
      .map(([key, list]) => ({
        family,
        name: key.replace(/[[\]]/g, ''),
        ranges: list.split(',').map(parseRange),
      }))
      .filter(({ name }) => family.parts.test(name))
      // Common characters stand in several parts; the plain Latin one is nearly always loaded already.
      .sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
    tables.set(family, parts);
  }
  return parts;
}

function parseRange(range: string): [number, number] {
  const [first, last] = range.replace('U+', '').split('-');
  return [Number.parseInt(first!, 16), Number.parseInt(last ?? first!, 16)];
}

function load(part: Part, weight: Weight): Font {
  const { name, weights } = part.family;
  const file = `@fontsource/${name}/files/${name}-${part.name}-${weights[weight]}-normal.woff`;
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

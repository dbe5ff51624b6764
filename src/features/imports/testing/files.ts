/** Files for the tests of this room: zips, honest and crooked, and EPUBs made of a few pages. */
import { crc32, deflateRawSync } from 'node:zlib';
import { type SourceFile, sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { readFile } from '../sources/index.js';

export interface ZipPart {
  name: string;
  data: string | Uint8Array;
  /** What the directory says of its size, when that is not the truth. */
  declaredSize?: number;
  crc?: number;
  encrypted?: boolean;
  /** 0 for stored; deflated otherwise. */
  method?: 0 | 8 | 99;
  /** Unix mode, e.g. 0o120777 for a link. */
  mode?: number;
}

/** Writes a zip byte by byte, as its parts say. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = Buffer.from(part.data as Uint8Array);
    const data = part.method === 0 ? raw : deflateRawSync(raw);
    const name = Buffer.from(part.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800 | (part.encrypted ? 1 : 0), 2);
    head.writeUInt16LE(part.method ?? 8, 4);
    head.writeUInt32LE(part.crc ?? crc32(raw), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(part.declaredSize ?? raw.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), head, tail, name]));
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

export interface BookParts {
  /** Inside `<metadata>`. */
  metadata?: string;
  /** Pages in reading order: file name and body. */
  pages?: [name: string, body: string][];
  /** More manifest items: file name, media type, data, properties. */
  items?: [name: string, type: string, data: string | Uint8Array, properties?: string][];
  /** The NCX's `navMap`, one label and address each. */
  ncx?: [label: string, src: string][];
  /** More entries, outside of the manifest. */
  extra?: ZipPart[];
  head?: string;
}

export const CONTAINER =
  '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

export function makeEpub({
  metadata = '',
  pages = [],
  items = [],
  ncx = [],
  extra = [],
  head = '',
}: BookParts): Buffer {
  const all = [
    ...items,
    ...(ncx.length > 0
      ? ([['toc.ncx', 'application/x-dtbncx+xml', ncxOf(ncx)]] as BookParts['items'] & object)
      : []),
  ];
  const opf = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata>
<manifest>${pages.map(([name], i) => `<item id="p${i}" href="${encodeURI(name)}" media-type="application/xhtml+xml"/>`).join('')}${all.map(([name, type, , properties], i) => `<item id="${type === 'application/x-dtbncx+xml' ? 'ncx' : `i${i}`}" href="${encodeURI(name)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`).join('')}</manifest>
<spine${ncx.length > 0 ? ' toc="ncx"' : ''}>${pages.map((_, i) => `<itemref idref="p${i}"/>`).join('')}</spine></package>`;
  return makeZip([
    { name: 'mimetype', data: 'application/epub+zip', method: 0 },
    { name: 'META-INF/container.xml', data: CONTAINER },
    { name: 'OEBPS/content.opf', data: opf },
    ...pages.map(([name, body]) => ({
      name: `OEBPS/${name}`,
      data: `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/>${head}</head><body>${body}</body></html>`,
    })),
    ...all.map(([name, , data]) => ({ name: `OEBPS/${name}`, data })),
    ...extra,
  ]);
}

const ncxOf = (points: readonly [string, string][]): string =>
  `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${points.map(([label, src]) => `<navPoint><navLabel><text>${label}</text></navLabel><content src="${src}"/></navPoint>`).join('')}</navMap></ncx>`;

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The works of a file at hand. */
export async function worksOf(file: SourceFile): Promise<SourceWork[]> {
  const works: SourceWork[] = [];
  for await (const work of readFile(file)) works.push(work);
  return works;
}

/** The one work of a file with these bytes. */
export async function workOf(name: string, data: string | Uint8Array): Promise<SourceWork> {
  const works = await worksOf(sourceFile(name, Buffer.from(data as Uint8Array)));
  if (works.length !== 1) throw new Error(`${works.length} works in ${name}`);
  return works[0]!;
}

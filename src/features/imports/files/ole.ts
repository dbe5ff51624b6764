/** The names in an OLE compound file: old Office documents, Works, and documents locked with a password. */
import type { SourceFile } from './source-file.js';

const MAGIC = 'd0cf11e0a1b11ae1';
const ENTRY = 128;
const MOST_SECTORS = 200;
const LAST_SECTOR = 0xfffffffa;

/** The names of the streams in the file's directory; null when it is no OLE file. Damage shortens the list. */
export async function oleNames(file: SourceFile): Promise<string[] | null> {
  const head = Buffer.from(await file.bytes(0, 512));
  if (head.length < 512 || head.toString('hex', 0, 8) !== MAGIC) return null;
  const shift = head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const size = 1 << shift;
  const names: string[] = [];
  let sector = head.readUInt32LE(48);
  for (let count = 0; sector < LAST_SECTOR && count < MOST_SECTORS; count += 1) {
    const at = (sector + 1) * size;
    const bytes = Buffer.from(await file.bytes(at, at + size));
    for (let entry = 0; entry + ENTRY <= bytes.length; entry += ENTRY) {
      const length = Math.min(64, bytes.readUInt16LE(entry + 64)) - 2;
      if (length > 0) names.push(bytes.toString('utf16le', entry, entry + length));
    }
    sector = await nextSector(file, head, size, sector);
  }
  return names;
}

/** The sector that follows in the chain; 109 sectors of the table are named in the head, which is more than enough here. */
async function nextSector(file: SourceFile, head: Buffer, size: number, sector: number): Promise<number> {
  const perSector = size / 4;
  const table = Math.floor(sector / perSector);
  if (table >= 109) return LAST_SECTOR;
  const at = (head.readUInt32LE(76 + 4 * table) + 1) * size + 4 * (sector % perSector);
  const bytes = Buffer.from(await file.bytes(at, at + 4));
  return bytes.length === 4 ? bytes.readUInt32LE(0) : LAST_SECTOR;
}

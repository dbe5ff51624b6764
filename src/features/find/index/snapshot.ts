/**
 * The snapshot file: every array of every segment as it lies in memory, then a table of contents with a checksum of
 * each, then the place and checksum of that table. It is written beside the old one, synced and put in its place; a
 * file that is not whole, or of another version, is refused, and the index is then filled from the database.
 *
 *   FLINDEX1 | arrays, each from a multiple of eight on | contents (JSON) | length, CRC-32 of the contents | FLINDEX1
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { sharedBytes, sharedDoubles, sharedInts, sharedShorts, sharedWords } from './arrays.js';
import { wordsFor } from './bits.js';
import { buildSegment } from './build.js';
import type { Snapshot } from './protocol.js';
import { Rows } from './rows.js';
import { arraysOf, type SharedArray, segmentOf, sizeOf } from './segment.js';

/** Another number whenever what the arrays mean changes, down to the order of flags and types of tags. */
const VERSION = 2;
const MAGIC = Buffer.from('FLINDEX1');
const FOOTER = 16;
/** Bytes that are read or written at once. */
const PIECE = 8 * 2 ** 20;

const MAKERS = {
  Uint8Array: sharedBytes,
  Uint16Array: sharedShorts,
  Uint32Array: sharedWords,
  Int32Array: sharedInts,
  Float64Array: sharedDoubles,
} satisfies Record<string, (length: number) => SharedArray>;

/** Where an array lies in the file. */
interface Place {
  kind: keyof typeof MAKERS;
  at: number;
  length: number;
  crc: number;
}

interface Contents {
  version: number;
  position: string | null;
  ids: Place;
  types: Place;
  parts: { alive: number; live: Place; numbers: Place; arrays: Record<string, Place> }[];
}

const bytesOf = (array: SharedArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

class Writer {
  readonly #file: number;
  #at = 0;

  constructor(file: number) {
    this.#file = file;
  }

  bytes(bytes: Uint8Array): number {
    let crc = 0;
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + PIECE);
      const written = writeSync(this.#file, piece, 0, piece.length, this.#at);
      crc = crc32(piece.subarray(0, written), crc);
      from += written;
      this.#at += written;
    }
    return crc;
  }

  array(array: SharedArray): Place {
    const at = Math.ceil(this.#at / 8) * 8;
    this.bytes(new Uint8Array(at - this.#at));
    const kind = array.constructor.name as Place['kind'];
    return { kind, at, length: array.length, crc: this.bytes(bytesOf(array)) };
  }
}

function writeAll(file: number, { parts, tags, position }: Snapshot): void {
  const writer = new Writer(file);
  writer.bytes(MAGIC);
  const contents: Contents = {
    version: VERSION,
    position,
    ids: writer.array(tags.ids),
    types: writer.array(tags.types),
    parts: parts.map(({ segment, live, alive, numbers }) => ({
      alive,
      live: writer.array(live),
      numbers: writer.array(numbers),
      arrays: Object.fromEntries(arraysOf(segment).map(({ name, array }) => [name, writer.array(array)])),
    })),
  };
  const table = Buffer.from(JSON.stringify(contents));
  const crc = writer.bytes(table);
  const footer = Buffer.alloc(8);
  footer.writeUInt32LE(table.length, 0);
  footer.writeUInt32LE(crc, 4);
  writer.bytes(footer);
  writer.bytes(MAGIC);
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Drafts that a process left behind when it was stopped in the middle. */
function sweepDrafts(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const [, pid] = /\.(\d+)\.new$/.exec(name) ?? [];
    const isDraft = pid !== undefined && name === `${basename(path)}.${pid}.new`;
    if (isDraft && !isRunning(Number(pid))) rmSync(join(dirname(path), name), { force: true });
  }
}

/** Writes a snapshot whole or not at all. */
export function writeSnapshot(path: string, snapshot: Snapshot): void {
  mkdirSync(dirname(path), { recursive: true });
  sweepDrafts(path);
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeAll(file, snapshot);
    fsyncSync(file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Why a snapshot was not taken. */
export class SnapshotRefused extends Error {}

class Reader {
  readonly #file: number;
  readonly #size: number;

  constructor(file: number) {
    this.#file = file;
    this.#size = fstatSync(file).size;
  }

  /** Fills bytes from a place on and returns their checksum. */
  into(bytes: Uint8Array, at: number): number {
    if (at < 0 || at + bytes.length > this.#size) throw new SnapshotRefused('it is cut short');
    let crc = 0;
    for (let from = 0; from < bytes.length; ) {
      const read = readSync(this.#file, bytes, from, Math.min(PIECE, bytes.length - from), at + from);
      if (read === 0) throw new SnapshotRefused('it is cut short');
      crc = crc32(bytes.subarray(from, from + read), crc);
      from += read;
    }
    return crc;
  }

  array({ kind, at, length, crc }: Place): SharedArray {
    // Before room is made for it.
    if (at + length > this.#size) throw new SnapshotRefused('it is cut short');
    const array = MAKERS[kind](length);
    if (this.into(bytesOf(array), at) !== crc) throw new SnapshotRefused('its checksum is wrong');
    return array;
  }

  contents(): Contents {
    const head = Buffer.alloc(MAGIC.length);
    const foot = Buffer.alloc(FOOTER);
    this.into(head, 0);
    this.into(foot, this.#size - FOOTER);
    if (!head.equals(MAGIC) || !foot.subarray(8).equals(MAGIC))
      throw new SnapshotRefused('it is no snapshot');
    const length = foot.readUInt32LE(0);
    if (length > this.#size) throw new SnapshotRefused('it is cut short');
    const table = Buffer.alloc(length);
    if (this.into(table, this.#size - FOOTER - length) !== foot.readUInt32LE(4))
      throw new SnapshotRefused('its checksum is wrong');
    // The checksum says that we wrote it; what else it holds follows from the version.
    const contents = JSON.parse(table.toString()) as Contents;
    if (contents.version !== VERSION) throw new SnapshotRefused('it is of another version');
    return contents;
  }
}

function readPart(reader: Reader, names: string, part: Contents['parts'][number]): Snapshot['parts'][number] {
  if (Object.keys(part.arrays).sort().join() !== names) throw new SnapshotRefused('it is of another version');
  const arrays = Object.entries(part.arrays).map(([name, place]) => ({ name, array: reader.array(place) }));
  const segment = segmentOf(arrays);
  const live = reader.array(part.live);
  const numbers = reader.array(part.numbers);
  const fits =
    live instanceof Int32Array &&
    live.length === wordsFor(sizeOf(segment)) &&
    numbers instanceof Uint32Array &&
    numbers.length === segment.tags.ids.length;
  if (!fits) throw new SnapshotRefused('it does not fit together');
  return { segment, live, alive: part.alive, numbers };
}

/** @throws SnapshotRefused with the reason; whatever else the disk says */
export function readSnapshot(path: string): Snapshot {
  const file = openSync(path, 'r');
  try {
    const reader = new Reader(file);
    const { position, ids, types, parts } = reader.contents();
    const names = arraysOf(buildSegment(new Rows()))
      .map(({ name }) => name)
      .sort()
      .join();
    return {
      position,
      tags: { ids: reader.array(ids) as Float64Array, types: reader.array(types) as Uint8Array },
      parts: parts.map((part) => readPart(reader, names, part)),
    };
  } finally {
    closeSync(file);
  }
}

import { setImmediate } from 'node:timers/promises';
import type { RtfOptions } from './options.js';
import { RtfReader } from './reader.js';

/** Whether a file that begins with these bytes is RTF. */
export const isRtf = (bytes: Uint8Array): boolean =>
  /^\s*\{\\rtf/.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));

/** Bytes between which others get their turn. */
const AT_ONCE = 256 * 1024;

/** Reads all signs. `finish` of the reader then gives the text. */
export async function readRtf(bytes: Uint8Array, options: RtfOptions): Promise<RtfReader> {
  const reader = new RtfReader(bytes, options);
  while (reader.step(AT_ONCE)) await setImmediate();
  return reader;
}

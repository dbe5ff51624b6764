/** Typed arrays that threads share, and ones that grow. */

export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(shared(length));
export const sharedShorts = (length: number): Uint16Array => new Uint16Array(shared(length * 2));
export const sharedInts = (length: number): Int32Array => new Int32Array(shared(length * 4));
export const sharedWords = (length: number): Uint32Array => new Uint32Array(shared(length * 4));
export const sharedDoubles = (length: number): Float64Array => new Float64Array(shared(length * 8));

/** A shared column of the narrowest kind that holds these whole numbers exactly; `at(i)` gives each. */
export function sharedColumn(length: number, at: (index: number) => number): Column {
  let least = 0;
  let most = 0;
  for (let i = 0; i < length; i++) {
    const value = at(i);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const make =
    least < 0 || most > 0xffffffff
      ? sharedDoubles
      : most > 0xffff
        ? sharedWords
        : most > 0xff
          ? sharedShorts
          : sharedBytes;
  const column = make(length);
  for (let i = 0; i < length; i++) column[i] = at(i);
  return column;
}

/** Half as much again: doubling would leave more empty than an archive of millions can spare. */
export const roomAfter = (room: number): number => Math.ceil(room * 1.5) + 1_024;

/** A list of whole numbers below 2^32 that grows. */
export class Words {
  length = 0;
  data: Uint32Array;

  constructor(room = 1024) {
    this.data = new Uint32Array(room);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Uint32Array(roomAfter(this.data.length));
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }
}

/** A list of numbers that grows. */
export class Doubles {
  length: number;
  data: Float64Array;

  /** @param data what it holds at first: the array is its own from then on */
  constructor(data: Float64Array = new Float64Array(0)) {
    this.data = data;
    this.length = data.length;
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Float64Array(roomAfter(this.data.length));
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }
}

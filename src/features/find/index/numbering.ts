/** Gives ids up to 2^53 numbers from 0 on as they come. A Map would keep each such id as an object of its own. */
import { Doubles } from './arrays.js';

export class Numbering {
  readonly #ids = new Doubles();
  /** Open addressing: a number and one, 0 where nothing is. At least half of them are empty. */
  #slots = new Uint32Array(4_096);

  get size(): number {
    return this.#ids.length;
  }

  idOf(number: number): number {
    return this.#ids.data[number]!;
  }

  /** All ids by number. */
  ids(): Float64Array {
    return this.#ids.data.subarray(0, this.size);
  }

  /** The number of an id, -1 when it has none. */
  find(id: number): number {
    return this.#slots[this.#slot(id)]! - 1;
  }

  /** The number of an id, which gets one if it has none. */
  of(id: number): number {
    const slot = this.#slot(id);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    this.#ids.push(id);
    this.#slots[slot] = this.size;
    if (this.size * 2 > this.#slots.length) this.#widen();
    return this.size - 1;
  }

  #slot(id: number): number {
    const mask = this.#slots.length - 1;
    const high = Math.floor(id / 2 ** 32);
    let hash = Math.imul((id >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    let slot = (hash ^ (hash >>> 13)) & mask;
    const { data } = this.#ids;
    for (let known = this.#slots[slot]!; known !== 0 && data[known - 1] !== id; known = this.#slots[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  }

  #widen(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.size; number++)
      this.#slots[this.#slot(this.idOf(number))] = number + 1;
  }
}

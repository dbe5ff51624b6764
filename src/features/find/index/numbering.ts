/** Gives ids up to 2^53 numbers from 0 on as they come. A Map would keep each such id as an object of its own. */
import { Doubles } from './arrays.js';

export class Numbering {
  readonly #ids: Doubles;
  /** Open addressing: a number and one, 0 where nothing is. At least a quarter of them are empty. */
  #slots: Uint32Array;

  /** @param ids distinct ones, which have their places as numbers; the array is the numbering's own from then on */
  constructor(ids: Float64Array = new Float64Array(0)) {
    this.#ids = new Doubles(ids);
    this.#slots = new Uint32Array(Math.max(4_096, 2 ** Math.ceil(Math.log2((ids.length * 4) / 3 + 1))));
    this.#fillSlots();
  }

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
    if (this.size * 4 > this.#slots.length * 3) {
      this.#slots = new Uint32Array(this.#slots.length * 2);
      this.#fillSlots();
    }
    return this.size - 1;
  }

  /** Where the search for an id begins. */
  #firstSlot(id: number): number {
    const high = Math.floor(id / 2 ** 32);
    let hash = Math.imul((id >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    return (hash ^ (hash >>> 13)) & (this.#slots.length - 1);
  }

  #slot(id: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#firstSlot(id);
    const { data } = this.#ids;
    for (let known = this.#slots[slot]!; known !== 0 && data[known - 1] !== id; known = this.#slots[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  }

  /** Puts all numbers into slots that are empty. The ids are distinct, so none is compared. */
  #fillSlots(): void {
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.#firstSlot(this.idOf(number));
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

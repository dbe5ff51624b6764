/** The numbers that describe one gap, each put down under its name in a fixed order. */
export class Row {
  readonly values: Float32Array;
  /** How many numbers are put down; set it to 0 to use the row again. */
  size = 0;
  private readonly names: string[] | null;

  /** There is room for `room` numbers. With `names`, the names of the columns are collected there. */
  constructor(room: number, names: string[] | null = null) {
    this.values = new Float32Array(room);
    this.names = names;
  }

  /** `of` goes before the name: what the number is said of. */
  put(name: string, value: number | boolean, of = ''): void {
    if (this.names !== null) this.names.push(of + name);
    this.values[this.size++] = +value;
  }

  /** Puts down numbers that were made once for many rows. */
  putAll(names: readonly string[], values: Float32Array): void {
    this.names?.push(...names);
    this.values.set(values, this.size);
    this.size += values.length;
  }

  /** A copy of the numbers. */
  taken(): Float32Array {
    return this.values.slice(0, this.size);
  }
}

/** The numbers that describe one gap, each put down under its name in a fixed order. */
export class Row {
  readonly values: number[] = [];
  private readonly names: string[] | null;

  /** With `names`, the names of the columns are collected there. */
  constructor(names: string[] | null = null) {
    this.names = names;
  }

  /** `of` goes before the name: what the number is said of. */
  put(name: string, value: number | boolean, of = ''): void {
    this.names?.push(of + name);
    this.values.push(+value);
  }

  /** Puts down numbers that were made once for many rows. */
  putAll(names: readonly string[], values: readonly number[]): void {
    this.names?.push(...names);
    for (const value of values) this.values.push(value);
  }
}

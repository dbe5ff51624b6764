/** Numbers, counted things and times as they are written in German. */
const formatter = new Intl.NumberFormat('de');
export const number = (n: number): string => formatter.format(n);

/** „1 Werk“, „1.024 Werke“. */
export const n = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

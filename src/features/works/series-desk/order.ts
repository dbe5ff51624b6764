/**
 * The numbers of works when one of them moves by a step. The numbers stay the same ones where they can, gaps too: a
 * writer may have chosen them. @returns the number of each, in the new order
 */
export function stepped<T extends { position: number }>(works: readonly T[], at: number, by: 1 | -1): T[] {
  const to = at + by;
  if (to < 0 || to >= works.length) return [...works];
  const order = [...works];
  [order[at], order[to]] = [order[to]!, order[at]!];
  let last = Number.NEGATIVE_INFINITY;
  return order.map((work, i) => {
    last = Math.max(works[i]!.position, last + 1);
    return { ...work, position: last };
  });
}

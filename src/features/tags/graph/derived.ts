/** What follows from the graph, made anew and whole. The store keeps the same rows little by little; tests compare. */
import type { Graph } from './model.js';

export interface DerivedLink {
  id: number;
  above: number;
  direct: boolean;
}

const links = (id: number, direct: readonly number[], all: Iterable<number>): DerivedLink[] => [
  ...direct.map((above) => ({ id, above, direct: true })),
  ...[...all].filter((above) => !direct.includes(above)).map((above) => ({ id, above, direct: false })),
];

/** Metatags with all above them. */
export const closureOf = (graph: Graph): DerivedLink[] =>
  [...graph.tags()].flatMap(({ id }) => links(id, graph.above('meta', id), graph.allMetas(id)));

/** Parents, and the fandoms that relationships have from their characters. */
export const parentsOf = (graph: Graph): DerivedLink[] =>
  [...graph.tags()].flatMap(({ id, type }) => {
    const direct = graph.above('parent', id);
    const inherited =
      type === 'relationship'
        ? direct
            .filter((parent) => graph.tag(parent)?.type === 'character')
            .flatMap((character) => graph.above('parent', character))
        : [];
    return links(id, direct, new Set(inherited));
  });

/** By which tags a work is found that has this one. */
export function filtersOf(graph: Graph, id: number): Set<number> {
  const direct = graph.tag(id)?.mergerId ?? id;
  return new Set([id, direct, ...graph.allMetas(direct)]);
}

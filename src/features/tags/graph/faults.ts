/** What must be true of every tag of the graph, whoever changed it and how. */
import { CATEGORIES, RATINGS, WARNINGS } from '../canon.js';
import { tagKey } from '../names.js';
import { type Graph, type GraphTag, PARENT_TYPES } from './model.js';
import { Refusal } from './refusal.js';

const OWN: ReadonlySet<string> = new Set(
  [
    ...RATINGS.map((name) => `rating\n${name}`),
    ...WARNINGS.map((name) => `warning\n${name}`),
    ...CATEGORIES.map((name) => `category\n${name}`),
  ].map(tagKey),
);

/** Ratings, warnings and categories that every archive has: they are canonical from the start and stay as they are. */
export const isArchiveOwn = (tag: { type: string; name: string }): boolean =>
  OWN.has(tagKey(`${tag.type}\n${tag.name}`));

/**
 * The first fault of these tags and of their links, as it would be told to whoever caused it. Null: none.
 * The graph must be whole around them.
 */
export function faultOf(graph: Graph, ids: Iterable<number>): Refusal | null {
  for (const id of ids) {
    const tag = graph.tag(id);
    const fault = tag ? faultOfTag(graph, tag) : new Refusal('missing');
    if (fault) return fault;
  }
  return null;
}

function faultOfTag(graph: Graph, tag: Readonly<GraphTag>): Refusal | null {
  if (isArchiveOwn(tag) && !tag.canonical) return new Refusal('archive', [tag.name]);
  if (tag.canonical && tag.unwrangleable) return new Refusal('unwrangleable', [tag.name]);
  if (tag.mergerId !== null) return faultOfSynonym(graph, tag, tag.mergerId);
  if (!tag.canonical && isTiedBelow(graph, tag.id)) return new Refusal('linked', [tag.name]);
  return faultOfMetas(graph, tag) ?? faultOfParents(graph, tag);
}

function faultOfSynonym(graph: Graph, tag: Readonly<GraphTag>, mergerId: number): Refusal | null {
  const merger = graph.tag(mergerId);
  if (!merger) return new Refusal('missing');
  if (merger.id === tag.id) return new Refusal('self', [tag.name]);
  if (merger.type !== tag.type) return new Refusal('types', [tag.name, merger.name]);
  if (!merger.canonical) return new Refusal('not-canonical', [merger.name]);
  if (tag.canonical) return new Refusal('canonical', [tag.name]);
  if (tag.unwrangleable) return new Refusal('unwrangleable', [tag.name]);
  if (isTiedBelow(graph, tag.id) || graph.above('parent', tag.id).length > 0)
    return new Refusal('linked', [tag.name]);
  return null;
}

/** What only canonical tags have: synonyms, children, and metatags both ways. */
const isTiedBelow = (graph: Graph, id: number): boolean =>
  graph.synonyms(id).length > 0 ||
  graph.below('parent', id).length > 0 ||
  graph.below('meta', id).length > 0 ||
  graph.above('meta', id).length > 0;

function faultOfMetas(graph: Graph, tag: Readonly<GraphTag>): Refusal | null {
  for (const id of graph.above('meta', tag.id)) {
    const meta = graph.tag(id);
    if (!meta) return new Refusal('missing');
    if (meta.type !== tag.type) return new Refusal('types', [tag.name, meta.name]);
    if (!meta.canonical) return new Refusal('not-canonical', [meta.name]);
    if (id === tag.id) return new Refusal('self', [tag.name]);
    if (graph.allMetas(id).has(tag.id)) return new Refusal('cycle', [tag.name, meta.name]);
  }
  return null;
}

function faultOfParents(graph: Graph, tag: Readonly<GraphTag>): Refusal | null {
  for (const id of graph.above('parent', tag.id)) {
    const parent = graph.tag(id);
    if (!parent) return new Refusal('missing');
    if (!PARENT_TYPES[tag.type].includes(parent.type)) return new Refusal('types', [tag.name, parent.name]);
    if (!parent.canonical) return new Refusal('not-canonical', [parent.name]);
  }
  return null;
}

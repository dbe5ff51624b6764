/** What a file of tags would change here, and what speaks against it. Pure. */
import type { Messages } from '../../../core/messages/index.js';
import { archiveTypeOf } from '../actions.js';
import { faultOf } from '../graph/faults.js';
import { type Delta, type Graph, type GraphTag, type LinkKind, tagsOf } from '../graph/model.js';
import type { Refusal } from '../graph/refusal.js';
import { tagKey } from '../names.js';
import type { TagEntry } from './document.js';

export type Conflict =
  | { reason: keyof Messages['wrangling']['conflicts']; name: string; other: string }
  /** What could not be as a whole: cycles, ties between types. */
  | { reason: 'refused'; refusal: Refusal };

export interface ImportPlan {
  /** New tags; until they are made their ids are below zero. */
  makes: readonly { id: number; type: GraphTag['type']; name: string }[];
  deltas: readonly Delta[];
  conflicts: readonly Conflict[];
  /** Entries that say what is so already. */
  same: number;
}

/**
 * What is in the file is added to what is here; nothing is taken away, and where the two disagree it is a conflict.
 * @param graph whole around all tags named in the file; it is changed as the import would change it
 * @param idsByKey tags that are here, by `tagKey` of their names
 */
export function planImport(
  entries: readonly TagEntry[],
  graph: Graph,
  idsByKey: ReadonlyMap<string, number>,
): ImportPlan {
  const ids = new Map(idsByKey);
  const makes: ImportPlan['makes'][number][] = [];
  const conflicts: Conflict[] = [];
  const deltas: Delta[] = [];
  let same = 0;
  const known = withoutDoubles(entries, conflicts).filter((entry) => {
    const key = tagKey(entry.name);
    const here = graph.tag(ids.get(key) ?? 0);
    if (here && here.type !== entry.type) {
      conflicts.push({ reason: 'other-type', name: entry.name, other: here.type });
      return false;
    }
    if (here) return true;
    const own = archiveTypeOf(entry.name);
    if (own && own !== entry.type) {
      conflicts.push({ reason: 'other-type', name: entry.name, other: own });
      return false;
    }
    const id = -1 - makes.length;
    ids.set(key, id);
    makes.push({ id, type: entry.type, name: entry.name });
    graph.add({
      id,
      type: entry.type,
      name: entry.name,
      canonical: own === entry.type,
      mergerId: null,
      unwrangleable: false,
    });
    return true;
  });
  const change = (delta: Delta): void => {
    graph.apply(delta);
    deltas.push(delta);
  };
  const find = (name: string, by: TagEntry): number | null => {
    const id = ids.get(tagKey(name));
    if (id === undefined) conflicts.push({ reason: 'unknown', name: by.name, other: name });
    return id ?? null;
  };
  // States first, so that what stands above is canonical when it is tied.
  const counts = known.map((entry) => {
    const before = deltas.length;
    const tag = graph.tag(ids.get(tagKey(entry.name))!)!;
    const conflict = stateOf(graph, tag, entry, find, change);
    if (conflict) conflicts.push(conflict);
    return deltas.length - before;
  });
  for (const [i, entry] of known.entries()) {
    const before = deltas.length;
    tie(graph, ids.get(tagKey(entry.name))!, entry, find, change);
    if (counts[i]! + deltas.length - before === 0 && ids.get(tagKey(entry.name))! > 0) same += 1;
  }
  for (const id of new Set(deltas.flatMap(tagsOf))) {
    const refusal = faultOf(graph, [id]);
    if (refusal) conflicts.push({ reason: 'refused', refusal });
  }
  return { makes, deltas, conflicts, same };
}

function withoutDoubles(entries: readonly TagEntry[], conflicts: Conflict[]): TagEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = tagKey(entry.name);
    if (seen.has(key)) conflicts.push({ reason: 'twice', name: entry.name, other: '' });
    return !seen.has(key) && seen.add(key);
  });
}

/** Makes the tag what the file says it is. @returns what speaks against it. */
function stateOf(
  graph: Graph,
  tag: Readonly<GraphTag>,
  entry: TagEntry,
  find: (name: string, by: TagEntry) => number | null,
  change: (delta: Delta) => void,
): Conflict | null {
  const name = entry.name;
  const merger = tag.mergerId === null ? '' : (graph.tag(tag.mergerId)?.name ?? '');
  const against = (reason: keyof Messages['wrangling']['conflicts'], other = ''): Conflict => ({
    reason,
    name,
    other,
  });
  switch (entry.status) {
    case 'free':
      return null;
    case 'canonical':
      if (tag.mergerId !== null) return against('is-synonym', merger);
      if (tag.unwrangleable) return against('is-unwrangleable');
      if (!tag.canonical) change({ on: 'canonical', id: tag.id, from: false, to: true });
      return null;
    case 'unwrangleable':
      if (tag.canonical) return against('is-canonical');
      if (tag.mergerId !== null) return against('not-unwrangleable', merger);
      if (!tag.unwrangleable) change({ on: 'unwrangleable', id: tag.id, from: false, to: true });
      return null;
    case 'synonym': {
      const into = find(entry.synonymOf ?? '', entry);
      if (into === null || tag.mergerId === into) return null;
      if (tag.mergerId !== null) return against('other-synonym', merger);
      if (tag.canonical) return against('is-canonical');
      if (tag.unwrangleable) return against('is-unwrangleable');
      // What it stood beneath here is the canonical one's now, as in any merge.
      for (const above of graph.above('parent', tag.id)) {
        change({ on: 'parent', id: tag.id, above, added: false });
        if (!graph.has('parent', into, above)) change({ on: 'parent', id: into, above, added: true });
      }
      change({ on: 'merger', id: tag.id, from: null, to: into });
      return null;
    }
  }
}

/** Puts the tag beneath what the file says. */
function tie(
  graph: Graph,
  id: number,
  entry: TagEntry,
  find: (name: string, by: TagEntry) => number | null,
  change: (delta: Delta) => void,
): void {
  const put = (on: LinkKind, name: string): void => {
    const above = find(name, entry);
    if (above !== null && !graph.has(on, id, above)) change({ on, id, above, added: true });
  };
  for (const name of entry.metatags ?? []) put('meta', name);
  for (const { name } of entry.parents ?? []) put('parent', name);
}

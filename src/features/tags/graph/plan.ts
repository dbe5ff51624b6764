/** What each act of a wrangler changes. Pure: the graph as it is loaded goes in, changes come out or a refusal is thrown. */
import { cleanTagName, hasComma, isTagName, tagKey } from '../names.js';
import { TYPED_TYPES, type TypedTagType } from '../typed.js';
import { isArchiveOwn } from './faults.js';
import { type Delta, type Graph, type GraphTag, type LinkKind, PARENT_TYPES } from './model.js';
import { Refusal } from './refusal.js';

export type Act =
  | {
      act: 'canonise' | 'uncanonise' | 'unmerge' | 'mark-unwrangleable' | 'unmark-unwrangleable';
      tag: number;
    }
  /** `tag` becomes a synonym of `into`. */
  | { act: 'merge'; tag: number; into: number }
  | { act: 'add-meta' | 'remove-meta' | 'add-parent' | 'remove-parent'; tag: number; above: number }
  | { act: 'rename'; tag: number; name: string }
  | { act: 'retype'; tag: number; type: TypedTagType };

export type ActKind = Act['act'];

/** The changes of one act. @throws Refusal. The graph itself stays as it is. */
export function planAct(graph: Graph, act: Act, mayRenameAll: boolean): Delta[] {
  const tag = tagIn(graph, act.tag);
  switch (act.act) {
    case 'canonise':
      return canonise(tag);
    case 'uncanonise':
      return uncanonise(graph, tag);
    case 'merge':
      return merge(graph, tag, tagIn(graph, act.into));
    case 'unmerge':
      if (tag.mergerId === null) throw new Refusal('not-synonym', [tag.name]);
      return [{ on: 'merger', id: tag.id, from: tag.mergerId, to: null }];
    case 'mark-unwrangleable':
      mustBeFree(tag);
      return [{ on: 'unwrangleable', id: tag.id, from: false, to: true }];
    case 'unmark-unwrangleable':
      if (!tag.unwrangleable) throw new Refusal('not-unwrangleable', [tag.name]);
      return [{ on: 'unwrangleable', id: tag.id, from: true, to: false }];
    case 'add-meta':
      return addMeta(graph, tag, tagIn(graph, act.above));
    case 'add-parent':
      return addParent(graph, tag, tagIn(graph, act.above));
    case 'remove-meta':
      return removeLink(graph, 'meta', tag, tagIn(graph, act.above));
    case 'remove-parent':
      return removeLink(graph, 'parent', tag, tagIn(graph, act.above));
    case 'rename':
      return rename(tag, act.name, mayRenameAll);
    case 'retype':
      return retype(graph, tag, act.type);
  }
}

function tagIn(graph: Graph, id: number): Readonly<GraphTag> {
  const tag = graph.tag(id);
  if (!tag) throw new Refusal('missing');
  return tag;
}

function mustBeFree(tag: Readonly<GraphTag>): void {
  if (tag.canonical) throw new Refusal('canonical', [tag.name]);
  if (tag.mergerId !== null) throw new Refusal('synonym', [tag.name]);
  if (tag.unwrangleable) throw new Refusal('unwrangleable', [tag.name]);
}

function mustBeCanonical(tag: Readonly<GraphTag>): void {
  if (!tag.canonical) throw new Refusal('not-canonical', [tag.name]);
}

function canonise(tag: Readonly<GraphTag>): Delta[] {
  mustBeFree(tag);
  return [{ on: 'canonical', id: tag.id, from: false, to: true }];
}

/** Synonyms become free, and nothing stands under it any more. Its own parents stay: an unwrangled tag may have them. */
function uncanonise(graph: Graph, tag: Readonly<GraphTag>): Delta[] {
  mustBeCanonical(tag);
  if (isArchiveOwn(tag)) throw new Refusal('archive', [tag.name]);
  return [
    ...graph.synonyms(tag.id).map((id): Delta => ({ on: 'merger', id, from: tag.id, to: null })),
    ...graph.below('parent', tag.id).map((id): Delta => ({ on: 'parent', id, above: tag.id, added: false })),
    ...graph.below('meta', tag.id).map((id): Delta => ({ on: 'meta', id, above: tag.id, added: false })),
    ...graph.above('meta', tag.id).map((above): Delta => ({ on: 'meta', id: tag.id, above, added: false })),
    { on: 'canonical', id: tag.id, from: true, to: false },
  ];
}

/** All that the merged tag has goes over to the other one: synonyms, children, parents, sub- and metatags. */
function merge(graph: Graph, tag: Readonly<GraphTag>, into: Readonly<GraphTag>): Delta[] {
  if (tag.id === into.id) throw new Refusal('self', [tag.name]);
  if (tag.type !== into.type) throw new Refusal('types', [tag.name, into.name]);
  if (isArchiveOwn(tag)) throw new Refusal('archive', [tag.name]);
  mustBeCanonical(into);
  if (tag.mergerId === into.id) throw new Refusal('synonym', [tag.name]);
  if (tag.unwrangleable) throw new Refusal('unwrangleable', [tag.name]);
  return [
    ...moved(graph, tag, into),
    ...(tag.canonical ? [{ on: 'canonical', id: tag.id, from: true, to: false } as const] : []),
    ...graph.synonyms(tag.id).map((id): Delta => ({ on: 'merger', id, from: tag.id, to: into.id })),
    { on: 'merger', id: tag.id, from: tag.mergerId, to: into.id },
  ];
}

function moved(graph: Graph, tag: Readonly<GraphTag>, into: Readonly<GraphTag>): Delta[] {
  const deltas: Delta[] = [];
  for (const kind of ['parent', 'meta'] as const) {
    for (const above of graph.above(kind, tag.id)) {
      deltas.push({ on: kind, id: tag.id, above, added: false });
      if (above === into.id || graph.has(kind, into.id, above)) continue;
      if (kind === 'meta' && graph.allMetas(above).has(into.id))
        throw new Refusal('cycle', [into.name, tagIn(graph, above).name]);
      deltas.push({ on: kind, id: into.id, above, added: true });
    }
    for (const id of graph.below(kind, tag.id)) {
      deltas.push({ on: kind, id, above: tag.id, added: false });
      if (id === into.id || graph.has(kind, id, into.id)) continue;
      if (kind === 'meta' && graph.allMetas(into.id).has(id))
        throw new Refusal('cycle', [tagIn(graph, id).name, into.name]);
      deltas.push({ on: kind, id, above: into.id, added: true });
    }
  }
  return deltas;
}

function addMeta(graph: Graph, tag: Readonly<GraphTag>, meta: Readonly<GraphTag>): Delta[] {
  if (tag.id === meta.id) throw new Refusal('self', [tag.name]);
  if (tag.type !== meta.type) throw new Refusal('types', [tag.name, meta.name]);
  mustBeCanonical(tag);
  mustBeCanonical(meta);
  if (graph.has('meta', tag.id, meta.id)) throw new Refusal('there', [tag.name, meta.name]);
  if (graph.allMetas(meta.id).has(tag.id)) throw new Refusal('cycle', [tag.name, meta.name]);
  return [{ on: 'meta', id: tag.id, above: meta.id, added: true }];
}

function addParent(graph: Graph, tag: Readonly<GraphTag>, parent: Readonly<GraphTag>): Delta[] {
  if (!PARENT_TYPES[tag.type].includes(parent.type)) throw new Refusal('types', [tag.name, parent.name]);
  if (tag.mergerId !== null) throw new Refusal('synonym', [tag.name]);
  mustBeCanonical(parent);
  if (graph.has('parent', tag.id, parent.id)) throw new Refusal('there', [tag.name, parent.name]);
  return [{ on: 'parent', id: tag.id, above: parent.id, added: true }];
}

function removeLink(
  graph: Graph,
  kind: LinkKind,
  tag: Readonly<GraphTag>,
  above: Readonly<GraphTag>,
): Delta[] {
  if (!graph.has(kind, tag.id, above.id)) throw new Refusal('not-there', [tag.name, above.name]);
  return [{ on: kind, id: tag.id, above: above.id, added: false }];
}

function rename(tag: Readonly<GraphTag>, typed: string, mayRenameAll: boolean): Delta[] {
  const name = cleanTagName(typed);
  if (isArchiveOwn(tag)) throw new Refusal('archive', [tag.name]);
  if (!isTagName(name) || hasComma(name)) throw new Refusal('name-bad', [name.slice(0, 40)]);
  if (name === tag.name) throw new Refusal('name-same', [name]);
  mustBeRenamable(tag.name, name, mayRenameAll);
  return [{ on: 'name', id: tag.id, from: tag.name, to: name }];
}

/** What writers type becomes another of the types that they type, unless something is tied to it as to one of its own. */
function retype(graph: Graph, tag: Readonly<GraphTag>, type: TypedTagType): Delta[] {
  if (!TYPED_TYPES.some((one) => one === tag.type)) throw new Refusal('type-fixed', [tag.name]);
  if (tag.type === type) throw new Refusal('type-same', [tag.name]);
  const tied = tiedByType(graph, tag, type);
  if (tied !== undefined) throw new Refusal('type-tied', [tag.name, tagIn(graph, tied).name]);
  return [{ on: 'type', id: tag.id, from: tag.type, to: type }];
}

/** The first tag whose tie to this one holds between their types alone; parents that the new type may have are none. */
const tiedByType = (graph: Graph, tag: Readonly<GraphTag>, type: TypedTagType): number | undefined =>
  tag.mergerId ??
  graph.synonyms(tag.id)[0] ??
  graph.above('meta', tag.id)[0] ??
  graph.below('meta', tag.id)[0] ??
  graph.below('parent', tag.id)[0] ??
  graph.above('parent', tag.id).find((id) => !PARENT_TYPES[type].includes(tagIn(graph, id).type));

/** Who has not the right to more changes case and accents alone. @throws Refusal */
export function mustBeRenamable(from: string, to: string, mayRenameAll: boolean): void {
  if (!mayRenameAll && tagKey(to) !== tagKey(from)) throw new Refusal('name-case', [from, to]);
}

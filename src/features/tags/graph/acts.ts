/** What wranglers do to the graph, and taking it back. Each act is one transaction with its line in the history. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { notFound } from '../../../core/errors.js';
import { newId } from '../../../core/ids.js';
import { may } from '../../../core/rights.js';
import type { Member } from '../../../core/viewer.js';
import { faultOf } from './faults.js';
import { loadGraph } from './load.js';
import { type Delta, type Graph, opposite, tagsOf } from './model.js';
import { type Act, mustBeRenamable, planAct } from './plan.js';
import { readDeltas } from './read-deltas.js';
import { Refusal } from './refusal.js';
import { changeGraph, writeDeltas } from './store.js';

/** Whoever acts: a member with the right, or the host at the command line. */
export type Wrangler = Member | 'command-line';

/** Of one mass act. */
export const MOST_ACTS = 1_000;

export interface Performed {
  /** Outward id of the line in the history. */
  id: string;
  deltas: readonly Delta[];
}

/** @throws notFound: whoever may not wrangle learns nothing. */
export function mustWrangle(by: Wrangler): void {
  if (by !== 'command-line' && !may(by, 'wrangle-tags')) throw notFound();
}

const mayRenameAll = (by: Wrangler): boolean => by === 'command-line' || may(by, 'rename-tags');

/**
 * Does all of these acts, in their order, or none of them.
 * @throws Refusal with the first one that cannot be done; notFound for whoever has not the right.
 */
export async function performActs(
  db: Kysely<DB>,
  by: Wrangler,
  acts: readonly Act[],
  { at, why = '' }: { at: Date; why?: string },
): Promise<Performed> {
  mustWrangle(by);
  if (acts.length === 0) throw new Refusal('nothing');
  if (acts.length > MOST_ACTS) throw new Refusal('many');
  return changeGraph(db, async (trx) => {
    const deltas = planActs(await loadGraph(trx, [...new Set(acts.flatMap(idsOfAct))]), acts, by);
    const kinds = new Set(acts.map((act) => act.act));
    const act = kinds.size === 1 ? acts[0]!.act : 'several';
    return writeAct(trx, { by, act, why, deltas, undoes: null }, at);
  });
}

/** What these acts would change, with nothing written. @throws as `performActs`. */
export async function previewActs(
  db: Kysely<DB>,
  by: Wrangler,
  acts: readonly Act[],
): Promise<{ deltas: readonly Delta[]; before: Graph }> {
  mustWrangle(by);
  if (acts.length > MOST_ACTS) throw new Refusal('many');
  const ids = [...new Set(acts.flatMap(idsOfAct))];
  return { deltas: planActs(await loadGraph(db, ids), acts, by), before: await loadGraph(db, ids) };
}

const idsOfAct = (act: Act): number[] => [
  act.tag,
  ...('into' in act ? [act.into] : []),
  ...('above' in act ? [act.above] : []),
];

/** Each act is planned on what the ones before it made. */
function planActs(graph: Graph, acts: readonly Act[], by: Wrangler): Delta[] {
  const deltas: Delta[] = [];
  for (const act of acts) {
    const planned = planAct(graph, act, mayRenameAll(by));
    for (const delta of planned) graph.apply(delta);
    deltas.push(...planned);
  }
  const fault = faultOf(graph, new Set(deltas.flatMap(tagsOf)));
  if (fault) throw fault;
  return deltas;
}

/** Writes changes that are known to be right, and their line in the history. The caller has the lock. */
export async function writeAct(
  trx: Transaction<DB>,
  done: { by: Wrangler; act: string; why: string; deltas: readonly Delta[]; undoes: number | null },
  at: Date,
): Promise<Performed> {
  await writeDeltas(trx, done.deltas, at);
  const row = await trx
    .insertInto('tag_acts')
    .values({
      public_id: newId(),
      at,
      account_id: done.by === 'command-line' ? null : done.by.accountId,
      by_command_line: done.by === 'command-line',
      act: done.act,
      why: done.why.slice(0, 1_000),
      deltas: JSON.stringify(done.deltas),
      undoes: done.undoes,
    })
    .returning(['id', 'public_id'])
    .executeTakeFirstOrThrow();
  const tags = [...new Set(done.deltas.flatMap(tagsOf))];
  await sql`insert into tag_act_tags (act_id, tag_id) select ${row.id}, unnest(${tags}::int8[])`.execute(trx);
  return { id: row.public_id, deltas: done.deltas };
}

/**
 * Takes an act back, a mass act as a whole. What takes back is an act too, and can be taken back.
 * @throws Refusal `no-act`, `undone`; `later` when something that it changed was changed since, or needs it as it is.
 */
export async function undoAct(
  db: Kysely<DB>,
  by: Wrangler,
  actId: string,
  { at, why = '' }: { at: Date; why?: string },
): Promise<Performed> {
  mustWrangle(by);
  return changeGraph(db, async (trx) => {
    const act = await trx
      .selectFrom('tag_acts')
      .leftJoin('tag_acts as undoing', 'undoing.undoes', 'tag_acts.id')
      .select(['tag_acts.id', 'tag_acts.deltas', 'undoing.id as undone'])
      .where('tag_acts.public_id', '=', actId)
      .executeTakeFirst();
    if (!act) throw new Refusal('no-act');
    if (act.undone !== null) throw new Refusal('undone');
    const deltas = readDeltas(act.deltas);
    for (const delta of deltas)
      if (delta.on === 'name') mustBeRenamable(delta.to, delta.from, mayRenameAll(by));
    const taken = await takeBack(trx, act.id, deltas);
    return writeAct(trx, { by, act: 'undo', why, deltas: taken, undoes: act.id }, at);
  });
}

async function takeBack(trx: Transaction<DB>, actKey: number, deltas: readonly Delta[]): Promise<Delta[]> {
  const ids = [...new Set(deltas.flatMap(tagsOf))];
  const graph = await loadGraph(trx, ids);
  const taken: Delta[] = [];
  for (const delta of deltas.toReversed()) {
    if (!graph.isAfter(delta)) throw await changedLater(trx, actKey, [delta.id], graph);
    graph.apply(opposite(delta));
    taken.push(opposite(delta));
  }
  const beneath = taken.flatMap((delta) => (delta.on === 'type' ? tiedBelow(graph, delta.id) : []));
  if (faultOf(graph, [...ids, ...beneath])) throw await changedLater(trx, actKey, ids, graph);
  return taken;
}

/** Whatever has this tag above it: where its type changes, their ties are those that may fit no more. */
const tiedBelow = (graph: Graph, id: number): number[] => [
  ...graph.synonyms(id),
  ...graph.below('meta', id),
  ...graph.below('parent', id),
];

/** Says which tag was changed by the latest act after this one. */
async function changedLater(
  trx: Transaction<DB>,
  actKey: number,
  ids: readonly number[],
  graph: Graph,
): Promise<Refusal> {
  const later = await trx
    .selectFrom('tag_act_tags')
    .innerJoin('tag_acts', 'tag_acts.id', 'tag_act_tags.act_id')
    .innerJoin('tags', 'tags.id', 'tag_act_tags.tag_id')
    .select(['tags.name', 'tag_acts.at'])
    .where('tag_act_tags.tag_id', 'in', ids)
    .where('tag_acts.id', '>', actKey)
    .orderBy('tag_acts.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (later) return new Refusal('later', [later.name, later.at.toISOString().slice(0, 10)]);
  return new Refusal('later', [graph.tag(ids[0] ?? 0)?.name ?? '']);
}

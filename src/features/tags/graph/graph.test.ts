import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { testDatabase } from '../../../../test/support/db.js';
import { AppError } from '../../../core/errors.js';
import { GOOD, type Member } from '../../../core/viewer.js';
import { findOrCreateTags } from '../actions.js';
import { TYPED_TYPES } from '../typed.js';
import { performActs, undoAct } from './acts.js';
import { closureOf, type DerivedLink, filtersOf, parentsOf } from './derived.js';
import { faultOf } from './faults.js';
import { Graph, type GraphTag, type GraphType, type Link } from './model.js';
import { type Act, planAct } from './plan.js';
import { Refusal } from './refusal.js';

const { db } = await testDatabase();
const at = new Date('2026-05-01T10:00:00Z');
const by = 'command-line';

const TYPES: GraphType[] = [
  'media',
  'media',
  'fandom',
  'fandom',
  'fandom',
  'fandom',
  'character',
  'character',
];
TYPES.push('character', 'relationship', 'relationship', 'relationship', 'freeform', 'freeform', 'freeform');
let ids: number[] = [];

before(async () => {
  const rows = await db
    .insertInto('tags')
    .values(TYPES.map((type, i) => ({ type, name: `T${i}`, name_key: `t${i}`, created_at: at })))
    .returning('id')
    .execute();
  ids = rows.map(({ id }) => id);
});

async function wholeGraph(): Promise<Graph> {
  const { rows } =
    await sql<GraphTag>`select id, type, name, canonical, merger_id as "mergerId", unwrangleable from tags order by id`.execute(
      db,
    );
  const links = await sql<Link>`
    select 'parent' as kind, tag_id as id, parent_id as above from tag_parents where direct
    union all select 'meta', tag_id, meta_id from tag_metas where direct`.execute(db);
  return new Graph(rows, links.rows);
}

const sorted = (links: readonly DerivedLink[]): string[] =>
  links.map((link) => `${link.id} ${link.above} ${link.direct}`).sort();

async function stored(): Promise<{ metas: string[]; parents: string[]; filters: Map<number, string> }> {
  const metas = await sql<DerivedLink>`select tag_id as id, meta_id as above, direct from tag_metas`.execute(
    db,
  );
  const parents =
    await sql<DerivedLink>`select tag_id as id, parent_id as above, direct from tag_parents`.execute(db);
  const filters = await sql<{ id: number; filters: string }>`
    select tag_id as id, string_agg(distinct filter_id::text, ' ' order by filter_id::text) as filters from tag_filters group by 1`.execute(
    db,
  );
  return {
    metas: sorted(metas.rows),
    parents: sorted(parents.rows),
    filters: new Map(filters.rows.map((row) => [row.id, row.filters])),
  };
}

const lastChange = async (): Promise<number> =>
  (await sql<{ id: number }>`select coalesce(max(id), 0) as id from changes`.execute(db)).rows[0]!.id;

/** Does it, and checks all that must be true afterwards, whether it was refused or not. @returns the act's id. */
async function tryIt(act: () => Promise<{ id: string }>): Promise<string | null> {
  const was = await stored();
  const position = await lastChange();
  const done = await act().catch((error: unknown) => {
    assert.ok(error instanceof Refusal, String(error));
    return null;
  });
  const graph = await wholeGraph();
  const is = await stored();
  assert.equal(faultOf(graph, ids), null);
  assert.deepEqual(is.metas, sorted(closureOf(graph)));
  assert.deepEqual(is.parents, sorted(parentsOf(graph)));
  for (const [id, filters] of is.filters)
    assert.equal(filters, [...filtersOf(graph, id)].map(String).sort().join(' '));
  const told = await db
    .selectFrom('changes')
    .select('thing_id')
    .where('id', '>', position)
    .where('kind', '=', 'tag')
    .where('what', '=', 'filters')
    .execute();
  const named = new Set(told.map((row) => row.thing_id));
  for (const [id, filters] of is.filters)
    if (was.filters.get(id) !== filters)
      assert.ok(named.has(id), `${id} is found otherwise, and nobody is told`);
  if (!done) assert.deepEqual(is, was);
  return done?.id ?? null;
}

const KINDS: Act['act'][] = [
  'canonise',
  'uncanonise',
  'unmerge',
  'mark-unwrangleable',
  'unmark-unwrangleable',
];
KINDS.push('merge', 'merge', 'add-meta', 'add-meta', 'add-meta', 'remove-meta', 'add-parent', 'add-parent');
KINDS.push('add-parent', 'remove-parent', 'retype', 'retype');

/** Mostly something that can be done now, chosen by the dice; else anything. */
const diceOf = fc.record({ kind: fc.constantFrom(...KINDS), dice: fc.nat(), wild: fc.nat({ max: 4 }) });
type Dice = { kind: Act['act']; dice: number; wild: number };

function actOf({ kind, dice, wild }: Dice, graph: Graph): Act {
  const one = (tag: number, other: number): Act =>
    kind === 'merge'
      ? { act: kind, tag, into: other }
      : kind === 'add-meta' || kind === 'remove-meta' || kind === 'add-parent' || kind === 'remove-parent'
        ? { act: kind, tag, above: other }
        : kind === 'retype'
          ? { act: kind, tag, type: TYPED_TYPES[other % TYPED_TYPES.length]! }
          : { act: kind as 'canonise', tag };
  const all = ids.flatMap((tag) => ids.map((other) => one(tag, other)));
  const can = all.filter((act) => {
    try {
      return planAct(graph, act, true).length > 0;
    } catch {
      return false;
    }
  });
  const from = wild === 0 || can.length === 0 ? all : can;
  return from[dice % from.length]!;
}

async function actsOf(some: readonly Dice[]): Promise<Act[]> {
  const graph = await wholeGraph();
  return some.map((one) => actOf(one, graph));
}

async function reset(): Promise<void> {
  await sql`truncate tag_parents, tag_metas, tag_acts, tag_act_tags`.execute(db);
  await sql`
    update tags set type = given.type from unnest(${ids}::int8[], ${TYPES}::text[]) as given(id, type)
    where tags.id = given.id`.execute(db);
  await sql`update tags set canonical = id <= ${ids[12]!}, merger_id = null, unwrangleable = false`.execute(
    db,
  );
}

test('whatever is done and taken back, closure and inherited fandoms are those made anew, and every change is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { arbitrary: fc.array(diceOf, { minLength: 1, maxLength: 2 }), weight: 5 },
          { arbitrary: fc.nat(), weight: 1 },
        ),
        {
          minLength: 10,
          maxLength: 24,
        },
      ),
      async (steps) => {
        await reset();
        const done: string[] = [];
        for (const step of steps) {
          const id =
            typeof step === 'number'
              ? done.length > 0 && (await tryIt(() => undoAct(db, by, done[step % done.length]!, { at })))
              : await tryIt(async () => performActs(db, by, await actsOf(step), { at }));
          if (id) done.push(id);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('taking everything back, the last first, leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(diceOf, { minLength: 5, maxLength: 25 }), async (acts) => {
      await reset();
      const blank = [await stored(), [...(await wholeGraph()).tags()]];
      const done: string[] = [];
      for (const act of acts) {
        const id = await performActs(db, by, await actsOf([act]), { at }).catch(() => null);
        if (id) done.unshift(id.id);
      }
      for (const id of done) await undoAct(db, by, id, { at });
      assert.deepEqual([await stored(), [...(await wholeGraph()).tags()]], blank);
    }),
    { numRuns: 15 },
  );
});

const wrangler = (roles: Member['roles']): Member => ({
  kind: 'member',
  accountId: 0,
  login: 'w',
  roles,
  showsAdult: false,
  standing: GOOD,
});
const refusal = (reason: string) => (error: unknown) => error instanceof Refusal && error.reason === reason;

test('nobody without the right does anything, and is told of nothing', async () => {
  for (const roles of [[], ['moderator'], ['archivist']] as const)
    await assert.rejects(
      performActs(db, wrangler(roles), [{ act: 'canonise', tag: ids[13]! }], { at }),
      (error) => error instanceof AppError && error.status === 404,
    );
});

test('names: wranglers change case and accents, admins all, nobody the archive’s own, nobody to a name that is there', async () => {
  await reset();
  const { id: account } = await db
    .insertInto('accounts')
    .values({
      public_id: 'w',
      login: 'w',
      login_key: 'w',
      email: 'w',
      email_key: 'w',
      password_hash: '',
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [tag = 0, other = 0, rating = 0] = await findOrCreateTags(
    db,
    [
      { type: 'freeform', name: 'cafe society' },
      { type: 'freeform', name: 'Tea Society' },
      { type: 'rating', name: 'Mature' },
    ],
    at,
  );
  const rename = (who: Member, id: number, name: string) =>
    performActs(db, who, [{ act: 'rename', tag: id, name }], { at });
  const common = { ...wrangler(['tag_wrangler']), accountId: account };
  const admin = { ...wrangler(['admin']), accountId: account };
  await rename(common, tag, 'Café Society');
  await assert.rejects(rename(common, tag, 'Café Company'), refusal('name-case'));
  await assert.rejects(rename(admin, tag, 'Tea SOCIETY'), refusal('name-taken'));
  for (const bad of ['', 'a,b', 'a<b', 'x'.repeat(151)])
    await assert.rejects(rename(admin, tag, bad), refusal('name-bad'));
  const { id: act } = await rename(admin, tag, 'Café Company');
  await assert.rejects(undoAct(db, common, act, { at }), refusal('name-case'));
  await undoAct(db, admin, act, { at });
  assert.equal(
    (await db.selectFrom('tags').select('name').where('id', '=', tag).executeTakeFirst())?.name,
    'Café Society',
  );
  await assert.rejects(rename(admin, rating, 'MATURE'), refusal('archive'));
  await assert.rejects(
    performActs(db, admin, [{ act: 'uncanonise', tag: rating }], { at }),
    refusal('archive'),
  );
  await assert.rejects(
    performActs(db, admin, [{ act: 'merge', tag: other, into: rating }], { at }),
    refusal('types'),
  );
});

test('an act that a later one needs is not taken back, and it is said which', async () => {
  await reset();
  const [a = 0, b = 0] = await findOrCreateTags(
    db,
    [
      { type: 'freeform', name: 'Slow' },
      { type: 'freeform', name: 'Slow Burn' },
    ],
    at,
  );
  await sql`update tags set canonical = false where id in (${a}, ${b})`.execute(db);
  const { id: first } = await performActs(db, by, [{ act: 'canonise', tag: b }], { at });
  const later = new Date('2026-05-03T10:00:00Z');
  const { id: second } = await performActs(db, by, [{ act: 'merge', tag: a, into: b }], { at: later });
  await assert.rejects(
    undoAct(db, by, first, { at }),
    (error) => error instanceof Refusal && error.reason === 'later' && error.names.includes('2026-05-03'),
  );
  await undoAct(db, by, second, { at });
  await undoAct(db, by, first, { at });
  await assert.rejects(undoAct(db, by, first, { at }), refusal('undone'));
  await assert.rejects(undoAct(db, by, 'nothing', { at }), refusal('no-act'));
});

test('a mass act is done whole or not at all', async () => {
  await reset();
  const freeforms = ids.slice(12).map((tag): Act => ({ act: 'canonise', tag }));
  await sql`update tags set canonical = false`.execute(db);
  await assert.rejects(performActs(db, by, [...freeforms, freeforms[0]!], { at }), refusal('canonical'));
  assert.equal((await wholeGraph()).tag(ids[12]!)?.canonical, false);
  await assert.rejects(performActs(db, by, [], { at }), refusal('nothing'));
  await assert.rejects(performActs(db, by, [{ act: 'canonise', tag: 9e15 }], { at }), refusal('missing'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../../../../test/support/db.js';
import { findOrCreateTags } from '../actions.js';
import { performActs, undoAct } from './acts.js';
import type { Act } from './plan.js';
import { Refusal } from './refusal.js';

const { db } = await testDatabase();
const at = new Date('2026-05-01T10:00:00Z');
const by = 'command-line';
const refusal = (reason: string) => (error: unknown) => error instanceof Refusal && error.reason === reason;

test('a type changes where nothing is tied by it, and comes back', async () => {
  const [ann = 0, quay = 0, tales = 0, books = 0, rating = 0] = await findOrCreateTags(
    db,
    [
      { type: 'freeform', name: 'Ann Quay' },
      { type: 'character', name: 'A. Quay' },
      { type: 'fandom', name: 'Quay Tales' },
      { type: 'media', name: 'Quay Books' },
      { type: 'rating', name: 'Explicit' },
    ],
    at,
  );
  const act = (...acts: Act[]) => performActs(db, by, acts, { at });
  const retype = (tag: number, type: 'character' | 'fandom' | 'freeform' | 'relationship') =>
    act({ act: 'retype', tag, type });
  const typeOf = async (id: number) =>
    (await db.selectFrom('tags').select('type').where('id', '=', id).executeTakeFirst())?.type;
  await sql`update tags set canonical = true where id in (${quay}, ${tales}, ${books})`.execute(db);
  const { id: first } = await retype(ann, 'character');
  assert.equal(await typeOf(ann), 'character');
  await assert.rejects(retype(ann, 'character'), refusal('type-same'));
  const merged = await act({ act: 'merge', tag: ann, into: quay });
  await assert.rejects(retype(ann, 'freeform'), refusal('type-tied'));
  await assert.rejects(
    retype(quay, 'freeform'),
    (error) => error instanceof Refusal && error.reason === 'type-tied' && error.names[1] === 'Ann Quay',
  );
  // A synonym of a character is none any more once the type is taken back.
  await assert.rejects(undoAct(db, by, first, { at }), refusal('later'));
  await undoAct(db, by, merged.id, { at });
  // A freeform tag may stand beneath a fandom as a character does, and a fandom not.
  await act({ act: 'add-parent', tag: quay, above: tales }, { act: 'add-parent', tag: tales, above: books });
  await assert.rejects(retype(quay, 'fandom'), refusal('type-tied'));
  await assert.rejects(retype(tales, 'freeform'), refusal('type-tied'));
  await retype(quay, 'freeform');
  for (const fixed of [rating, books]) await assert.rejects(retype(fixed, 'freeform'), refusal('type-fixed'));
  await undoAct(db, by, first, { at });
  assert.equal(await typeOf(ann), 'freeform');
  // Something was put beneath it since that its former type cannot bear.
  const made = await retype(ann, 'fandom');
  await act(
    { act: 'canonise', tag: ann },
    { act: 'remove-parent', tag: quay, above: tales },
    { act: 'add-parent', tag: quay, above: ann },
  );
  await assert.rejects(undoAct(db, by, made.id, { at }), refusal('later'));
});

test('whoever follows what searches ask, and the works that have the tag, are told of its new type', async () => {
  const [tag = 0, other = 0] = await findOrCreateTags(
    db,
    [
      { type: 'freeform', name: 'Told' },
      { type: 'freeform', name: 'Not Told' },
    ],
    at,
  );
  const row = (work: number, tags: number[]) => sql`
    insert into find_works (work_id, audience, direct, filters, language, words, chapters, kudos, hits, comments,
      bookmarks, updated, published, complete, crossover, otp, anonymous, creators, series, sort_title, sort_creator, head)
    values (${work}, 'public', ${tags}, ${tags}, 'en', 1, 1, 0, 0, 0, 0, 0, 0, true, false, false, false, '{}', '{}', '', '', '')`;
  await row(1, [other]).execute(db);
  await row(2, [other, tag]).execute(db);
  const unseen = async (snapshot: string): Promise<number[]> =>
    (
      await sql<{ id: number }>`
        select work_id as id from find_works where not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`.execute(
        db,
      )
    ).rows.map(({ id }) => id);
  const { rows } = await sql<{ now: string }>`select pg_current_snapshot()::text as now`.execute(db);
  const now = rows[0]?.now ?? '';
  assert.deepEqual(await unseen(now), []);
  await performActs(db, by, [{ act: 'canonise', tag }], { at });
  assert.deepEqual(await unseen(now), []);
  await performActs(db, by, [{ act: 'retype', tag, type: 'relationship' }], { at });
  assert.deepEqual(await unseen(now), [2]);
  const told = await db
    .selectFrom('changes')
    .select(['kind', 'thing_id'])
    .where('what', '=', 'type')
    .where('thing_id', 'in', [tag, other])
    .execute();
  assert.deepEqual(told, [{ kind: 'tag', thing_id: tag }]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/db.js';
import { AppError } from '../../core/errors.js';
import { CATEGORIES, findOrCreateTags, RATINGS, type TagName, tagsByAddress, WARNINGS } from './index.js';

const { db } = await testDatabase();
const at = new Date('2026-03-01T10:00:00Z');

async function made(...tags: TagName[]): Promise<string[]> {
  const ids = await findOrCreateTags(db, tags, at);
  const rows = await db.selectFrom('tags').select(['id', 'type', 'name']).execute();
  const byId = new Map(rows.map((row) => [row.id, `${row.type}: ${row.name}`]));
  return ids.map((id) => byId.get(id) ?? '');
}

const fandom = (name: string): TagName => ({ type: 'fandom', name });
const character = (name: string): TagName => ({ type: 'character', name });
const freeform = (name: string): TagName => ({ type: 'freeform', name });

test('in the order given, without doubles; the first speller’s letters stay', async () => {
  assert.deepEqual(await made(freeform('Zebra'), freeform('Apple'), freeform('ZEBRA')), [
    'freeform: Zebra',
    'freeform: Apple',
  ]);
  assert.deepEqual(await made(freeform('apple'), freeform('zébra')), ['freeform: Apple', 'freeform: Zebra']);
  assert.deepEqual(await made(), []);
  assert.deepEqual(await made(freeform('  ')), []);
});

test('a name is unique over all types; the later type says what it is', async () => {
  assert.deepEqual(await made(fandom('Sherlock'), character('Sherlock')), [
    'fandom: Sherlock',
    'character: Sherlock - Character',
  ]);
  assert.deepEqual(await made(character('sherlock'), fandom('SHERLOCK')), [
    'character: Sherlock - Character',
    'fandom: Sherlock',
  ]);
  // As the form that edits the work gives it back.
  assert.deepEqual(await made(character('Sherlock - Character')), ['character: Sherlock - Character']);
});

test('no tag is lost when the longer name is taken too', async () => {
  await made(fandom('Merlin'), freeform('Merlin - Character'));
  assert.deepEqual(await made(character('Merlin')), ['character: Merlin - Character - Character']);
});

test('a name that other types hold however long it is made is refused by name', async () => {
  let name = 'Arthur';
  await made(fandom(name));
  for (let i = 0; i < 4; i += 1) {
    name += ' - Character';
    await made(freeform(name));
  }
  await assert.rejects(
    made(character('Arthur')),
    (error) => error instanceof AppError && error.status === 422 && error.safe.includes('Arthur'),
  );
});

test('ratings, warnings and categories keep their names, whoever comes first', async () => {
  assert.deepEqual(await made(freeform('gen'), freeform('Explicit'), character('Other'), fandom('F/M')), [
    'freeform: gen - Freeform',
    'freeform: Explicit - Freeform',
    'character: Other - Character',
    'fandom: F/M - Fandom',
  ]);
  const own: TagName[] = [
    ...RATINGS.map((name) => ({ type: 'rating' as const, name })),
    ...WARNINGS.map((name) => ({ type: 'warning' as const, name })),
    ...CATEGORIES.map((name) => ({ type: 'category' as const, name })),
  ];
  assert.deepEqual(
    await made(...own),
    own.map(({ type, name }) => `${type}: ${name}`),
  );
});

test('many writers with the same new tags at once, in any order', async () => {
  const names = Array.from({ length: 40 }, (_, i) => freeform(`Rush ${i}`));
  const orders = [
    names,
    [...names].reverse(),
    [...names].sort((a, b) => (a.name < b.name ? -1 : 1)),
    names.slice(20),
  ];
  const ids = await Promise.all(
    orders.map((tags) => db.transaction().execute((trx) => findOrCreateTags(trx, tags, at))),
  );
  assert.deepEqual([...(ids[1] ?? [])].reverse(), ids[0]);
  assert.deepEqual(ids[3], ids[0]?.slice(20));
});

test('an address that stands for two names finds both, the likelier first', async () => {
  await made(freeform('AC/DC'), freeform('AC*s*DC'), freeform('Q*z*A'));
  const names = async (part: string) => (await tagsByAddress(db, part)).map(({ name }) => name);
  assert.deepEqual(await names('ac*s*dc'), ['AC/DC', 'AC*s*DC']);
  assert.deepEqual(await names('Q*z*A'), ['Q*z*A']);
  assert.deepEqual(await names('nothing of that name'), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/db.js';
import { claimSettings, holdSettings, readSettings, Settings, writeSettings } from './settings.js';

const { db } = await testDatabase();
const at = new Date('2026-03-01T10:00:00Z');
const named = (name: string) => Settings.parse({ name });

test('none before set-up; of two who set up at once one does', async () => {
  assert.equal(await readSettings(db), null);
  const claims = await Promise.all(['One', 'Two'].map((name) => claimSettings(db, named(name), at)));
  assert.deepEqual([...claims].sort(), [false, true]);
  assert.equal((await readSettings(db))?.name, claims[0] ? 'One' : 'Two');
  assert.equal(await claimSettings(db, named('Three'), at), false);
});

test('what is written is read, and what an older version did not know has its default', async () => {
  const all = Settings.parse({
    name: 'Bücherei „夢“',
    address: 'https://archive.example',
    language: 'de',
    timeZone: 'Europe/Berlin',
    joining: 'invitation',
  });
  await writeSettings(db, all, at);
  assert.deepEqual(await readSettings(db), all);
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify({ name: 'Old' }) })
    .execute();
  assert.deepEqual(await readSettings(db), {
    name: 'Old',
    address: '',
    language: 'en',
    timeZone: 'UTC',
    joining: 'closed',
    invitedAtOnce: 10,
    invitedEveryHours: 12,
    terms: '',
    staffSecondProof: false,
  });
});

test('held for a moment, and at once new where they were changed', async () => {
  await writeSettings(db, named('First'), at);
  const held = holdSettings(db, 150);
  assert.equal((await held.get())?.name, 'First');
  await writeSettings(db, named('Second'), at);
  assert.equal((await held.get())?.name, 'First');
  // Another process follows by itself.
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal((await held.get())?.name, 'Second');
  await writeSettings(db, named('Third'), at);
  held.refresh();
  assert.equal((await held.get())?.name, 'Third');
});

test('a failed reading is not held', async () => {
  let isAway = true;
  const flaky = new Proxy(db, {
    get: (target, name) => {
      if (isAway && name === 'selectFrom') throw new Error('away');
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const held = holdSettings(flaky, 60_000);
  await assert.rejects(async () => held.get(), /away/);
  isAway = false;
  assert.equal((await held.get())?.name, 'Third');
});

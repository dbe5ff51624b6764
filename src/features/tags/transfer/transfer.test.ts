import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { createTestDatabase, testDatabase } from '../../../../test/support/db.js';
import { AppError } from '../../../core/errors.js';
import { wordsFor } from '../../../core/messages/index.js';
import { findOrCreateTags } from '../actions.js';
import { performActs, undoAct } from '../graph/acts.js';
import { readCsv, writeCsv } from './csv.js';
import { readJson, type TagEntry, writeJson } from './document.js';
import { exportTags } from './export.js';
import { ImportConflicts, importTags, previewImport, readTagFile } from './import.js';

const { db } = await testDatabase();
const at = new Date('2026-06-01T10:00:00Z');
const words = wordsFor('en');
const by = 'command-line';
const options = { at, words };

const canonical = (type: TagEntry['type'], name: string, more: Partial<TagEntry> = {}): TagEntry => ({
  type,
  name,
  status: 'canonical',
  ...more,
});

const FILE: TagEntry[] = [
  canonical('character', 'Ann Harbour', { parents: [{ type: 'fandom', name: 'Harbour Tales' }] }),
  canonical('character', 'Ben Quay', { parents: [{ type: 'fandom', name: 'Harbour Tales' }] }),
  canonical('fandom', 'Harbour Tales', {
    metatags: ['All Harbours'],
    parents: [{ type: 'media', name: 'Books & Literature' }],
  }),
  { type: 'fandom', name: 'HT', status: 'synonym', synonymOf: 'Harbour Tales' },
  canonical('fandom', 'All Harbours'),
  { type: 'freeform', name: '@HYPERLINK("x")', status: 'unwrangleable' },
  canonical('freeform', "'-quoted"),
  canonical('freeform', '+1 "said"'),
  { type: 'freeform', name: 'tide', status: 'free', parents: [{ type: 'fandom', name: 'Harbour Tales' }] },
  canonical('media', 'Books & Literature'),
  canonical('rating', 'Mature'),
  canonical('relationship', 'Ann Harbour/Ben Quay', {
    parents: [
      { type: 'character', name: 'Ann Harbour' },
      { type: 'character', name: 'Ben Quay' },
    ],
  }),
];

const byName = (tags: readonly TagEntry[]) =>
  tags.toSorted((a, b) => (`${a.type}\n${a.name}` < `${b.type}\n${b.name}` ? -1 : 1));

test('what goes out comes in as it was, as JSON and as a table, and goes out the same again', async () => {
  const plan = await importTags(db, by, FILE.toReversed(), options);
  assert.equal(plan.makes.length, FILE.length);
  const out = await exportTags(db);
  assert.deepEqual(byName(out), byName(FILE));
  const inherited = await sql<{ name: string }>`
    select o.name from tag_parents p join tags t on t.id = p.tag_id join tags o on o.id = p.parent_id
    where t.type = 'relationship' and not p.direct`.execute(db);
  assert.deepEqual(inherited.rows, [{ name: 'Harbour Tales' }]);
  for (const text of [writeJson(out), writeCsv(out)]) {
    assert.deepEqual(readTagFile(text, words), out);
    const other = await createTestDatabase();
    try {
      await importTags(other.db, by, readTagFile(text, words), options);
      assert.deepEqual(await exportTags(other.db), out);
    } finally {
      await other.close();
    }
    const again = await previewImport(db, by, readTagFile(text, words));
    assert.deepEqual([again.deltas, again.makes, again.conflicts, again.same], [[], [], [], out.length]);
  }
});

test('an import is one act: taken back, only the names are left', async () => {
  const entries = [
    canonical('fandom', 'Lake Songs'),
    canonical('character', 'Cy Lake', { parents: [{ type: 'fandom', name: 'Lake Songs' }] }),
  ];
  const before = await exportTags(db);
  const { id } = await importTags(db, by, entries, options);
  assert.equal((await exportTags(db)).length, before.length + 2);
  await undoAct(db, by, id, { at });
  assert.deepEqual(await exportTags(db), before);
});

test('cells that would be formulas are guarded', () => {
  const cells = ['+1', '-1', '@x', "'+1", "''-1", "'quoted", 'a,b', '"'];
  const entries = cells
    .filter((name) => !name.includes(',') && !name.includes('='))
    .map((name) => canonical('freeform', name));
  const text = writeCsv(entries);
  assert.doesNotMatch(text, /(^|,)"?[=+\-@]/m);
  assert.deepEqual(readCsv(text, words), entries);
});

const nameOf = fc
  .string({
    unit: fc.constantFrom('a', 'B', 'é', '夢', ' ', "'", '"', '+', '-', '@', ':', ';', '#', '.', '/'),
    minLength: 1,
    maxLength: 12,
  })
  .map((name) => `${name.trim()}x`.replace(/\s+/g, ' '));

test('any names survive both files', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: nameOf, meta: nameOf, parent: nameOf }), { maxLength: 8 }),
      (some) => {
        const entries = some.map(({ name, meta, parent }) =>
          canonical('character', name, { metatags: [meta], parents: [{ type: 'fandom', name: parent }] }),
        );
        assert.deepEqual(readJson(writeJson(entries), words), entries);
        assert.deepEqual(readCsv(writeCsv(entries), words), entries);
      },
    ),
  );
});

const says = (text: string | RegExp) => (error: unknown) =>
  error instanceof AppError && error.status === 422 && new RegExp(text).test(error.safe);

test('files that are none, and rows that are wrong, are named', () => {
  for (const none of ['', '{}', '{', '[1]', '{"format":"fanlight-tags","version":2,"tags":[]}'])
    assert.throws(() => readTagFile(none, words), says('no file of tags|must name the columns'), none);
  const row = (line: string) => () =>
    readCsv(`type,name,status,synonym of,metatags,parents\r\nfandom,A,,,,\r\n${line}`, words);
  assert.throws(row('planet,B,,,,'), says('Row 2.*type'));
  assert.throws(row('fandom,,canonical,,,'), says('Row 2.*name'));
  assert.throws(row('fandom,a<b,canonical,,,'), says('Row 2.*name'));
  assert.throws(row('fandom,B,great,,,'), says('Row 2.*canonical'));
  assert.throws(row('fandom,B,synonym,,,'), says('Row 2.*synonym'));
  assert.throws(row('fandom,B,canonical,A,,'), says('Row 2.*synonym'));
  assert.throws(row('fandom,"B,canonical,A,,'), says('never closed'));
  assert.throws(
    () => readCsv(`type,name,status,synonym of,metatags,parents\r\n"${'a'.repeat(1e6)}`, words),
    says('never closed'),
  );
  assert.deepEqual(row('fandom,B,canonical,,"A\nC",media: M')()[1], {
    type: 'fandom',
    name: 'B',
    status: 'canonical',
    metatags: ['A', 'C'],
    parents: [{ type: 'media', name: 'M' }],
  });
});

test('where the file and the archive disagree all of it is listed, and nothing is changed', async () => {
  const [a = 0, b = 0, c = 0, d = 0] = await findOrCreateTags(
    db,
    ['Sea Salt', 'Salt', 'Brine', 'Foam'].map((name) => ({ type: 'freeform' as const, name })),
    at,
  );
  await performActs(
    db,
    by,
    [
      { act: 'canonise', tag: a },
      { act: 'merge', tag: b, into: a },
      { act: 'mark-unwrangleable', tag: c },
      { act: 'canonise', tag: d },
    ],
    { at },
  );
  const before = await exportTags(db);
  const entries: TagEntry[] = [
    canonical('character', 'sea salt'),
    canonical('freeform', 'Salt'),
    canonical('freeform', 'Brine'),
    { type: 'freeform', name: 'Foam', status: 'synonym', synonymOf: 'Sea Salt' },
    canonical('freeform', 'Spray', { metatags: ['No Such Tag'] }),
    canonical('freeform', 'New'),
    canonical('freeform', 'NEW'),
    canonical('fandom', 'X', { metatags: ['Y'] }),
    canonical('fandom', 'Y', { metatags: ['X'] }),
    canonical('freeform', 'Mature'),
    canonical('freeform', 'Under', { parents: [{ type: 'freeform', name: 'Sea Salt' }] }),
  ];
  const plan = await previewImport(db, by, entries);
  assert.deepEqual(
    plan.conflicts
      .map((conflict) => (conflict.reason === 'refused' ? conflict.refusal.reason : conflict.reason))
      .sort(),
    [
      'cycle',
      'cycle',
      'is-canonical',
      'is-synonym',
      'is-unwrangleable',
      'other-type',
      'other-type',
      'twice',
      'types',
      'unknown',
    ],
  );
  await assert.rejects(importTags(db, by, entries, options), ImportConflicts);
  assert.deepEqual(await exportTags(db), before);
  assert.equal(
    await db.selectFrom('tags').select('id').where('name', '=', 'Spray').executeTakeFirst(),
    undefined,
  );
});

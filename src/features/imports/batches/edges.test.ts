/** Batches that stop, break, grow too large or belong to somebody else, and what their report says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePerson } from '../../../../test/support/factories.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import {
  begin,
  dataDir,
  db,
  goThrough,
  headed,
  keep,
  look,
  now,
  page,
  parts,
  words,
} from '../testing/batches.js';
import { makeZip } from '../testing/files.js';
import {
  againFailed,
  continueBatch,
  decideExisting,
  fillMissing,
  removeBatch,
  removeFailed,
  saveAll,
  stopBatch,
} from './acts.js';
import { storiesInZip } from './create.js';
import { batchById, reportOf, secondsLeft } from './queries.js';
import { reportLines, toCsv } from './report.js';

test('stopped is stopped; a reading that a crash interrupted is done again, three times at most', async () => {
  const person = await makePerson(parts);
  const id = await begin(person, [
    { name: '1.html', data: page('One', 'One') },
    { name: 'b.html', data: page('Two', 'Two') },
  ]);
  await stopBatch(db, person.viewer, id, now());
  assert.deepEqual(await goThrough(id), ['done']);
  await db.updateTable('import_batches').set({ going_since: now() }).where('public_id', '=', id).execute();
  const [crashed] = (await look(person, id)).files;
  await db
    .updateTable('imports')
    .set({ state: 'reading', attempts: 1 })
    .where('public_id', '=', crashed!.id)
    .execute();
  await goThrough(id);
  assert.equal((await look(person, id)).counts.review, 2);
  await db
    .updateTable('imports')
    .set({ state: 'reading', attempts: 3 })
    .where('public_id', '=', crashed!.id)
    .execute();
  await goThrough(id);
  const { files } = await look(person, id);
  assert.equal(files[0]?.state, 'failed');
  assert.match(files[0]?.error ?? '', /our side/);
});

test('another person’s batch does not exist', async () => {
  const [person, other] = [await makePerson(parts), await makePerson(parts)];
  const id = await begin(person, [{ name: 'a.txt', data: headed('One') }]);
  assert.equal(await batchById(db, other.viewer, id), undefined);
  for (const act of [
    () => stopBatch(db, other.viewer, id, now()),
    () => continueBatch(db, other.viewer, id, now()),
    () => saveAll(db, other.viewer, id, 'draft', undefined, now()),
    () => decideExisting(db, other.viewer, id, 'new', now()),
    () => againFailed(db, other.viewer, id, now()),
    () => removeFailed(db, other.viewer, id),
    () => removeBatch(db, other.viewer, id),
    () => fillMissing(db, other.viewer, id, { rating: 'Mature' }, now(), ''),
  ])
    await assert.rejects(act, { status: 404 });
});

test('caps: too many files, and a zip that would unpack to more than the disk should give', async () => {
  const many = makeZip(
    Array.from({ length: IMPORT_LIMITS.batchFiles + 1 }, (_, i) => ({ name: `${i}.txt`, data: '' })),
  );
  await assert.rejects(async () => storiesInZip(dataDir, await keep('many.zip', many)), /10001 files.*Split/);
  const huge = makeZip(
    Array.from({ length: 4 }, (_, i) => ({ name: `${i}.txt`, data: 'x', declaredSize: 4_000_000_000 })),
  );
  await assert.rejects(
    async () => storiesInZip(dataDir, await keep('huge.zip', huge)),
    /would unpack to more/,
  );
  const person = await makePerson(parts);
  const bomb = await begin(person, [
    { name: 'bomb.txt', data: Buffer.alloc(30 * 1024 * 1024) },
    { name: 'good.txt', data: 'All was well.' },
  ]);
  await goThrough(bomb);
  const { files } = await look(person, bomb);
  assert.deepEqual(
    files.map(({ state }) => state),
    ['failed', 'review'],
  );
  assert.match(files[0]?.error ?? '', /unpacks to \d+ times its size/);
});

test('the report names every file, its state, why, and the address of its work', async () => {
  const person = await makePerson(parts);
  const id = await begin(person, [
    { name: '=cmd.txt', data: headed('The "Lamp"') },
    { name: 'broken.epub', data: 'PK\u0003\u0004 no book' },
    { name: 'x.html', data: page('X', 'X') },
  ]);
  await goThrough(id);
  await saveAll(db, person.viewer, id, 'posted', undefined, now());
  await goThrough(id);
  const { batch } = await look(person, id);
  const { batches, imports } = words;
  const lines = reportLines(await reportOf(db, batch), 'https://archive.example', {
    states: imports.states,
    missing: batches.missing,
    missable: batches.missable,
    here: batches.hereAs,
  });
  assert.deepEqual(
    lines.map(({ file, state }) => [file, state]),
    [
      ['=cmd.txt', 'saved'],
      ['broken.epub', 'failed'],
      ['x.html', 'review'],
    ],
  );
  assert.match(lines[0]!.address, /^https:\/\/archive\.example\/works\/[0-9a-z]+$/);
  assert.match(lines[2]!.why, /fandom, rating, warning/);
  const csv = toCsv(lines).split('\r\n');
  assert.equal(csv[0], '\ufefffile,title,state,why,address');
  assert.match(csv[1]!, /^'=cmd\.txt,"The ""Lamp""",saved,,https:/);
});

test('time left goes by the pace so far', () => {
  const at = (second: number) => new Date(second * 1000);
  const counts = { waiting: 10, read: { files: 5, first: at(0), last: at(8) } };
  assert.equal(secondsLeft(counts as Parameters<typeof secondsLeft>[0]), 20);
  assert.equal(secondsLeft({ ...counts, waiting: 0 } as Parameters<typeof secondsLeft>[0]), null);
});

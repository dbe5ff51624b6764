/** A batch from its zip to its works: read one by one, joined, recognised, saved, and nothing twice. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makePerson } from '../../../../test/support/factories.js';
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
  worksOf,
} from '../testing/batches.js';
import { CONTAINER, makeEpub, makeZip } from '../testing/files.js';
import { againFailed, decideExisting, fillMissing, removeBatch, removeFailed, saveAll } from './acts.js';
import { storiesInZip } from './create.js';
import { takeApart } from './join.js';

test('a zip that is itself a work is none of many', async () => {
  const book = makeEpub({ pages: [['a.xhtml', '<p>One.</p>']] });
  assert.equal(await storiesInZip(dataDir, await keep('book.epub', book)), null);
  assert.equal(await storiesInZip(dataDir, await keep('text.txt', 'Only a text.')), null);
  const story = makeZip([
    { name: 'index.html', data: page('Contents', 'All') },
    { name: '1.html', data: page('One', 'One') },
  ]);
  assert.equal(await storiesInZip(dataDir, await keep('story.zip', story)), null);
  const loose = makeZip([
    { name: 'a.html', data: page('One', 'One') },
    { name: 'b.html', data: page('Two', 'Two') },
  ]);
  assert.equal((await storiesInZip(dataDir, await keep('loose.zip', loose)))?.files.length, 2);
  const pictures = makeZip([{ name: 'a.png', data: 'x' }]);
  assert.equal(await storiesInZip(dataDir, await keep('pictures.zip', pictures)), null);
  const noPackage = makeZip([{ name: 'META-INF/container.xml', data: CONTAINER }]);
  assert.equal(await storiesInZip(dataDir, await keep('half.epub', noPackage)), null);
  const climbing = makeZip([
    { name: 'one.txt', data: 'It rained.' },
    { name: '../two.txt', data: 'It stopped.' },
  ]);
  assert.equal(
    await storiesInZip(dataDir, await keep('climbing.zip', climbing)),
    null,
    'its reader says why',
  );
});

test('a zip of stories: read in order, joined, the bad ones told, what lies beside left out', async () => {
  const person = await makePerson(parts);
  const id = await begin(person, [
    { name: 'mine/10 Tenth.html', data: page('Tenth', 'Ten') },
    { name: 'mine/2 Second.html', data: page('Second', 'Two') },
    { name: 'mine/cover.jpg', data: 'x' },
    { name: '__MACOSX/mine/._2 Second.html', data: 'x' },
    { name: 'mine/book.epub', data: makeEpub({ pages: [['a.xhtml', '<p>In a book.</p>']] }) },
    { name: 'mine/broken.epub', data: 'PK\u0003\u0004 no book' },
    { name: 'mine/empty.txt', data: '' },
    { name: 'mine/lie.txt', data: 'short', crc: 1 },
    { name: 'mine/locked.txt', data: 'short', encrypted: true },
    { name: 'lamp/Chapter 1.txt', data: 'The lamp was lit.\n\nIt burned all night.\n' },
    { name: 'lamp/Chapter 2.txt', data: 'The lamp went out.\n\nNobody lit it again.\n' },
  ]);
  const before = await look(person, id);
  assert.deepEqual(
    before.files.map(({ name, state }) => [name, state]),
    [
      ['lamp/Chapter 1.txt', 'waiting'],
      ['lamp/Chapter 2.txt', 'waiting'],
      ['mine/2 Second.html', 'waiting'],
      ['mine/10 Tenth.html', 'waiting'],
      ['mine/book.epub', 'waiting'],
      ['mine/broken.epub', 'waiting'],
      ['mine/empty.txt', 'waiting'],
      ['mine/lie.txt', 'waiting'],
      ['mine/locked.txt', 'failed'],
    ],
  );
  assert.equal(before.batch.leftOut, 1);
  const steps = await goThrough(id);
  assert.deepEqual(steps, [...Array(8).fill('read'), 'joined', 'done']);
  const { counts, files } = await look(person, id);
  assert.deepEqual([counts.files, counts.failed, counts.parts, counts.joinedWorks], [9, 4, 2, 1]);
  const lamp = files.find(({ parts: of }) => of.length > 0);
  assert.deepEqual([lamp?.title, lamp?.parts], ['lamp', ['lamp/Chapter 1.txt', 'lamp/Chapter 2.txt']]);
  for (const file of files.filter(({ state }) => state === 'failed')) assert.ok(file.error, file.name);
  assert.deepEqual(
    (await readdir(join(dataDir, 'imports'))).filter((name) => name.startsWith('unpacked')),
    [],
  );

  // Taken apart, and not joined again.
  await assert.rejects(() => takeApart(db, person.viewer, files[2]!.id, now()), { status: 404 });
  await takeApart(db, person.viewer, lamp!.id, now());
  await againFailed(db, person.viewer, id, now());
  await goThrough(id);
  const apart = await look(person, id);
  assert.deepEqual([apart.counts.parts, apart.counts.joinedWorks, apart.counts.review], [0, 0, 5]);

  const gone = await removeFailed(db, person.viewer, id);
  assert.deepEqual(gone, [], 'the zip is still needed');
  const [zip] = await db
    .selectFrom('imports')
    .select('file')
    .where('batch_id', '=', apart.batch.key)
    .execute();
  assert.deepEqual(await removeBatch(db, person.viewer, id), [zip?.file]);
});

test('all are saved: drafts for what lacks something, posted what is whole, said once for all that lack it', async () => {
  const person = await makePerson(parts);
  const id = await begin(person, [
    { name: 'a.txt', data: headed('The Lamp') },
    { name: 'b.html', data: page('The Stair', 'One') },
    { name: 'c.html', data: page('The Door', 'Two') },
  ]);
  await goThrough(id);
  const { counts } = await look(person, id);
  assert.deepEqual([counts.review, counts.whole], [3, 1]);
  assert.deepEqual(counts.lacks, { title: 0, fandoms: 2, rating: 2, warnings: 2, language: 3 });
  await saveAll(db, person.viewer, id, 'posted', undefined, now());
  await goThrough(id);
  assert.deepEqual(
    (await worksOf(person)).map(({ title, posted_at }) => [title, posted_at !== null]),
    [['The Lamp', true]],
  );
  await assert.rejects(() => fillMissing(db, person.viewer, id, {}, now(), 'Nothing.'), { safe: 'Nothing.' });
  const filling = { fandoms: ['Filled (Invented)'], rating: 'Mature', language: 'fr' };
  await fillMissing(db, person.viewer, id, filling, now(), '');
  const filled = await look(person, id);
  assert.deepEqual(filled.counts.lacks, { title: 0, fandoms: 0, rating: 0, warnings: 2, language: 0 });
  await fillMissing(db, person.viewer, id, { warnings: ['No Archive Warnings Apply'] }, now(), '');
  await saveAll(db, person.viewer, id, 'posted', undefined, now());
  await goThrough(id);
  const works = await db
    .selectFrom('works')
    .select(['title', 'language'])
    .where('title', 'in', ['The Stair', 'The Door'])
    .where('posted_at', 'is not', null)
    .execute();
  assert.deepEqual(
    works.map(({ language }) => language),
    ['fr', 'fr'],
  );
  assert.equal((await worksOf(person)).length, 3);
  assert.equal((await look(person, id)).counts.saved, 3);
});

test('what is here already is recognised by its address and by its bytes, within a batch too', async () => {
  const person = await makePerson(parts);
  const lamp = headed('The Lamp', 'https://archiveofourown.org/works/4242');
  const stair = headed('The Stair');
  const first = await begin(person, [
    { name: 'a.txt', data: lamp },
    { name: 'b.txt', data: stair },
    { name: 'copy of b.txt', data: stair },
    {
      name: 'again.txt',
      data: headed('The Lamp, again', 'http://www.archiveofourown.org/works/4242/chapters/1'),
    },
  ]);
  await goThrough(first);
  await saveAll(db, person.viewer, first, 'draft', undefined, now());
  await goThrough(first);
  const done = await look(person, first);
  assert.deepEqual([done.counts.saved, done.counts.here, done.counts.undecided], [2, 2, 2]);
  assert.equal((await worksOf(person)).length, 2);
  await decideExisting(db, person.viewer, first, 'skip', now());
  assert.equal((await look(person, first)).counts.skipped, 2);

  // The same source, longer by a chapter: brought up to date.
  const longer = `${lamp}\n\nChapter 2: The Night\n\nThe night was long.\n`;
  const second = await begin(person, [{ name: 'a.txt', data: longer }], 'update');
  await goThrough(second);
  const here = await look(person, second);
  assert.deepEqual([here.counts.here, here.files[0]?.existing?.title], [1, 'The Lamp']);
  await decideExisting(db, person.viewer, second, 'update', now());
  await goThrough(second);
  assert.equal((await look(person, second)).counts.saved, 1);
  assert.equal((await worksOf(person)).length, 2);

  // Another person sees nothing of it.
  const other = await makePerson(parts);
  const theirs = await begin(other, [{ name: 'a.txt', data: lamp }]);
  await goThrough(theirs);
  assert.equal((await look(other, theirs)).counts.here, 0);
});

/** A batch from its zip to its works: read one by one, joined, recognised, saved, and nothing twice. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/support/db.js';
import { makePerson, type TestPerson } from '../../../../test/support/factories.js';
import { createLog } from '../../../core/log.js';
import { wordsFor } from '../../../core/messages/index.js';
import { createSanitiser } from '../../../core/text/index.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import { CONTAINER, makeEpub, makeZip, type ZipPart } from '../testing/files.js';
import { keepStream } from '../upload.js';
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
import { createBatch, type Existing, storiesInZip } from './create.js';
import { takeApart } from './join.js';
import { batchById, countsOf, filesOf, reportOf, secondsLeft } from './queries.js';
import { reportLines, toCsv } from './report.js';
import { stepBatch } from './step.js';

const { db } = await testDatabase();
const sanitiser = createSanitiser({ workers: 1 });
const dataDir = await mkdtemp(join(tmpdir(), 'fanlight-test-'));
after(async () => {
  await sanitiser.close();
  await rm(dataDir, { recursive: true, force: true });
});
const words = wordsFor('en');
let minute = 0;
const now = () => {
  minute += 1;
  return new Date(Date.UTC(2026, 0, 1, 0, minute));
};
const tools = { db, sanitiser, dataDir, language: 'en', words, log: createLog('fatal'), now };
const parts = { db, sanitiser, clock: { now } };

const page = (title: string, text: string, more = ''): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1>${more}<p>${text} was long ago, and nobody remembered how it had begun.</p></body></html>`;
const headed = (title: string, source = ''): string =>
  `${title}\nby Quire\nFandom: Harbour Tales (Invented)\nRating: General Audiences\nWarnings: No Archive Warnings Apply\n${source ? `Source: ${source}\n` : ''}\nIt was a quiet morning by the harbour.\n\nNobody said a word until the ferry came in.\n`;

const keep = (name: string, bytes: Uint8Array | string) =>
  keepStream(dataDir, name, Readable.from([Buffer.from(bytes as Uint8Array)]));

async function begin(
  person: TestPerson,
  entries: readonly ZipPart[],
  existing: Existing = 'ask',
): Promise<string> {
  const stories = await storiesInZip(dataDir, await keep('many.zip', makeZip(entries)));
  assert.ok(stories);
  const { id } = await db
    .transaction()
    .execute((trx) =>
      createBatch(
        trx,
        person.viewer.accountId,
        { name: 'many.zip', ...stories, wishes: {}, existing },
        now(),
        { withJob: false },
      ),
    );
  return id;
}

/** Without the queue: what its job would do. */
async function goThrough(id: string): Promise<string[]> {
  const steps: string[] = [];
  for (;;) {
    const step = await stepBatch(tools, id);
    steps.push(step);
    if (step === 'done') return steps;
  }
}

async function look(person: TestPerson, id: string) {
  const batch = await batchById(db, person.viewer, id);
  assert.ok(batch);
  const counts = await countsOf(db, batch);
  const files = await filesOf(db, batch, 'all', { offset: 0, limit: 100 });
  return { batch, counts, files };
}

const worksOf = (person: TestPerson) =>
  db
    .selectFrom('works')
    .innerJoin('creatorships', 'creatorships.work_id', 'works.id')
    .where('creatorships.pseud_id', '=', person.pseudId)
    .select(['works.id', 'works.title', 'works.posted_at', 'works.chapters_posted'])
    .orderBy('works.id')
    .execute();

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

/** Who sees a picture, and how long it is kept. */
import assert from 'node:assert/strict';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson, type WorkOptions } from '../../../test/support/factories.js';
import { GUEST, type Viewer } from '../../core/viewer.js';
import { dropImages, storeImage, sweepPictures } from './index.js';
import { imagesOf, visibleImage } from './media.js';

const { app, origin } = await testApp({ jobs: false });
const { db, config, clock } = app;
const writer = await makePerson(app);
const reader = await makePerson(app);
const host = await makePerson(app, { roles: ['host'] });

let drawn = 0;
const plant = (person: TestPerson = writer, content = `picture ${drawn++}`): Promise<string> =>
  storeImage(
    db,
    config.dataDir,
    person.viewer.accountId,
    { type: 'image/png', width: 1, height: 1, bytes: Buffer.from(content) },
    clock.now(),
  );

/** A work that owns a picture; `html` says where its text shows it. */
async function owned(html: (id: string) => string, options: WorkOptions = {}) {
  const media = await plant();
  const work = await makeWork(app, writer, { ...options, chapters: [{ html: html(media) }] });
  await db.updateTable('media').set({ work_id: work.key }).where('public_id', '=', media).execute();
  return { media, work };
}

const shown = (id: string): string => `<p>It rained.</p><p><img src="/media/${id}" alt="Rain"></p>`;

/** Who may see it, of guest, reader, writer and host. */
async function seenBy(media: string): Promise<string[]> {
  const viewers: [string, Viewer][] = [
    ['guest', GUEST],
    ['reader', reader.viewer],
    ['writer', writer.viewer],
    ['host', host.viewer],
  ];
  const found = await Promise.all(viewers.map(async ([, viewer]) => visibleImage(db, viewer, media)));
  return viewers.flatMap(([name], i) => (found[i] ? [name] : []));
}

test('a picture is seen by those who may read a text that shows it', async () => {
  assert.deepEqual(await seenBy(await plant()), ['writer']);
  assert.deepEqual(await seenBy((await owned(shown)).media), ['guest', 'reader', 'writer', 'host']);
  assert.deepEqual(await seenBy((await owned(shown, { fields: { restricted: true } })).media), [
    'reader',
    'writer',
    'host',
  ]);
  assert.deepEqual(await seenBy((await owned(shown, { state: 'draft' })).media), ['writer', 'host']);
});

test('over HTTP a guest gets the same answer for a hidden picture as for none', async () => {
  const { media } = await owned(shown, { state: 'draft' });
  const [hidden, none] = await Promise.all([media, 'abcdefgh'].map((id) => fetch(`${origin}/media/${id}`)));
  assert.equal(hidden!.status, 404);
  assert.equal(none!.status, 404);
});

test('a picture of a draft chapter, and one that the text does not show any more, are their makers’ alone', async () => {
  const { media, work } = await owned(shown);
  const chapter = () => db.updateTable('chapters').where('work_id', '=', work.key);
  await chapter().set({ posted_at: null }).execute();
  assert.deepEqual(await seenBy(media), ['writer', 'host']);
  assert.deepEqual(await imagesOf(db, work.key), []);
  await chapter().set({ posted_at: clock.now() }).execute();
  assert.deepEqual(await seenBy(media), ['guest', 'reader', 'writer', 'host']);
  assert.deepEqual(
    (await imagesOf(db, work.key)).map(({ id }) => id),
    [media],
  );
  await chapter().set({ html: '<p>It rained.</p>' }).execute();
  assert.deepEqual(await seenBy(media), ['writer', 'host']);
  await db
    .updateTable('works')
    .set({ summary: `<p><img src="/media/${media}"></p>` })
    .where('id', '=', work.key)
    .execute();
  assert.deepEqual(await seenBy(media), ['guest', 'reader', 'writer', 'host']);
});

test('another work that names the picture does not open it', async () => {
  const { media } = await owned(shown, { state: 'draft' });
  await makeWork(app, reader, { chapters: [{ html: shown(media) }] });
  assert.deepEqual(await seenBy(media), ['writer', 'host']);
});

const DAY = 86_400_000;
const files = async (): Promise<number> => {
  const shelves = await readdir(join(config.dataDir, 'media'));
  return (await Promise.all(shelves.map((shelf) => readdir(join(config.dataDir, 'media', shelf))))).flat()
    .length;
};

/** All files as old as the sweep asks for. */
async function age(): Promise<void> {
  const old = new Date(clock.now().getTime() - 3 * DAY);
  for (const shelf of await readdir(join(config.dataDir, 'media')))
    for (const file of await readdir(join(config.dataDir, 'media', shelf)))
      await utimes(join(config.dataDir, 'media', shelf, file), old, old);
}

const there = async (id: string): Promise<boolean> =>
  (await db.selectFrom('media').select('id').where('public_id', '=', id).execute()).length > 0;

test('a work keeps its pictures while it is there; what nobody took goes after a week unless something holds it', async () => {
  const { media, work } = await owned(() => '<p>Nothing is shown.</p>');
  const [free, held] = [await plant(), await plant()];
  const sweep = (days: number) =>
    sweepPictures(
      db,
      config.dataDir,
      [async (_, ids) => new Set(ids.filter((id) => id === held))],
      new Date(clock.now().getTime() + days * DAY),
    );
  await sweep(6);
  assert.deepEqual([await there(media), await there(free), await there(held)], [true, true, true]);
  await sweep(8);
  assert.deepEqual([await there(media), await there(free), await there(held)], [true, false, true]);
  await db.deleteFrom('works').where('id', '=', work.key).execute();
  assert.equal(await there(media), false);
});

test('a file goes with its last row, and never while it is young or named', async () => {
  await age();
  const at = clock.now();
  await sweepPictures(db, config.dataDir, [], at);
  const before = await files();
  const [one, two] = [await plant(writer, 'the same'), await plant(reader, 'the same')];
  assert.equal(await files(), before + 1);
  await dropImages(db, reader.viewer.accountId, [one, two]);
  assert.deepEqual([await there(one), await there(two)], [true, false]);
  await age();
  await sweepPictures(db, config.dataDir, [], at);
  assert.equal(await files(), before + 1);
  await dropImages(db, writer.viewer.accountId, [one]);
  await age();
  assert.deepEqual(await sweepPictures(db, config.dataDir, [], at), { rows: 0, files: 1 });
  assert.equal(await files(), before);
});

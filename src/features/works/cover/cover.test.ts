/** Covers: written anew, seen where the work is, taken along, and gone when they are taken away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { workHeader } from '../queries.js';
import { workDocument } from '../to-document.js';

const { app, origin } = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const writer = await makePerson(app);
const other = await makePerson(app);
const get = (path: string, by?: TestPerson) => send(origin, path, { cookie: by?.cookie });

async function save(path: string, fields: Record<string, string>, picture?: Uint8Array, by = writer) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (picture) body.append('picture', new Blob([Buffer.from(picture)]), 'cover.png');
  const answer = await fetch(origin + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: by.cookie, origin },
  });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
}

const painted = await sharp({
  create: { width: 3000, height: 4000, channels: 4, background: { r: 9, g: 99, b: 120, alpha: 0.5 } },
})
  .withExif({ IFD0: { Artist: 'TakenAtHome' } })
  .png()
  .toBuffer();

const idsIn = (html: string): string[] =>
  [...html.matchAll(/src="\/media\/(\w+)"/g)].map(([, id = '']) => id);

test('a cover is made small and bare, shown with its words, and replaced', async () => {
  const work = await makeWork(app, writer);
  const path = `/works/${work.id}/cover`;
  assert.equal((await save(path, { alt: 'A lamp', act: 'save' })).status, 422, 'words alone are no cover');
  assert.equal((await save(path, { alt: 'A lamp', act: 'save' }, painted)).to, `${path}?saved`);
  const page = await get(`/works/${work.id}`);
  assert.match(page.text, /alt="A lamp"/);
  const [id] = idsIn(page.text);
  const bytes = (await get(`/media/${id}`)).body;
  const { width, height, format, exif } = await sharp(bytes).metadata();
  assert.deepEqual([width, height, format, exif], [1200, 1600, 'jpeg', undefined]);

  await save(path, { alt: 'A lamp, lit', act: 'save' });
  assert.match((await get(`/works/${work.id}`)).text, /alt="A lamp, lit"/);
  const another = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#333' } })
    .jpeg()
    .toBuffer();
  await save(path, { alt: '', act: 'save' }, another);
  assert.equal((await get(`/media/${id}`)).status, 404, 'the older one is gone');
  const header = await workHeader(app.db, writer.viewer, work.id);
  const document = await workDocument(app.db, header!, { settings: (await app.settings.get())!, origin });
  assert.deepEqual(
    [document.cover?.width, document.cover?.height, document.cover?.type],
    [100, 50, 'image/jpeg'],
  );
  const book = await get(`/works/${work.id}/download.epub`);
  assert.ok(book.body.includes('EPUB/cover.jpg'));
  assert.equal((await save(path, { act: 'remove' })).to, `${path}?removed`);
  assert.deepEqual(idsIn((await get(`/works/${work.id}`)).text), []);
  const left = await app.db.selectFrom('media').select('id').where('work_id', '=', work.key).execute();
  assert.deepEqual(left, []);
});

test('a cover is seen where its work is, and nowhere else', async () => {
  const work = await makeWork(app, writer, { state: 'draft' });
  await save(`/works/${work.id}/cover`, { alt: '', act: 'save' }, painted);
  const { media, small } = await app.db
    .selectFrom('work_covers')
    .selectAll()
    .where('work_id', '=', work.key)
    .executeTakeFirstOrThrow();
  for (const id of [media, small]) {
    assert.equal((await get(`/media/${id}`, writer)).status, 200);
    assert.equal((await get(`/media/${id}`, other)).status, 404);
    assert.equal((await get(`/media/${id}`)).status, 404);
  }
  assert.equal((await get(`/works/${work.id}/cover`, other)).status, 404);
  assert.equal((await save(`/works/${work.id}/cover`, { act: 'remove' }, undefined, other)).status, 404);
  await app.db
    .updateTable('works')
    .set({ posted_at: new Date(0) })
    .where('id', '=', work.key)
    .execute();
  assert.equal((await get(`/media/${small}`)).status, 200);
});

test('what is no picture, too large, or described at too great length is refused with what was typed', async () => {
  const work = await makeWork(app, writer);
  const path = `/works/${work.id}/cover`;
  for (const [picture, said] of [
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'no JPEG, PNG, GIF or WebP'],
    [Buffer.concat([painted.subarray(0, 200), Buffer.alloc(50)]), 'can’t be read whole'],
    [Buffer.concat([painted, Buffer.alloc(10 * 1024 * 1024)]), 'larger than 10 MB'],
  ] as const) {
    const answer = await save(path, { alt: 'Typed', act: 'save' }, picture);
    assert.equal(answer.status, 422);
    assert.ok(answer.text.includes(said), said);
    assert.match(answer.text, /value="Typed"/);
  }
  const long = await save(path, { alt: 'x'.repeat(251), act: 'save' }, painted);
  assert.match(long.text, /up to 250 characters; this one has 251/);
});

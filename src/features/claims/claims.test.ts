/** The way of a work that an archivist brings in: its byline, its listing, and what the desk says of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { multipart, sendImport, untilRead } from '../../../test/security/bring.js';
import { send } from '../../../test/security/client.js';
import { fieldsOf } from '../../../test/security/fields.js';
import { readable } from '../../../test/security/readable.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';
import { app, archivist, bring, get, host, linkOf, origin, pseudOf, reader } from './testing/brought.js';

test('from a file to a work: the name in it stands on the work, the archivist only as keeper', async () => {
  const file = '<html><body><h1>Ashes</h1><p>by Old Finch</p><p>It was late. Nobody came.</p></body></html>';
  const refused = await sendImport(origin, reader.cookie, { forOthers: 'on', paste: 'x' });
  assert.equal(refused.status, 422);
  const sent = await sendImport(
    origin,
    archivist.cookie,
    { once: 'first', forOthers: 'on', archive: 'The Old List' },
    { 'ashes.html': file },
  );
  assert.equal(sent.status, 303, sent.text.slice(0, 300));
  await untilRead(app);
  const path = `${sent.headers.location}/details`;
  const shown = await get(path, archivist);
  const fields = new Map(fieldsOf(shown.text, path));
  assert.equal(fields.get('archive'), 'The Old List');
  for (const [name, value] of Object.entries({
    title: 'Ashes',
    writers: 'Old Finch <finch@elsewhere.example>',
    rating: 'General Audiences',
    warnings: 'No Archive Warnings Apply',
    fandoms: 'An Old Fandom',
    save: 'posted',
  }))
    fields.set(name, value);
  const nobody = await send(origin, path, {
    cookie: archivist.cookie,
    form: [...new Map(fields).set('writers', '')],
  });
  assert.equal(nobody.status, 422);
  assert.match(nobody.text, /Name at least one writer/);
  const saved = await send(origin, path, { cookie: archivist.cookie, form: [...fields] });
  assert.equal(saved.status, 303, saved.text.slice(0, 2000));
  const work = String(saved.headers.location).split('?')[0]!;
  assert.equal((await get(work)).status, 404, 'for members only, whatever was chosen');
  const page = await get(work, reader);
  assert.match(page.text, /<bdi>Old Finch<\/bdi>.*\[archived by Old Keeper\]/s);
  assert.ok(!page.text.includes('list_keeper'));
  assert.ok(!page.text.includes('elsewhere.example'));
  assert.ok(!page.text.includes(`/people/${await pseudOf(archivist)}`));
});

test('listings, blurbs and books name the writer; the archivist’s page does not list the work', async () => {
  const { name, works } = await bring(['The Listed One']);
  const list = await get('/works', reader);
  assert.ok(list.text.includes(name) && list.text.includes('[archived by Old Keeper]'));
  assert.ok(!list.text.includes('list_keeper'));
  const person = await get(`/people/${await pseudOf(archivist)}`, reader);
  assert.ok(!person.text.includes('The Listed One'));
  const book = await send(origin, `/works/${works[0]!.id}/download.epub`, { cookie: reader.cookie });
  assert.equal(book.status, 200);
  const inside = await readable(book);
  assert.match(inside, new RegExp(`<dc:creator id="creator-1">${name}</dc:creator>`));
  assert.match(inside, new RegExp(`"creators":\\[\\{"id":null,"name":"${name}","url":null\\}\\]`));
  assert.ok(!inside.includes('list_keeper') && !inside.includes('Old Keeper'));
});

test('an archivist can’t open an unclaimed work to everybody', async () => {
  const { works } = await bring(['Kept Shut']);
  const path = `/works/${works[0]!.id}/edit`;
  const fields = fieldsOf((await get(path, archivist)).text, path).filter(([name]) => name !== 'restricted');
  assert.equal((await send(origin, path, { cookie: archivist.cookie, form: fields })).status, 303);
  assert.equal((await get(`/works/${works[0]!.id}`)).status, 404);
});

test('e-mails: for the archivist who has them and for those with the right', async () => {
  const email = 'hidden.wren@elsewhere.example';
  const { author, works } = await bring(['With an Address'], { email });
  const second = await makePerson(app, { roles: ['archivist'] });
  const moderator = await makePerson(app, { roles: ['moderator'] });
  assert.ok((await get(`/archivist/${author}`, archivist)).text.includes(email));
  assert.ok((await get(`/admin/writers/${author}`, host)).text.includes(email));
  for (const [path, person] of [
    [`/archivist/${author}`, second],
    [`/archivist/${author}`, host],
    [`/admin/writers/${author}`, archivist],
    [`/admin/writers/${author}`, moderator],
  ] as const)
    assert.equal((await get(path, person)).status, 404);
  const path = await linkOf(author);
  for (const page of [await get(path), await get(`/works/${works[0]!.id}`, reader)])
    assert.ok(!page.text.includes(email));
  const bad = await send(origin, `/archivist/${author}/email`, {
    cookie: archivist.cookie,
    form: { email: 'no address' },
  });
  assert.equal(bad.status, 422);
  assert.ok(bad.text.includes('no address'));
  assert.equal(
    (await send(origin, `/archivist/${author}/link`, { cookie: second.cookie, form: {} })).status,
    404,
  );
});

test('the list of writers is searched, filtered by state and comes in pages', async () => {
  const keeper = await makePerson(app, { roles: ['archivist'] });
  for (let i = 0; i < 21; i += 1)
    await makeWork(app, keeper, {
      forOthers: { archive: i === 0 ? 'Rare List' : 'List', writers: [{ name: `Bird ${i}`, email: '' }] },
    });
  const count = async (query: string) =>
    ((await get(`/archivist?${query}`, keeper)).text.match(/<a href="\/archivist\/\w{10}"/g) ?? []).length;
  assert.equal(await count(''), 20);
  assert.equal(await count('page=2'), 1);
  assert.equal(await count('q=rare'), 1);
  assert.equal(await count('q=bird+20'), 1);
  assert.equal(await count('state=claimed'), 0);
  assert.equal(await count('state=waiting'), 20);
});

test('the form that brings works offers the choice to archivists alone', async () => {
  assert.match((await get('/import', archivist)).text, /name="forOthers"/);
  assert.doesNotMatch((await get('/import', reader)).text, /name="forOthers"/);
  const { body, headers } = multipart({ forOthers: 'on', archive: 'A List' });
  const failed = await send(origin, '/import', { method: 'POST', cookie: archivist.cookie, body, headers });
  assert.equal(failed.status, 422);
  assert.match(failed.text, /value="A List"/);
});

test('the link goes by letter to the address that the archivist gave, and takes the place of the one before', async () => {
  const email = `${newId()}@example.org`;
  const { author } = await bring(['Sent by Letter'], { email });
  const before = await linkOf(author);
  const sent = await send(origin, `/archivist/${author}/send`, { cookie: archivist.cookie, form: {} });
  assert.equal(sent.headers.location, `/archivist/${author}?sent`);
  // The job may have sent it: then its words are gone from the database and stand in a file.
  const letter = await app.db
    .selectFrom('letters')
    .select(['id', 'account_id', 'kind'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  assert.deepEqual([letter.account_id, letter.kind], [null, 'claim']);
  assert.equal((await get(before)).status, 404);

  const none = await bring(['No Address']);
  const refused = await send(origin, `/archivist/${none.author}/send`, {
    cookie: archivist.cookie,
    form: {},
  });
  assert.equal(refused.status, 422);
  const second = await makePerson(app, { roles: ['archivist'] });
  const foreign = await send(origin, `/archivist/${author}/send`, { cookie: second.cookie, form: {} });
  assert.equal(foreign.status, 404);
});

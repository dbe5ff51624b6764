/** What a reader chose to see of works of others: in lists and on their pages, for them alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../test/support/factories.js';

const { app, origin } = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
const writer = await makePerson(app);
const reader = await makePerson(app);
const other = await makePerson(app);
const get = async (path: string, by?: TestPerson) => (await send(origin, path, { cookie: by?.cookie })).text;
const choose = (by: TestPerson, form: Record<string, string>) =>
  send(origin, '/account/preferences', { form: { language: '', zone: '', ...form }, cookie: by.cookie });

const fields = {
  title: 'A Warned Work',
  warnings: ['Major Character Death'],
  freeforms: ['Twist Ending'],
  characters: ['Ada'],
};
const work = await makeWork(app, writer, { fields });
const own = await makeWork(app, reader, { fields: { ...fields, title: 'My Own' } });

/** What a page shows outside of what is folded. */
const open = (html: string): string =>
  html.replace(/<head>[\s\S]*?<\/head>/, '').replace(/<details class="veil">[\s\S]*?<\/details>/g, '');
const blurbOf = (html: string, id: string): string =>
  html.split('<article class="blurb"').find((part) => part.includes(`/works/${id}"`)) ?? '';

test('warnings and additional tags are folded for whoever wants that, in lists and on the page, and can be opened', async () => {
  const before = blurbOf(await get('/works', reader), work.id);
  assert.match(open(before), /Major Character Death[\s\S]*Twist Ending/);
  assert.equal((await choose(reader, { hideWarnings: 'yes', hideFreeforms: 'yes' })).status, 303);
  for (const html of [
    blurbOf(await get('/works', reader), work.id),
    await get(`/works/${work.id}`, reader),
  ]) {
    assert.match(html, /<summary>Show warnings<\/summary>[\s\S]*Major Character Death/);
    assert.match(html, /<summary>Show additional tags<\/summary>[\s\S]*Twist Ending/);
    const seen = open(html);
    assert.doesNotMatch(seen, /Major Character Death|Twist Ending/);
    assert.match(seen, /Ada/);
  }
  assert.match(open(await get(`/works/${work.id}/entire`, reader)), /Ada/);
  assert.doesNotMatch(open(await get(`/works/${work.id}/entire`, reader)), /Twist Ending/);
});

test('one’s own works and everybody else’s pages are as before', async () => {
  const list = await get('/works', reader);
  assert.match(open(blurbOf(list, own.id)), /Major Character Death[\s\S]*Twist Ending/);
  assert.match(open(await get(`/works/${own.id}`, reader)), /Twist Ending/);
  for (const by of [undefined, other, writer]) {
    assert.match(open(blurbOf(await get('/works', by), work.id)), /Twist Ending/);
    assert.doesNotMatch(await get(`/works/${work.id}`, by), /class="veil"/);
  }
});

test('one of the two alone, and covers only for whoever asked', async () => {
  await choose(reader, { hideWarnings: 'yes' });
  const blurb = open(blurbOf(await get('/works', reader), work.id));
  assert.doesNotMatch(blurb, /Major Character Death/);
  assert.match(blurb, /Twist Ending/);
  const media = (id: string) => ({
    public_id: id,
    sha256: '0'.repeat(64),
    type: 'image/jpeg',
    width: 10,
    height: 20,
    bytes: 1,
    work_id: work.key,
    created_at: new Date(),
  });
  await app.db
    .insertInto('media')
    .values([media('coverwhole'), media('coversmall')])
    .execute();
  await app.db
    .insertInto('work_covers')
    .values({ work_id: work.key, media: 'coverwhole', small: 'coversmall', alt: 'A lamp' })
    .execute();
  assert.doesNotMatch(await get('/works'), /coversmall/);
  assert.doesNotMatch(await get('/works', reader), /coversmall/);
  await choose(other, { covers: 'yes' });
  assert.match(
    blurbOf(await get('/works', other), work.id),
    /<img[^>]*src="\/media\/coversmall"[^>]*alt="A lamp"/,
  );
  assert.match(await get('/account/preferences', other), /name="covers"[^>]*checked/);
});

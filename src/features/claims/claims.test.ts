/** The way of a work that an archivist brings in: its byline, the link, what its writer decides, and what nobody learns. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { multipart, sendImport, untilRead } from '../../../test/security/bring.js';
import { type Received, send } from '../../../test/security/client.js';
import { fieldsOf } from '../../../test/security/fields.js';
import { readable } from '../../../test/security/readable.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, settings: { joining: 'open' } });
const { app, origin } = made;

const archivist = await makePerson(app, { roles: ['archivist'], login: 'list_keeper', pseud: 'Old Keeper' });
const writer = await makePerson(app, { pseud: 'Wren Here' });
const reader = await makePerson(app);
const host = await makePerson(app, { roles: ['host'] });

beforeEach(async () => {
  made.clock.set(AT);
  await app.db.deleteFrom('rate_limits').execute();
});

interface Brought {
  name: string;
  author: string;
  works: { key: number; id: string; title: string; field: string }[];
}

/** A writer elsewhere with works that wait. */
async function bring(
  titles: readonly string[],
  more: { state?: 'draft' | 'posted'; email?: string; sourceUrl?: string; anonymous?: boolean } = {},
): Promise<Brought> {
  const name = `Writer ${newId()}`;
  const works: Brought['works'] = [];
  for (const title of titles) {
    const work = await makeWork(app, archivist, {
      forOthers: { archive: 'The Old List', writers: [{ name, email: more.email ?? '' }] },
      state: more.state ?? 'posted',
      anonymous: more.anonymous ?? false,
      fields: {
        title,
        sourceUrl: more.sourceUrl ? `${more.sourceUrl}/${newId()}` : '',
        series: [{ title: `Series of ${name}`, position: 1 }],
      },
    });
    const row = await app.db
      .selectFrom('external_creatorships')
      .select('public_id')
      .where('work_id', '=', work.key)
      .executeTakeFirstOrThrow();
    works.push({ ...work, title, field: `work-${row.public_id}` });
  }
  const { public_id } = await app.db
    .selectFrom('external_authors')
    .select('public_id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return { name, author: public_id, works };
}

async function linkOf(author: string): Promise<string> {
  const answer = await send(origin, `/archivist/${author}/link`, { cookie: archivist.cookie, form: {} });
  const found = /\/claim\/([\w-]{43})</.exec(answer.text);
  assert.ok(found, answer.text.slice(0, 500));
  return `/claim/${found[1]}`;
}

const get = (path: string, person?: TestPerson): Promise<Received> =>
  send(origin, path, { cookie: person?.cookie });

const pseudOf = async (person: TestPerson): Promise<string> =>
  (
    await app.db
      .selectFrom('pseuds')
      .select('public_id')
      .where('id', '=', person.pseudId)
      .executeTakeFirstOrThrow()
  ).public_id;

const decide = async (
  path: string,
  choices: Record<string, string>,
  person?: TestPerson,
): Promise<Received> =>
  send(origin, path, {
    cookie: person?.cookie,
    form: { ...(person ? { pseud: await pseudOf(person) } : {}), ...choices, sure: 'yes' },
  });

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

test('the link: shown once, kept as a hash, told to nobody, good until it ends, is renewed or revoked', async () => {
  const { author, name, works } = await bring(['One of Mine', 'Another'], {});
  const other = await bring(['Somebody Else’s Draft'], { state: 'draft' });
  const path = await linkOf(author);
  const token = path.slice('/claim/'.length);
  const kept = await app.db
    .selectFrom('external_authors')
    .selectAll()
    .where('public_id', '=', author)
    .execute();
  assert.ok(!JSON.stringify(kept).includes(token));
  assert.ok(!(await get(`/archivist/${author}`, archivist)).text.includes(token));
  const page = await get(path);
  assert.equal(page.status, 200);
  for (const { title } of works) assert.ok(page.text.includes(title));
  assert.ok(page.text.includes(name));
  assert.ok(!page.text.includes(other.works[0]!.title), 'a draft of another writer');
  assert.ok(!page.text.includes('list_keeper'));
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  assert.equal(page.headers['cache-control'], 'private, no-store');
  assert.match(page.text, /<meta name="robots" content="noindex, nofollow"/);
  assert.match(page.text, /href="\/join"/);

  const wrong = await get(`/claim/${'z'.repeat(43)}`);
  assert.equal(wrong.status, 404);
  const faceless = ({ text }: Received, own: string) => text.replaceAll(own, 'TOKEN');
  const bad = faceless(wrong, 'z'.repeat(43));
  const next = await linkOf(author);
  assert.equal(faceless(await get(path), token), bad, 'renewed');
  made.clock.set(new Date('2026-05-30T10:00:01Z'));
  assert.equal(faceless(await get(next), next.slice('/claim/'.length)), bad, 'ended after 90 days');
  made.clock.set(AT);
  assert.equal((await get(next)).status, 200);
  await send(origin, `/archivist/${author}/revoke`, { cookie: archivist.cookie, form: {} });
  assert.equal(faceless(await get(next), next.slice('/claim/'.length)), bad, 'revoked');
});

test('whoever guesses is stopped', async () => {
  const { author } = await bring(['Guarded']);
  const path = await linkOf(author);
  for (let i = 0; i < 20; i += 1) assert.equal((await get(`/claim/${'z'.repeat(40)}${100 + i}`)).status, 404);
  assert.equal((await get(`/claim/${'z'.repeat(43)}`)).status, 429);
  assert.equal((await get(path)).status, 200, 'a good link is no guess');
});

test('claiming, a work at a time: the writer’s name, the archivist gone, open only where the writer says so', async () => {
  const { author, works } = await bring(['Shut', 'Open', 'Later']);
  const [shut, open, later] = works as [Brought['works'][0], Brought['works'][0], Brought['works'][0]];
  const path = await linkOf(author);
  const choices = { [shut.field]: 'members', [open.field]: 'open', [later.field]: '' };
  const asked = await send(origin, path, {
    cookie: writer.cookie,
    form: { pseud: await pseudOf(writer), ...choices },
  });
  assert.match(asked.text, /Is this right\?/);
  assert.equal((await get(`/works/${open.id}`)).status, 404, 'nothing before the yes');
  const done = await decide(path, choices, writer);
  assert.match(done.text, /2 works bear your name now/);
  assert.equal((await get(`/works/${shut.id}`)).status, 404);
  const shown = await get(`/works/${open.id}`);
  assert.match(shown.text, /<a rel="author"[^>]*><bdi>Wren Here<\/bdi>/);
  assert.ok(!shown.text.includes('archived by'));
  assert.equal((await get(`/works/${open.id}/edit`, writer)).status, 200);
  assert.equal((await get(`/works/${open.id}/edit`, archivist)).status, 404);
  assert.equal((await get(`/works/${later.id}/edit`, archivist)).status, 200);
  const series = await app.db
    .selectFrom('series_works')
    .innerJoin('series', 'series.id', 'series_works.series_id')
    .select('series.account_id')
    .where('series_works.work_id', '=', open.key)
    .execute();
  assert.deepEqual(series, [{ account_id: writer.viewer.accountId }]);
  const again = await decide(path, { [open.field]: 'refuse' }, writer);
  assert.equal(again.status, 422, 'what was decided is not decided again');
  assert.equal((await get(`/works/${open.id}`)).status, 200);
  const left = await get(path, writer);
  assert.ok(left.text.includes('Later') && !left.text.includes('>Open<'));
});

test('without an account: leave and refuse, but no claim; nobody claims as somebody else', async () => {
  const { author, works } = await bring(['To Leave', 'To Refuse', 'Unclaimed']);
  const [leave, refuse, none] = works as [Brought['works'][0], Brought['works'][0], Brought['works'][0]];
  const path = await linkOf(author);
  const guest = await get(path);
  assert.ok(!guest.text.includes('value="members"'));
  assert.match(guest.text, new RegExp(`/login\\?to=${encodeURIComponent(path)}`));
  assert.equal((await decide(path, { all: 'open' })).status, 422);
  const forged = await send(origin, path, {
    cookie: reader.cookie,
    form: { all: 'members', pseud: await pseudOf(writer), sure: 'yes' },
  });
  assert.equal(forged.status, 422);
  const done = await decide(path, { [leave.field]: 'leave', [refuse.field]: 'refuse' });
  assert.match(done.text, /1 work stay.*1 work are deleted|1 work/s);
  assert.equal((await get(`/works/${refuse.id}`, reader)).status, 404);
  const stays = await get(`/works/${leave.id}`, reader);
  assert.match(stays.text, /archived by Old Keeper/);
  assert.equal((await get(`/works/${leave.id}`)).status, 404, 'left as it was: for members');
  assert.equal((await get(`/works/${none.id}`, reader)).status, 200);
  const log = await get('/admin/log?act=writer-decided', host);
  assert.match(log.text, /1 left, 1 deleted/);
  const desk = await get(`/archivist/${author}`, archivist);
  assert.match(desk.text, /To Refuse.*refused.*deleted here/s);
});

test('what was refused is not brought in again, by its address or else its title; never is never', async () => {
  const { author, name, works } = await bring(['Not Again'], { sourceUrl: 'https://old.example/fic' });
  const { source_url } = await app.db
    .selectFrom('works')
    .select('source_url')
    .where('id', '=', works[0]!.key)
    .executeTakeFirstOrThrow();
  const path = await linkOf(author);
  await decide(path, { all: 'refuse' });
  const bringAgain = (fields: object, writerName = 'Whoever') =>
    makeWork(app, archivist, {
      forOthers: { archive: 'The Old List', writers: [{ name: writerName, email: '' }] },
      fields,
    });
  await assert.rejects(
    bringAgain({ title: 'Under another title', sourceUrl: `${source_url}?view=1` }),
    /refused before/,
  );
  await assert.rejects(bringAgain({ title: 'x', sourceUrl: String(source_url) }, name), /refused before/);
  await bringAgain({ title: 'Another work', sourceUrl: 'https://old.example/fic/other' }, name);
  const done = await decide(path, { never: 'on' });
  assert.match(done.text, /Nothing of yours will be brought here again/);
  await assert.rejects(bringAgain({ title: 'Yet another' }, name.toUpperCase()), /does not want works/);
  await makeWork(app, writer, { fields: { title: 'My own', sourceUrl: String(source_url) } });

  const untitled = await bring(['Without an Address']);
  await decide(await linkOf(untitled.author), { all: 'refuse' });
  await assert.rejects(bringAgain({ title: 'without an address' }, untitled.name), /refused before/);
});

test('two writers: one name goes at a time, and the archivist stays until both have decided', async () => {
  const [one, two] = [`First ${newId()}`, `Second ${newId()}`];
  const work = await makeWork(app, archivist, {
    forOthers: {
      archive: '',
      writers: [
        { name: one, email: '' },
        { name: two, email: '' },
      ],
    },
  });
  const authors = await app.db
    .selectFrom('external_authors')
    .select(['public_id', 'name'])
    .where('name', 'in', [one, two])
    .orderBy('id')
    .execute();
  assert.match(
    (await decide(await linkOf(authors[0]!.public_id), { all: 'open' }, writer)).text,
    /bear your name/,
  );
  const between = await get(`/works/${work.id}`, reader);
  assert.match(between.text, new RegExp(`Wren Here.*${two}.*archived by Old Keeper`, 's'));
  assert.equal(
    (await get(`/works/${work.id}`)).status,
    404,
    'the other writer has not said that it may be open',
  );
  const done = await decide(await linkOf(authors[1]!.public_id), { all: 'refuse' });
  assert.match(done.text, /Your name is off 1 work/);
  const after = await get(`/works/${work.id}`, reader);
  assert.equal(after.status, 200);
  assert.ok(!after.text.includes(two) && !after.text.includes('archived by'));
});

test('an anonymous work stays anonymous, unclaimed and claimed', async () => {
  const { author, name, works } = await bring(['Nobody’s'], { anonymous: true });
  const shown = await get(`/works/${works[0]!.id}`, reader);
  assert.equal(shown.status, 200);
  assert.ok(!shown.text.includes(name) && !shown.text.includes('archived by'));
  await decide(await linkOf(author), { all: 'open' }, writer);
  const claimed = await get(`/works/${works[0]!.id}`);
  assert.equal(claimed.status, 200);
  assert.ok(!claimed.text.includes('Wren Here'));
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

test('two decisions at the same moment are one', async () => {
  const { author, works } = await bring(['Wanted Twice']);
  const path = await linkOf(author);
  const answers = await Promise.all([decide(path, { all: 'refuse' }), decide(path, { all: 'open' }, writer)]);
  assert.ok(answers.every(({ status }) => status === 200 || status === 422));
  const row = await app.db
    .selectFrom('external_creatorships')
    .select(['state', 'work_id'])
    .where('title', '=', 'Wanted Twice')
    .execute();
  assert.equal(row.length, 1);
  const there = (await get(`/works/${works[0]!.id}`, reader)).status === 200;
  assert.equal(row[0]!.state, there ? 'claimed' : 'refused');
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

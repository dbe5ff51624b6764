/** The link, and what the writer who follows it decides: claimed, left, refused, once each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../test/security/client.js';
import { makeWork } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';
import {
  AT,
  app,
  archivist,
  type Brought,
  bring,
  clock,
  decide,
  get,
  host,
  linkOf,
  origin,
  pseudOf,
  reader,
  writer,
} from './testing/brought.js';

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
  clock.set(new Date('2026-05-30T10:00:01Z'));
  assert.equal(faceless(await get(next), next.slice('/claim/'.length)), bad, 'ended after 90 days');
  clock.set(AT);
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

/** Works are given away, pen names moved, accounts deleted: and nothing tells afterwards whose it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { mailJobs } from '../../../core/mail/index.js';
import { storeImage } from '../media.js';

const AT = new Date('2026-03-01T10:00:00Z');
const { app, origin } = await testApp({ at: AT, jobs: false });
await makePerson(app, { login: 'the_host', roles: ['host'] });

const get = (path: string, cookie = ''): Promise<Received> => send(origin, path, { cookie });
const post = (path: string, form: Record<string, string>, cookie = ''): Promise<Received> =>
  send(origin, path, { form, cookie });

async function addPseud(person: TestPerson, name: string): Promise<{ id: number; publicId: string }> {
  const { id, public_id } = await app.db
    .insertInto('pseuds')
    .values({
      public_id: `p${name.toLowerCase()}`.replaceAll(' ', '').slice(0, 30),
      account_id: person.viewer.accountId,
      name,
      name_key: name.toLowerCase(),
      is_default: false,
      created_at: AT,
    })
    .returning(['id', 'public_id'])
    .executeTakeFirstOrThrow();
  return { id, publicId: public_id };
}

/** Tables of which a row holds the words, anywhere in it. */
async function tablesWith(words: string): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    app.db,
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const table = sql.id(schema, name);
    const { rows } = await sql`select from ${table} as t where t::text ilike ${`%${words}%`} limit 1`.execute(
      app.db,
    );
    if (rows.length > 0) found.push(`${schema}.${name}`);
  }
  return found;
}

const bylines = async (workKey: number): Promise<string[]> =>
  (
    await app.db
      .selectFrom('creatorships')
      .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
      .select('pseuds.name')
      .where('work_id', '=', workKey)
      .orderBy('creatorships.position')
      .execute()
  ).map(({ name }) => name);

test('a work given away without the name is by nobody who can be found, on every surface', async () => {
  const writer = await makePerson(app, { login: 'canary_giver', pseud: 'Canary Giver' });
  const kept = await makeWork(app, writer, {
    fields: { title: 'Kept', series: [{ title: 'A Mixed Series', position: 2 }] },
  });
  const given = await makeWork(app, writer, {
    fields: {
      title: 'Given Away',
      sourceUrl: 'https://elsewhere.example/canary_giver/1',
      series: [
        { title: 'A Mixed Series', position: 1 },
        { title: 'Its Own Series', position: 1 },
      ],
    },
  });
  assert.match((await get('/account/orphan', writer.cookie)).text, /Given Away/);
  const first = await post('/account/orphan', { which: 'some', works: given.id, keep: 'no' }, writer.cookie);
  assert.match(first.text, /Give 1 work away\?/);
  assert.deepEqual(await bylines(given.key), ['Canary Giver'], 'nothing has happened yet');
  const sure = { which: 'some', works: given.id, keep: 'no', sure: 'yes' };
  assert.equal((await post('/account/orphan', { ...sure, current: 'wrong' }, writer.cookie)).status, 422);
  assert.equal(
    (await post('/account/orphan', { ...sure, current: writer.password }, writer.cookie)).status,
    303,
  );

  assert.deepEqual(await bylines(given.key), ['orphan account']);
  for (const path of [`/works/${given.id}`, `/works/${given.id}/download.epub`, '/my/works'])
    assert.doesNotMatch((await get(path)).text, /canary.giver/i, path);
  const page = (await get(`/works/${given.id}`)).text;
  assert.match(page, /Its Own Series/);
  assert.doesNotMatch(page, /A Mixed Series/);
  const tied = await tablesWith('elsewhere.example/canary_giver');
  assert.deepEqual(tied, []);
  assert.equal((await get(`/works/${given.id}/edit`, writer.cookie)).status, 404);
  assert.doesNotMatch((await get('/my/works', writer.cookie)).text, /Given Away/);
  assert.deepEqual(await bylines(kept.key), ['Canary Giver']);
  const letters = await app.db.selectFrom('letters').select('id').execute();
  assert.deepEqual(letters, [], 'nobody is told');
});

test('with the name it stays there; two who give away series of one title do not share one', async () => {
  for (const name of ['Named One', 'Named Two']) {
    const writer = await makePerson(app, { pseud: name });
    const work = await makeWork(app, writer, { fields: { series: [{ title: 'Twins', position: 1 }] } });
    const form = { which: 'all', keep: 'yes', sure: 'yes', current: writer.password };
    assert.equal((await post('/account/orphan', form, writer.cookie)).status, 303);
    assert.deepEqual(await bylines(work.key), [name]);
    assert.equal((await get(`/works/${work.id}/edit`, writer.cookie)).status, 404);
  }
  const twins = await app.db.selectFrom('series').select('account_id').where('title', '=', 'Twins').execute();
  assert.equal(twins.length, 2);
  assert.equal(new Set(twins.map((row) => row.account_id)).size, 1);
});

test('nobody logs in as the account that holds what was given away, nor asks for its password', async () => {
  for (const name of ['orphan account', '', 'orphan_account']) {
    const { status } = await post('/login', { name, password: '' });
    assert.equal(status, 422, name);
    await post('/reset', { name });
  }
  assert.deepEqual(await app.db.selectFrom('account_links').select('id').execute(), []);
});

test('what several made stays theirs when one gives it away; two can give one work away', async () => {
  const [one, two] = [
    await makePerson(app, { pseud: 'First Of Two' }),
    await makePerson(app, { pseud: 'Second' }),
  ];
  const work = await makeWork(app, one, { withPseuds: [two.pseudId] });
  const form = (person: TestPerson) => ({ which: 'all', keep: 'no', sure: 'yes', current: person.password });
  await post('/account/orphan', form(one), one.cookie);
  assert.deepEqual(await bylines(work.key), ['orphan account', 'Second']);
  await post('/account/orphan', form(two), two.cookie);
  assert.deepEqual(await bylines(work.key), ['orphan account']);
});

test('works move when a pen name is deleted; the usual one stays', async () => {
  const writer = await makePerson(app, { pseud: 'Usual' });
  const other = await addPseud(writer, 'Spare Name');
  const usual = await app.db
    .selectFrom('pseuds')
    .select('public_id')
    .where('id', '=', writer.pseudId)
    .executeTakeFirstOrThrow();
  const both = await makeWork(app, writer, { withPseuds: [other.id] });
  const path = `/account/pseuds/${other.publicId}/delete`;
  assert.match((await get(path, writer.cookie)).text, /Move them to/);
  assert.equal((await post(path, {}, writer.cookie)).status, 422);
  assert.equal((await post(path, { to: other.publicId }, writer.cookie)).status, 422);
  const stranger = await makePerson(app);
  assert.equal((await post(path, { to: usual.public_id }, stranger.cookie)).status, 404);
  assert.equal((await post(path, { to: usual.public_id }, writer.cookie)).status, 303);
  assert.deepEqual(await bylines(both.key), ['Usual']);
  assert.equal((await post(`/account/pseuds/${usual.public_id}/delete`, {}, writer.cookie)).status, 422);
});

/** The names of a zip's entries, as its directory at the end has them. */
function entries(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 46))
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  return names;
}

test('all works come along in one file, drafts too', async () => {
  const writer = await makePerson(app);
  await makeWork(app, writer, { fields: { title: 'Posted: One' } });
  await makeWork(app, writer, { fields: { title: 'A Draft' }, state: 'draft' });
  const answer = await fetch(`${origin}/account/works.zip`, { headers: { cookie: writer.cookie } });
  assert.equal(answer.status, 200);
  const names = entries(Buffer.from(await answer.arrayBuffer()));
  assert.deepEqual(
    names.filter((name) => name.endsWith('.epub')).map((name) => name.replace(/ \w{10}\.epub$/, '')),
    ['Posted One', 'A Draft'],
  );
});

test('an account that was deleted stands nowhere any more', async () => {
  const canary = 'canaryleaver';
  const leaver = await makePerson(app, {
    login: canary,
    pseud: `${canary} pen`,
    email: `${canary}@gone.example`,
  });
  const partner = await makePerson(app, { pseud: 'Partner' });
  const archivist = await makePerson(app, { roles: ['archivist'] });
  const second = await addPseud(leaver, `${canary} two`);
  const sole = await makeWork(app, leaver, {
    fields: { title: 'Sole', series: [{ title: 'Left Series', position: 1 }] },
  });
  const shared = await makeWork(app, partner, { fields: { title: 'Shared' }, withPseuds: [second.id] });
  const owned = await makeWork(app, leaver, {
    fields: { title: 'Owned Together', series: [{ title: 'Shared Series', position: 1 }] },
    withPseuds: [partner.pseudId],
  });
  const draft = await makeWork(app, leaver, { fields: { title: 'Unposted' }, state: 'draft' });
  await makeWork(app, archivist, {
    forOthers: { archive: 'Old', writers: [{ name: 'Somebody', email: `${canary}@gone.example` }] },
  });
  const asked = await makeWork(app, partner);
  await app.db
    .insertInto('creatorships')
    .values({
      work_id: asked.key,
      pseud_id: second.id,
      position: 5,
      accepted_at: null,
      invited_by: partner.viewer.accountId,
    })
    .execute();
  await app.db
    .insertInto('gifts')
    .values({
      public_id: 'gift1',
      work_id: shared.key,
      account_id: leaver.viewer.accountId,
      name: `${canary} pen`,
      name_key: `${canary} pen`,
      created_at: AT,
    })
    .execute();
  await storeImage(
    app.db,
    app.config.dataDir,
    leaver.viewer.accountId,
    { type: 'image/png', width: 1, height: 1, bytes: Buffer.from('x') },
    AT,
  );
  await post('/account/email', { current: leaver.password, email: `${canary}@next.example` }, leaver.cookie);
  assert.ok((await tablesWith(canary)).length > 3, 'it stands in many places');

  const form = { sole: 'orphan', shared: 'leave', current: leaver.password };
  assert.equal((await post('/account/delete', { ...form, current: 'no' }, leaver.cookie)).status, 422);
  const { sole: _, ...unsaid } = form;
  assert.equal((await post('/account/delete', unsaid, leaver.cookie)).status, 422);
  const done = await post('/account/delete', form, leaver.cookie);
  assert.equal(done.status, 303);
  assert.equal((await get('/account', leaver.cookie)).status, 303, 'sessions end');
  const letters = await app.db
    .selectFrom('letters')
    .select(['id', 'kind', 'email'])
    .where('email', 'like', `%${canary}%`)
    .execute();
  assert.deepEqual(
    letters.map(({ kind }) => kind),
    ['account-gone'],
  );
  const send = mailJobs(app)['send-letter'];
  await send?.({ id: letters[0]?.id }, { attempt: 1, maxAttempts: 1 } as never);

  assert.deepEqual(await tablesWith(canary), []);
  for (const path of ['/', '/works', `/works/${sole.id}`, `/works/${shared.id}`, `/works/${owned.id}`])
    assert.doesNotMatch((await get(path, partner.cookie)).text, new RegExp(canary, 'i'), path);
  assert.deepEqual(await bylines(sole.key), ['orphan account']);
  assert.deepEqual(await bylines(shared.key), ['Partner']);
  assert.deepEqual(await bylines(owned.key), ['Partner']);
  assert.equal((await get(`/works/${draft.id}`, partner.cookie)).status, 404);
  assert.match((await get(`/works/${owned.id}`)).text, /Shared Series/, 'whoever stays keeps the series');
  assert.match((await get(`/works/${sole.id}`)).text, /Left Series/);
});

test('works go with the account where that is chosen, and the last host stays', async () => {
  const leaver = await makePerson(app);
  const work = await makeWork(app, leaver);
  await post('/account/delete', { sole: 'delete', current: leaver.password }, leaver.cookie);
  assert.equal((await get(`/works/${work.id}`)).status, 404);
  const [host] = await app.db
    .selectFrom('account_roles')
    .select('account_id')
    .where('role', '=', 'host')
    .execute();
  const login = await post('/login', { name: 'the_host', password: 'a long enough password' });
  const cookie = `fanlight_session=${/fanlight_session=([^;]+)/.exec(login.headers['set-cookie']?.toString() ?? '')?.[1]}`;
  const refused = await post('/account/delete', { current: 'a long enough password' }, cookie);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /only host/);
  assert.ok(host);
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';

const { app, origin } = await testApp({ jobs: false });
const wrangler = await makePerson(app, { roles: ['tag_wrangler'], pseud: 'Tagger' });
const writer = await makePerson(app);

before(async () => {
  const fandoms = ['Harbour Tales'];
  await makeWork(app, writer, {
    fields: { fandoms, freeforms: ['Slow Burn', 'Slowburn', 'Only Here'], characters: ['Ann Quay'] },
  });
  await makeWork(app, writer, { fields: { fandoms: ['Harbour Tales', 'HT'], freeforms: ['Slow Burn'] } });
  await makeWork(app, writer, { fields: { fandoms: ['Elsewhere'], freeforms: ['Far Away'] } });
  await makeWork(app, writer, {
    state: 'draft',
    fields: { fandoms, freeforms: ['Canary Draft', 'Slow-Burn!'] },
  });
  // Asked anything, it derives first.
  await app.find.counts([]);
});

const get = async (path: string, who = wrangler) => {
  const answer = await fetch(`${origin}${path}`, { headers: { cookie: who.cookie }, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const post = async (path: string, fields: Record<string, string | string[]>, who = wrangler) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    body,
    headers: { cookie: who.cookie, origin },
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,):])/g, '$1');

test('what waits, by type and by fandom; what only a draft has is not there', async () => {
  const all = plain((await get('/wrangling/bin?type=freeform')).text);
  assert.match(all, /Slow Burn 2 works.*Only Here 1 work/);
  assert.doesNotMatch(all, /Canary|Slow-Burn/);
  const beside = plain((await get('/wrangling/bin?type=freeform&fandom=harbour+tales')).text);
  assert.match(beside, /Slow Burn/);
  assert.doesNotMatch(beside, /Far Away/);
  assert.match(
    (await get('/wrangling/bin?type=freeform&fandom=No+Such')).text,
    /There is no fandom “No Such”/,
  );
  assert.equal((await get('/wrangling/tag?name=Canary+Draft')).status, 422);
  assert.equal((await get('/wrangling/tag')).status, 422);
  assert.equal((await get('/wrangling', writer)).status, 404);
});

test('suggestions are seen, turned down for good, or taken', async () => {
  const found = plain((await get('/wrangling/suggestions?type=freeform')).text);
  assert.match(found, /Slowburn \(1 work\) → Slow Burn \(2 works\)/);
  assert.doesNotMatch(found, /Slow-Burn/);
  assert.match((await get('/wrangling/suggestions?type=fandom')).text, /initials/);
  await post('/wrangling/dismiss', { tag: 'HT', into: 'Harbour Tales', type: 'fandom', fandom: '' });
  assert.doesNotMatch((await get('/wrangling/suggestions?type=fandom')).text, /initials/);
});

test('first it is said what would change, then it is done, then it is taken back', async () => {
  const asked = { act: 'merge', tag: ['Slowburn', 'Only Here'], target: 'slow burn' };
  const preview = await post('/wrangling/preview', asked);
  assert.equal(preview.status, 200);
  assert.match(preview.text, /“Slow Burn” becomes canonical/);
  assert.match(preview.text, /“Slowburn” becomes a synonym of “Slow Burn”/);
  const tags = () =>
    app.db.selectFrom('tags').select(['name', 'canonical', 'merger_id']).orderBy('id').execute();
  const blank = await tags();
  assert.ok(blank.every((tag) => tag.merger_id === null));
  assert.equal((await post('/wrangling/act', { ...asked, why: 'Same thing' })).to, '/wrangling/history?done');
  assert.equal((await tags()).filter((tag) => tag.merger_id !== null).length, 2);
  const history = await get('/wrangling/history');
  assert.match(plain(history.text), /Tagger: Several things.*Same thing/);
  const id = /name="id" value="([^"]+)"/.exec(history.text)?.[1] ?? '';
  assert.equal((await post('/wrangling/undo', { id })).to, '/wrangling/history?undone');
  assert.deepEqual(await tags(), blank);
  const again = await post('/wrangling/undo', { id });
  assert.deepEqual([again.status, /taken back already/.test(again.text)], [422, true]);
});

test('what cannot be is said, with the tags still chosen', async () => {
  const asked = { act: 'add-parent', tag: ['Slow Burn', 'Slowburn'], target: 'Harbour Tales' };
  for (const path of ['/wrangling/preview', '/wrangling/act']) {
    const refused = await post(path, asked);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /“Harbour Tales” is not canonical/);
    assert.match(refused.text, /name="tag" value="Slowburn"/);
  }
  assert.equal((await post('/wrangling/preview', { act: 'canonise' })).status, 422);
  assert.equal((await post('/wrangling/preview', { act: 'nothing', tag: 'Slow Burn' })).status, 422);
  assert.equal((await post('/wrangling/preview', { act: 'canonise', tag: 'Canary Draft' })).status, 422);
});

test('a medium is made, a fandom put beneath it and looked after, and talked about', async () => {
  assert.equal((await post('/wrangling/make', { type: 'media', name: 'Books' })).status, 303);
  assert.equal(
    (await post('/wrangling/act', { act: 'canonise', tag: 'Harbour Tales', target: '' })).status,
    303,
  );
  assert.equal(
    (await post('/wrangling/act', { act: 'add-parent', tag: 'Harbour Tales', target: 'Books' })).status,
    303,
  );
  await post('/wrangling/assign', { fandom: 'Harbour Tales', act: 'take' });
  assert.equal((await post('/wrangling/assign', { fandom: 'Elsewhere', act: 'take' })).status, 422);
  assert.match(plain((await get('/wrangling')).text), /Harbour Tales \(yours\) Tagger/);
  assert.equal((await post('/wrangling/comment', { tag: 'Harbour Tales', text: '  ' })).status, 422);
  await post('/wrangling/comment', { tag: 'Harbour Tales', text: 'Both <b>books</b>' });
  const page = (await get('/wrangling/tag?name=harbour+tales')).text;
  assert.match(page, /Both &lt;b>books|Both &lt;b&gt;books/);
  assert.match(plain(page), /Parents Books/);
  await post('/wrangling/assign', { fandom: 'Harbour Tales', act: 'leave' });
  assert.doesNotMatch((await get('/wrangling')).text, /\(yours\)/);
});

test('a file goes out and comes in, whole or not at all', async () => {
  const csv = await get('/wrangling/tags.csv');
  assert.match(csv.text, /^type,name,status,synonym of,metatags,parents\r\n/);
  assert.match((await get('/wrangling/tags.json')).text, /"Harbour Tales"/);
  const send = async (text: string, does: string) => {
    const form = new FormData();
    form.append('file', new Blob([text]), 'tags.csv');
    form.append('do', does);
    const answer = await fetch(`${origin}/wrangling/files`, {
      method: 'POST',
      body: form,
      headers: { cookie: wrangler.cookie, origin },
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text() };
  };
  const more = `${csv.text}freeform,New Here,canonical,,,fandom: Harbour Tales\r\n`;
  assert.match((await send(more, 'preview')).text, /new tags: 1/);
  assert.equal((await get('/wrangling/tag?name=New+Here')).status, 422);
  assert.equal((await send(more, 'import')).status, 303);
  assert.equal((await get('/wrangling/tag?name=New+Here')).status, 200);
  const refused = await send(`${csv.text}character,New Here,canonical,,,\r\n`, 'import');
  assert.deepEqual([refused.status, /another type here: freeform/.test(refused.text)], [422, true]);
  assert.equal((await send('nothing of use', 'import')).status, 422);
  assert.equal((await post('/wrangling/files', {})).status, 422);
});

test('works are found by what was made of their tags, and not any more once it is taken back', async () => {
  const found = async (name: string): Promise<number> => {
    const { id } = await app.db
      .selectFrom('tags')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    const { total } = await app.find.page(
      {
        audience: 'members',
        where: { op: 'tag', id },
        hide: null,
        order: { sort: 'updated', ascending: false },
      },
      { offset: 0, limit: 10 },
    );
    return total;
  };
  assert.deepEqual([await found('Elsewhere'), await found('Harbour Tales')], [1, 2]);
  await post('/wrangling/act', { act: 'merge', tag: 'Elsewhere', target: 'Harbour Tales' });
  assert.deepEqual([await found('Elsewhere'), await found('Harbour Tales')], [1, 3]);
  await post('/wrangling/make', { type: 'fandom', name: 'All Tales' });
  await post('/wrangling/act', { act: 'add-meta', tag: 'Harbour Tales', target: 'All Tales' });
  assert.equal(await found('All Tales'), 3);
  assert.match((await get('/wrangling/tag?name=All+Tales')).text, /3 works/);
  const acts = await app.db
    .selectFrom('tag_acts')
    .select('public_id')
    .orderBy('id', 'desc')
    .limit(3)
    .execute();
  for (const { public_id } of acts) await post('/wrangling/undo', { id: public_id });
  assert.deepEqual(
    [await found('Elsewhere'), await found('Harbour Tales'), await found('All Tales')],
    [1, 2, 0],
  );
});

test('how far the works are that follow an act; what is done stays for a day', async () => {
  const { now } = app.clock;
  const mass = async (name: string, finished: Date | null, total = 3): Promise<number> => {
    const { id } = await app.db
      .insertInto('find_rederivations')
      .values((eb) => ({
        tag_ids: eb
          .selectFrom('tags')
          .select((of) => of.fn.agg<number[]>('array_agg', ['id']).as('ids'))
          .where('name', '=', name),
        total,
        started_at: now(),
        finished_at: finished,
      }))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const hours = (n: number) => new Date(now().getTime() - n * 60 * 60_000);
  await app.db.deleteFrom('find_rederivations').execute();
  assert.doesNotMatch((await get('/wrangling')).text, /Works that follow/);
  await mass('Elsewhere', hours(25));
  await mass('Far Away', hours(23));
  await mass('Only Here', hours(1), 0);
  const id = await mass('Slow Burn', null);
  await app.db.insertInto('find_due').values({ work_id: 1_000_000, rederivation_id: id }).execute();
  const going = await get('/wrangling');
  assert.match(plain(going.text), /Works that follow.*Slow Burn 2 of 3 works Far Away 3 works, done:/);
  assert.doesNotMatch(plain(going.text), /Works that follow.*(Elsewhere|Only Here).*Waiting/);
  assert.match(going.text, /<progress[^>]*max="3" value="2"/);
  assert.match(going.text, /http-equiv="refresh"/);
  const progress = async () =>
    JSON.parse((await get('/wrangling/progress')).text) as { html: string; going: boolean };
  assert.equal((await progress()).going, true);
  assert.match((await progress()).html, /value="2"/);
  await app.db.deleteFrom('find_due').where('work_id', '=', 1_000_000).execute();
  await app.db.updateTable('find_rederivations').set({ finished_at: now() }).where('id', '=', id).execute();
  assert.equal((await progress()).going, false);
  assert.doesNotMatch((await get('/wrangling')).text, /<progress|http-equiv="refresh"/);
  assert.equal((await get('/wrangling/progress', writer)).status, 404);
});

test('a tag of the wrong type is moved; where its name is there already, it can become a synonym in one go', async () => {
  const fields = {
    fandoms: ['Harbour Tales'],
    freeforms: ['Ben Mole'],
    characters: ['Ben Mole - Character'],
  };
  await makeWork(app, writer, { fields });
  await makeWork(app, writer, { fields: { ...fields, characters: [], freeforms: ['Ben Mole', 'Cy Reef'] } });
  await app.find.counts([]);
  const preview = await post('/wrangling/preview', { act: 'to-character', tag: 'Cy Reef', target: '' });
  assert.match(plain(preview.text), /One change; nothing is done yet\. The tag is on 1 work in lists\./);
  assert.match(preview.text, /“Cy Reef” goes from “Additional tags” to “Characters”/);
  const asked = { act: 'to-character', tag: 'Cy Reef', target: '' };
  assert.equal((await post('/wrangling/act', asked)).to, '/wrangling/tag?name=Cy+Reef&done');
  const page = plain((await get('/wrangling/tag?name=Cy+Reef')).text);
  assert.match(page, /Characters · nobody wrangled it yet · 1 work/);
  assert.match(page, /Tagger: Another type/);
  assert.equal((await post('/wrangling/act', asked)).status, 422);
  const twin = { act: 'to-character', tag: 'Ben Mole', target: '' };
  for (const path of ['/wrangling/preview', '/wrangling/act']) {
    const refused = await post(path, twin);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /“Ben Mole - Character” is there already, of that type/);
    assert.match(refused.text, /name="target" value="Ben Mole - Character"/);
  }
  // From the other side it is the bare name that is taken.
  assert.match(
    (await post('/wrangling/preview', { act: 'to-freeform', tag: 'Ben Mole - Character', target: '' })).text,
    /“Ben Mole” is there already/,
  );
  const both = { ...twin, target: 'Ben Mole - Character' };
  assert.match((await post('/wrangling/preview', both)).text, /“Ben Mole” becomes a synonym/);
  assert.equal((await post('/wrangling/act', both)).status, 303);
  const merged = plain((await get('/wrangling/tag?name=Ben+Mole')).text);
  assert.match(merged, /Characters · synonym of “Ben Mole - Character” · 2 works/);
  assert.match(
    (await post('/wrangling/preview', { act: 'to-freeform', tag: 'General Audiences' })).text,
    /keeps its type/,
  );
});

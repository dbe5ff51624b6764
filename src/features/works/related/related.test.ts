/** Works made after others: named at once on the one, on the other once its creators let it; seen by nobody who may not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { worksJobs } from '../jobs.js';
import { workHeader } from '../queries.js';
import { workDocument } from '../to-document.js';
import { plainAddress } from './links.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;
const wren = await makePerson(app, { pseud: 'Wren' });
const tern = await makePerson(app, { pseud: 'Tern' });
const rook = await makePerson(app, { pseud: 'Rook' });

const get = (path: string, by?: TestPerson): Promise<Received> =>
  send(origin, path, by ? { cookie: by.cookie } : {});
const post = (path: string, form: Record<string, string>, by: TestPerson): Promise<Received> =>
  send(origin, path, { form, cookie: by.cookie });

interface Link {
  url: string;
  title?: string;
  author?: string;
  language?: string;
  translation?: boolean;
}

const linkForm = (links: readonly Link[]): Record<string, string> => ({
  related: String(links.length),
  ...Object.fromEntries(
    links.flatMap(({ translation, ...texts }, i) => [
      ...Object.entries(texts).map(([name, value]) => [`related-${i}-${name}`, value] as const),
      ...(translation ? ([[`related-${i}-translation`, 'on']] as const) : []),
    ]),
  ),
});

const HEADER = {
  title: 'After It',
  language: 'en',
  rating: 'General Audiences',
  warnings: 'No Archive Warnings Apply',
  fandoms: 'Testing (Invented)',
  chaptersExpected: '1',
};
const edit = (id: string, links: readonly Link[], by = tern) =>
  post(`/works/${id}/edit`, { ...HEADER, ...linkForm(links) }, by);

async function tell(workKey: number) {
  const job = worksJobs(app)['tell-of-related'];
  assert.ok(job);
  await job({ workKey }, { attempt: 1, maxAttempts: 5 });
  const letters = await app.db
    .selectFrom('letters')
    .select(['account_id', 'text', 'stop_url'])
    .where('kind', '=', 'related')
    .execute();
  await app.db.deleteFrom('letters').execute();
  return letters;
}

const linkOf = (workKey: number) =>
  app.db
    .selectFrom('related_works')
    .selectAll()
    .where('work_id', '=', workKey)
    .where('parent_id', 'is not', null)
    .executeTakeFirstOrThrow();
const answer = async (workKey: number, act: string, by = wren) =>
  post('/my/related', { act, link: (await linkOf(workKey)).public_id }, by);
const setWork = (key: number, set: object) =>
  app.db.updateTable('works').set(set).where('id', '=', key).execute();
const parentWork = (title: string, by = wren) => makeWork(app, by, { fields: { title } });
/** A work of Tern's that names another. */
async function named(parentId: string, more: Partial<Link> = {}) {
  const child = await makeWork(app, tern);
  const saved = await edit(child.id, [{ url: `${origin}/works/${parentId}`, ...more }]);
  assert.equal(saved.status, 303);
  return child;
}

test('the work names the other at once; the other names it when its creators let it, and no longer when they don’t', async () => {
  const parent = await parentWork('The First Flight');
  const before = (await get(`/works/${parent.id}`)).text;
  const child = await named(parent.id);
  const page = (await get(`/works/${child.id}`)).text;
  assert.match(page, /Inspired by<\/dt>[\s\S]*?The First Flight<\/a><bdi> by Wren/);
  assert.match(page, /"isBasedOn":\[\{"@type":"CreativeWork","name":"The First Flight"/);
  assert.equal((await get(`/works/${parent.id}`)).text, before, 'nothing is told before it is allowed');
  const [letter, ...others] = await tell(child.key);
  assert.deepEqual([letter?.account_id, others], [wren.viewer.accountId, []]);
  assert.match(
    letter?.text ?? '',
    /“After It” by Tern says that it was inspired by your work “The First Flight”/,
  );
  assert.match(letter?.stop_url ?? '', /\/related$/);
  assert.deepEqual(await tell(child.key), [], 'told once');
  assert.match((await get('/my/related', wren)).text, /Inspired by your work “The First Flight”/);
  assert.doesNotMatch((await get('/my/related', rook)).text, /The First Flight/);
  assert.equal((await answer(child.key, 'approve', rook)).status, 404);
  assert.equal((await answer(child.key, 'approve', tern)).status, 404, 'not by whoever names it');
  assert.equal((await answer(child.key, 'approve')).status, 303);
  assert.match(
    (await get(`/works/${parent.id}`)).text,
    /Works inspired by this one<\/dt>[\s\S]*?After It<\/a>/,
  );
  assert.match((await get(`/works/${parent.id}/related`)).text, /After It/);
  assert.match((await get('/my/related?show=approved', wren)).text, /After It/);
  await answer(child.key, 'refuse');
  assert.doesNotMatch((await get(`/works/${parent.id}`)).text, /After It/);
  assert.doesNotMatch((await get(`/works/${parent.id}/related`)).text, /After It/);
  assert.match((await get(`/works/${child.id}`)).text, /The First Flight/, 'credit stays');
});

test('a translation says so on both, with the language', async () => {
  const parent = await parentWork('The Long Way');
  const child = await makeWork(app, tern);
  const fields = { ...HEADER, title: 'Der lange Weg', language: 'de' };
  const link = { url: `/works/${parent.id}`, translation: true };
  assert.equal((await post(`/works/${child.id}/edit`, { ...fields, ...linkForm([link]) }, tern)).status, 303);
  assert.match(
    (await tell(child.key))[0]?.text ?? '',
    /“Der lange Weg” by Tern is a translation of your work/,
  );
  await answer(child.key, 'approve');
  const page = (await get(`/works/${child.id}`)).text;
  assert.match(page, /Translation of<\/dt>[\s\S]*?The Long Way<\/a>[\s\S]*?English/);
  assert.match(page, /"translationOfWork":\{"@type":"CreativeWork","name":"The Long Way"/);
  assert.match(
    (await get(`/works/${parent.id}`)).text,
    /Translations<\/dt>[\s\S]*?Der lange Weg<\/a>[\s\S]*?Deutsch/,
  );
});

test('works elsewhere are named by address, title, creator and language', async () => {
  const child = await makeWork(app, tern);
  const link = {
    url: 'https://elsewhere.example/s/1?a=<b>',
    title: 'Far "Away"',
    author: 'Gull <x>',
    language: 'fr',
  };
  assert.equal((await edit(child.id, [{ ...link, translation: true }])).status, 303);
  const page = (await get(`/works/${child.id}`)).text;
  assert.match(
    page,
    /href="https:\/\/elsewhere.example\/s\/1\?a=&lt;b>"[^>]*>Far &quot;Away&quot;<\/a><bdi> by Gull &lt;x>/,
  );
  assert.match((await get(`/works/${child.id}/edit`, tern)).text, /value="Gull &lt;x>"/);
  for (const bad of [
    { ...link, url: 'javascript:alert(1)' },
    { ...link, url: 'https://a:b@elsewhere.example/' },
    { ...link, url: 'nowhere' },
    { ...link, title: '' },
    { ...link, title: 'x'.repeat(256) },
    { ...link, language: 'no language' },
  ]) {
    const refused = await edit(child.id, [bad]);
    assert.equal(refused.status, 422, JSON.stringify(bad));
    assert.match(refused.text, /id="fault-related-0-(url|title|language)"/);
  }
  assert.equal((await edit(child.id, [link, link])).status, 422);
  assert.equal((await edit(child.id, [{ ...link, url: '', title: '', author: '' }])).status, 303);
  assert.doesNotMatch((await get(`/works/${child.id}`)).text, /elsewhere\.example/);
});

test('a form without these fields leaves the links as they are', async () => {
  const child = await named((await parentWork('Kept')).id);
  assert.equal((await post(`/works/${child.id}/edit`, HEADER, tern)).status, 303);
  assert.match((await get(`/works/${child.id}`)).text, /Kept/);
});

test('a new work takes links too', async () => {
  const parent = await parentWork('Before The New One');
  const form = { ...HEADER, title: 'A New One', text: 'Once.', format: 'text', once: 'of-a-new-one' };
  const links = linkForm([{ url: `${origin}/works/${parent.id}/chapters/x#y` }]);
  const saved = await post('/works/new', { ...form, ...links, act: 'post' }, tern);
  assert.equal(saved.status, 303);
  assert.match((await get(String(saved.headers.location))).text, /Before The New One/);
  const unknown = linkForm([{ url: `${origin}/works/zzzzzzzzzz` }]);
  const refused = await post('/works/new', { ...form, once: 'another', ...unknown, act: 'post' }, tern);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /There is no work at this address that may be named/);
  assert.match(refused.text, /value="A New One"/);
});

test('what the linker may not see, what is not there and what may not be named are answered alike', async () => {
  const child = await makeWork(app, tern);
  const shy = await makePerson(app, { pseud: 'Shy' });
  await app.db
    .updateTable('accounts')
    .set({ allows_related: false })
    .where('id', '=', shy.viewer.accountId)
    .execute();
  const works = {
    draft: await makeWork(app, wren, { state: 'draft' }),
    unrevealed: await makeWork(app, wren),
    hidden: await makeWork(app, wren),
    deleted: await makeWork(app, wren),
    ofShy: await makeWork(app, shy),
    withShy: await makeWork(app, wren, { withPseuds: [shy.pseudId] }),
    missing: { id: 'zzzzzzzzzz', key: 0 },
  };
  await setWork(works.unrevealed.key, { unrevealed: true });
  await setWork(works.hidden.key, { hidden_at: AT });
  await setWork(works.deleted.key, { deleted_at: AT });
  const answers = new Set<string>();
  for (const { id } of Object.values(works)) {
    const { status, text } = await edit(child.id, [{ url: `/works/${id}` }]);
    answers.add(`${status} ${text.replaceAll(id, 'ID')}`);
  }
  assert.equal(answers.size, 1);
  assert.match([...answers][0] ?? '', /^422 /);
  assert.equal((await edit(child.id, [{ url: `/works/${child.id}` }])).status, 422, 'nor itself');
  assert.equal(
    (await edit(works.draft.id, [{ url: `/works/${works.unrevealed.id}` }], wren)).status,
    303,
    'one’s own',
  );
});

test('neither is shown while one of them may not be seen', async () => {
  const parent = await parentWork('Sight Unseen');
  const child = await named(parent.id);
  await answer(child.key, 'approve');
  const shows = async (id: string, what: RegExp, by?: TestPerson) =>
    what.test((await get(`/works/${id}`, by)).text);
  const both = async (by?: TestPerson) => [
    await shows(child.id, /Sight Unseen/, by),
    await shows(parent.id, /After It/, by),
  ];
  assert.deepEqual(
    [await both(), await both(rook)],
    [
      [true, true],
      [true, true],
    ],
  );
  const states: [key: number, on: object, off: object, guest: boolean[], member: boolean[]][] = [
    [parent.key, { unrevealed: true }, { unrevealed: false }, [false, false], [false, false]],
    [parent.key, { hidden_at: AT }, { hidden_at: null }, [false, false], [false, false]],
    [parent.key, { restricted: true }, { restricted: false }, [false, false], [true, true]],
    [child.key, { unrevealed: true }, { unrevealed: false }, [false, false], [false, false]],
    [child.key, { deleted_at: AT }, { deleted_at: null }, [false, false], [false, false]],
    [child.key, { restricted: true }, { restricted: false }, [false, false], [true, true]],
  ];
  for (const [key, on, off, guest, member] of states) {
    await setWork(key, on);
    assert.deepEqual(
      [await both(), await both(rook)],
      [guest, member],
      JSON.stringify([key === parent.key, on]),
    );
    await setWork(key, off);
  }
  await setWork(parent.key, { anonymous: true });
  assert.match((await get(`/works/${child.id}`)).text, /Sight Unseen<\/a> by Anonymous/);
  await setWork(parent.key, { anonymous: false });
});

test('the letter waits until the work stands in lists, and names nobody of an anonymous one', async () => {
  const parent = await parentWork('Patience');
  const child = await makeWork(app, tern, { state: 'draft', anonymous: true });
  assert.equal((await edit(child.id, [{ url: `/works/${parent.id}` }])).status, 303);
  assert.deepEqual(await tell(child.key), []);
  assert.doesNotMatch((await get('/my/related', wren)).text, /Patience/);
  await post(`/works/${child.id}/post`, {}, tern);
  const [letter] = await tell(child.key);
  assert.match(letter?.text ?? '', /“After It” by Anonymous/);
  assert.doesNotMatch(letter?.text ?? '', /Tern/);
});

test('whoever wants no works named is not named any more, but where they said yes', async () => {
  const mind = (minds: boolean) =>
    app.db
      .updateTable('accounts')
      .set({ allows_related: !minds })
      .where('id', '=', wren.viewer.accountId)
      .execute();
  const parent = await parentWork('A Change of Mind');
  const allowed = await named(parent.id);
  const other = await named(parent.id);
  await answer(allowed.key, 'approve');
  await mind(true);
  assert.match((await get(`/works/${allowed.id}`)).text, /A Change of Mind/);
  assert.doesNotMatch((await get(`/works/${other.id}`)).text, /A Change of Mind/);
  assert.deepEqual(await tell(other.key), [], 'nor told');
  // The form still holds it, so that an edit takes nothing off.
  assert.equal((await edit(other.id, [{ url: `/works/${parent.id}` }])).status, 303);
  await mind(false);
  assert.match((await get(`/works/${other.id}`)).text, /A Change of Mind/);
});

test('a no lasts, and so does the letter, whatever is taken off and put on again', async () => {
  const parent = await parentWork('Once Only');
  const child = await named(parent.id);
  await tell(child.key);
  await answer(child.key, 'refuse');
  assert.equal((await edit(child.id, [])).status, 303);
  assert.doesNotMatch((await get(`/works/${child.id}`)).text, /Once Only/);
  assert.doesNotMatch((await get('/my/related?show=refused', wren)).text, /Once Only/);
  assert.equal((await edit(child.id, [{ url: `/works/${parent.id}` }])).status, 303);
  assert.match((await get(`/works/${child.id}`)).text, /Once Only/);
  assert.deepEqual(await tell(child.key), []);
  assert.doesNotMatch((await get('/my/related', wren)).text, /Once Only/);
  assert.match((await get('/my/related?show=refused', wren)).text, /Once Only/);
});

test('nobody asks themselves, unless that would tell whose an anonymous work is', async () => {
  const parent = await parentWork('My Own');
  const child = await makeWork(app, wren);
  await edit(child.id, [{ url: `/works/${parent.id}` }], wren);
  assert.match((await get(`/works/${parent.id}`)).text, /After It/);
  const hidden = await makeWork(app, wren, { anonymous: true });
  await edit(hidden.id, [{ url: `/works/${parent.id}` }], wren);
  assert.equal((await linkOf(hidden.key)).approved_at, null);
});

test('a link that this editor may not see stays when they save the form', async () => {
  const parent = await parentWork('Gone For Now');
  const child = await named(parent.id);
  await setWork(parent.key, { unrevealed: true });
  assert.doesNotMatch((await get(`/works/${child.id}/edit`, tern)).text, new RegExp(parent.id));
  assert.equal((await edit(child.id, [])).status, 303);
  await setWork(parent.key, { unrevealed: false });
  assert.match((await get(`/works/${child.id}`)).text, /Gone For Now/);
});

test('addresses of pages of this archive become its works', () => {
  const here = ['https://fan.example'];
  assert.equal(plainAddress(' https://FAN.example/works/abc2/chapters/x?y#z ', here), '/works/abc2');
  assert.equal(plainAddress('/works/abc2', here), '/works/abc2');
  assert.equal(plainAddress('other.example/works/abc2', here), 'https://other.example/works/abc2');
  assert.equal(plainAddress('https://fan.example/people/x', here), 'https://fan.example/people/x');
});

test('a file and a search engine are told no more than everybody who may have the work', async () => {
  const parent = await parentWork('For Members Alone');
  const child = await named(parent.id);
  await setWork(parent.key, { restricted: true });
  const settings = await app.settings.get();
  assert.ok(settings);
  const titles = async (): Promise<string[]> => {
    const work = await workHeader(app.db, rook.viewer, child.id);
    assert.ok(work);
    assert.equal(work.parents.length, 1, 'a member is shown it on the page');
    const document = await workDocument(app.db, work, { settings, origin });
    return document.related.map(({ title }) => title);
  };
  assert.deepEqual(await titles(), []);
  assert.doesNotMatch((await get(`/works/${child.id}`, rook)).text, /isBasedOn/);
  await setWork(child.key, { restricted: true });
  assert.deepEqual(await titles(), ['For Members Alone']);
});

test('more than ten are on a page of their own, the newest first', async () => {
  const parent = await parentWork('Much Loved');
  const keys: number[] = [];
  for (let i = 0; i < 22; i += 1) {
    const { key } = await makeWork(app, rook, { fields: { title: `Fan ${i}.` } });
    keys.push(key);
  }
  await app.db
    .insertInto('related_works')
    .values(
      keys.map((work_id, i) => ({
        public_id: `fan${i}`,
        work_id,
        parent_id: parent.key,
        translation: false,
        created_at: AT,
        approved_at: AT,
      })),
    )
    .execute();
  const titles = async (path: string) =>
    [...(await get(path)).text.matchAll(/>(Fan \d+\.)<\/a>/g)].map((found) => found[1]);
  const onWork = await titles(`/works/${parent.id}`);
  assert.deepEqual([onWork.length, onWork[0]], [10, 'Fan 0.']);
  assert.match(
    (await get(`/works/${parent.id}`)).text,
    new RegExp(`/works/${parent.id}/related">All of them`),
  );
  const first = await titles(`/works/${parent.id}/related`);
  assert.deepEqual([first.length, first[0]], [20, 'Fan 21.']);
  assert.deepEqual(await titles(`/works/${parent.id}/related?page=2`), ['Fan 1.', 'Fan 0.']);
});

test('one person gets so many letters a day about this, and no more', async () => {
  const busy = await makePerson(app, { pseud: 'Busy' });
  const parent = await makeWork(app, busy, { fields: { title: 'Everybody’s Darling' } });
  let letters = 0;
  for (let i = 0; i < 22; i += 1) {
    const { key } = await makeWork(app, rook);
    await app.db
      .insertInto('related_works')
      .values({
        public_id: `darling${i}`,
        work_id: key,
        parent_id: parent.key,
        translation: false,
        created_at: AT,
      })
      .execute();
    letters += (await tell(key)).length;
  }
  assert.equal(letters, 20);
  assert.match((await get('/my/related', busy)).text, /22 works/);
});

/** Text that is not saved yet, and forms whose sender was logged out: nothing typed is lost, nobody else sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../../test/support/app.js';
import { makePerson } from '../../../../test/support/factories.js';
import { deviceName } from '../../../core/ui/device-name.js';
import { purgeUnsaved } from './autosave.js';

const AT = new Date('2026-03-05T14:03:00Z');
const archive = await testApp({ jobs: false, at: AT });
const { app, origin } = archive;
const writer = await makePerson(app, { login: 'writer' });
const other = await makePerson(app, { login: 'other' });

const get = (path: string, cookie = writer.cookie) =>
  fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });

const post = (path: string, body: Record<string, string>, cookie = writer.cookie) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { cookie, origin },
    body: new URLSearchParams(body),
    redirect: 'manual',
  });

const autosave = (tab: string, known: number, text: string, form = '/works/new', cookie = writer.cookie) =>
  post(
    `/desk/autosave?${new URLSearchParams({ form, tab, known: String(known) })}`,
    { text, format: 'html' },
    cookie,
  );

const versionOf = async (response: Response) => (await response.json()) as { version: number; at: string };

test('a page keeps its unsaved text, and another page replaces it only when it has seen it', async () => {
  assert.equal((await versionOf(await autosave('a', 0, 'First.'))).version, 1);
  assert.equal((await versionOf(await autosave('a', 0, 'First, longer.'))).version, 2);
  const refused = await autosave('b', 0, 'Of another page.');
  assert.equal(refused.status, 409);
  assert.deepEqual(await refused.json(), { version: 2, at: AT.toISOString() });
  assert.equal((await autosave('b', 2, 'Of another page.')).status, 200);
  assert.equal((await autosave('a', 0, 'Too late.')).status, 409);
  const whose = (who: string) =>
    post(`/desk/autosave?${new URLSearchParams({ form: '/works/new', tab: 'b', known: '2', who })}`, {
      text: 'Of another page.',
    });
  assert.equal((await whose(deviceName(other.viewer))).status, 401, 'somebody else has logged in meanwhile');
  assert.equal((await whose(deviceName(writer.viewer))).status, 200);
});

test('the offer is there without scripts: use it, compare, drop it; and it is nobody else’s', async () => {
  const page = await (await get('/works/new')).text();
  assert.match(page, /unsaved text of 5 March at 14:03/);
  assert.match(page, /href="\/works\/new\?autosave=use"/);
  assert.doesNotMatch(await (await get('/works/new', other.cookie)).text(), /unsaved text of/i);
  const used = await (await get('/works/new?autosave=use')).text();
  assert.match(used, />\n?Of another page\.<\/textarea>/);
  assert.match(used, /name="autosaveTab" value="b"/);
  assert.match(
    await (await get('/works/new?autosave=compare')).text(),
    /<p>Of another page\.<\/p>|Of another page\.<\/div>/,
  );
  assert.equal((await post('/desk/autosave/drop', { form: '/works/new' }, other.cookie)).status, 303);
  assert.match(await (await get('/works/new')).text(), /unsaved text of/);
  assert.equal(
    (await post('/desk/autosave/drop', { form: '/works/new' })).headers.get('location'),
    '/works/new?dropped',
  );
  assert.doesNotMatch(await (await get('/works/new')).text(), /unsaved text of/);
});

test('a saved form lets go of its own unsaved text, and not of another page’s', async () => {
  const draft = { text: 'Saved.', format: 'html', language: 'en', act: 'draft' };
  await autosave('c', 0, 'Mine.');
  assert.equal(
    (await post('/works/new', { ...draft, title: 'One', once: 'one', autosaveTab: 'd' })).status,
    303,
  );
  assert.match(await (await get('/works/new')).text(), /unsaved text of/);
  assert.equal(
    (await post('/works/new', { ...draft, title: 'Two', once: 'two', autosaveTab: 'c' })).status,
    303,
  );
  assert.doesNotMatch(await (await get('/works/new')).text(), /unsaved text of/);
});

test('what is no form of the desk is refused; old texts go after thirty days; an account has room for fifty', async () => {
  for (const form of ['/works', '/works/new/x', '//evil.example', '/works/aaaaaaaaaa/edit'])
    assert.equal((await autosave('a', 0, 'x', form)).status, 422, form);
  assert.equal((await autosave('A tab!', 0, 'x')).status, 422);
  for (let i = 10; i < 65; i += 1) await autosave('a', 0, 'x', `/works/aaaaaaaa${i}/chapters/new`);
  const { n } = await app.db
    .selectFrom('desk_autosaves')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  assert.equal(Number(n), 50);
  assert.equal(await purgeUnsaved(app.db, new Date(AT.getTime() + 30 * 86400_000)), 50);
});

const cookieOf = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

test('a form that comes when the session has ended waits for the log-in and comes back filled in', async () => {
  const text = 'A long chapter, “typed” for hours & hours.\n\n<em>Ünïcode</em> 漢字';
  const sent = await post('/works/new', { title: 'Kept', text, format: 'html', act: 'post', once: 'k1' }, '');
  assert.equal(sent.headers.get('location'), '/login?to=%2Fkept');
  const kept = cookieOf(sent, 'fanlight_kept');
  assert.match(await (await get('/login?to=/kept', kept)).text(), /What you typed is kept for a day/);
  const jar = `${writer.cookie}; ${kept}`;
  const back = (await get('/kept', jar)).headers.get('location') ?? '';
  assert.match(back, /^\/works\/new\?kept=/);
  const filled = await (await get(back, jar)).text();
  assert.match(filled, /name="title" value="Kept"|value="Kept"/);
  assert.ok(filled.includes('“typed” for hours &amp; hours.\n\n&lt;em>Ünïcode'));
  assert.doesNotMatch(
    await (await get(back, `${other.cookie}; ${kept}`)).text(),
    /“typed”/,
    'it is the first one’s now',
  );
  const id = back.split('=')[1] ?? '';
  const saved = await post(
    '/works/new',
    { title: 'Kept', text, format: 'html', language: 'en', act: 'draft', kept: id },
    jar,
  );
  assert.equal(saved.status, 303);
  assert.match(saved.headers.getSetCookie().join(), /fanlight_kept=;/);
  assert.equal((await app.db.selectFrom('kept_forms').selectAll().execute()).length, 0);
});

test('any member’s form waits, with its texts to be seen; secrets and scripts’ requests do not', async () => {
  const sent = await post(
    '/imports/aaaaaaaaaa/edit',
    { act: 'text', block: '3', html: 'Line one.\nLine two.' },
    '',
  );
  const jar = `${writer.cookie}; ${cookieOf(sent, 'fanlight_kept')}`;
  const page = await (await get('/kept', jar)).text();
  assert.match(page, /action="\/imports\/aaaaaaaaaa\/edit"/);
  assert.match(page, /Line one\.\nLine two\.<\/textarea>/);
  assert.match(page, /type="hidden" name="block" value="3"/);
  const secret = await post('/account/password', { current: 'mine', password: 'new one' }, '');
  assert.deepEqual(
    [secret.headers.get('location'), cookieOf(secret, 'fanlight_kept')],
    ['/login?to=%2F', ''],
  );
  const foreign = await fetch(`${origin}/works/new`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: new URLSearchParams({ text: 'planted' }),
  });
  assert.equal(foreign.status, 403);
  const out = await post('/logout', {}, jar);
  assert.match(out.headers.getSetCookie().join(), /fanlight_kept=;/);
  assert.equal((await app.db.selectFrom('kept_forms').selectAll().execute()).length, 0);
});

const convert = async (text: string, from: string, to: string) =>
  (await (await post('/desk/convert', { text, from, to }, other.cookie)).json()) as {
    text: string;
    lost: string[];
    dropped: string[];
  };

test('texts change their format without loss, or say what is lost', async () => {
  const html = [
    '<p>One <em>two</em> <strong>three</strong> <s>four</s> 2 * 3 _x_ [y] &lt;z&gt; <u>five</u><br>\nsix</p>',
    '<h3>Head</h3>',
    '<hr>',
    '<blockquote><p>Said <a href="https://a.example/b" rel="nofollow ugc noopener noreferrer">so</a>.</p><p>1. And so.</p></blockquote>',
    '<ul><li>a</li><li>b <em>c</em></li></ul>',
    '<p align="center">middle</p>',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> # no head</p>',
    '<p>- no list</p>',
  ].join('\n');
  const canonical = (await convert(html, 'html', 'html')).text;
  const markdown = (await convert(html, 'html', 'markdown')).text;
  assert.match(markdown, /One \*two\* \*\*three\*\* ~~four~~/);
  assert.match(markdown, /^### Head$/m);
  assert.match(markdown, /^> Said \[so\]\(<https:\/\/a\.example\/b>\)\.$/m);
  const flat = (text: string) => text.replace(/\s+/g, ' ').replaceAll('> <', '><');
  assert.equal(flat((await convert(markdown, 'markdown', 'html')).text), flat(canonical));
  const plain = await convert(html, 'html', 'text');
  assert.deepEqual(plain.lost.includes('em'), true);
  assert.deepEqual((await convert('<p>a<br>b</p><p>c</p>', 'html', 'text')).text, 'a\nb\n\nc');
  assert.deepEqual((await convert('<p>a<script>x</script></p>', 'html', 'html')).dropped, ['script']);
});

test('what was copied from a page of AO3 comes without the headings that nobody sees', async () => {
  const copied =
    '<h3 class="landmark heading" id="work" style="margin: 0px;">Chapter Text</h3><p style="margin: 1em auto;">The <em>lamp</em>.</p>';
  assert.equal((await convert(copied, 'clipboard', 'html')).text, '<p>The <em>lamp</em>.</p>');
});

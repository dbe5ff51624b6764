/** From a stranger to a member, and what a stranger learns on the way: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson } from '../../../../test/support/factories.js';
import { writeSettings } from '../../../core/settings.js';
import { purgeUnconfirmed } from './join.js';

const AT = new Date('2026-03-01T10:00:00Z');
const DAY = 24 * 3600_000;
const made = await testApp({ at: AT, jobs: false, settings: { joining: 'open' } });
const { app, origin } = made;

const post = (path: string, form: Record<string, string> = {}, cookie = ''): Promise<Received> =>
  send(origin, path, { form, cookie });
const noLimits = () => app.db.deleteFrom('rate_limits').execute();
const settings = (joining: 'open' | 'invitation' | 'closed') =>
  writeSettings(app.db, { name: 'Test Archive', address: origin, joining }, AT);

const wishes = (login: string, more: Record<string, string> = {}): Record<string, string> => ({
  login,
  pseud: login,
  email: `${login}@example.org`,
  password: 'a lamp beside the sea',
  age: 'yes',
  terms: 'yes',
  data: 'yes',
  ...more,
});

const letters = (email: string) =>
  app.db.selectFrom('letters').selectAll().where('email', '=', email).orderBy('id').execute();

async function lastLink(email: string): Promise<string> {
  const list = await letters(email);
  const link = /https?:\/\/\S+/.exec(list.at(-1)?.text ?? '')?.[0];
  assert.ok(link, `no link in the letters to ${email}`);
  assert.ok(link.startsWith(`${origin}/`), link);
  return link.slice(origin.length);
}

const logIn = (login: string, password = 'a lamp beside the sea', more = {}) =>
  post('/login', { name: login, password, ...more });

test('join, confirm by the letter, log in', async () => {
  const answer = await post('/join', wishes('heron'));
  assert.equal(answer.status, 200);
  assert.match(answer.text, /heron@example\.org/);
  const early = await logIn('heron');
  assert.equal(early.status, 422);
  assert.match(early.text, /not confirmed/);
  const link = await lastLink('heron@example.org');
  assert.match(link, /^\/confirm\//);
  const seen = await send(origin, link, {});
  assert.equal(seen.status, 200);
  assert.equal(seen.headers['referrer-policy'], 'no-referrer');
  assert.equal((await logIn('heron')).status, 422, 'looking at the link confirms nothing');
  assert.equal((await post(link)).headers.location, '/login?confirmed');
  assert.equal((await post(link)).status, 410, 'it works once');
  assert.equal((await logIn('heron')).status, 303);
  await noLimits();
});

test('everything that is wrong is said at once, and what was typed comes back but for the password', async () => {
  const answer = await post(
    '/join',
    wishes('x', { email: 'no', password: 'short', age: '', pseud: 'Stays <b>' }),
  );
  assert.equal(answer.status, 422);
  for (const word of [/name has 3 to 40/, /e-mail address/, /8 to 72/, /agrees to all three/, /Stays &lt;b/])
    assert.match(answer.text, word);
  assert.doesNotMatch(answer.text, /short/);
  for (const password of ['password123', 'gannet_99', 'aaaaaaaa', 'Gannet_99!'])
    assert.match(
      (await post('/join', wishes('gannet_99', { password }))).text,
      /first that a guesser tries/,
      password,
    );
  await noLimits();
});

test('a mail that has an account gives the same page, and its owner a letter', async () => {
  const owner = await makePerson(app, { login: 'Owner_1', email: 'owner@example.org' });
  const faceless = ({ status, headers, text }: Received, name: string) =>
    JSON.stringify([status, headers, text.replaceAll(name, 'NAME')]);
  const taken = await post('/join', wishes('egret_a', { email: 'Owner@example.org' }));
  const free = await post('/join', wishes('egret_b', { email: 'other@example.org' }));
  assert.equal(faceless(taken, 'Owner@example.org'), faceless(free, 'other@example.org'));
  const [letter] = await letters('owner@example.org');
  assert.match(letter?.text ?? '', /There is one already/);
  assert.match(letter?.text ?? '', /\/reset$/m);
  assert.equal((await logIn(owner.login, owner.password)).status, 303);
  await noLimits();
});

test('a name that is taken is refused by name', async () => {
  await post('/join', wishes('bittern'));
  const again = await post('/join', wishes('BITTERN', { email: 'second@example.org' }));
  assert.equal(again.status, 422);
  assert.match(again.text, /That name is taken/);
  await noLimits();
});

test('the letter is sent again to whoever knows the password, and only its newest link is good', async () => {
  await post('/join', wishes('dunlin'));
  const first = await lastLink('dunlin@example.org');
  await noLimits();
  assert.equal((await logIn('dunlin', 'wrong password here', { again: 'yes' })).status, 422);
  assert.equal((await letters('dunlin@example.org')).length, 1);
  assert.equal((await logIn('dunlin', undefined, { again: 'yes' })).status, 200);
  assert.equal((await letters('dunlin@example.org')).length, 2);
  assert.equal((await post(first)).status, 410);
  assert.equal((await post(await lastLink('dunlin@example.org'))).status, 303);
  await noLimits();
});

test('accounts that nobody confirmed go after two weeks, and give their invitation back', async () => {
  await settings('invitation');
  await app.db
    .insertInto('invitations')
    .values({ public_id: 'aaaaaaaaaa', code: 'code1code1code1code1', created_at: AT })
    .execute();
  await post('/join', wishes('curlew', { invitation: 'code1code1code1code1' }));
  const used = () =>
    app.db
      .selectFrom('invitations')
      .select('used_at')
      .where('code', '=', 'code1code1code1code1')
      .executeTakeFirst();
  assert.ok((await used())?.used_at);
  assert.equal((await post('/join', wishes('plover', { invitation: 'code1code1code1code1' }))).status, 422);
  await purgeUnconfirmed(app.db, new Date(AT.getTime() + 13 * DAY));
  assert.ok((await used())?.used_at, 'not before its letter is too old');
  await purgeUnconfirmed(app.db, new Date(AT.getTime() + 14 * DAY));
  assert.equal((await used())?.used_at, null);
  assert.equal((await logIn('curlew')).status, 422);
  assert.equal((await logIn('heron')).status, 303, 'who has confirmed stays');
  await settings('open');
  await noLimits();
});

test('a forgotten password: the answer says nothing of whether there is an account', async () => {
  const person = await makePerson(app, { login: 'forgets', email: 'forgets@example.org' });
  const known = await post('/reset', { name: 'FORGETS@example.org' });
  const unknown = await post('/reset', { name: 'nobody@example.org' });
  assert.equal(known.text, unknown.text);
  assert.equal(known.status, 200);
  const link = await lastLink('forgets@example.org');
  const { text } = await post(link, { password: 'password1' });
  assert.match(text, /first that a guesser tries/);
  const { cookie } = person;
  assert.equal((await send(origin, '/my/works', { cookie })).status, 200);
  assert.equal((await post(link, { password: 'quite another lamp' })).headers.location, '/login?reset');
  assert.equal((await post(link, { password: 'quite another lamp' })).status, 410);
  assert.equal((await send(origin, '/my/works', { cookie })).status, 303, 'every session ended');
  assert.equal((await logIn('forgets', 'quite another lamp')).status, 303);
  assert.equal((await logIn('forgets', person.password)).status, 422);
  await noLimits();
});

test('one address is sent three letters in twelve hours, whoever asks and however it is spelt', async () => {
  await makePerson(app, { login: 'flooded', email: 'flooded@gmail.com' });
  const answers = [];
  for (const name of [
    'flooded@gmail.com',
    'f.looded@gmail.com',
    'flooded+a@googlemail.com',
    'FLOODED@gmail.com',
  ])
    answers.push((await post('/reset', { name })).status);
  assert.deepEqual(answers, [200, 200, 200, 429]);
  assert.equal((await letters('flooded@gmail.com')).length, 3);
  await noLimits();
});

test('closed: nobody joins but with an invitation of the host', async () => {
  await settings('closed');
  assert.match((await send(origin, '/join', {})).text, /takes no new members/);
  await post('/join', wishes('godwit'));
  assert.equal((await letters('godwit@example.org')).length, 0);
  assert.equal((await post('/join/queue', { email: 'waits@example.org' })).status, 404);
  await settings('open');
  await noLimits();
});

test('by invitation: strangers wait in turn, see their place, are invited and leave', async () => {
  await settings('invitation');
  const host = await makePerson(app, { login: 'the_host', roles: ['host'] });
  const { cookie } = host;
  for (const n of [1, 2, 3]) {
    await post('/join/queue', { email: `wait${n}@example.org`, reason: 'I read.' });
    await noLimits();
  }
  await post('/join/queue', { email: 'WAIT1@example.org' });
  assert.equal((await letters('wait1@example.org')).length, 1, 'nobody waits twice');
  const place = await lastLink('wait3@example.org');
  assert.match((await send(origin, place, {})).text, /2 people are before you/);
  assert.equal((await send(origin, '/join/place/wrong', {})).status, 404);

  const desk = await send(origin, '/admin/invitations', { cookie });
  assert.match(desk.text, /3 people wait/);
  const done = await post('/admin/invitations', { act: 'invite', count: '2' }, cookie);
  assert.equal(done.headers.location, '/admin/invitations?invited=2');
  assert.match((await send(origin, place, {})).text, /You are next/);
  assert.match(await lastLink('wait1@example.org'), /^\/join\?invitation=/);
  assert.equal((await post(place)).status, 200);
  assert.equal((await send(origin, place, {})).status, 404);

  const invited = await lastLink('wait2@example.org');
  const form = await send(origin, invited, {});
  assert.match(form.text, /name="password"/);
  const code = invited.split('=')[1] ?? '';
  await noLimits();
  assert.equal((await post('/join', wishes('sanderling', { invitation: code }))).status, 200);
  assert.equal((await letters('sanderling@example.org')).length, 1);
  assert.equal((await send(origin, invited, {})).status, 422, 'used');
  await settings('open');
  await noLimits();
});

test('a member asks for invitations, gets them, sends one, and not again within a day', async () => {
  const host = await makePerson(app, { login: 'host_two', roles: ['host'] });
  const member = await makePerson(app, { login: 'asks_more' });
  const [hosts, members] = [host.cookie, member.cookie];
  assert.equal(
    (await post('/account/invitations/ask', { wanted: '11', reason: 'Friends' }, members)).status,
    422,
  );
  assert.equal(
    (await post('/account/invitations/ask', { wanted: '2', reason: 'Friends' }, members)).status,
    303,
  );
  const request = /name="request" value="(\w+)"/.exec(
    (await send(origin, '/admin/invitations', { cookie: hosts })).text,
  )?.[1];
  await post('/admin/invitations', { act: 'grant', request: request ?? '' }, hosts);
  const mine = (await send(origin, '/account/invitations', { cookie: members })).text;
  assert.equal(mine.match(/join\?invitation=\w{20}<\/a>/g)?.length, 2);
  const id = /name="invitation" value="(\w+)"/.exec(mine)?.[1] ?? '';
  const sending = (email: string, cookie: string) =>
    post('/account/invitations/send', { invitation: id, email }, cookie);
  assert.equal((await sending('friend@example.org', hosts)).status, 404, 'nobody sends another’s');
  assert.equal((await sending('friend@example.org', members)).status, 303);
  assert.equal((await sending('friend2@example.org', members)).status, 422);
  made.clock.set(new Date(AT.getTime() + DAY));
  await noLimits();
  assert.equal((await sending('friend2@example.org', members)).status, 303);
  made.clock.set(AT);
  assert.equal(
    (await post('/admin/invitations', { act: 'grant', request: request ?? '' }, hosts)).status,
    404,
  );
});

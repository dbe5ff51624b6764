/** The German catalogue says everything that the English one says, in German. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { en } from '../en/index.js';
import { de } from './index.js';

/** Every word of a catalogue by its path; what needs to be told something is told a number or a name. */
function words(part: unknown, path = ''): Map<string, string> {
  if (typeof part === 'string') return new Map([[path, part]]);
  if (typeof part !== 'object' || part === null) return new Map();
  return new Map(Object.entries(part).flatMap(([key, value]) => [...words(value, `${path}.${key}`)]));
}

/** The paths of everything, functions too. */
function paths(part: unknown, path = ''): string[] {
  if (typeof part !== 'object' || part === null) return [`${path} ${typeof part}`];
  return Object.entries(part).flatMap(([key, value]) => paths(value, `${path}.${key}`));
}

/** Whole sentences and phrases: what is shorter may be the same in both languages. */
const isPhrase = (text: string): boolean => (text.match(/\p{L}+/gu) ?? []).length > 3;

test('every key is there, and nothing else', () => {
  assert.deepEqual(paths(de).sort(), paths(en).sort());
});

test('phrases are not left in English', () => {
  const english = words(en);
  const same = [...words(de)].filter(([path, text]) => isPhrase(text) && english.get(path) === text);
  assert.deepEqual(same, []);
});

test('numbers, days and moments are written as in German', () => {
  const day = new Date('2026-03-01T12:00:00Z');
  assert.equal(de.number(1234567), '1.234.567');
  assert.equal(de.day(day), '01.03.2026');
  assert.match(de.moment(day, 'Europe/Berlin'), /01\.03\.2026, 13:00 Uhr/);
  assert.equal(de.works.count(1), '1 Werk');
  assert.equal(de.works.count(1200), '1.200 Werke');
});

test('no page says in English what the catalogue has in German', async () => {
  const { app, origin } = await testApp({ at: new Date('2026-03-01T10:00:00Z'), jobs: false });
  const host = await makePerson(app, { roles: ['host'] });
  const work = await makeWork(app, host, { chapters: [{ html: '<p>Eins.</p>' }, { html: '<p>Zwei.</p>' }] });
  await send(origin, '/language', { form: { language: 'de', to: '/' }, cookie: host.cookie });
  const phrases = [...words(en)].filter(([, text]) => isPhrase(text) && !text.includes('{'));
  const pages = [
    '/',
    '/works',
    `/works/${work.id}`,
    `/works/${work.id}/entire`,
    `/works/${work.id}/edit`,
    `/works/${work.id}/chapters`,
    `/works/${work.id}/delete`,
    '/works/new',
    '/my/works',
    '/import',
    '/imports',
    '/account',
    '/account/preferences',
    '/account/pseuds',
    '/account/pseuds/new',
    '/account/sessions',
    '/account/password',
    '/account/name',
    '/account/email',
    '/account/second-factor',
    '/account/invitations',
    '/account/orphan',
    '/account/delete',
    '/admin',
    '/admin/people',
    '/admin/log',
    '/admin/letters',
    '/admin/invitations',
    '/nowhere',
  ];
  const foundIn = (html: string): string[] => {
    const text = html.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'");
    return phrases.filter(([, phrase]) => text.includes(phrase)).map(([path]) => path);
  };
  for (const path of pages) {
    const { text } = await send(origin, path, { cookie: host.cookie });
    assert.match(text, /<html lang="de" dir="ltr"/, path);
    assert.deepEqual(foundIn(text), [], path);
  }
  for (const path of [
    '/',
    '/works',
    '/login',
    '/reset',
    '/terms',
    '/join',
    `/works/${work.id}`,
    '/nowhere',
  ]) {
    const german = await send(origin, path, { cookie: 'fanlight_language=de' });
    assert.match(german.text, /<html lang="de"/, path);
    assert.deepEqual(foundIn(german.text), [], path);
    // What is kept for guests does not mix languages.
    assert.match((await send(origin, path, {})).text, /<html lang="en"/, path);
  }
});

/**
 * Names in every script and with signs that mislead: what is taken, how it is kept, and that it stays in its own
 * element wherever it is shown. A name for logging in has letters that nobody can confuse; it is never shown.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/core/ids.js';
import { multipart } from '../security/bring.js';
import { send } from '../security/client.js';
import { testApp } from '../support/app.js';
import { makePerson } from '../support/factories.js';

const { app, origin } = await testApp({ jobs: false, settings: { joining: 'open' } });
const writer = await makePerson(app, { login: 'namer', pseud: 'Namer' });

const RLO = '\u202e';
const ZWSP = '\u200b';
const ZWJ = '\u200d';

interface Name {
  what: string;
  given: string;
  /** As a title, a tag or a series keeps it. */
  kept: string;
  /** Whether it can be a pen name: '' when not, else as that is kept. */
  pseud: string;
}

const NAMES: Name[] = [
  { what: 'Hebrew', given: 'שלום עולם', kept: 'שלום עולם', pseud: 'שלום עולם' },
  { what: 'Arabic with marks', given: 'مُحَمَّد', kept: 'مُحَمَّد', pseud: 'مُحَمَّد' },
  { what: 'Latin in Hebrew', given: 'שלום Wren 42', kept: 'שלום Wren 42', pseud: 'שלום Wren 42' },
  {
    what: 'an override that turns the line',
    given: `safe${RLO}gpj.exe`,
    kept: 'safegpj.exe',
    pseud: '',
  },
  { what: 'isolates', given: '\u2067Wren\u2069', kept: 'Wren', pseud: 'Wren' },
  { what: 'emoji', given: 'Wren 🦜', kept: 'Wren 🦜', pseud: '' },
  { what: 'a family of emoji', given: `👩${ZWJ}👧`, kept: `👩${ZWJ}👧`, pseud: '' },
  { what: 'a flag', given: 'Flag 🇩🇪', kept: 'Flag 🇩🇪', pseud: '' },
  { what: 'Cyrillic that looks like Latin', given: 'Аdmin', kept: 'Аdmin', pseud: 'Аdmin' },
  { what: 'full width', given: 'Ｆｉｎｃｈ', kept: 'Ｆｉｎｃｈ', pseud: 'Ｆｉｎｃｈ' },
  { what: 'a letter and its mark', given: 'Zoe\u0308', kept: 'Zoë', pseud: 'Zoë' },
  { what: 'a zero-width space', given: `Wr${ZWSP}en`, kept: `Wr${ZWSP}en`, pseud: '' },
  {
    what: 'marks in a tower',
    given: `K${'\u0301'.repeat(30)}estrel`,
    kept: `\u1e30${'\u0301'.repeat(29)}estrel`,
    pseud: '',
  },
  { what: 'one long word', given: 'w'.repeat(40), kept: 'w'.repeat(40), pseud: 'w'.repeat(40) },
  { what: 'line ends', given: 'Wren\n\tHere', kept: 'Wren Here', pseud: '' },
  { what: 'Thai', given: 'กำลังใจ', kept: 'กำลังใจ', pseud: 'กำลังใจ' },
  { what: 'Devanagari', given: 'हिन्दी', kept: 'हिन्दी', pseud: 'हिन्दी' },
];

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const pattern = (text: string): string => escaped(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** In an element whose direction is its own. */
const isolated = (text: string): RegExp =>
  new RegExp(`<bdi[^>]*>${pattern(text)}</bdi>|dir="(auto|ltr|rtl)"[^>]*>(<bdi>)?${pattern(text)}<`);

for (const { what, given, kept } of NAMES)
  test(`a work, a tag and a series called with ${what}`, async () => {
    // A tag is one line: a line end parts two.
    const tag = given.replace(/\s+/g, ' ');
    const form = {
      title: given,
      rating: 'General Audiences',
      warnings: 'No Archive Warnings Apply',
      language: 'en',
      fandoms: 'Names (Invented)',
      freeforms: `${tag} tag`,
      series: `${tag} series #1`,
      text: 'A quiet morning.',
      act: 'post',
    };
    const saved = await send(origin, '/works/new', { cookie: writer.cookie, form });
    assert.equal(saved.status, 303, saved.text.replace(/<[^>]+>/g, ' ').slice(0, 400));
    const path = String(saved.headers.location).split('?')[0] ?? '';
    for (const page of [path, '/works']) {
      const { text } = await send(origin, page, { cookie: writer.cookie });
      assert.match(text, isolated(kept), `the title on ${page}`);
      assert.match(text, new RegExp(`<a [^>]*>(<bdi[^>]*>)?${pattern(`${kept} tag`)}`), `the tag on ${page}`);
      assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/, 'nothing that turns the rest of the page');
    }
    const { text } = await send(origin, path, { cookie: writer.cookie });
    assert.match(text, isolated(`${kept} series`));
    await send(origin, `${path}/delete`, { cookie: writer.cookie, form: { sure: 'yes' } });
  });

for (const { what, given, pseud } of NAMES)
  test(`a pen name with ${what} is ${pseud ? 'taken' : 'refused, and comes back as it was typed'}`, async () => {
    const { headers, body } = multipart({ name: given, description: '', alt: '', comment: '' });
    const sent = await send(origin, '/account/pseuds/new', {
      method: 'POST',
      cookie: writer.cookie,
      headers,
      body,
    });
    if (!pseud) {
      assert.equal(sent.status, 422);
      assert.match(sent.text, /id="fault-name"/);
      return;
    }
    assert.equal(sent.status, 303, sent.text.replace(/<[^>]+>/g, ' ').slice(0, 300));
    const row = await app.db
      .selectFrom('pseuds')
      .select('public_id')
      .where('name', '=', pseud)
      .executeTakeFirstOrThrow();
    const page = await send(origin, `/people/${row.public_id}`, { cookie: writer.cookie });
    assert.match(page.text, isolated(pseud));
  });

test('a name for logging in is of letters that nobody can confuse, whatever it looks like', async () => {
  for (const login of [
    'аdmin',
    'wrеn_1',
    'Ｗｒｅｎ',
    'wren🦜',
    `wr${ZWSP}en`,
    `wren${RLO}`,
    'zoe\u0308',
    'שלום',
    'wr en',
    'ﬁnch',
  ]) {
    await app.db.deleteFrom('rate_limits').execute();
    const form = {
      login,
      pseud: 'Wren',
      email: `${newId()}@example.org`,
      password: 'a long enough password',
      age: 'yes',
      terms: 'yes',
      data: 'yes',
    };
    const sent = await send(origin, '/join', { form });
    // What only turned the line is left out; what then remains may be a name of plain letters.
    if (login === `wren${RLO}`) continue;
    assert.equal(sent.status, 422, login);
    assert.match(sent.text, /id="fault-login"/, login);
  }
});

test('names for logging in that differ by case alone are one', async () => {
  await app.db.deleteFrom('rate_limits').execute();
  const form = {
    login: 'NAMER',
    pseud: 'Other',
    email: `${newId()}@example.org`,
    password: 'a long enough password',
    age: 'yes',
    terms: 'yes',
    data: 'yes',
  };
  const sent = await send(origin, '/join', { form });
  assert.equal(sent.status, 422);
  assert.match(sent.text, /That name is taken/);
});

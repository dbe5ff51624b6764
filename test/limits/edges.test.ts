/**
 * Every limit at its edge and one past it, through the forms that people send: at the edge it is taken; past it the
 * answer says the limit and what was given, and the form comes back with all that was typed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/core/ids.js';
import { writeSettings } from '../../src/core/settings.js';
import { multipart } from '../security/bring.js';
import { type Received, send } from '../security/client.js';
import { fieldsOf } from '../security/fields.js';
import { testApp } from '../support/app.js';
import { makePerson, makeWork, type TestPerson } from '../support/factories.js';

const { app, origin } = await testApp({ jobs: false, settings: { joining: 'open' } });
const writer = await makePerson(app, { login: 'edge_writer' });
const host = await makePerson(app, { roles: ['host'] });
const work = await makeWork(app, writer, {
  fields: { title: 'The Edge', series: [{ title: 'Edges', position: 1 }] },
});
const { public_id: series } = await app.db.selectFrom('series').select('public_id').executeTakeFirstOrThrow();

const guest = { ...writer, cookie: '' };
const n = (count: number): string => count.toLocaleString('en');

/** A text of so many characters, with an ampersand so that what comes back is escaped and read again. */
const text = (length: number): string => `&${'x'.repeat(length - 1)}`;
const name = (length: number): string => 'x'.repeat(length);
const tags = (count: number): string => Array.from({ length: count }, (_, i) => `Tag ${i}`).join(', ');
const paragraph = (length: number): string => `<p>${'x'.repeat(length - '<p></p>'.length)}</p>`;
const mail = (length: number): string =>
  `${'a'.repeat(length - 198)}@${Array.from({ length: 3 }, () => 'b'.repeat(61)).join('.')}.example.org`;

interface Form {
  who: TestPerson;
  path: string;
  /** Where the form stands, when not where it is sent. */
  page?: string;
  /** What it needs to be taken. */
  fields: Record<string, string>;
  upload?: boolean;
}

const header = { rating: 'General Audiences', warnings: 'No Archive Warnings Apply', fandoms: 'Edges' };
let serial = 0;
/** Of an account that nobody else has asked for. */
const joining = (): Record<string, string> => {
  serial += 1;
  return {
    login: `edge_${serial}`,
    pseud: `Edge ${serial}`,
    email: `edge_${serial}@example.org`,
    password: 'a long enough password',
    age: 'yes',
    terms: 'yes',
    data: 'yes',
  };
};

const FORMS = {
  'new work': {
    who: writer,
    path: '/works/new',
    fields: { ...header, title: 'T', text: 'A.', act: 'draft' },
  },
  'a work’s header': { who: writer, path: `/works/${work.id}/edit`, fields: {} },
  'new chapter': {
    who: writer,
    path: `/works/${work.id}/chapters/new`,
    fields: { text: 'A.', act: 'draft' },
  },
  series: { who: writer, path: `/series/${series}/edit`, fields: {} },
  gift: { who: writer, path: `/works/${work.id}/gifts`, fields: { act: 'give' } },
  joining: { who: guest, path: '/join', fields: {} },
  'pen name': { who: writer, path: '/account/pseuds/new', fields: {}, upload: true },
  'the archive': { who: host, path: '/admin', fields: {} },
  'a skin': { who: writer, path: '/my/skins/new', fields: { title: 'S', source: 'p { color: red; }' } },
} satisfies Record<string, Form>;

interface Limit {
  form: keyof typeof FORMS;
  field: string;
  edge: string;
  past: string;
  /** The two numbers that the answer names. */
  says: [limit: string, given: string];
  /** Secrets do not come back. */
  isSecret?: boolean;
}

const length = (
  form: keyof typeof FORMS,
  field: string,
  most: number,
  make: (length: number) => string = text,
): Limit => ({ form, field, edge: make(most), past: make(most + 1), says: [n(most), n(most + 1)] });

const LIMITS: Limit[] = [
  length('new work', 'title', 255),
  length('new work', 'chapterTitle', 255),
  length('new work', 'summary', 1_250),
  length('new work', 'startNotes', 5_000),
  length('new work', 'endNotes', 5_000),
  length('new work', 'fandoms', 150, name),
  length('new work', 'relationships', 150, name),
  length('new work', 'characters', 150, name),
  length('new work', 'freeforms', 150, name),
  // With the fandom that is there.
  { form: 'new work', field: 'freeforms', edge: tags(74), past: tags(75), says: ['75', '76'] },
  length('new work', 'text', 510_000, paragraph),
  length('a work’s header', 'title', 255),
  length('a work’s header', 'summary', 1_250),
  length('new chapter', 'title', 255),
  length('new chapter', 'summary', 1_250),
  length('new chapter', 'startNotes', 5_000),
  length('new chapter', 'endNotes', 5_000),
  length('new chapter', 'freeforms', 150, name),
  length('new chapter', 'text', 510_000, paragraph),
  length('series', 'title', 255),
  length('series', 'description', 1_250),
  length('series', 'notes', 5_000),
  length('gift', 'name', 100),
  length('joining', 'login', 40, name),
  { form: 'joining', field: 'login', edge: 'abc', past: 'ab', says: ['3', '2'] },
  length('joining', 'pseud', 40, name),
  { ...length('joining', 'password', 72, (count) => 'pass word '.repeat(8).slice(0, count)), isSecret: true },
  { form: 'joining', field: 'password', edge: 'kwzmvtqj', past: 'kwzmvtq', says: ['8', '7'], isSecret: true },
  length('joining', 'email', 254, mail),
  length('pen name', 'name', 40, name),
  length('pen name', 'description', 500),
  length('pen name', 'alt', 250),
  length('pen name', 'comment', 50),
  length('the archive', 'terms', 100_000),
  length('a skin', 'title', 255),
];

const post = (form: Form, fields: Record<string, string>): Promise<Received> => {
  const { path, who, upload } = form;
  return upload
    ? send(origin, path, { method: 'POST', cookie: who.cookie, ...multipart(fields) })
    : send(origin, path, { cookie: who.cookie, form: fields });
};

/** Of the forms that are sent there the one that has this field. */
function formWith(html: string, action: string, field: string): Record<string, string> {
  const forms = html.split(/(?=<form )/);
  const found = forms.find((form) => form.includes(`action="${action}"`) && form.includes(`name="${field}"`));
  return Object.fromEntries(fieldsOf(found ?? '', action));
}

/** Markup read back, so that messages can be looked for as they are read. */
const readable = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function sendLimit({ form: which, field }: Limit, value: string) {
  const form: Form = FORMS[which];
  const page = await send(origin, form.page ?? form.path, { cookie: form.who.cookie });
  assert.equal(page.status, 200, form.path);
  const shown = formWith(page.text, form.path, field);
  const own = which === 'joining' ? joining() : which === 'pen name' ? { name: newId() } : {};
  const fields: Record<string, string> = {
    ...shown,
    ...own,
    ...form.fields,
    [field]: value,
  };
  // Nobody is kept from trying an edge by how often it was tried.
  await app.db.deleteFrom('rate_limits').execute();
  return { fields, answer: await post(form, fields), form };
}

for (const limit of LIMITS) {
  const { form: which, field, says } = limit;
  test(`${which}, ${field}: at the edge (${limit.edge.length} characters) it is taken`, async () => {
    const { answer } = await sendLimit(limit, limit.edge);
    const fault = new RegExp(`id="fault-${field}"`);
    assert.doesNotMatch(answer.text, fault);
    assert.ok(
      answer.status === 303 || answer.status === 200,
      `${answer.status}: ${readable(answer.text).slice(0, 600)}`,
    );
  });

  test(`${which}, ${field}: past it the answer says ${says.join(' and ')}, and all that was typed comes back`, async () => {
    const { answer, fields, form } = await sendLimit(limit, limit.past);
    assert.equal(answer.status, 422, readable(answer.text).slice(0, 300));
    const told = readable(answer.text);
    for (const number of says)
      assert.match(
        told,
        new RegExp(`(?<![\\d,])${number}(?![\\d,]*\\d)`),
        `${number} in ${told.slice(0, 500)}`,
      );
    const back = formWith(answer.text, form.path, field);
    const secret = new Set(['password', 'act', ...(limit.isSecret ? [field] : [])]);
    for (const [name, value] of Object.entries(fields))
      if (!secret.has(name))
        assert.equal(back[name], value, `${name} came back as ${String(back[name]).slice(0, 80)}`);
  });
}

test('a picture of more than 500 KB is refused, and what was typed beside it comes back', async () => {
  const fields = { name: 'Wren of the Picture', description: 'Sits on a &.', alt: 'A bird', comment: '' };
  const files = { 'icon.png': 'x'.repeat(500 * 1024 + 1) };
  const { headers, body } = multipart(fields, files);
  const answer = await send(origin, '/account/pseuds/new', {
    method: 'POST',
    cookie: writer.cookie,
    headers,
    body,
  });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /500\s?KB/);
  const back = Object.fromEntries(fieldsOf(answer.text, '/account/pseuds/new'));
  for (const [name, value] of Object.entries(fields)) assert.equal(back[name], value);
});

test('what somebody says of themselves when they wait for an invitation: 1,000 characters', async () => {
  await writeSettings(
    app.db,
    { name: 'Edges', address: origin, language: 'en', timeZone: 'UTC', joining: 'invitation' },
    new Date(),
  );
  const ask = (reason: string) =>
    send(origin, '/join/queue', { form: { email: 'waits@example.org', reason } });
  const past = await ask(text(1_001));
  assert.equal(past.status, 422);
  assert.match(readable(past.text), /1,000 characters.*1,001/);
  assert.equal(Object.fromEntries(fieldsOf(past.text, '/join/queue')).reason, text(1_001));
  assert.equal((await ask(text(1_000))).status, 200);
});

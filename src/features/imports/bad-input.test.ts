/** What people send that is no work, or hardly one, over HTTP: each gets a message that says what and why, or a clean import. */
import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson } from '../../../test/support/factories.js';
import { newId } from '../../core/ids.js';
import { importById } from './queries.js';
import { makeEpub, makeZip } from './testing/files.js';

const archive = await testApp();
const { origin, app } = archive;
const person = await makePerson(app);
const headers = { cookie: person.cookie, 'sec-fetch-site': 'same-origin' };

async function send(form: FormData): Promise<Response> {
  form.set('once', newId());
  return fetch(`${origin}/import`, { method: 'POST', body: form, headers, redirect: 'manual' });
}

const fileForm = (name: string, bytes: Uint8Array | string): FormData => {
  const form = new FormData();
  form.append('paste', '');
  form.append('files', new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]), name);
  return form;
};

/** Brings a file and waits until it is read. */
async function bring(name: string, bytes: Uint8Array | string) {
  return settled(await send(fileForm(name, bytes)));
}

async function settled(response: Response) {
  assert.equal(response.status, 303, await response.clone().text());
  const id = response.headers.get('location')?.split('/').at(-1) ?? '';
  for (let i = 0; i < 300; i += 1) {
    const row = await importById(app.db, person.viewer, id);
    assert.ok(row);
    if (row.state === 'review' || row.state === 'failed') {
      await access(join(app.config.dataDir, row.file));
      return row;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it is never read');
}

const pageOf = async (path: string): Promise<string> => (await fetch(origin + path, { headers })).text();

/** The import failed with a message that says why, and the file is kept until it is discarded. */
async function refused(name: string, bytes: Uint8Array | string, why: RegExp): Promise<void> {
  const row = await bring(name, bytes);
  assert.equal(row.state, 'failed', name);
  assert.match(row.error ?? '', why, name);
  const html = await pageOf(`/imports/${row.id}`);
  assert.match(html, /role="alert"/);
  assert.match(html, /kept until you discard it/);
  const gone = await fetch(`${origin}/imports/${row.id}/discard`, {
    method: 'POST',
    headers,
    redirect: 'manual',
  });
  assert.equal(gone.status, 303);
  await assert.rejects(access(join(app.config.dataDir, row.file)));
}

/** The review of an import that could be read. */
async function reviewed(name: string, bytes: Uint8Array | string): Promise<string> {
  const row = await bring(name, bytes);
  assert.equal(row.state, 'review', row.error ?? '');
  return pageOf(`/imports/${row.id}`);
}

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256);

test('nothing, noise and other things under the wrong name are refused with why', async () => {
  await refused('empty.txt', '', /empty/);
  await refused('noise.txt', noise, /not text|cannot be imported/);
  await refused('photo.epub', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), /JPEG/);
  await refused(
    'book.epub',
    makeZip([{ name: 'mimetype', data: 'application/epub+zip' }]).subarray(0, 40),
    /damaged|broken|cut|incomplete|not whole|zip/i,
  );
  const bomb = makeEpub({ pages: [['a.xhtml', 'x'.repeat(30 * 1024 * 1024)]] });
  assert.ok(bomb.length < 100_000);
  await refused('bomb.epub', bomb, /more than 20 MB of text/);
  const climbing = makeEpub({
    pages: [['a.xhtml', '<p>It rained.</p>']],
    extra: [{ name: '../../outside.txt', data: 'x' }],
  });
  await refused('climbing.epub', climbing, /points outside/);
  await assert.rejects(access(join(app.config.dataDir, '..', 'outside.txt')));
});

test('a text whose name says otherwise is taken for what it is', async () => {
  assert.match(await reviewed('story.epub', 'It rained.\n\nThen it stopped.'), /Then it stopped\./);
  assert.match(
    await reviewed('story.txt', '<!doctype html><title>A Name</title><p>It <i>rained</i>.</p>'),
    /<(i|em)>rained/,
  );
});

test('encodings: UTF-16 with its mark, Windows-1252, zero bytes and lone surrogates', async () => {
  assert.match(await reviewed('wide.txt', utf16('“Wide,” she said.\n\nSo it was.')), /“Wide,” she said\./);
  assert.match(
    await reviewed(
      'western.txt',
      Buffer.from('\x93Caf\xe9,\x94 he said, and left the caf\xe9 for good.\n\nIt was late.', 'latin1'),
    ),
    /“Café,” he said/,
  );
  const odd = await reviewed(
    'odd.txt',
    Buffer.concat([
      Buffer.from('One\x00 two. '),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from(' Three.\n\nFour.'),
    ]),
  );
  assert.match(odd, /Four\./);
  assert.ok(!odd.includes('\u0000'));
});

test('what is too much is refused plainly', async () => {
  await refused('long.txt', 'word '.repeat(6 * 1024 * 1024), /MB/);
  await refused(
    'deep.html',
    `<!doctype html><body>${'<div>'.repeat(100_000)}x`,
    /deep|inside each other|nested/i,
  );
  const form = new FormData();
  form.append('paste', 'word '.repeat(6 * 1024 * 1024));
  const response = await send(form);
  assert.ok([413, 422].includes(response.status), `${response.status}`);
  assert.match(await response.text(), /MB|larger|too large|long/i);
});

test('names that climb out of the folder are names to show and nothing else', async () => {
  const row = await bring('../../../etc/pass\u202etxt.wd', 'It rained.\n\nIt stopped.');
  assert.equal(row.name, 'passtxt.wd');
  assert.match(row.file, /^imports[\\/][a-z0-9]+$/);
});

test('nothing sent comes back as a form that says so', async () => {
  const form = new FormData();
  form.append('paste', ' \n ');
  const response = await send(form);
  assert.equal(response.status, 422);
  assert.match(await response.text(), /Choose a file or paste a text first/);
  const plain = await fetch(`${origin}/import`, {
    method: 'POST',
    body: new URLSearchParams({ paste: 'x' }),
    headers,
    redirect: 'manual',
  });
  assert.equal(plain.status, 422);
});

test('markup and direction marks in every field of the work are text, and faults come back with what was typed', async () => {
  const row = await bring('story.txt', 'It rained.\n\nIt stopped.');
  const evil = '<script>alert("x")</script>';
  const details = (fields: Record<string, string>) =>
    fetch(`${origin}/imports/${row.id}/details`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  const missing = await details({
    save: 'posted',
    title: '',
    fandoms: '',
    summary: evil,
    startNotes: evil,
    series: evil,
  });
  assert.equal(missing.status, 422);
  const html = await missing.text();
  for (const why of [
    'A work needs a title.',
    'at least one fandom',
    'Choose a rating',
    'at least one warning',
  ])
    assert.ok(html.includes(why), why);
  assert.ok(!html.includes('<script>alert'));
  assert.ok(html.includes('&lt;script>alert') || html.includes('&lt;script&gt;alert'));
  const good = {
    save: 'posted',
    rating: 'General Audiences',
    warnings: 'No Archive Warnings Apply',
    fandoms: 'Rain (Invented)',
    language: 'en',
    chaptersExpected: '1',
  };
  assert.match(
    await (await details({ ...good, title: 'x'.repeat(10_000) })).text(),
    /at most 255 characters/,
  );
  assert.match(await (await details({ ...good, title: 'x', fandoms: evil })).text(), /A tag can’t hold/);
  const posted = await details({
    ...good,
    title: `${evil}\u202eabc`,
    summary: evil,
    startNotes: `${evil}Kept.`,
    series: `${evil} #2`,
  });
  assert.equal(posted.status, 303, await posted.clone().text());
  const work = await pageOf(posted.headers.get('location') ?? '');
  assert.ok(!work.includes('<script>alert'));
  assert.ok(!work.includes('\u202e'));
  assert.match(work, /Kept\./);
  assert.match(work, /&lt;script/);
});

test('of several files the broken one fails alone; it can be tried again, says why, and goes when its person says so', async () => {
  const form = new FormData();
  form.append('paste', '');
  form.append('files', new Blob(['It rained.\n\nIt stopped.']), 'one.txt');
  form.append('files', new Blob(['PK\x03\x04 and then nothing']), 'broken.epub');
  form.append('files', new Blob(['<!doctype html><title>Two</title><p>It snowed.</p>']), 'two.html');
  const sent = await send(form);
  assert.equal(sent.status, 303);
  assert.match(sent.headers.get('location') ?? '', /^\/batches\//);
  const { id } = await app.db
    .selectFrom('imports')
    .select('public_id as id')
    .where('name', '=', 'broken.epub')
    .executeTakeFirstOrThrow();
  const until = async (state: string) => {
    for (let i = 0; i < 300; i += 1) {
      const row = await importById(app.db, person.viewer, id);
      if (row?.state === state) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(`it is never ${state}`);
  };
  const failed = await until('failed');
  assert.match(failed.error ?? '', /“broken\.epub” is damaged or was not downloaded whole/);
  const page = await pageOf(`/imports/${id}`);
  assert.match(page, /is damaged or was not downloaded whole/);
  assert.match(page, new RegExp(`action="/imports/${id}/again"`));
  assert.match(page, new RegExp(`href="/imports/${id}/discard"`));
  const again = await fetch(`${origin}/imports/${id}/again`, { method: 'POST', headers, redirect: 'manual' });
  assert.equal(again.status, 303);
  await until('failed');
  await access(join(app.config.dataDir, failed.file));
  for (const name of ['one.txt', 'two.html']) {
    const other = await app.db
      .selectFrom('imports')
      .select('public_id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    for (let i = 0; i < 300; i += 1) {
      if ((await importById(app.db, person.viewer, other.public_id))?.state === 'review') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal((await importById(app.db, person.viewer, other.public_id))?.state, 'review', name);
  }
});

test('books that are protected, hostile or too long say so', async () => {
  const drm =
    '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData><CipherReference URI="OEBPS/a.xhtml"/></CipherData></EncryptedData></encryption>';
  await refused(
    'locked.epub',
    makeEpub({
      pages: [['a.xhtml', '\u009f\u0001']],
      extra: [
        { name: 'META-INF/encryption.xml', data: drm },
        { name: 'META-INF/rights.xml', data: '<rights/>' },
      ],
    }),
    /protected against copying \(DRM: Adobe’s DRM\)/,
  );
  const laughs = makeZip([
    {
      name: 'META-INF/container.xml',
      data: '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><container>&b;&c;</container>',
    },
  ]);
  await refused('laughs.epub', laughs, /declares entities of its own/);
  const many = `# A Title\n\n${Array.from({ length: 2001 }, (_, i) => `## Chapter ${i + 1}\n\nIt rained.`).join('\n\n')}`;
  await refused('many.md', many, /has 2,001 chapters; one work may have 2,000/);
});

test('what is written to run in a page does not, in any form', async () => {
  const evil =
    '<p onclick="x()">It <a href="javascript:x()">rained</a>.<img src="x" onerror="x()"><iframe src="https://example.org"></iframe><script>x()</script></p><p style="background:url(https://example.org/a)">So.</p>';
  for (const [name, bytes] of [
    ['evil.epub', makeEpub({ pages: [['a.xhtml', `${evil}<svg onload="x()"><script>x()</script></svg>`]] })],
    ['evil.html', `<!doctype html><html><body>${evil}</body></html>`],
    ['evil.md', `# T\n\nby A\n\n${evil}\n\n[link](javascript:x()) [^1]\n\n[^1]: <script>x()</script>Note`],
  ] as const) {
    const html = await reviewed(name, bytes);
    const text = html.slice(html.indexOf('data-text'));
    assert.match(text, /rained/, name);
    assert.doesNotMatch(text, /<script|<iframe|<svg|onclick=|onerror=|href="javascript:/i, name);
  }
});

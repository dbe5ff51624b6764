import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow, toText } from '../../../core/text/index.js';
import { PNG, workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';

const HEAD =
  'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/s/1\r\nSubject: Low Water\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Bound----"\r\n\r\n';
const part = (type: string, encoding: string, location: string, body: string): string =>
  `------Bound----\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Location: ${location}\r\n\r\n${body}\r\n`;

test('page, pictures and style sheets of one file', async () => {
  const page =
    '<html><head><title>Low Water</title><link rel=3D"stylesheet" href=3D"cid:css-1@x"></head><body><h1>Low=\r\n Water</h1><p>=E2=80=9CCaf=C3=A9,=E2=80=9D she <span class=3D"i">said</span>.</p><p><img src=3D"https://example.org/a.png" alt=3D"A"></p></body></html>';
  const file =
    HEAD +
    part('text/html', 'quoted-printable', 'https://example.org/s/1', page) +
    part('image/png', 'base64', 'https://example.org/a.png', PNG.toString('base64')) +
    part('text/css', 'quoted-printable', 'cid:css-1@x', '.i { font-style: italic }') +
    '------Bound------\r\n';
  const work = await workOf('a.mhtml', file);
  assert.equal(work.format, 'mhtml');
  assert.equal(work.title, 'Low Water');
  assert.equal(work.sourceUrl, 'https://example.org/s/1');
  assert.equal(work.images.length, 1);
  assert.equal(toText(work.chapters[0]!.body), '“Café,” she said.\n\n[img: A]');
  assert.match(sanitiseNow(work.chapters[0]!.body).html, /<em>said<\/em>/);
});

test('a file without a page, or cut off, says so', async () => {
  await refuses('a.mhtml', HEAD, 'damaged', /parts cannot be told apart/);
  await refuses('a.mhtml', HEAD + part('image/png', 'base64', 'x', 'AA=='), 'no-text', /without a page/);
});

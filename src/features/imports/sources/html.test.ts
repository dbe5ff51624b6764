import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow } from '../../../core/text/index.js';
import { workOf } from '../testing/files.js';

const read = (body: string, head = '<title>Low Water</title>') =>
  workOf('a.html', `<!DOCTYPE html><html lang="de"><head>${head}</head><body>${body}</body></html>`);

test('title, language, furniture, one text', async () => {
  const work = await read(
    '<nav><a href="/">Home</a></nav><script>x</script><main><h1>The Story</h1><p>One.</p><aside>Kept.</aside></main><footer>no</footer>',
  );
  assert.equal(work.title, 'The Story');
  assert.equal(work.language?.code, 'de');
  assert.deepEqual(
    work.chapters.map(({ title, body }) => [title, body]),
    [[null, '<p>One.</p><aside>Kept.</aside>']],
  );
});

test('chapters at headings, also inside sections; what stands before them', async () => {
  const work = await read(
    '<h1>Low Water</h1><p>by Zed</p><p>A note.</p><div><h2>Chapter 1: A</h2><p>a</p></div><section><div><h2>Chapter 2</h2><p>b</p></div><p>c</p></section>',
  );
  assert.deepEqual(work.authors, [{ name: 'Zed' }]);
  assert.equal(work.startNotes, '<p>A note.</p>');
  assert.deepEqual(
    work.chapters.map(({ title, body }) => [title, body]),
    [
      ['A', '<p>a</p>'],
      [null, '<p>b</p><p>c</p>'],
    ],
  );
});

test('labelled lines, in paragraphs or with breaks, are taken as far as they are a head', async () => {
  const work = await read(
    '<p>Title: The Long Table<br>Author: petra<br>Rating: R</p><p>Pairing: A/B</p><p>Text: it begins.</p>',
    '',
  );
  assert.equal(work.title, 'The Long Table');
  assert.equal(work.rating, 'Mature');
  assert.deepEqual(work.relationships, ['A/B']);
  assert.equal(work.chapters[0]!.body, '<p>Text: it begins.</p>');
  const mixed = await read('<p>Title: X<br>Rating: R<br>It begins here.</p><p>More.</p>', '');
  assert.equal(mixed.title, null);
  assert.match(mixed.chapters[0]!.body, /Title: X/);
});

test('what Google Docs writes: italics by class', async () => {
  const work = await read(
    '<p class="c1"><span class="c0">so</span><span class="c2"> it is</span></p>',
    '<style>.c0{font-style:italic}.c1{text-align:center}.c2{color:#000}</style><title>Untitled document</title>',
  );
  assert.equal(work.title, null);
  assert.equal(sanitiseNow(work.chapters[0]!.body).html, '<p align="center"><em>so</em> it is</p>');
});

test('fragments without a page, and plain text with a stray tag', async () => {
  assert.equal(
    (await workOf('ch1.html', '<p>One.</p><p>Two.</p>')).chapters[0]!.body,
    '<p>One.</p><p>Two.</p>',
  );
  assert.equal((await workOf('ch1.txt', '<p>One.</p>\n<p>Two.</p>')).format, 'html');
  assert.equal((await workOf('a.txt', 'She was <i>not</i> amused.\n\nSo.')).format, 'text');
  assert.equal((await workOf('a.txt', 'x < y and y > z, <3 forever')).format, 'text');
});

test('a frameset, a page of pictures, tags left open', async () => {
  assert.equal((await read('<p>a<p>b<i>c')).chapters[0]!.body, '<p>a</p><p>b<i>c</i></p>');
  const work = await read(
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img src="x.jpg" alt="far">',
  );
  assert.equal(work.images.length, 1);
  await assert.rejects(
    workOf('a.html', '<html><frameset><frame src="x"></frameset></html>'),
    /without any text/,
  );
});

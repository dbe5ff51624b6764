/** Pages as browsers save them, and as people wrote them long ago. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow, toText } from '../../../../core/text/index.js';
import { workOf } from '../../testing/files.js';

const words = (n: number): string => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');
const page = (head: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;

test('menus, sidebars and comments are left out, and it is said how much', async () => {
  const work = await workOf(
    'a.html',
    page(
      '<title>Low Water - FanFiction</title><link rel="canonical" href="https://example.org/s/1">',
      `<div id="header"><a href="/">Site</a></div><ul class="menu"><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>
       <div class="wrap"><h2>Low Water</h2><p>by <a rel="author" href="/u/1">Ann</a></p>
       <div class="chapter-text"><p>${words(300)}</p><p style="display:none">Secret of the page</p></div>
       <div class="share-buttons">Tweet this</div></div>
       <div class="sidebar"><h3>Popular</h3><p>Something else</p></div>
       <div id="comments"><h3>2 comments</h3><p>${words(900)}</p></div>
       <footer>Copyright the site</footer><script>x()</script>`,
    ),
  );
  assert.equal(work.title, 'Low Water');
  assert.deepEqual(
    work.authors.map(({ name }) => name),
    ['Ann'],
  );
  assert.equal(work.sourceUrl, 'https://example.org/s/1');
  assert.equal(work.chapters.length, 1);
  assert.equal(toText(work.chapters[0]!.body), words(300));
  const said = work.warningsForReader.join('\n');
  assert.match(said, /Left out around the story:.*a sidebar \(\d words\).*comments \(90\d words\)/);
});

test('a story inside something that is called a comment or an aside is not lost', async () => {
  for (const name of ['comments', 'sidebar', 'widget', 'footer', 'nav']) {
    const work = await workOf(
      'a.html',
      page('<title>T</title>', `<div class="${name}"><p>${words(200)}</p></div>`),
    );
    assert.equal(toText(work.chapters[0]!.body), words(200), name);
    const parts = Array.from({ length: 9 }, () => `<div class="${name}"><p>${words(50)}</p></div>`).join('');
    const cut = await workOf('a.html', page('<title>T</title>', parts));
    const left = toText(cut.chapters.map(({ body }) => body).join('')).split(/\s+/).length;
    assert.ok(left >= (name === 'comments' ? 30 : 9 * 50 * 0.6), `${name}: ${left}`);
  }
});

test('where a page was saved from', async () => {
  const saved =
    '<!DOCTYPE html>\n<!-- saved from url=(0030)https://example.org/stories/12/ -->\n<html><head><title>Tide - Tumblr</title></head><body><p>Text.</p></body></html>';
  const work = await workOf('a.htm', saved);
  assert.equal(work.sourceUrl, 'https://example.org/stories/12/');
  assert.equal(work.title, 'Tide');
});

test('chapters of old pages: bold lines after rules, lines with nothing but breaks', async () => {
  const rules = await workOf(
    'a.html',
    page(
      '',
      `<center><b>Chapter One</b></center><p>${words(50)}</p><hr><p align="center"><b>Chapter Two: Sand</b></p><p>${words(50)}</p>`,
    ),
  );
  assert.deepEqual(
    rules.chapters.map(({ title }) => title),
    [null, 'Sand'],
  );
  const breaks = await workOf(
    'a.html',
    `<html><body>Chapter 1<br><br>It <i>rained</i>.<br>On and on.<br><br>Then it stopped.<br><br>Chapter 2: After<br><br>The end.</body></html>`,
  );
  assert.deepEqual(
    breaks.chapters.map(({ title, body }) => [title, sanitiseNow(body).html]),
    [
      [null, '<p>It <i>rained</i>.<br>On and on.</p><p>Then it stopped.</p>'],
      ['After', '<p>The end.</p>'],
    ],
  );
});

test('notes at the end of a page stand at the end of their chapters', async () => {
  const work = await workOf(
    'a.html',
    page(
      '<style>.i{font-style:italic}</style>',
      '<h2>Chapter 1</h2><p>Sea<a href="#f1" id="r1"><sup>1</sup></a>.</p><h2>Chapter 2</h2><p>Sand<sup><a href="#f2" name="r2">2</a></sup>.</p><hr><p id="f1"><a href="#r1">1</a> <span class="i">Salt</span>.</p><p id="f2"><a href="#r2">2</a> Dry.</p>',
    ),
  );
  assert.deepEqual(
    work.chapters.map(({ body }) => toText(body)),
    ['Sea1.\n\n* * *\n\n↑ Salt.', 'Sand1.\n\n* * *\n\n↑ Dry.'],
  );
  assert.match(sanitiseNow(work.chapters[0]!.body).html, /<em>Salt<\/em>/);
});

test('a declared charset that lies', async () => {
  const lying =
    '<html><head><meta charset="iso-8859-1"></head><body><p>“Naïve” – she said.</p></body></html>';
  assert.equal(toText((await workOf('a.html', lying)).chapters[0]!.body), '“Naïve” – she said.');
});

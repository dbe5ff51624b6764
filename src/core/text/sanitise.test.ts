import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow } from './sanitise.js';

const clean = (html: string, images?: (src: string) => string | null): string =>
  sanitiseNow(html, { images }).html;
const REL = 'rel="nofollow ugc noopener noreferrer"';

test('every element on the list stays, with its attributes', () => {
  const html =
    '<p class="letter fine-print" align="center" dir="rtl" lang="ar" title="a &quot;b&quot;">x</p><table summary="s" border="1"><caption>c</caption><colgroup><col span="2" width="50%"></colgroup>' +
    '<thead><tr><th abbr="a" scope="col">h</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">d</td></tr></tbody></table><details open="open"><summary>s</summary>t</details>' +
    '<ol start="3" type="a"><li value="5">x</li></ol><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><q cite="https://x.example/">q</q><hr width="50%" align="left">';
  const { html: out, dropped } = sanitiseNow(html);
  assert.deepEqual(dropped, []);
  for (const kept of [
    'class="letter fine-print"',
    'align="center"',
    'dir="rtl"',
    'lang="ar"',
    'title="a &quot;b&quot;"',
    'summary="s"',
    'abbr="a"',
    'scope="col"',
    'colspan="2"',
    'rowspan="3"',
    'open="open"',
    'start="3"',
    'value="5"',
    'cite="https://x.example/"',
    'width="50%"',
    '<rp>(</rp>',
  ]) {
    assert.ok(out.includes(kept), kept);
  }
});

test('elements that go leave their text, and blocks stay apart', () => {
  assert.equal(
    clean('<section>a</section><article>b</article><font color=red>c</font><foo>d</foo>'),
    '<div>a</div><div>b</div>cd',
  );
  assert.equal(clean('<center>a</center><menu><li>b</li></menu>'), '<center>a</center><ul><li>b</li></ul>');
  assert.equal(clean('a<script>b</script><style>c</style><svg><text>d</text></svg>e'), 'ae');
  assert.equal(clean('<p><span>a</span></p>'), '<p>a</p>');
  assert.equal(clean('<object><p>fallback</p></object>'), '<p>fallback</p>');
});

test('what was left out is named', () => {
  assert.deepEqual(
    sanitiseNow('<p onclick=x style="color:red" id=a><script></script><font>x</font></p>').dropped,
    ['font', 'onclick=', 'script', 'style='],
  );
});

test('links: http, https, mailto and paths of the archive; others become text', () => {
  assert.equal(clean('<a href="https://x.example/a">a</a>'), `<a href="https://x.example/a" ${REL}>a</a>`);
  assert.equal(clean('<a href="/works/1?a=1&amp;b#c">a</a>'), '<a href="/works/1?a=1&amp;b#c">a</a>');
  assert.equal(clean('<a href="mailto:a@b.example">a</a>'), '<a href="mailto:a@b.example">a</a>');
  assert.equal(clean('<a href="//x.example/a">a</a>'), `<a href="https://x.example/a" ${REL}>a</a>`);
  for (const bad of [
    'ftp://x.example/',
    'works/1',
    '../x',
    '/.//evil.example',
    'javascript:x',
    'tel:1',
    '',
    'http://',
  ])
    assert.equal(clean(`<a href="${bad}">a</a>`), 'a', bad);
  assert.equal(
    clean('<a href="https://a.example/">x<a href="https://b.example/">y</a></a>').match(/<a /g)?.length,
    2,
  );
});

test('fragments stay when the text holds their anchor, by name or by id', () => {
  assert.equal(
    clean('<a href="#n" name="b">1</a><a name="n">2</a><a href="#b">3</a>'),
    '<a href="#u-n" name="u-b">1</a><a name="u-n">2</a><a href="#u-b">3</a>',
  );
  assert.equal(
    clean('<p id="fn1">note</p><a href="#fn1">1</a>'),
    '<p><a name="u-fn1"></a>note</p><a href="#u-fn1">1</a>',
  );
  assert.equal(clean('<p id="unused">x</p><a href="#gone">1</a>'), '<p>x</p>1');
  assert.equal(
    clean('<a href="#a%20b">1</a><a name="a b">2</a>'),
    '<a href="#u-a_b">1</a><a name="u-a_b">2</a>',
  );
});

test('an image is the archive\u2019s own or a link to it', () => {
  assert.equal(
    clean('<img src="/media/abcdefghjk" alt="A" width="200" height="20px" onload=x>'),
    '<img src="/media/abcdefghjk" alt="A" width="200" height="20px">',
  );
  assert.equal(
    clean('<img src="https://x.example/i.png" alt="A coast">'),
    `<a href="https://x.example/i.png" ${REL}>[A coast]</a>`,
  );
  assert.equal(
    clean('<img src="http://x.example/i.png">'),
    `<a href="http://x.example/i.png" ${REL}>[image]</a>`,
  );
  assert.equal(clean('<img src="data:image/png;base64,AAAA" alt="A">'), '[A]');
  assert.equal(
    clean('<a href="https://x.example/"><img src="https://y.example/i.png" alt="A"></a>'),
    `<a href="https://x.example/" ${REL}>[A]</a> <a href="https://y.example/i.png" ${REL}>[image]</a>`,
  );
});

test('images of an import are mapped, and those not kept leave their text', () => {
  const images = (src: string): string | null =>
    src === 'import:a' ? '/media/abcdefghjk' : src === 'import:evil' ? 'https://evil.example/x' : null;
  assert.equal(
    clean('<img src="import:a" alt="A"><img src="import:b" alt="B">', images),
    '<img src="/media/abcdefghjk" alt="A">[B]',
  );
  assert.ok(!clean('<img src="import:evil">', images).includes('<img'));
});

test('media become links', () => {
  assert.equal(
    clean('<iframe src="https://v.example/1"></iframe>'),
    `<a href="https://v.example/1" ${REL}>[embedded page]</a>`,
  );
  assert.equal(
    clean('<video><source src="https://v.example/1.webm">No video.</video>'),
    `<a href="https://v.example/1.webm" ${REL}>[video]</a>No video.`,
  );
});

test('text is kept to the letter: line breaks, spaces, nothing typographic', () => {
  const html = '<p>a<br><br><br>b  c\n d&nbsp;e \u00ad\u200b “x” -- ...</p><pre>\n\n x</pre>';
  assert.equal(clean(html), html);
});

test('what Postgres and XML refuse is gone', () => {
  assert.equal(clean('a\u0000b&#1;c\ud800d&#xfffe;e\u0007'), 'abc\ufffdde');
  assert.equal(clean('<p title="a&#1;b\u0000">x</p>'), '<p title="ab">x</p>');
});

test('attributes with values that mean nothing go', () => {
  assert.equal(clean('<p align="middle" dir="up" lang="not a language!" class="1x -y a">x</p>'), '<p>x</p>');
  assert.equal(
    clean('<table width="javascript"><tr><td colspan="9999999999" rowspan="x">x</td></tr></table>'),
    '<table><tbody><tr><td>x</td></tr></tbody></table>',
  );
  assert.equal(clean('<p xml:lang="fr">x</p>'), '<p lang="fr">x</p>');
});

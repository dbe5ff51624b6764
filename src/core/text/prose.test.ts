import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopeAnchors } from './anchors.js';
import { joinBlocks, splitBlocks } from './blocks.js';
import { cleanText, escapeHtml, excerpt, oneLine, stripBidiOverrides } from './clean.js';
import { countTextWords } from './count.js';
import { direction } from './direction.js';
import { headingsUnder, highestHeading, shiftHeadings } from './headings.js';
import { markdownToHtml } from './markdown.js';
import { emphasisToMarks, marksToInline } from './marks.js';
import { textToHtml, tidyParagraphs } from './paragraphs.js';
import { elementCounts, emphasised, proseLines, toText } from './read.js';
import type { SafeHtml } from './safe-html.js';
import { sanitiseNow } from './sanitise.js';
import { isSceneMarker } from './scene-marker.js';
import { countWords } from './words.js';

const safe = (html: string): SafeHtml => sanitiseNow(html).html;

test('lines of prose: leaf blocks, breaks, rules, images, ruby', () => {
  assert.deepEqual(
    proseLines(
      '<h3>T</h3><p>a <b>b</b><br>\n  c</p><hr><ul><li>d<ul><li>e</li></ul></li></ul><p>&nbsp;</p><p>f <img src=x alt="g"> <ruby>潮<rp>(</rp><rt>shio</rt><rp>)</rp></ruby></p><pre>x\n  y</pre>loose<style>no</style>',
    ),
    ['T', 'a b\nc', '* * *', 'd', 'e', 'f [img: g] 潮(shio)', 'x\ny', 'loose'],
  );
  assert.deepEqual(
    proseLines(
      '<table><caption>c</caption><tr><th>h</th><td>d</td></tr></table><dl><dt>t</dt><dd>u</dd></dl><details><summary>s</summary>x</details>',
    ),
    ['c', 'h', 'd', 't', 'u', 's', 'x'],
  );
  assert.equal(toText('<p>a</p><p>b<br>c</p>'), 'a\n\nb\nc');
});

test('what is stressed, and which elements there are', () => {
  assert.deepEqual(
    emphasised('<p><em>a <b>b</b></em> <i>c</i> <cite>d</cite> <strong>e</strong> <i> </i></p>'),
    { italics: ['a b', 'c', 'd'], bold: ['b', 'e'] },
  );
  assert.deepEqual(Object.fromEntries(elementCounts('<p>a<br>b</p><p>c</p>')), { p: 2, br: 1 });
});

test('words are counted as AO3 counts them', () => {
  for (const [html, words] of [
    ['', 0],
    ['one two', 2],
    ['one--two', 2],
    ['one-word', 1],
    ["one's isn’t ‘quoted’", 3],
    ['a <strong>one-word</strong> and <em title="five more words are here">two</em>', 4],
    ['3.14 is 1,000', 5],
    ['snake_case', 1],
    ['안녕하세요 여러분', 2],
    ['中文字', 3],
    ['ラーメンを食べる', 8],
    ['สวัสดี', 6],
    ['I like 中文 a lot', 6],
    ['caf\u00e9 cafe\u0301', 2],
    ['<p>— … “ ” * * *</p>', 0],
    ['<script>var a</script><!-- b -->', 0],
  ] as const) {
    assert.equal(countWords(sanitiseNow(html).html), words, html);
  }
  assert.equal(countTextWords('plain <b>'), 2);
});

test('typed text: one line end is a break, two a paragraph, three leave one empty', () => {
  assert.equal(textToHtml('a\nb\r\n\r\nc\n \n\n d'), '<p>a<br>\nb</p>\n<p>c</p>\n<p>&nbsp;</p>\n<p>d</p>');
  assert.equal(textToHtml(' <b> & "x" '), '<p>&lt;b&gt; &amp; "x"</p>');
  assert.equal(textToHtml(' \n '), '');
});

test('tidying makes blocks of anything', () => {
  for (const [html, tidy] of [
    ['a<br><br>b<br>c<br> <br><br>d', '<p>a</p>\n<p>b<br>c</p>\n<p>d</p>'],
    ['<i>a<br><br>b</i>', '<p><i>a</i></p>\n<p><i>b</i></p>'],
    ['<i><p>a</p><ul><li>b</li></ul></i>', '<p><i>a</i></p>\n<ul><li><i>b</i></li></ul>'],
    ['<div>one</div><div><br></div><div>two</div>', '<p>one</p>\n<p>two</p>'],
    ['<div class="letter">one<br><br>two</div>', '<div class="letter"><p>one</p><p>two</p></div>'],
    ['<blockquote>x<br><br>y</blockquote>', '<blockquote><p>x</p><p>y</p></blockquote>'],
    [
      '<p align=center>a<br><br>b</p><p>&nbsp;</p><p><br></p><h2> </h2>',
      '<p align="center">a</p>\n<p align="center">b</p>',
    ],
    [
      '<ul><li>a<br><br>b</li></ul><pre>a\n\n\nb</pre><h2>a<br><br>b</h2>',
      '<ul><li>a<br><br>b</li></ul>\n<pre>a\n\n\nb</pre>\n<h2>a<br><br>b</h2>',
    ],
    ['<a name="x"></a><p>a</p>', '<p><a name="u-x"></a></p>\n<p>a</p>'],
    ['<p>* * *</p>', '<p>* * *</p>'],
  ] as const) {
    assert.equal(tidyParagraphs(safe(html)), tidy, html);
  }
});

test('line ends that somebody typed are breaks and paragraphs, where text is loose', () => {
  const typed = (html: string): string => tidyParagraphs(safe(html), { lineEnds: true });
  assert.equal(
    typed('a\nb <i>c\n\nd</i>\n\n\ne\n<hr>\nf\n'),
    '<p>a<br>b <i>c</i></p>\n<p><i>d</i></p>\n<p>e</p>\n<hr>\n<p>f</p>',
  );
  assert.equal(
    typed('<p>a\nb</p>\n<ul>\n<li>c\nd</li>\n</ul>\n<blockquote>\ne\nf\n</blockquote><pre>g\n\nh</pre>'),
    '<p>a\nb</p>\n<ul>\n<li>c\nd</li>\n</ul>\n<blockquote><p>e<br>f</p></blockquote>\n<pre>g\n\nh</pre>',
  );
  assert.equal(typed('a<br>\nb'), '<p>a<br>b</p>');
  assert.equal(tidyParagraphs(safe('a\n\nb')), '<p>a\n\nb</p>');
});

test('anchors of two chapters on a page do not meet', () => {
  const html = scopeAnchors(safe('<a name="n">1</a><a href="#n">2</a><a href="/x#n">3</a>'), 'c7');
  assert.equal(html, '<a name="u-c7-n">1</a><a href="#u-c7-n">2</a><a href="/x#n">3</a>');
  assert.equal(sanitiseNow(html).html, html);
});

test('scene markers become rules only when asked', () => {
  assert.equal(
    tidyParagraphs(safe('<p>a</p><p align=center>* * *</p><p>—oOo—</p><p>b</p>'), { sceneBreaks: true }),
    '<p>a</p>\n<hr>\n<p>b</p>',
  );
});

test('what is a scene marker and what is somebody speaking', () => {
  for (const marker of [
    '***',
    '* * *',
    '*',
    '~',
    '~*~',
    '~ ~ ~',
    '—oOo—',
    '###',
    '#',
    '---',
    '- - -',
    '——',
    '===',
    '___',
    '•••',
    '• • •',
    'xXx',
    'XXX',
    'oOo',
    'o0o',
    '-x-',
    '~oOo~',
    '⁂',
    '❦',
    '§',
    '***\u00a0',
    'oOoOoOo',
    '-o-O-o-',
    '.*.',
    '<+>',
    'Scene break',
    '[line break]',
    '☆ ☆ ☆',
  ]) {
    assert.ok(isSceneMarker(marker), marker);
  }
  for (const said of [
    '',
    ' ',
    '—',
    '-',
    '…',
    '...',
    '. . .',
    '?!',
    '“…”',
    'Ooo',
    'Oh',
    'x',
    'xoxo',
    '1',
    '*gasp*',
    'I',
    '“—”',
    'No. 5 ***',
    '*\n*',
    '<3',
    'o',
    '!!!',
  ]) {
    assert.ok(!isSceneMarker(said), said);
  }
});

test('blocks: kinds, levels, attributes, and the whole again', () => {
  const html = tidyParagraphs(
    safe(
      '<h3>T</h3><p align="center">a <em>b</em></p><hr><ul><li>x</li></ul><blockquote><p>q</p></blockquote>loose',
    ),
  );
  const blocks = splitBlocks(html);
  assert.deepEqual(blocks, [
    { kind: 'heading', level: 3, html: 'T' },
    { kind: 'paragraph', attributes: [['align', 'center']], html: 'a <em>b</em>' },
    { kind: 'scene_break', html: '' },
    { kind: 'other', html: '<ul><li>x</li></ul>' },
    { kind: 'other', html: '<blockquote><p>q</p></blockquote>' },
    { kind: 'paragraph', html: 'loose' },
  ]);
  assert.equal(joinBlocks(blocks), html);
  assert.equal(
    joinBlocks([
      {
        kind: 'paragraph',
        html: 'a<script>b</script>',
        attributes: [
          ['onclick', 'x'],
          ['x y', 'z'],
        ],
      },
      { kind: 'heading', level: 99, html: 'h' },
    ]),
    '<p>a</p>\n<h6>h</h6>',
  );
});

test('marks: common nestings as asterisks, the rest as tags', () => {
  for (const [html, marks] of [
    ['a <em>b</em> c', 'a *b* c'],
    ['<strong>a</strong>, <em>b <strong>c</strong></em>', '**a**, *b **c***'],
    ['<strong><em>b</em></strong>', '***b***'],
    ['un<em>believ</em>able', 'un<em>believ</em>able'],
    ['5 * 3 = f*ck \\', '5 \\* 3 = f\\*ck \\\\'],
    [
      '<u>a</u> <a href="/x*y*">z</a><br>&amp; &lt;b&gt;&nbsp;',
      '<u>a</u> <a href="/x*y*">z</a><br>&amp; &lt;b>&nbsp;',
    ],
  ] as const) {
    assert.equal(emphasisToMarks(html), marks);
    assert.equal(marksToInline(marks), html);
  }
  assert.equal(
    marksToInline('f*ck * and *this and “*that*”, **so**! <3 a<b AT&T &eacute;'),
    'f*ck * and *this and “<em>that</em>”, <strong>so</strong>! &lt;3 a&lt;b AT&amp;T &eacute;',
  );
});

test('Markdown: rules are rules, indents are no code, HTML passes', () => {
  assert.equal(
    markdownToHtml('a *b*\n---\n    c\n\n***\n\n<u>d</u> "e" www.x.example'),
    '<p>a <em>b</em></p>\n<hr>\n<p>c</p>\n<hr>\n<p><u>d</u> &quot;e&quot; www.x.example</p>\n',
  );
});

test('headings move and stop at h6', () => {
  assert.equal(
    shiftHeadings(safe('<h1>a</h1><div><h5 class="xx">b</h5></div><p>c</p>'), 2),
    '<h3>a</h3><div><h6 class="xx">b</h6></div><p>c</p>',
  );
  assert.equal(shiftHeadings(safe('<h2>a</h2>'), -5), '<h1>a</h1>');
});

test('the highest heading of a text stands right below the heading above it', () => {
  for (const top of [1, 2, 5])
    assert.equal(
      headingsUnder(safe(`<p>x</p><div><h${top + 1}>b</h${top + 1}></div><h${top}>a</h${top}>`), 2),
      '<p>x</p><div><h4>b</h4></div><h3>a</h3>',
    );
  assert.equal(headingsUnder(safe('<p>a</p>'), 2), '<p>a</p>');
  assert.equal(highestHeading(safe('<h4>a</h4><h3>b</h3>')), 3);
  assert.equal(highestHeading(safe('<p title="<h1>">a</p>')), null);
});

test('direction by language, by script, by the first letter', () => {
  for (const [language, text, expected] of [
    ['ar', '', 'rtl'],
    ['he-IL', 'x', 'rtl'],
    ['fa', '', 'rtl'],
    ['ar-Latn', '', 'ltr'],
    ['az-Arab', '', 'rtl'],
    ['en', 'שלום', 'ltr'],
    ['', '“1. שלום”', 'rtl'],
    [null, 'hello שלום', 'ltr'],
    ['und', '123', 'ltr'],
  ] as const) {
    assert.equal(direction(language, text), expected, `${language} ${text}`);
  }
});

test('single lines and their escapes', () => {
  assert.equal(cleanText('a\u0000\r\nb\u0093c\u0094\u000b\ud800'), 'a\nb“c”\n\ufffd');
  assert.equal(oneLine('  a\n\t b\u2028c\u00a0 '), 'a b c');
  assert.equal(stripBidiOverrides('a\u202eb\u2066c\u2069\u200f'), 'abc\u200f');
  assert.equal(escapeHtml('<a> & "b"'), '&lt;a&gt; &amp; "b"');
  assert.equal(excerpt('one two three', 20), 'one two three');
  assert.equal(excerpt('one two three', 9), 'one two…');
  assert.equal(excerpt('one two, three', 10), 'one two…');
  assert.equal(excerpt('Donaudampfschiff fahrt', 10), 'Donaudamp…');
  assert.ok(excerpt('🌊🌊🌊🌊', 4).isWellFormed());
});

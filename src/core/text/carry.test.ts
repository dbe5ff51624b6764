import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { carryStyles } from './carry.js';
import { emphasised, proseLines } from './read.js';
import { sanitiseNow } from './sanitise.js';

const folder = new URL('./golden/clipboard/', import.meta.url);
const carried = (html: string): string => sanitiseNow(html).html;

for (const name of readdirSync(new URL('in/', folder))) {
  test(`clipboard: ${name} keeps what its styles mean`, () => {
    const result = sanitiseNow(readFileSync(new URL(`in/${name}`, folder), 'utf8'));
    const golden = new URL(`out/${name}`, folder);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, `${result.html.trim()}\n`);
    assert.equal(`${result.html.trim()}\n`, readFileSync(golden, 'utf8'));
    assert.equal(sanitiseNow(result.html).html, result.html);
  });
}

test('the wrapper that Google Docs puts round a paste emboldens nothing', () => {
  const html = carried(
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">plain</span></p></b>',
  );
  assert.equal(html, '<p>plain</p>');
});

test('each style that carries meaning becomes its tag', () => {
  for (const [style, html] of [
    ['font-style:italic', '<em>x</em>'],
    ['font-style: Oblique 10deg', '<em>x</em>'],
    ['font-weight:bold', '<strong>x</strong>'],
    ['font-weight:600', '<strong>x</strong>'],
    ['font-weight:500', 'x'],
    ['text-decoration:underline', '<u>x</u>'],
    ['text-decoration-line: line-through', '<s>x</s>'],
    ['text-decoration:underline line-through', '<s><u>x</u></s>'],
    ['vertical-align:super', '<sup>x</sup>'],
    ['vertical-align:sub', '<sub>x</sub>'],
    ['font: italic bold 12px/30px Georgia, serif', '<strong><em>x</em></strong>'],
    ['font: 12px "Bold Italic Face"', 'x'],
    ['font-variant:small-caps', 'x'],
    ['FONT-STYLE:ITALIC !important', '<em>x</em>'],
  ] as const) {
    assert.equal(carried(`<p>a <span style='${style}'>x</span></p>`), `<p>a ${html}</p>`, style);
  }
});

test('what is taken back inside a mark stands outside it', () => {
  assert.equal(
    carried('<p><i>a <span style="font-style:normal">b</span> c</i></p>'),
    '<p><em>a </em>b<em> c</em></p>',
  );
  assert.equal(
    carried('<p style="font-style:italic">a <b>b <span style="font-style:normal">c</span></b></p>'),
    '<p><em>a </em><b><em>b </em>c</b></p>',
  );
});

test('a style on a block marks the lines in it, not the block', () => {
  assert.equal(
    carried('<div style="font-style:italic"><p>a <b>b</b></p><ul><li>c</li></ul></div>'),
    '<div><p><em>a <b>b</b></em></p><ul><li><em>c</em></li></ul></div>',
  );
  assert.equal(carried('<span style="font-weight:bold"><p>a</p></span>'), '<p><strong>a</strong></p>');
});

test('headings and links are not marked with what they are anyway', () => {
  assert.equal(carried('<h2 style="font-weight:700">a</h2>'), '<h2>a</h2>');
  assert.match(
    carried('<p><a href="https://x.example/"><span style="text-decoration:underline">a</span></a></p>'),
    /">a<\/a>/,
  );
});

test('white space alone is not marked', () => {
  assert.equal(carried('<p>a<span style="font-style:italic"> </span>b</p>'), '<p>a b</p>');
});

test('centred and right-aligned blocks keep their place', () => {
  assert.equal(
    carried(
      '<p style="text-align:center">a</p><p style="text-align:right">b</p><p style="text-align:justify">c</p>',
    ),
    '<p align="center">a</p><p align="right">b</p><p>c</p>',
  );
  assert.equal(carried('<p class="center">a</p>'), '<p align="center">a</p>');
});

test('classes of a style sheet are read, and its at-rules passed over', () => {
  const html =
    '<style>/* .c1{font-style:italic} */ @media print { .c1 { font-weight:bold } } p .c1 {font-weight:bold} .c2, span.c1{font-style:italic}</style><p><span class="c1">a</span> <span class="c2">b</span> <span class="keep">c</span></p>';
  assert.equal(carried(html), '<p><em>a</em> <em>b</em> <span class="keep">c</span></p>');
});

test('letters stay, whatever is carried', () => {
  // But for Word's, whose list markers are typed text that becomes a list.
  for (const name of readdirSync(new URL('in/', folder)).filter((file) => file !== 'word.html.txt')) {
    const source = readFileSync(new URL(`in/${name}`, folder), 'utf8');
    const letters = (html: string): string => proseLines(html).join('').replace(/\s/g, '');
    assert.equal(letters(carryStyles(source)), letters(source), name);
  }
});

test('italics of a paste are found', () => {
  const word = readFileSync(new URL('in/word.html.txt', folder), 'utf8');
  assert.deepEqual(emphasised(carried(word)).italics.slice(0, 3), ['Nobody', 'could', 'why']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALLOWED_ELEMENTS } from './allow.js';
import { joinBlocks, splitBlocks } from './blocks.js';
import { cleanText } from './clean.js';
import { emphasisToMarks, marksToInline } from './marks.js';
import { tidyParagraphs } from './paragraphs.js';
import { proseLines } from './read.js';
import { sanitiseNow } from './sanitise.js';
import { escapeText, parse, textOf } from './tree.js';

const RUNS = { numRuns: 400 };
const names = [
  ...ALLOWED_ELEMENTS,
  'font',
  'section',
  'svg',
  'math',
  'form',
  'select',
  'option',
  'template',
  'style',
  'title',
  'noscript',
  'button',
  'nobr',
];
const words = fc.constantFrom(
  'one',
  ' two ',
  '\n',
  '“three”',
  '*',
  '\\',
  '&amp;',
  '&lt;b&gt;',
  '&nbsp;',
  '* * *',
  '中文',
  'e\u0301',
  '🌊',
  '--',
  '<',
  '&',
  '>',
  '"',
);
const attributes = fc.constantFrom(
  '',
  ' class="letter"',
  ' align=center',
  ' style="font-style:italic"',
  ' style="font-weight:normal"',
  ' name=x',
  ' href="#x"',
  ' href="https://x.example/?a=1&b"',
  ' id=x',
  ' src="https://x.example/i.png"',
  " title='\"'",
  ' lang=ar dir=rtl',
);
const piece = fc.oneof(
  words,
  fc.tuple(fc.constantFrom(...names), attributes).map(([name, attrs]) => `<${name}${attrs}>`),
  fc.constantFrom(...names).map((name) => `</${name}>`),
  fc.constantFrom('<br>', '<br>', '<p>', '</p>', '<i>', '</i>', '<!-- x -->', '<hr>'),
);
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

const inlineNames = [
  'em',
  'strong',
  'i',
  'b',
  'u',
  's',
  'sup',
  'sub',
  'span class="x"',
  'a href="/w"',
  'code',
  'q',
];
const inline = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words.map((word) => escapeText(word.replace(/[&<>]/g, 'x'))),
    fc.constantFrom(
      '<br>',
      'a',
      ' ',
      '*',
      '**',
      '***',
      '\\*',
      '&lt;u&gt;',
      '<em>x</em>',
      '<strong>y</strong>',
    ),
    fc
      .tuple(fc.constantFrom('em', 'strong', ...inlineNames), tie('nodes'))
      .map(([name, inner]) => `<${name}>${inner}</${name.split(' ')[0]}>`),
  ),
})).nodes;

/** Well-nested markup of allowed elements, as a careful writer types it. */
const careful = fc
  .array(
    fc.oneof(
      inline.map((html) => `<p>${html}</p>`),
      inline.map((html) => `<h3>${html}</h3>`),
      inline.map((html) => `<blockquote><p>${html}</p></blockquote>`),
      fc.tuple(inline, inline).map(([a, b]) => `<ul><li>${a}</li><li>${b}</li></ul>`),
      inline.map((html) => `<table><tbody><tr><td>${html}</td></tr></tbody></table>`),
      inline.map((html) => `<p align="center">${html}</p>`),
      fc.constant('<hr>'),
      inline,
    ),
    { maxLength: 8 },
  )
  .map((blocks) => blocks.join('\n'));

test('cleaning what was cleaned changes nothing', () => {
  fc.assert(
    fc.property(soup, (source) => {
      const { html } = sanitiseNow(source);
      assert.equal(sanitiseNow(html).html, html);
    }),
    RUNS,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
      const { html } = sanitiseNow(source);
      assert.equal(sanitiseNow(html).html, html);
    }),
    RUNS,
  );
});

test('text in allowed elements comes through letter by letter', () => {
  fc.assert(
    fc.property(careful, (source) => {
      assert.equal(textOf(parse(sanitiseNow(source).html)), textOf(parse(source)));
    }),
    RUNS,
  );
});

test('plain text, whatever it is, comes through as cleanText leaves it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      assert.equal(textOf(parse(sanitiseNow(escapeText(text)).html)), cleanText(text));
    }),
    RUNS,
  );
});

test('tidying keeps every letter, is stable, and leaves clean HTML', () => {
  const letters = (html: string): string => textOf(parse(html)).replace(/\s+/gu, '');
  fc.assert(
    fc.property(fc.oneof(soup, careful), (source) => {
      const { html } = sanitiseNow(source);
      const tidy = tidyParagraphs(html);
      assert.equal(letters(tidy), letters(html));
      assert.equal(sanitiseNow(tidy).html, tidy);
      assert.equal(tidyParagraphs(tidy), tidy);
    }),
    RUNS,
  );
});

test('blocks put together again are the text they came from', () => {
  fc.assert(
    fc.property(fc.oneof(soup, careful), (source) => {
      const tidy = tidyParagraphs(sanitiseNow(source).html);
      assert.equal(joinBlocks(splitBlocks(tidy)), tidy);
    }),
    RUNS,
  );
});

test('lines of prose hold every letter', () => {
  fc.assert(
    fc.property(careful, (source) => {
      const { html } = sanitiseNow(source);
      assert.equal(
        proseLines(html.replaceAll('<hr>', '')).join('').replace(/\s/gu, ''),
        textOf(parse(html)).replace(/\s/gu, ''),
      );
    }),
    RUNS,
  );
});

test('marks are read back as the emphasis they were', () => {
  fc.assert(
    fc.property(inline, (source) => {
      const html = splitBlocks(tidyParagraphs(sanitiseNow(`<p>${source}</p>`).html)).map(
        (block) => block.html,
      );
      for (const one of html) assert.equal(marksToInline(emphasisToMarks(one)), one);
    }),
    { numRuns: 1000 },
  );
});

/** Without signs that could begin half a tag or entity. */
const wholeWords = words.filter((word) => word !== '<' && word !== '&');

test('whatever is typed in a marks field, its letters stay', () => {
  fc.assert(
    fc.property(
      fc
        .array(
          fc.oneof(wholeWords, fc.constantFrom('*', '**', '***', 'a', ' ', '<em>', '</em>', '<br>', '\\')),
        )
        .map((parts) => parts.join('')),
      (text) => {
        const letters = (html: string): string => textOf(parse(html)).replace(/[*\\]/g, '');
        assert.equal(letters(marksToInline(text)), letters(text));
      },
    ),
    RUNS,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALLOWED_ELEMENTS } from './allow.js';
import { secondOpinion } from './belt.js';
import { joinBlocks, splitBlocks } from './blocks.js';
import { cleanText } from './clean.js';
import { emphasisToMarks, marksToInline } from './marks.js';
import { tidyParagraphs } from './paragraphs.js';
import { isPlain } from './plain.js';
import { proseLines } from './read.js';
import { proseNow, sanitiseNow } from './sanitise.js';
import { escapeText, parse, serialise, textOf } from './tree.js';
import { allowed } from './walk.js';
import { countWords } from './words.js';

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

/** Tags that plain HTML may hold, in any order, well and badly nested, with a few that it may not. */
const nearlyPlain = fc
  .array(
    fc.oneof(
      fc.constantFrom('<p>', '</p>', '</p>\n<p>', '<em>', '</em>', '<strong>', '</strong>', '<i>', '</i>'),
      fc.constantFrom(
        '<b>',
        '</b>',
        '<u>',
        '</u>',
        '<s>',
        '</s>',
        '<br>',
        '<hr>',
        '<h2>',
        ' ',
        '\n',
        '&nbsp;',
      ),
      words.map((word) => escapeText(word)),
      fc.constantFrom(
        '<em>a</em>',
        '<p><i>b</i></p>',
        '<p>c<br>d</p>',
        '<a href="#x">',
        '\u00a0',
        '\r',
        '\0',
        '&eacute;',
      ),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

test('what is plain comes back from the second sanitiser, the parser and the allow-list as it was', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof(nearlyPlain, careful), (html) => {
      if (!isPlain(html)) return;
      plain += 1;
      assert.equal(serialise(allowed(parse(secondOpinion(html)), () => null).nodes), html);
      assert.equal(serialise(parse(html).childNodes), html);
    }),
    { numRuns: 4000 },
  );
  assert.ok(plain > 300, `${plain} of 4000 were plain`);
});

test('what is plain says the same with and without a tree', () => {
  fc.assert(
    fc.property(fc.oneof(nearlyPlain, careful), (html) => {
      if (!isPlain(html)) return;
      // An element that is not plain and says nothing.
      assert.deepEqual(proseLines(html), proseLines(`<span></span>${html}`), html);
    }),
    { numRuns: 4000 },
  );
});

test('marks deeper than the parser remembers, and what holds anything else, are not plain', () => {
  for (const html of [
    '<em><em><em><em>x</em></em></em></em>',
    '<p>a<p>b</p>',
    '<p><hr></p>',
    '<em><p>a</p></em>',
    '<p><em>a</p></em>',
    '</p>',
    '</br>',
    '<p class="x">a</p>',
    'a\u00a0b',
    'a & b',
    '<p>a',
  ])
    assert.equal(isPlain(html), false, html);
  assert.equal(isPlain('<p>a &amp; <em>b<br><strong>c</strong></em></p>\n<hr>\nloose'), true);
});

test('prose in one go is cleaning, tidying and counting after each other', () => {
  fc.assert(
    fc.property(fc.oneof(soup, careful), fc.boolean(), (source, lineEnds) => {
      const cleaned = sanitiseNow(source);
      const html = tidyParagraphs(cleaned.html, { lineEnds });
      assert.deepEqual(proseNow(source, { lineEnds }), { ...cleaned, html, words: countWords(html) });
    }),
    RUNS,
  );
});

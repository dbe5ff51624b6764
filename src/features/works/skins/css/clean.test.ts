import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HOSTILE } from '../testing/hostile.js';
import { cleanSkin } from './clean.js';
import { cleanApart } from './clean-apart.js';

const css = async (source: string) => (await cleanSkin(source)).css.replace(/\s+/g, ' ').trim();

/** Each selector of what is left, as it stands. */
function selectorsOf(clean: string): string[] {
  return clean
    .replace(/"(\\.|[^"\\])*"/g, '""')
    .split('\n')
    .filter((line) => /[,{]$/.test(line) && !line.startsWith('@media') && !line.startsWith('  '))
    .map((line) => line.replace(/[\s,{]+$/, ''));
}

/** What no skin may hold after it was cleaned, whatever it was before. */
function assertHarmless(clean: string, name: string): void {
  const code = clean.replace(/"(\\.|[^"\\])*"/g, '""').toLowerCase();
  for (const word of [
    'url',
    'image-set',
    'expression',
    'var(',
    '--',
    'attr(',
    'fixed',
    'sticky',
    '@import',
    '@font',
    '@key',
    '\\',
    '<',
    '/*',
  ])
    assert.ok(!code.includes(word), `${name}: ${word} in ${clean}`);
  for (const [rule] of code.matchAll(/@[\w-]+/g)) assert.equal(rule, '@media', name);
  for (const selector of selectorsOf(clean))
    assert.match(selector, /^#workskin(?!\s*[+~])/, `${name}: ${selector}`);
  for (const text of clean.match(/"(\\.|[^"\\])*"/g) ?? []) assert.doesNotMatch(text, /[<>]/, name);
}

describe('the CSS of skins', () => {
  it('holds each rule to the work', async () => {
    assert.equal(await css('.a, p > em { color: red }'), '#workskin .a, #workskin p > em { color: red; }');
    assert.equal(await css('#workskin .a { color: red }'), '#workskin .a { color: red; }');
    assert.equal(await css('div#workskin.x > p { color: red }'), '#workskin.x > p { color: red; }');
    assert.equal(await css('html body p, body { color: red }'), '#workskin p, #workskin { color: red; }');
    assert.equal(await css('* { color: red }'), '#workskin * { color: red; }');
    assert.equal(
      await css(
        '@media (max-width: 30em) { p { color: red } } @media (200px <= width < 40em) { p { top: 1px } }',
      ),
      '@media (max-width: 30em) { #workskin p { color: red; } } @media (200px <= width < 40em) { #workskin p { top: 1px; } }',
    );
  });

  it('keeps what looks need', async () => {
    for (const rule of [
      'margin: 0 auto',
      'background: linear-gradient(to right, #fff 0 10%, rgb(0 0 0 / 50%)), red',
      'width: calc(100% - 2em)',
      'width: calc(100% / 3)',
      'font: italic 12px / 1.5 "A Book", serif',
      'grid-template-areas: "a b" "c d"',
      'transform: rotate(-3deg) translate(1em, -50%)',
      'content: "→ "',
      'transition: color 0.3s ease-in-out',
      'box-shadow: 0 1px 2px rgb(0 0 0 / 20%), inset 0 0 4px red',
      'columns: 14em 2',
    ]) {
      const { css: clean, faults } = await cleanSkin(`p { ${rule} }`);
      assert.deepEqual(faults, [], rule);
      assert.match(clean.replace(/\s+/g, ' '), new RegExp(`\\{ ${RegExp.escape(rule)}; \\}`), rule);
    }
    for (const selector of [
      'p:nth-child(2n+1)',
      'a[href^="/works"]',
      'li:not(.x, .y)',
      'p::first-letter',
      'q:lang(de)',
      'p:hover + p',
    ])
      assert.deepEqual((await cleanSkin(`${selector} { color: red }`)).faults, [], selector);
  });

  it('tells what is left out with its place, and keeps the rest', async () => {
    const { css: clean, faults } = await cleanSkin(
      'p {\n  color: red;\n  background: url(x);\n  position: fixed;\n  width: 9999px;\n}\n@import "y";\n#other { color: red }\nq { --x: 1; colour: red }',
    );
    assert.equal(clean, '#workskin p {\n  color: red;\n}\n');
    assert.deepEqual(
      faults.map(({ line, column, kind }) => [line, column, kind]),
      [
        [3, 3, 'address'],
        [4, 3, 'position'],
        [5, 3, 'large'],
        [7, 1, 'at-rule'],
        [8, 1, 'selector'],
        [9, 5, 'custom'],
        [9, 13, 'property'],
      ],
    );
  });

  it('leaves nothing of hostile CSS that could do harm', async () => {
    assert.ok(Object.keys(HOSTILE).length >= 60);
    for (const [name, source] of Object.entries(HOSTILE)) {
      const { css: clean } = await cleanSkin(source);
      assertHarmless(clean, name);
    }
  });

  it('makes of any letters something harmless that stays as it is when it is cleaned again', async () => {
    const pieces = fc.constantFrom(
      ...[
        'p',
        '.a',
        '#workskin',
        'body',
        '{',
        '}',
        ':',
        ';',
        '(',
        ')',
        '"',
        "'",
        ',',
        '+',
        '>',
        '~',
        '&',
        '@media',
        '@import',
      ],
      ...[
        'color',
        'red',
        'url(',
        'calc(',
        '1px',
        '*',
        '\\',
        '\n',
        ' ',
        '/*',
        '*/',
        '--x',
        'var(--x)',
        'not(',
        '!important',
        '<!--',
        '[',
        ']',
        '|',
        '=',
      ],
      ...[
        'position',
        'fixed',
        'content',
        '\u0000',
        '\ud800',
        'é',
        '%',
        '#fff',
        'width',
        '>=',
        'screen',
        'and',
      ],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join(' ')),
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
        ),
        async (source) => {
          const once = await cleanSkin(source);
          assertHarmless(once.css, source);
          const twice = await cleanSkin(once.css);
          assert.deepEqual(twice.faults, [], once.css);
          assert.equal(twice.css, once.css);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('leaves out for books what only browsers know', async () => {
    const { css: clean, faults } = await cleanSkin(
      'p:not(.a) { color: red } p:not(.a, .b) { color: red } p:is(.a) { color: red } @media (width > 4em) { p { color: red } }',
      { old: true },
    );
    assert.equal(clean, '#workskin p:not(.a) {\n  color: red;\n}\n');
    assert.equal(faults.length, 3);
  });

  it('cleans a large one in a thread, with the same result', async () => {
    const large = '.a { color: red; top: 1e9px }\n'.repeat(1_000);
    assert.deepEqual(await cleanApart(large), await cleanSkin(large));
    assert.deepEqual(await cleanApart(large, { old: true }), await cleanSkin(large, { old: true }));
  });

  it('refuses what is longer than a skin may be, and says how long it is', async () => {
    const { css: clean, faults } = await cleanSkin('a'.repeat(510_001));
    assert.equal(clean, '');
    assert.deepEqual(faults, [{ line: 1, column: 1, kind: 'long', what: '510001' }]);
  });
});

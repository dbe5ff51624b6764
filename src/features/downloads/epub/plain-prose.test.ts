import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sanitiseNow, toXhtml } from '../../../core/text/index.js';
import { fromStore } from '../../../core/text/safe-html.js';
import { plainProse, plainWords } from './plain-prose.js';

/** White space between blocks, empty inline elements and quotes may be written either way. */
const alike = (xhtml: string): string =>
  xhtml
    .replace(/&quot;/g, '"')
    .replace(/\s*(<\/?p>|<hr\/>)\s*/g, '$1')
    .replace(/<(\w+)><\/\1>/g, '')
    .trim();

describe('plain prose', () => {
  it('is written without a parser', () => {
    assert.equal(
      plainProse('<p>“One” &amp; <em>two</em><br>three&nbsp;four</p>\n<hr>\n<p>5 &lt; 6</p><hr>'),
      '<p>“One” &amp; <em>two</em><br/>three\u00a0four</p>\n<hr/>\n<p>5 &lt; 6</p>',
    );
  });

  for (const other of [
    '<p dir="rtl">a</p>',
    '<h2>a</h2><p>b</p>',
    '<p>a</p>loose',
    '<p></p>',
    '<em>a</em>',
    '<p>a<p>b</p></p>',
    '<p><em>a</p></em>',
    '<p>a',
    '<p>a &copy; b</p>',
    '<p>a\u0001</p>',
    '<p><img src="/media/abcdef"></p>',
    '<blockquote><p>a</p></blockquote>',
    '<p>a<',
  ]) {
    it(`leaves ${JSON.stringify(other)} to the long way`, () => assert.equal(plainProse(other), null));
  }

  it('comes out as the long way writes it', () => {
    const inline = fc.constantFrom(
      '<em>',
      '</em>',
      '<strong>',
      '</strong>',
      '<br>',
      ' ',
      'word',
      '&amp;',
      '"',
      '&nbsp;',
      '\n',
    );
    const block = fc.oneof(
      fc.array(inline, { maxLength: 8 }).map((parts) => `<p>${parts.join('')}</p>`),
      fc.constant('<hr>'),
      fc.constant('\n'),
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const { html } = sanitiseNow(blocks.join(''));
        const plain = plainProse(html);
        if (plain === null) return;
        taken += 1;
        assert.equal(alike(plain), alike(toXhtml(fromStore(html))));
      }),
      { numRuns: 300 },
    );
    assert.ok(taken > 50, `the short way was taken ${taken} times only`);
  });

  it('gives its words', () => {
    assert.equal(
      plainWords('<p>a<em>b</em></p><p>c &lt; &amp;lt;</p>')?.trim().replace(/\s+/g, ' '),
      'ab c < &lt;',
    );
    assert.equal(plainWords('<ul><li>a</li></ul>'), null);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml } from './clean.js';
import { inlineText, isEmphasised, setEmphasis, splitInline } from './inline.js';

test('a paragraph is cut, with its emphasis on both sides', () => {
  assert.deepEqual(splitInline('She said <em>no, never</em> again.', 13), [
    'She said <em>no, </em>'.trimEnd(),
    '<em>never</em> again.',
  ]);
  assert.deepEqual(splitInline('One. Two.', 4), ['One.', 'Two.']);
  assert.deepEqual(splitInline('One.', 99), ['One.', '']);
});

test('emphasis is set and taken away', () => {
  assert.equal(setEmphasis('not that one', 4, 8, true), 'not <em>that</em> one');
  assert.equal(setEmphasis('<em>not that one</em>', 4, 8, false), '<em>not </em>that<em> one</em>');
  assert.equal(setEmphasis('<em>a</em>b', 1, 2, true), '<em>ab</em>');
  assert.ok(isEmphasised('<em>a</em>b', 0, 1));
  assert.ok(!isEmphasised('<em>a</em>b', 0, 2));
});

test('no letter is lost or moved, wherever it is cut or emphasised', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .map((s) => s.replace(/\s/gu, '').toWellFormed().replaceAll('\0', ''));
  const html = fc
    .array(fc.tuple(word, fc.boolean()))
    .map((parts) => parts.map(([s, em]) => (em && s ? `<em>${escapeHtml(s)}</em>` : escapeHtml(s))).join(''));
  fc.assert(
    fc.property(html, fc.nat(40), fc.nat(40), fc.boolean(), (source, a, b, on) => {
      const text = inlineText(source);
      const [from, to] = a < b ? [a, b] : [b, a];
      assert.equal(inlineText(setEmphasis(source, from, to, on)), text);
      if (to <= text.length && /\S/u.test(text.slice(from, to)))
        assert.equal(isEmphasised(setEmphasis(source, from, to, true), from, to), true);
      assert.equal(splitInline(source, a).map(inlineText).join(''), text);
    }),
  );
});

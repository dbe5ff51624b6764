import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textOf } from './html.js';
import { type Block, REASONS, reshape, reshapeLine } from './index.js';
import { LetterCheck } from './letters.js';

/** Strings made of what the rules look for, so that every branch meets every other. */
const scraps = fc
  .array(
    fc.constantFrom(
      '“',
      '”',
      '"',
      "'",
      '‘',
      '’',
      '*',
      '_',
      '***',
      '~*~',
      'oOo',
      'xXx',
      '—',
      '--',
      '---',
      '. . .',
      '...',
      '…',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      '.',
      '!',
      '?',
      ',',
      ' .',
      ' ,',
      'said',
      'Bill',
      'he',
      'The',
      'Chapter 2',
      'II',
      'Notes:',
      'A/N:',
      'Summary:',
      'Chapter Text',
      'Story:',
      'Dear Al,',
      'Yours,',
      'Al:',
      'bo:',
      '[12:03]',
      '/so/',
      '„',
      '— ',
      "Al's POV",
      '(A/N:',
      ')',
      '🌙🌙',
      '«',
      '»',
      '「',
      '」',
      '。',
      '漢字',
      'שלום',
      '🙂',
      '\ud800',
      '\udc00',
      '&',
      '<em>',
      '<',
      '>',
      'e\u0301',
      'ﬁ',
      '١٢',
      '\u0000',
      '\ufeff',
      '\u00a0',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const input = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  scraps,
);

function assertConserved(flat: string, blocks: readonly Block[]): void {
  const check = new LetterCheck(flat.toWellFormed());
  for (const block of blocks) {
    check.take(block.label ?? '');
    check.take(textOf(block.html));
  }
  assert.ok(check.complete(), 'letters and digits come out again, in order');
}

test('every letter and digit comes out again, in order, whatever came in', () => {
  fc.assert(
    fc.property(input, (flat) => {
      const { blocks } = reshape(flat);
      assertConserved(flat, blocks);
      assert.ok(!blocks.some((block) => block.reason === 'reshape.asItCame'), 'the fallback is not needed');
    }),
    { numRuns: 3000 },
  );
});

test('html holds em and three entities only; confidences, reasons and doubts are within their ranges', () => {
  fc.assert(
    fc.property(input, (flat) => {
      for (const block of reshape(flat).blocks) {
        assert.match(block.html, /^(?:[^<>&]|<em>[^<>]*<\/em>|&(?:amp|lt|gt);)*$/u);
        assert.ok(block.confidence! >= 0 && block.confidence! <= 1);
        assert.ok((REASONS as readonly string[]).includes(block.reason!));
        for (const doubt of block.doubts ?? []) {
          assert.ok(doubt.at > 0 && doubt.confidence > 0 && doubt.confidence < 1);
          assert.ok((REASONS as readonly string[]).includes(doubt.reason));
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('a text of nothing has no blocks', () => {
  for (const flat of ['', ' ', '\n\n', '\ufeff', '\u0000']) assert.deepEqual(reshape(flat).blocks, []);
});

test('a line of the JSONL interface has kind, html and label only', () => {
  const line = reshapeLine({
    id: 'a1',
    flat: 'Notes: I hope you like it! Chapter Text “Hush,” said Ila. “They can hear.” “Who?”',
  });
  assert.deepEqual(line, {
    id: 'a1',
    blocks: [
      { kind: 'note', html: 'I hope you like it!', label: 'Notes:' },
      { kind: 'label', html: 'Chapter Text' },
      { kind: 'paragraph', html: '“Hush,” said Ila. “They can hear.”' },
      { kind: 'paragraph', html: '“Who?”' },
    ],
  });
});

test('hundreds of thousands of characters on one line take time in proportion', () => {
  const units = [
    '“Hello,” said Ann. She went. “Why?” “So.” ',
    '” ',
    '"',
    "'a ",
    '* a* ',
    'mine . ',
    'II ',
    'Notes: ',
    '(See the end of ',
    'aB',
    'ended.“So',
    '. . ',
    '「',
    'Chapter 1 ',
    'AaB',
    "A's POV ",
    '[A/N: a ',
    'Dear Al, I am. ',
    'Yours, Bo ',
    'Al: so. ',
    '[12:03] ',
    '/a ',
    '— Il a. ',
    '🌙',
  ];
  /** Of this process alone, so that what else the machine does counts little. */
  const cpuMs = (unit: string, letters: number): number => {
    const flat = unit.repeat(Math.ceil(letters / unit.length));
    const before = process.cpuUsage();
    assert.ok(reshape(flat).blocks.length > 0);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  for (const unit of units) {
    const few = cpuMs(unit, 60_000);
    const many = cpuMs(unit, 300_000);
    // Five times the text: in a square it would be twenty-five times the work. What is done at once says nothing.
    assert.ok(many < 1500 || many < 15 * few, `${unit}: ${few} ms, five times as long ${many} ms`);
  }
});

test('paragraphs that are there are kept exactly', () => {
  const text = ['"Hi," he said -- so. . .', 'Then he left ,', '“Why?” “So.”', 'It rained.'];
  for (const join of ['\n', '\n\n', '\r\n\r\n']) {
    const blocks = reshape(
      text.join(join).concat(`${join}It rained again, and the mill stood where it was.`.repeat(6)),
    ).blocks;
    assert.deepEqual(
      blocks.slice(0, 4).map(({ html }) => html),
      text,
    );
    assert.ok(blocks.every(({ confidence }) => confidence === 1));
  }
});

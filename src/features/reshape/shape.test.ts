import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileOf } from './profile.js';
import { detectShape } from './shape.js';

const shapeOf = (text: string): string => detectShape(text.split('\n'), profileOf(text)).shape;

const paragraphs = [
  'The lamp in the harbour office had been burning since Tuesday, and nobody would say who paid for the oil in it.',
  '“You could ask him,” said Ila, who had already asked him herself and had been told that it was none of her business.',
  '“I could,” said Corin. “But you are the one he likes, and I am the one who still owes him for the last lamp.”',
  'They looked at the lamp for a while. It did not look back.',
];

function wrap(text: string, width: number): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

test('paragraphs joined in each of five ways are told apart', () => {
  assert.equal(shapeOf(paragraphs.join(' ')), 'oneline');
  assert.equal(shapeOf(paragraphs.join('')), 'glued');
  assert.equal(shapeOf(paragraphs.join('\n')), 'newline');
  assert.equal(shapeOf(paragraphs.join('\n\n')), 'blank');
  for (const width of [60, 68, 72, 78]) {
    assert.equal(shapeOf(paragraphs.map((text) => wrap(text, width)).join('\n')), 'hardwrap', `${width}`);
    assert.equal(
      shapeOf(paragraphs.map((text) => wrap(text, width)).join('\n\n')),
      'hardwrap',
      `${width} blank`,
    );
  }
});

test('chapters of one long line each are flattened', () => {
  const chapter = paragraphs.join(' ');
  assert.equal(shapeOf(`Chapter 1\n\n${chapter}\n\nChapter 2\n\n${chapter}`), 'oneline');
});

test('speech that meets speech inside lines says that a text is flattened', () => {
  assert.equal(shapeOf('“Why?” “Because.” “No.” He left.\nShe stayed. “So?” “So what?”'), 'oneline');
});

test('short lines are verse or talk, not broken prose', () => {
  assert.equal(
    shapeOf(
      'Down by the harbour\nthe lamps go out,\none for the sailor\n\nand one for the girl\nwith the net on her knee\n',
    ),
    'blank',
  );
  assert.equal(shapeOf('ila: hey\nwren: no\nila: ok\nila: why'), 'newline');
  assert.equal(shapeOf(''), 'blank');
});

test('a wrapped text that was flattened first is known as both', () => {
  const text = `${paragraphs.join(' ')} “Why?” “Because.” “Oh.” “Well.” “So.” He left.`;
  const shape = detectShape(wrap(text, 70).split('\n'), profileOf(text));
  assert.deepEqual([shape.shape, shape.flattened], ['hardwrap', true]);
});

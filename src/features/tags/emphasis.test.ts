import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emphasisOf, readEmphasis, readTagList, writeEmphasis } from './index.js';

test('a star is primary, a tilde is background, and both come back as typed', () => {
  const { names, emphasis } = readEmphasis(readTagList('*Ann/Ben, ~ Cy & Dee, Eve/Flo'));
  assert.deepEqual(names, ['Ann/Ben', 'Cy & Dee', 'Eve/Flo']);
  assert.deepEqual(
    names.map((name) => emphasisOf(emphasis, name)),
    ['primary', 'background', null],
  );
  assert.deepEqual(writeEmphasis(names, emphasis), ['*Ann/Ben', '~Cy & Dee', 'Eve/Flo']);
});

test('the first of one name counts; a sign alone is nothing; names of objects are names', () => {
  assert.deepEqual(readEmphasis(['*Ann/Ben', '~ann/ben', '*', '~']), {
    names: ['Ann/Ben'],
    emphasis: { 'ann/ben': 'primary' },
  });
  assert.equal(emphasisOf({}, 'constructor'), null);
  assert.deepEqual(readEmphasis(['*__proto__']).names, ['__proto__']);
});

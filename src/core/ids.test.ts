import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashToken, ID_PATTERN, newId, newToken } from './ids.js';

test('ids are ten letters and digits that can be read aloud, each as likely', () => {
  const seen = new Map<string, number>();
  for (let i = 0; i < 4_000; i += 1) {
    const id = newId();
    assert.match(id, ID_PATTERN);
    for (const letter of id) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  }
  assert.equal(seen.size, 32);
  for (const letter of 'ilou') assert.ok(!seen.has(letter));
  for (const [letter, count] of seen) assert.ok(count > 1_000 && count < 1_500, `${letter} ${count}`);
});

test('an id is made of the chance that is given', () => {
  const all = Uint8Array.from({ length: 10 }, (_, i) => i * 25);
  assert.equal(
    newId(() => all),
    newId(() => all),
  );
  assert.equal(
    newId(() => new Uint8Array(10)),
    '0000000000',
  );
  assert.equal(
    newId(() => new Uint8Array(10).fill(255)),
    'zzzzzzzzzz',
  );
});

test('what looks like an id and is none', () => {
  for (const none of [
    '',
    '000000000',
    '00000000000',
    'ABCDEFGHJK',
    'i000000000',
    '000000000\n',
    '00000 0000',
  ])
    assert.doesNotMatch(none, ID_PATTERN, JSON.stringify(none));
});

test('tokens hold 256 bits, and only their hash is kept', () => {
  const token = newToken();
  assert.match(token, /^[\w-]{43}$/);
  assert.notEqual(newToken(), token);
  assert.equal(hashToken(token).length, 32);
  assert.ok(!hashToken(token).toString('latin1').includes(token));
  assert.deepEqual(hashToken('a').toString('hex').slice(0, 8), 'ca978112');
});

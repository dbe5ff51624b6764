import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../core/errors.js';
import { hashPassword, verifyPassword } from './password.js';

// First of all: nobody has logged in yet, and the queue is full.
test('a flood is bounded, and afterwards all is as before', async () => {
  const flood = Array.from({ length: 140 }, () => verifyPassword(null, 'x'));
  const answers = await Promise.allSettled(flood);
  const refused = answers.filter((answer) => answer.status === 'rejected');
  assert.ok(refused.length > 0 && refused.length < 140, `${refused.length} were refused`);
  for (const { reason } of refused) {
    assert.ok(reason instanceof AppError);
    assert.equal(reason.status, 503);
  }
  for (const answer of answers) if (answer.status === 'fulfilled') assert.equal(answer.value, false);
  assert.equal(await verifyPassword(null, 'nobody has this password'), false);
  const stored = await hashPassword('correct horse');
  assert.equal(await verifyPassword(stored, 'correct horse'), true);
});

test('Argon2id with at least 19 MiB, two rounds, one lane', async () => {
  assert.match(await hashPassword('correct horse'), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('every hash has a salt of its own; only its password opens it', async () => {
  const [a, b] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  assert.notEqual(a, b);
  assert.equal(await verifyPassword(a, 'correct horse'), true);
  for (const wrong of ['Correct horse', 'correct horse ', '', 'x'.repeat(1000)])
    assert.equal(await verifyPassword(a, wrong), false);
});

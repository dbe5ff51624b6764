import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, asAppError, badInput, forbidden, notFound, tooMany } from './errors.js';
import { wordsFor } from './messages/index.js';

const thrown = (code: string, more: object = {}, message = 'what the library says of canary') =>
  Object.assign(new Error(message), { code, ...more });

test('errors of the database and of the disk have answers of their own', () => {
  const answers: [error: unknown, status: number, code: string][] = [
    [thrown('53100'), 507, 'disk-full'],
    [thrown('ENOSPC'), 507, 'disk-full'],
    [thrown('EDQUOT'), 507, 'disk-full'],
    [thrown('57014'), 503, 'unavailable'],
    [thrown('57P01'), 503, 'unavailable'],
    [thrown('57P03'), 503, 'unavailable'],
    [thrown('08006'), 503, 'unavailable'],
    [thrown('53300'), 503, 'unavailable'],
    [thrown('ECONNREFUSED', { syscall: 'connect' }), 503, 'unavailable'],
    [thrown('ECONNREFUSED'), 503, 'unavailable'],
    [thrown('ENOENT', { syscall: 'connect' }), 503, 'unavailable'],
    [new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
    // A file of ours that is missing is no database that is away.
    [thrown('ENOENT', { syscall: 'open' }), 500, 'internal'],
    [thrown('23505'), 500, 'internal'],
    [thrown('22021'), 500, 'internal'],
    [new Error('Multipart: Boundary not found'), 400, 'bad-request'],
    [new Error('Unexpected end of form'), 400, 'bad-request'],
    [thrown('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 413, 'too-large'],
    [thrown('FST_REQ_FILE_TOO_LARGE', { statusCode: 413 }), 413, 'too-large'],
    [thrown('FST_ERR_CTP_INVALID_MEDIA_TYPE', { statusCode: 415 }), 415, 'bad-type'],
    [thrown('FST_ERR_BAD_URL', { statusCode: 400 }), 400, 'bad-request'],
    [thrown('FST_ERR_SOMETHING', { statusCode: 500 }), 500, 'internal'],
    [thrown('FST_ERR_SOMETHING'), 500, 'internal'],
    [new TypeError('x is not a function'), 500, 'internal'],
    ['a string', 500, 'internal'],
    [null, 500, 'internal'],
    [undefined, 500, 'internal'],
  ];
  for (const [error, status, code] of answers) {
    const answer = asAppError(error);
    assert.deepEqual([answer.status, answer.code], [status, code], String(error));
    assert.ok(!answer.safe.includes('canary'), 'the reader is not told what the library says');
    assert.match(answer.safe, /^[A-Z].*\.$/s);
    assert.equal(answer.cause, error);
    assert.equal('retry-after' in answer.headers, status === 503);
  }
});

test('an error that is meant to be seen stays as it is', () => {
  const error = badInput('Mend it.', { title: 'Too long.' });
  assert.equal(asAppError(error), error);
  const like = Object.assign(new Error('inner'), { code: 'import', status: 422, safe: 'Not a book.' });
  const answer = asAppError(like);
  assert.deepEqual([answer.status, answer.safe, answer.code], [422, 'Not a book.', 'import']);
});

test('the makers', () => {
  assert.deepEqual([notFound().status, notFound().safe], [404, 'There is nothing here that you can see.']);
  assert.equal(forbidden('No.').status, 403);
  assert.deepEqual(tooMany(0.2).headers, { 'retry-after': '1' });
  assert.deepEqual(tooMany(12.1).headers, { 'retry-after': '13' });
  assert.ok(notFound() instanceof AppError);
});

test('what is of the catalogue is told in the language of the page, and logged in English', () => {
  const de = wordsFor('de');
  assert.match(notFound().said(de), /^Hier gibt es nichts/);
  assert.match(tooMany(12).said(de), /Warte 12 Sekunden/);
  assert.match(tooMany(12).safe, /Wait 12 seconds/);
  assert.equal(badInput('Mend it.').said(de), 'Mend it.', 'a room’s own words are in its language already');
  const away = asAppError(Object.assign(new Error('gone'), { code: '57P01' }));
  assert.match(away.said(de), /Datenbank/);
  assert.deepEqual(away.headers, { 'retry-after': '5' });
});

/** The frame of every page: what it leads to, and what it never repeats. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logInPath } from './shell.js';

test('logging in leads back, but never to itself and never by way of a token', () => {
  assert.equal(logInPath('/works?page=2'), '/login?to=%2Fworks%3Fpage%3D2');
  assert.equal(logInPath('/login?to=%2Fworks%3Fpage%3D2'), '/login?to=%2Fworks%3Fpage%3D2');
  assert.equal(logInPath('/login'), '/login');
  assert.equal(logInPath('/setup?token=secret'), '/login');
});

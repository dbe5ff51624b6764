import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { Form, parseForm, readForm, safePath } from './forms.js';

test('a form leads back to a path of this archive and nowhere else', () => {
  const kept = [
    '/',
    '/works',
    '/works?page=2#top',
    '/tags/AC*s*DC/works',
    '/works/a%2Fb',
    '/works/./x',
    '/é',
  ];
  const places = [
    '/',
    '/works',
    '/works?page=2#top',
    '/tags/AC*s*DC/works',
    '/works/a%2Fb',
    '/works/x',
    '/%C3%A9',
  ];
  assert.deepEqual(
    kept.map((to) => safePath(to)),
    places,
  );
  const foreign = [
    '',
    'works',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000/evil.example',
    ' //evil.example',
    'https:evil.example',
    'https://evil.example',
    'HTTPS://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/.//evil.example',
    '/..//evil.example',
    '/works/..//evil.example',
    '/works/../..//evil.example/x',
    '/%2e//evil.example',
    '/%2E%2E//evil.example',
    '/././/evil.example',
    '@evil.example',
    '/works\r\nSet-Cookie: a=b',
  ];
  for (const to of foreign) assert.equal(safePath(to, '/works'), '/works', JSON.stringify(to));
});

test('whatever comes out is a path of this archive to a browser too', () => {
  const parts = ['/', '.', '..', '\\', '%2e', '%5c', ':', '@', 'evil.example', '\t', '#', '?', ' '];
  for (const a of parts)
    for (const b of parts)
      for (const c of parts)
        for (const d of parts) {
          const path = safePath(`/${a}${b}${c}${d}evil.example`);
          assert.equal(new URL(path, 'http://archive.example').host, 'archive.example', path);
        }
});

test('fields', () => {
  const form = parseForm(Buffer.from('a=1&a=2&b=%0D%0Ax%00y&c=%F0%9F%8C%99&__proto__=z&empty'));
  assert.deepEqual(form.all('a'), ['1', '2']);
  assert.equal(form.text('a'), '1');
  assert.equal(form.text('b'), '\nxy');
  assert.equal(form.text('c'), '🌙');
  assert.equal(form.text('nothing'), '');
  assert.ok(form.has('empty'));
  assert.equal(form.text('toString'), '');
  assert.deepEqual(form.names(), ['a', 'b', 'c', '__proto__', 'empty']);
  const values = form.values();
  assert.equal(Object.getPrototypeOf(values), Object.prototype);
  assert.equal(Object.getOwnPropertyDescriptor(values, '__proto__')?.value, 'z');
});

test('lone surrogates become what the database can hold', () => {
  const form = new Form([['a', 'x\ud800y']]);
  assert.equal(form.text('a'), 'x\ufffdy');
});

test('bytes that are no UTF-8 are refused in plain words', () => {
  assert.throws(
    () => parseForm(Buffer.from([0x61, 0x3d, 0xff])),
    (error) => error instanceof AppError && error.status === 422 && /encoding/.test(error.safe),
  );
});

test('every field that is wrong is named', () => {
  const schema = z.object({ n: z.string().min(2, 'too short'), m: z.email('no mail') });
  assert.throws(
    () => readForm(schema, { n: 'x', m: 'y' }, 'Mend it.'),
    (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.safe, 'Mend it.');
      assert.deepEqual(error.fields, { n: 'too short', m: 'no mail' });
      return true;
    },
  );
  assert.deepEqual(readForm(schema, { n: 'xx', m: 'a@b.example' }, ''), { n: 'xx', m: 'a@b.example' });
});

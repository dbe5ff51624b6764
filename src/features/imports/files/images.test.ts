import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PNG } from '../testing/files.js';
import { dataImage, ImageCollector } from './images.js';
import { IMPORT_LIMITS } from './limits.js';

test('one key a picture, however often it is named; the type is told by its bytes', () => {
  const images = new ImageCollector();
  assert.equal(images.add('a.png', PNG), 'import:1');
  assert.equal(images.add('a.png', PNG), 'import:1');
  assert.equal(images.add('b.jpg', PNG), 'import:2');
  assert.equal(
    images.add('c.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')),
    null,
  );
  assert.equal(images.add('c.png', PNG), null);
  assert.equal(images.add('d.gif', Buffer.from('GIF')), null);
  assert.deepEqual(
    images.images.map(({ key }) => key),
    ['1', '2'],
  );
  assert.deepEqual(images.warnings, [
    'The picture “c.png” was left out: it is not a JPEG, PNG, GIF or WebP picture.',
    'The picture “d.gif” was left out: it is not a JPEG, PNG, GIF or WebP picture.',
  ]);
});

test('number, size and sum are capped', () => {
  const many = new ImageCollector();
  for (let i = 0; i < IMPORT_LIMITS.images + 30; i += 1) many.add(`${i}`, PNG);
  assert.equal(many.images.length, IMPORT_LIMITS.images);
  assert.equal(many.warnings.length, 20);
  const large = new ImageCollector();
  const size = (bytes: number): Buffer => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]);
  assert.equal(large.add('x', size(IMPORT_LIMITS.image + 1)), null);
  for (let i = 0; i < 4; i += 1) assert.notEqual(large.add(`${i}`, size(IMPORT_LIMITS.image)), null);
  assert.equal(large.add('one more', PNG), null);
  assert.deepEqual(large.warnings, [
    'The picture “x” was left out: it is larger than 20 MB.',
    'The picture “one more” was left out: together the pictures are larger than 80 MB.',
  ]);
});

test('pictures in an address', () => {
  assert.deepEqual(dataImage(`data:image/png;base64,${PNG.toString('base64')}`), PNG);
  for (const src of ['data:text/html;base64,AAAA', 'https://example.org/a.png', 'data:image/png,raw', ''])
    assert.equal(dataImage(src), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeZip, type ZipPart } from '../testing/files.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS } from './limits.js';
import type { ByteSource } from './source-file.js';
import { openZip, type Zip } from './zip.js';

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (start, end) => bytes.subarray(start, end),
});
const open = (bytes: Uint8Array): Promise<Zip> => openZip('a.zip', sourceOf(bytes));
const opened = (...parts: ZipPart[]): Promise<Zip> => open(makeZip(parts));

const refused = (fault: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ImportError, String(error));
  assert.equal(error.fault, fault);
  assert.match(error.safe, message);
  assert.match(error.safe, /a\.zip/);
  return true;
};

test('lists and unpacks, stored and deflated, reading only what is asked for', async () => {
  const big = Buffer.alloc(300_000, 'not zeros but a text ');
  const zip = await opened(
    { name: 'a.txt', data: 'one' },
    { name: 'ü/b.txt', data: big, method: 0 },
    { name: 'dir/', data: '' },
  );
  assert.deepEqual(zip.names, ['a.txt', 'ü/b.txt']);
  assert.equal(Buffer.from(await zip.read('a.txt', 10)).toString(), 'one');
  assert.deepEqual(Buffer.from(await zip.read('ü/b.txt', 1e6)), big);
  assert.equal(zip.size('none'), 0);
  await assert.rejects(zip.read('none', 10), refused('damaged', /“none”/));
});

test('names that point outside are refused, links are passed over', async () => {
  for (const name of ['../x', 'a/../../x', '/etc/passwd', 'C:/x', '..\\x']) {
    await assert.rejects(opened({ name, data: 'x' }), refused('unsafe', /points outside/), name);
  }
  const zip = await opened(
    { name: 'link', data: '/etc/passwd', mode: 0o120777 },
    { name: 'file', data: 'x' },
  );
  assert.deepEqual(zip.names, ['file']);
  assert.equal(zip.has('link'), false);
});

test('a locked zip says so', async () => {
  const zip = await opened({ name: 'a', data: 'secret', encrypted: true });
  await assert.rejects(zip.read('a', 100), refused('encrypted', /locked with a password/));
});

test('cut off anywhere, or no zip at all, it says that the file is damaged', async () => {
  const bytes = makeZip([
    { name: 'a.txt', data: Buffer.alloc(5000, 'text of some length, ') },
    { name: 'b.txt', data: 'b' },
  ]);
  for (const length of [0, 10, 100, bytes.length - 30, bytes.length - 1])
    await assert.rejects(
      open(bytes.subarray(0, length)),
      refused('damaged', /not downloaded whole/),
      String(length),
    );
  const middle = Buffer.concat([bytes.subarray(0, 40), bytes.subarray(60)]);
  await assert.rejects(
    open(middle).then((zip) => zip.read('a.txt', 1e6)),
    refused('damaged', /damaged/),
  );
  const crooked = await opened({ name: 'a', data: 'text', crc: 7 });
  await assert.rejects(crooked.read('a', 100), refused('damaged', /damaged/));
  const unknown = await opened({ name: 'a', data: 'text', method: 99 });
  await assert.rejects(unknown.read('a', 100), refused('damaged', /packed in a way/));
});

test('bombs: by what they declare, by their ratio, and by what really comes out', async () => {
  const zeros = Buffer.alloc(3 * 1024 * 1024);
  const dense = await opened({ name: 'bomb', data: zeros });
  await assert.rejects(dense.read('bomb', 1e9), refused('unsafe', /times its size/));
  const lying = await opened({ name: 'bomb', data: zeros, declaredSize: 1000 });
  await assert.rejects(lying.read('bomb', 1e9), refused('damaged', /damaged/));
  const large = await opened({ name: 'a', data: zeros });
  await assert.rejects(large.read('a', 1000), refused('too-large', /3 MB; 1000 bytes/));
  const declared = Array.from({ length: 5 }, (_, i) => ({
    name: `${i}`,
    data: '',
    declaredSize: 0xff_ff_ff_00,
  }));
  await assert.rejects(opened(...declared), refused('unsafe', /more than 1024 MB/));
  const many = Array.from({ length: IMPORT_LIMITS.zipEntries + 1 }, (_, i) => ({
    name: `${i}`,
    data: '',
    method: 0 as const,
  }));
  await assert.rejects(opened(...many), refused('unsafe', /10001 files/));
});

test('a name given twice means its first file', async () => {
  const zip = await opened({ name: 'a', data: 'first' }, { name: 'a', data: 'second' });
  assert.deepEqual(zip.names, ['a']);
  assert.equal(Buffer.from(await zip.read('a', 100)).toString(), 'first');
});

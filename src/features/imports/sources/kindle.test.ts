/** Kindle books: read through calibre where it is installed; protected, broken and unconvertible ones say so. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { dryRun } from '../dry-run.js';
import { sourceFile } from '../files/source-file.js';
import { refuses } from '../testing/refuses.js';
import { CALIBRE_LIMITS, convertToEpub, findCalibre } from './kindle/calibre.js';

const book = readFileSync(path.join(import.meta.dirname, '../../../../test/golden/kindle/multi-2026.azw3'));
const calibre = await findCalibre();

/** The book with two bytes of its first record changed. */
function changed(offset: number, value: number): Buffer {
  const copy = Buffer.from(book);
  copy.writeUInt16BE(value, copy.readUInt32BE(78) + offset);
  return copy;
}

test('a protected book is refused before anything is run', async () => {
  for (const scheme of [1, 2])
    await refuses('mine.azw3', changed(12, scheme), 'encrypted', /DRM.*nothing was tried/);
});

test('a book that is cut short or whose head is broken is damaged', async () => {
  await refuses('cut.azw3', book.subarray(0, 90), 'damaged', /not downloaded whole/);
  const noHead = Buffer.from(book);
  noHead.write('XXXX', noHead.readUInt32BE(78) + 16);
  await refuses('odd.mobi', noHead, 'damaged', /damaged/);
});

test('without calibre the message names what works instead', async () => {
  assert.equal(await findCalibre('/nonexistent'), calibre?.startsWith('/opt') ? calibre : null);
  const before = process.env.PATH;
  process.env.PATH = '/nonexistent';
  try {
    if ((await findCalibre()) === null)
      await refuses('mine.azw3', book, 'unknown-form', /calibre is not installed.*EPUB or HTML/);
  } finally {
    process.env.PATH = before;
  }
});

test('a program that hangs or fails is ended, and leaves nothing behind', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fanlight-test-'));
  try {
    const program = path.join(folder, 'ebook-convert');
    const put = async (text: string): Promise<void> => {
      await writeFile(program, `#!/bin/sh\n${text}\n`);
      await chmod(program, 0o755);
    };
    await put(`echo $$ > ${folder}/pid; sleep 600 & wait`);
    const hung = await convertToEpub(program, book, { ...CALIBRE_LIMITS, seconds: 1 });
    assert.deepEqual([hung.kind, hung.kind === 'failed' && hung.why], ['failed', 'limit']);
    const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
    assert.throws(() => process.kill(pid, 0));
    await put('pwd; env; exit 3');
    const failed = await convertToEpub(program, book);
    assert.ok(failed.kind === 'failed' && failed.why === 'refused');
    assert.match(failed.said, /fanlight-kindle-/);
    assert.doesNotMatch(failed.said, /DATABASE_URL|SMTP_URL/);
    const at = /HOME=(\S+)/.exec(failed.said)?.[1] ?? '';
    await assert.rejects(readdir(at));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('AO3’s AZW3 is read as its EPUB is', {
  skip: calibre === null && 'calibre is not installed',
}, async () => {
  const { works, errors } = await dryRun(sourceFile('multi-2026.azw3', book));
  assert.deepEqual(errors, []);
  const [work] = works;
  assert.equal(work?.title, 'Orchard Street, After the Rain');
  assert.deepEqual(
    work.chapters.map(({ title }) => title),
    ['Day Twelve', null, 'Mr. Pell: An Inventory', 'What the Letter Said', 'Open'],
  );
  assert.equal(work.chapters[4]?.paragraphs.at(-1), '“No,” said Wren. “Just open.”');
  assert.deepEqual(work.chapters[0]?.italics, ['laughed']);
  assert.deepEqual([work.words, work.chapterTotal, work.completed], [162, 5, '2025-11-30']);
});

test('a book that calibre cannot read is damaged', {
  skip: calibre === null && 'calibre is not installed',
}, async () => {
  const broken = Buffer.from(book);
  broken.fill(0xff, broken.readUInt32BE(78) + 40);
  await refuses('broken.azw3', broken, 'damaged', /damaged/);
});

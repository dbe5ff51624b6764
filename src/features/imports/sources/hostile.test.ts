/** Files that are no stories, or that mean harm: each is read or refused plainly, in bounded time. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { dryRun } from '../dry-run.js';
import { sourceFile, withSourceFile } from '../files/source-file.js';
import { CONTAINER, makeEpub, makeZip, PNG, workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';

test('empty, and nothing but white space', async () => {
  for (const name of ['a.txt', 'a.html', 'a.epub', 'a'])
    await refuses(name, '', 'empty', /“a(?:\.\w+)?” is empty/);
  await refuses('a.txt', ' \n\t\u00a0\n', 'no-text', /nothing but white space/);
  await refuses('a.txt', '\0\0', 'no-text', /nothing but white space/);
  await refuses('a.html', '<html><body><script>x</script></body></html>', 'no-text', /without any text/);
  await refuses('a.md', '---\ntitle: X\n---\n', 'no-text', /no story under it/);
});

test('other things by any name are called what they are', async () => {
  const long = Buffer.alloc(200, 7);
  for (const [start, looksLike] of [
    [Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'a JPEG picture'],
    [PNG, 'a PNG picture'],
    [Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'an old Microsoft Office'],
    [Buffer.from('\x7fELF'), 'a program'],
    [Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 37) % 256)), 'a file that is not text'],
  ] as const) {
    for (const name of ['story.txt', 'story.html', 'story.epub'])
      await refuses(
        name,
        Buffer.concat([start, long]),
        'unknown-form',
        new RegExp(`looks like ${looksLike}.*can be imported.*plain text \\(\\.txt\\)`),
      );
  }
});

test('a wrong ending does not matter: content decides', async () => {
  const epub = makeEpub({ pages: [['1.xhtml', '<p>In a book.</p>']] });
  assert.equal((await workOf('story.txt', epub)).format, 'epub');
  assert.equal(
    (await workOf('story.epub', '<!DOCTYPE html><html><body><p>Page.</p></body></html>')).format,
    'html',
  );
  assert.equal((await workOf('story.html', 'Just a text. With no tags at all.\n')).shape, 'html');
  assert.equal((await workOf('story.jpg', 'It was a dark night.')).format, 'text');
  assert.equal(
    (await workOf('story.txt', '# A Title\n\nby Someone\n\n## One\n\nText.\n')).format,
    'markdown',
  );
});

test('zips that are no books', async () => {
  await refuses(
    'a.docx',
    makeZip([{ name: 'word/document.xml', data: '<x/>' }]),
    'no-text',
    /a Word document without any text/,
  );
  await refuses('a.zip', makeZip([]), 'unknown-form', /an empty zip/);
  await refuses('a.zip', makeZip([{ name: 'a.txt', data: 'x' }]), 'unknown-form', /one by one/);
  await refuses(
    'a.epub',
    makeZip([{ name: 'mimetype', data: 'application/epub+zip' }]),
    'unknown-form',
    /a zip of other things/,
  );
});

test('broken EPUBs say what is wrong', async () => {
  const whole = makeEpub({ pages: [['1.xhtml', '<p>x</p>']] });
  for (const length of [30, 200, whole.length - 10])
    await refuses('a.epub', whole.subarray(0, length), 'damaged', /“a\.epub” is damaged/);
  await refuses(
    'a.epub',
    makeZip([{ name: 'META-INF/container.xml', data: CONTAINER }]),
    'damaged',
    /package document/,
  );
  await refuses(
    'a.epub',
    makeZip([{ name: 'META-INF/container.xml', data: '<container>' }]),
    'damaged',
    /“container\.xml” in “a\.epub” cannot be read/,
  );
  await refuses(
    'a.epub',
    makeZip([{ name: 'META-INF/container.xml', data: CONTAINER.replace('OEBPS', '../..') }]),
    'damaged',
    /package document/,
  );
  await refuses('a.epub', makeEpub({}), 'no-text', /no text in its reading order/);
  await refuses(
    'a.epub',
    makeEpub({
      pages: [
        ['1.xhtml', ''],
        ['2.xhtml', '<p> </p>'],
      ],
    }),
    'no-text',
    /without any text/,
  );
  const locked = makeZip([{ name: 'META-INF/container.xml', data: CONTAINER, encrypted: true }]);
  await refuses('a.epub', locked, 'encrypted', /locked with a password/);
  const drm =
    '<encryption xmlns:enc="x"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="OEBPS/1.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>';
  await refuses(
    'a.epub',
    makeEpub({ pages: [['1.xhtml', '\x9f\x00']], extra: [{ name: 'META-INF/encryption.xml', data: drm }] }),
    'encrypted',
    /DRM/,
  );
});

test('addresses that climb out of the book lead nowhere', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      pages: [
        [
          '1.xhtml',
          '<p>x<img src="../../../etc/passwd" alt="p"/><img src="/etc/passwd"/><img src="file:///etc/passwd"/></p>',
        ],
      ],
      extra: [{ name: 'etc/passwd', data: PNG }],
    }),
  );
  assert.equal(
    work.chapters[0]!.body,
    '<p>x<img src="../../../etc/passwd" alt="p"><img src=""><img src="file:///etc/passwd"></p>'.replace(
      '<img src="">',
      `<img src="${work.images.length ? 'import:1' : '/etc/passwd'}">`,
    ),
  );
});

test('any bytes under any name are read or refused, never a fault of ours', async () => {
  const name = fc.constantFrom('a.txt', 'a.html', 'a.md', 'a.epub', 'a');
  const markup = fc.array(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<div id="chapters">',
      '<div id="preface">',
      '<h2 class="heading">',
      'Chapter 1',
      '<!--chapter content-->',
      '<dl class="tags">',
      '<dt>',
      '<dd>',
      'Posted originally on the ',
      'x',
      '\n',
      '<div class="byline">',
      '<blockquote>',
      '# ',
      '---\n',
      'title: ',
      '<img src="data:image/png;base64,AA">',
    ),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(
      name,
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        markup.map((parts) => Buffer.from(parts.join(''))),
      ),
      async (file, bytes) => {
        const { works, errors } = await dryRun(sourceFile(file, bytes));
        assert.ok(works.length + errors.length > 0);
      },
    ),
    { numRuns: 300 },
  );
});

test('any damage to a book is read or refused, never a fault of ours', async () => {
  const book = makeEpub({
    metadata: '<dc:title>T</dc:title>',
    pages: [['1.xhtml', '<h2>Chapter 1</h2><p>text</p><img src="a.png"/>']],
    items: [['a.png', 'image/png', PNG]],
    ncx: [['Chapter 1', '1.xhtml']],
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(book.length - 1),
      fc.nat(255),
      fc.option(fc.nat(book.length)),
      async (at, byte, cut) => {
        const bytes = Buffer.from(book);
        bytes[at] = byte;
        await dryRun(sourceFile('a.epub', cut === null ? bytes : bytes.subarray(0, cut)));
      },
    ),
    { numRuns: 400 },
  );
});

test('files on disk: missing, a folder, and read in pieces', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fanlight-import-'));
  try {
    await assert.rejects(
      withSourceFile(path.join(folder, 'none.txt'), dryRun),
      /“none\.txt”: there is no such file/,
    );
    await assert.rejects(withSourceFile(folder, dryRun), /is not a file/);
    const file = path.join(folder, 'a.epub');
    await writeFile(file, makeEpub({ pages: [['1.xhtml', `<p>${'words '.repeat(40_000)}</p>`]] }));
    const { works, errors } = await withSourceFile(file, (source) => dryRun(source, file));
    assert.deepEqual(errors, []);
    assert.equal(works[0]?.chapters[0]?.paragraphs[0]?.length, 6 * 40_000 - 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Files that are no stories, or that mean harm: each is read or refused plainly, in bounded time. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { dryRun } from '../dry-run.js';
import { ImportError } from '../reading/import-error.js';
import { SourceFile, sourceFile, withSourceFile } from '../reading/source-file.js';
import { CONTAINER, makeEpub, makeZip, PNG, workOf } from '../testing/files.js';

async function refusal(name: string, data: string | Uint8Array): Promise<{ fault: string; message: string }> {
  try {
    await workOf(name, data);
  } catch (error) {
    assert.ok(error instanceof ImportError, `${name}: ${String(error)}`);
    return { fault: error.fault, message: error.safe };
  }
  assert.fail(`${name} was read`);
}

async function refuses(
  name: string,
  data: string | Uint8Array,
  fault: string,
  message: RegExp,
): Promise<void> {
  const found = await refusal(name, data);
  assert.equal(found.fault, fault, `${name}: ${found.message}`);
  assert.match(found.message, message);
}

/** Fails when `work` takes longer than a request may; the machine may be busy. */
async function within(seconds: number, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  const took = (performance.now() - started) / 1000;
  assert.ok(took < seconds, `took ${took.toFixed(1)} s`);
}

const repeated = (text: string, bytes: number): Buffer => Buffer.alloc(bytes, text);

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
    [Buffer.from('%PDF-1.7\n'), 'a PDF document'],
    [Buffer.from('{\\rtf1\\ansi '), 'a rich text'],
    [Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'an old Microsoft Office'],
    [Buffer.concat([Buffer.alloc(60, 1), Buffer.from('BOOKMOBI')]), 'a Kindle book'],
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
    'unknown-form',
    /a Word document/,
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

test('an EPUB that unpacks to more than it may', async () => {
  await refuses(
    'a.epub',
    makeEpub({ pages: [['1.xhtml', `<p>${'x'.repeat(19 * 1024 * 1024)}</p>`]] }),
    'unsafe',
    /times its size/,
  );
  const page = (): string =>
    `<p>${Array.from({ length: 400_000 }, () => Math.random().toString(36).slice(2)).join(' ')}</p>`;
  await refuses(
    'a.epub',
    makeEpub({ pages: Array.from({ length: 5 }, (_, i) => [`${i}.xhtml`, page()] as [string, string]) }),
    'too-large',
    /more than 20 MB of text/,
  );
});

test('text of more than 20 MB is refused before it is read; a file of more than 100 MB before anything', async () => {
  await within(5, () =>
    refuses(
      'a.txt',
      repeated('a long line without any end. ', 50 * 1024 * 1024),
      'too-large',
      /50 MB of text; one file may hold 20 MB/,
    ),
  );
  let asked = 0;
  const huge = new SourceFile('a.epub', { size: 3e9, read: async () => Buffer.alloc(0, asked++) });
  const { errors } = await dryRun(huge);
  assert.equal(errors[0]?.code, 'import-too-large');
  assert.equal(asked, 0);
});

test('19 MB in one line is read', async () => {
  await within(30, async () => {
    const work = await workOf(
      'a.txt',
      repeated('Chapter 1 of one line: without any end, and so on. ', 19 * 1024 * 1024),
    );
    assert.equal(work.chapters.length, 1);
  });
});

test('100,000 nested tags, a tag of a million attributes, and markup that multiplies are refused quickly', async () => {
  await within(20, async () => {
    for (const tag of ['div', 'b', 'span', 'blockquote', 'table><tr><td', 'font'])
      await refuses(
        'a.html',
        `<html><body>${`<${tag}>`.repeat(100_000)}x`,
        'unsafe',
        /deep inside each other/,
      );
    await refuses(
      'a.html',
      `<html><p ${Array.from({ length: 300_000 }, (_, i) => `a${i}`).join(' ')}>x`,
      'unsafe',
      /attributes/,
    );
    await refuses(
      'a.html',
      `<html><body><p>${Array.from({ length: 200 }, (_, i) => `<font a${i}="">`).join('')}${'<p>x'.repeat(60_000)}`,
      'unsafe',
      /too many HTML tags|deep/,
    );
    await refuses('a.html', `<html><body>${'<p>x'.repeat(1_100_000)}`, 'unsafe', /tags/);
    await refuses(
      'a.epub',
      makeEpub({ pages: [['1.xhtml', '<div>'.repeat(100_000)]] }),
      'unsafe',
      /deep inside each other/,
    );
  });
});

test('Markdown, text and quotes made to be slow', async () => {
  await within(30, async () => {
    for (const piece of ['[', '*a ', '![](', '> ', '`', '<a ', '- ', '_*', '((', '[a](<', '&', '\\'])
      await dryRun(sourceFile('a.md', Buffer.from(`x\n\n${piece.repeat(20_000)}`)));
    for (const piece of ['Chapter ', 'Title: ', '***\n', 'Chapter 1\n', 'by ', 'a: b\n', '=\n', ' \n', '"']) {
      const { errors } = await dryRun(sourceFile('a.txt', Buffer.from(piece.repeat(50_000))));
      assert.ok(
        errors.every(({ code }) => code.startsWith('import-') || code.startsWith('too-')),
        piece,
      );
    }
  });
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

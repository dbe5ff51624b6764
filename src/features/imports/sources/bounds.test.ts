/** Files made to be large or slow: read or refused in bounded time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dryRun } from '../dry-run.js';
import { SourceFile, sourceFile } from '../files/source-file.js';
import { makeEpub, workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';

/** Fails when `work` takes more of the processor than a job may; how busy the machine is does not count. */
async function within(seconds: number, work: () => Promise<unknown>): Promise<void> {
  const started = process.cpuUsage();
  await work();
  const took = process.cpuUsage(started).user / 1e6;
  assert.ok(took < seconds, `took ${took.toFixed(1)} s`);
}

const repeated = (text: string, bytes: number): Buffer => Buffer.alloc(bytes, text);

test('an EPUB that unpacks to more than it may', async () => {
  await refuses(
    'a.epub',
    makeEpub({ pages: [['1.xhtml', `<p>${'x'.repeat(19 * 1024 * 1024)}</p>`]] }),
    'unsafe',
    /times its size/,
  );
  const page = (): string =>
    `<p>${Array.from({ length: 360_000 }, () => Math.random().toString(36).slice(2)).join(' ')}</p>`;
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
      /more than [\d,]+ HTML tags|deep/,
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
      await dryRun(sourceFile('a.md', Buffer.from(`x\n\n${piece.repeat(8_000)}`)));
    for (const piece of ['Chapter ', 'Title: ', '***\n', 'Chapter 1\n', 'by ', 'a: b\n', '=\n', ' \n', '"']) {
      const { errors } = await dryRun(sourceFile('a.txt', Buffer.from(piece.repeat(20_000))));
      assert.ok(
        errors.every(({ code }) => code.startsWith('import-') || code.startsWith('too-')),
        piece,
      );
    }
  });
});

test('pages of links, notes and menus made to be slow', async () => {
  const many = (n: number, one: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => one(i)).join('');
  const pages = [
    `<p>${many(6_000, (i) => `x<a href="#n${i % 7}"><sup>1</sup></a>`)}</p>${many(7, (i) => `<p id="n${i}"><a href="#r">1</a> note</p>`)}`,
    `<p>${many(6_000, (i) => `x<a id="r${i}" href="#n${i}">1</a>`)}</p><div>${many(6_000, (i) => `<p id="n${i}"><a href="#r${i}">1</a> note</p>`)}</div>`,
    `<div id="n">${many(6_000, () => '<a href="#n">1</a>')}</div>${many(6_000, () => '<a href="#n">1</a>')}`,
    `${'<div>'.repeat(200)}${many(6_000, () => '<a href="/x">menu</a><p>word word</p>')}`,
    `${'<font>'.repeat(200)}${many(6_000, () => 'line<br><br>')}Chapter 1<br>${many(6_000, () => 'line<br>')}`,
    many(800, (i) => `<div class="sidebar"><h2>Chapter ${i}</h2><p>text</p></div>`),
  ];
  await within(20, async () => {
    for (const page of pages) await dryRun(sourceFile('a.html', Buffer.from(`<html><body>${page}`)));
  });
  await within(20, async () => {
    for (const page of pages.slice(0, 3))
      await dryRun(
        sourceFile(
          'a.epub',
          makeEpub({
            pages: [['1.xhtml', page]],
            ncx: Array.from({ length: 500 }, (_, i) => [`Chapter ${i}`, `1.xhtml#n${i}`] as [string, string]),
          }),
        ),
      );
  });
});

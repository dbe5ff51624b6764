import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chapter, work } from '../../../../test/epub/build.js';
import { pictures } from '../../../../test/epub/pictures.js';
import { readBook } from '../../../../test/epub/read.js';
import { works } from '../../../../test/epub/works.js';
import { type EpubOptions, writeEpub } from './write-epub.js';

const options: EpubOptions = { images: pictures, generator: 'Fanlight test' };

let folder: string;
let count = 0;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanlight-write-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function written(
  document: Parameters<typeof work>[1] & { id?: string },
  own: EpubOptions = options,
): Promise<Buffer> {
  count += 1;
  const path = join(folder, `${count}.epub`);
  await writeEpub(work(document.id ?? 'w1', document), own, path);
  return readFile(path);
}

async function textsOf(book: Buffer): Promise<Map<string, string>> {
  return new Map([...(await readBook(book))].map(([name, { bytes }]) => [name, bytes.toString()]));
}

const packageOf = async (document: Parameters<typeof written>[0]): Promise<string> =>
  (await textsOf(await written(document))).get('EPUB/package.opf')!;

describe('a book as a file', () => {
  it('opens with its stored media type, and with nothing beside it', async () => {
    const book = await written({});
    assert.equal(book.subarray(30, 58).toString('latin1'), 'mimetypeapplication/epub+zip');
    const [first] = await readBook(book);
    assert.equal(first![0], 'mimetype');
    assert.deepEqual([first![1].stored, first![1].extraBytes], [true, 0]);
  });

  it('is the same for the same work, in any time zone', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      const one = await written(works.images!);
      process.env.TZ = 'America/Los_Angeles';
      const other = await written(works.images!);
      assert.ok(one.equals(other));
      const files = [...(await readBook(one)).values()];
      assert.ok(files.every(({ modified }) => modified.getHours() === 12 && modified.getDate() === 17));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('says how large it is, and goes to a stream as to a path', async () => {
    const path = join(folder, 'size.epub');
    const { bytes } = await writeEpub(work('w1'), options, path);
    const file = await readFile(path);
    assert.equal(file.length, bytes);
    const stream = new PassThrough();
    const received = buffer(stream);
    await writeEpub(work('w1'), options, stream);
    assert.ok((await received).equals(file));
  });

  it('is at its path whole or not at all', async () => {
    const own = await mkdtemp(join(folder, 'whole-'));
    const failing: EpubOptions = { ...options, images: () => Promise.reject(new Error('the disk is gone')) };
    await assert.rejects(writeEpub(works.images!, failing, join(own, 'a.epub')), /the disk is gone/);
    assert.deepEqual(await readdir(own), []);
    await assert.rejects(writeEpub(work('w1'), options, join(own, 'missing', 'a.epub')), { code: 'ENOENT' });
  });

  it('stops when the receiver goes away, and waits for a slow one', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error('gone')) });
    await assert.rejects(writeEpub(works.thirty!, options, gone), /gone/);
    let received = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      async write(chunk: Buffer, _encoding, callback) {
        received += chunk.length;
        await setTimeout(1);
        callback();
      },
    });
    assert.equal((await writeEpub(works.images!, options, slow)).bytes, received);
  });
});

describe('what a book says of its work', () => {
  it('holds the whole document', async () => {
    for (const name of ['several', 'images', 'tags', 'thirty']) {
      const files = await textsOf(await written(works[name]!));
      assert.deepEqual(JSON.parse(files.get('EPUB/fanlight.json')!), works[name]);
    }
  });

  it('names no creator of an anonymous work anywhere', async () => {
    const files = await textsOf(await written(works.anonymous!));
    for (const [name, text] of files) {
      assert.doesNotMatch(text, /Hidden Person|people\/secret|"secret"/, name);
    }
    assert.match(files.get('EPUB/s000-preface.xhtml')!, /by Anonymous/);
    assert.doesNotMatch(files.get('EPUB/package.opf')!, /dc:creator/);
    assert.deepEqual(JSON.parse(files.get('EPUB/fanlight.json')!).creators, []);
  });

  it('has one creator each, in their order', async () => {
    const opf = await packageOf(works.several!);
    const names = [...opf.matchAll(/<dc:creator id="creator-(\d)">(.*?)<\/dc:creator>/g)].map(
      (m) => `${m[1]} ${m[2]}`,
    );
    assert.deepEqual(names, ['1 Ansel Vane', '2 petra', '3 灯里', '4 O’Neil &amp; Sons']);
    assert.match(opf, /property="role" refines="#creator-4" scheme="marc:relators">aut</);
    assert.match(opf, /property="display-seq" refines="#creator-4">4</);
  });

  it('has every series with its place, the first for calibre too', async () => {
    const opf = await packageOf(works.several!);
    assert.match(opf, /<meta property="belongs-to-collection" id="series-1">Lights &amp; Stairs<\/meta>/);
    assert.match(opf, /property="group-position" refines="#series-2">1</);
    assert.match(
      opf,
      /<meta name="calibre:series" content="Lights &amp; Stairs"\/>\n<meta name="calibre:series_index" content="3"\/>/,
    );
    assert.equal(opf.match(/belongs-to-collection/g)!.length, 2);
  });

  it('has a subject for each tag with its kind, after the shelf', async () => {
    const opf = await packageOf({});
    const subjects = [...opf.matchAll(/<dc:subject[^>]*>(.*?)<\/dc:subject>/g)].map((m) => m[1]);
    assert.deepEqual(subjects, [
      'Fanworks',
      'General Audiences',
      'No Archive Warnings Apply',
      'Gen',
      'Lighthouse Tales',
      'Mara &amp; the Keeper',
      'Mara',
      'The Keeper',
      'Found Family',
      'Storms',
    ]);
    const kinds = [...opf.matchAll(/property="fanlight:kind" refines="#tag-\d+">(.*?)</g)].map((m) => m[1]);
    assert.deepEqual(kinds, [
      'rating',
      'warning',
      'category',
      'fandom',
      'relationship',
      'character',
      'character',
      'freeform',
      'freeform',
    ]);
  });

  it('has its addresses, dates and figures, and a description only when there is one', async () => {
    const opf = await packageOf({ sourceUrl: 'https://old.example/1', chapters: [chapter(1), chapter(2)] });
    for (const line of [
      '<dc:identifier id="work">https://lantern.example/works/w1</dc:identifier>',
      '<dc:source>https://old.example/1</dc:source>',
      '<dc:publisher>The Lantern Archive</dc:publisher>',
      '<dc:language>en</dc:language>',
      '<dc:date>2024-03-01</dc:date>',
      '<meta property="dcterms:modified">2024-05-17T12:00:00Z</meta>',
      '<meta property="dcterms:issued" refines="#s002-chapter">2024-03-02</meta>',
      '<meta property="schema:wordCount">24</meta>',
      '<dc:description>A storm, a stair, and a light that nobody lit.</dc:description>',
    ]) {
      assert.ok(opf.includes(line), line);
    }
    assert.doesNotMatch(await packageOf({ summary: null }), /dc:description/);
    assert.doesNotMatch(await packageOf({ summary: '<p>&nbsp;</p>' }), /dc:description/);
  });

  it('has no white space but single spaces in its metadata', async () => {
    const opf = await packageOf(works.tags!);
    const values = [...opf.matchAll(/<(?:dc:\w+|meta)[^>]*>([^<]+)</g)]
      .map((m) => m[1]!)
      .filter((text) => text !== '\n');
    assert.ok(values.length > 400);
    for (const value of values) assert.doesNotMatch(value, /[\n\r\t\u2028]| {2}|^ | $/);
  });

  it('claims conformance only when no image lacks a description', async () => {
    const described = await packageOf(works.images!);
    assert.match(described, /dcterms:conformsTo[^>]*>EPUB Accessibility 1.1 - WCAG 2.2 Level AA</);
    assert.match(described, /a11y:certifiedBy[^>]*>The Lantern Archive</);
    assert.match(described, /accessibilityFeature">alternativeText</);
    assert.match(described, /accessModeSufficient">textual</);
    assert.match(described, /accessibilityHazard">unknown</);
    const undescribed = await packageOf(works.undescribed!);
    assert.doesNotMatch(undescribed, /conformsTo|certifiedBy|alternativeText/);
    assert.match(undescribed, /accessModeSufficient">textual,visual</);
    const none = await packageOf({});
    assert.match(none, /conformsTo/);
    assert.match(none, /accessibilityHazard">none</);
    assert.doesNotMatch(none, /visual|alternativeText/);
  });
});

describe('the pages of a book', () => {
  it('stand in one order in spine, manifest and file names', async () => {
    const opf = await packageOf(works.thirty!);
    const spine = [...opf.matchAll(/<itemref idref="(.*?)"/g)].map((m) => m[1]!);
    assert.equal(spine.length, 32);
    assert.deepEqual(spine, spine.toSorted());
    const manifest = [...opf.matchAll(/<item id="(s\d.*?)" href="(.*?)"/g)];
    assert.deepEqual(
      manifest.map((m) => m[1]),
      spine,
    );
    assert.deepEqual(
      manifest.map((m) => m[2]),
      spine.map((id) => `${id}.xhtml`),
    );
  });

  it('are called as their writer calls them', async () => {
    const nav = (await textsOf(await written(works.thirty!))).get('EPUB/nav.xhtml')!;
    const titles = [...nav.matchAll(/<li><a href="[^"]*"[^>]*>(.*?)</g)].map((m) => m[1]);
    assert.deepEqual(titles.slice(0, 4), [
      'Preface',
      'Chapter 1',
      'Chapter 2: The 1th Night',
      'Chapter 3 – Again',
    ]);
    const alone = (await textsOf(await written({ title: 'Alone' }))).get('EPUB/nav.xhtml')!;
    assert.match(alone, /s001-chapter.xhtml">Alone</);
  });

  it('keep headings below the chapter’s, without a gap', async () => {
    const files = await textsOf(
      await written({
        chapters: [chapter(1, { html: '<h1>A</h1><h4>B</h4><h1>C</h1>', startNotes: '<h1>N</h1>' })],
      }),
    );
    const levels = [...files.get('EPUB/s001-chapter.xhtml')!.matchAll(/<h(\d)[^>]*>([^<]*)/g)].map(
      (m) => `${m[1]} ${m[2]}`,
    );
    assert.deepEqual(levels.slice(1), ['3 Chapter notes', '4 N', '3 A', '4 B', '3 C']);
  });

  it('go from right to left when the work does', async () => {
    const files = await textsOf(await written(works.arabic!));
    assert.match(files.get('EPUB/package.opf')!, /<spine toc="ncx" page-progression-direction="rtl">/);
    assert.match(files.get('EPUB/s001-chapter.xhtml')!, /<html [^>]*lang="ar" xml:lang="ar" dir="rtl">/);
    assert.match(
      files.get('EPUB/s000-preface.xhtml')!,
      /<h2 id="summary"><span lang="en" xml:lang="en" dir="ltr">Summary<\/span>/,
    );
  });
});

describe('the images of a book', () => {
  it('lie beside the document, a WebP with what older readers can show', async () => {
    const files = await readBook(await written(works.images!));
    const names = [...files.keys()].filter((name) => name.startsWith('EPUB/images/'));
    assert.deepEqual(names, [
      'EPUB/images/lamp01.png',
      'EPUB/images/photo01.jpg',
      'EPUB/images/moving01.gif',
      'EPUB/images/modern01.webp',
      'EPUB/images/modern01-shown.jpg',
      'EPUB/images/glass01.webp',
      'EPUB/images/glass01-shown.png',
    ]);
    assert.ok(
      files
        .get('EPUB/images/glass01.webp')!
        .bytes.equals(await pictures('glass01').then((bytes) => Buffer.from(bytes!))),
    );
    assert.match(
      files.get('EPUB/s001-chapter.xhtml')!.bytes.toString(),
      /<img src="images\/modern01-shown.jpg" alt="The sea"/,
    );
  });

  it('give way to their description when they are lost or not what they should be', async () => {
    const document = {
      ...works.undescribed!,
      chapters: [chapter(1, { html: '<p><img src="/media/lamp01" alt="A lamp"></p>' })],
    };
    for (const bytes of [null, Buffer.from('<svg onload="alert(1)"/>'), await pictures('photo01')]) {
      const files = await textsOf(await written(document, { ...options, images: async () => bytes }));
      assert.match(files.get('EPUB/s001-chapter.xhtml')!, /<p>\[A lamp\]<\/p>/);
      assert.ok(![...files.keys()].some((name) => name.startsWith('EPUB/images/')));
    }
  });

  it('cannot name a file outside of the book', async () => {
    const document = {
      ...works.undescribed!,
      images: [{ id: '../../x', type: 'image/png' as const, width: 1, height: 1 }],
    };
    const files = await readBook(await written(document, { ...options, images: () => pictures('lamp01') }));
    assert.ok(![...files.keys()].some((name) => name.includes('..')));
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chapter, work } from '../../../../test/epub/build.js';
import { readBook } from '../../../../test/epub/read.js';
import { works } from '../../../../test/epub/works.js';
import { options, packageOf, textsOf, written } from '../../../../test/epub/written.js';
import { type EpubOptions, writeEpub } from './write-epub.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanlight-write-'));
});
after(() => rm(folder, { recursive: true, force: true }));

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

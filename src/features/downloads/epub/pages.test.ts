import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chapter } from '../../../../test/epub/build.js';
import { pictures } from '../../../../test/epub/pictures.js';
import { readBook } from '../../../../test/epub/read.js';
import { works } from '../../../../test/epub/works.js';
import { options, packageOf, textsOf, written } from '../../../../test/epub/written.js';

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

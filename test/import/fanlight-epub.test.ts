/** Every test work, written as our EPUB and read back, is the work it was: the document, the prose and the images. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeEpub } from '../../src/features/downloads/epub/write-epub.js';
import { dryRun } from '../../src/features/imports/dry-run.js';
import { withSourceFile } from '../../src/features/imports/files/source-file.js';
import { worksOf } from '../../src/features/imports/testing/files.js';
import { pictures } from '../epub/pictures.js';
import { works } from '../epub/works.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanlight-import-'));
});
after(() => rm(folder, { recursive: true, force: true }));

for (const [name, document] of Object.entries(works)) {
  test(name, async () => {
    const path = join(folder, `${name}.epub`);
    await writeEpub(document, { images: pictures, generator: 'Fanlight test' }, path);
    const [work, ...more] = await withSourceFile(path, worksOf);
    assert.ok(work);
    assert.equal(more.length, 0);
    assert.equal(work.format, 'fanlight-epub');
    const shown = {
      ...document,
      creators: document.anonymous ? [] : document.creators,
      // One whose picture is lost is not in the book.
      cover: document.cover && (await pictures(document.cover.id)) ? document.cover : null,
    };
    // As JSON: what JSON cannot say is not in the file.
    assert.deepEqual(work.document, JSON.parse(JSON.stringify(shown)));
    assert.deepEqual(
      work.images.map(({ key }) => key),
      document.images.map(({ id }) => id),
    );
    for (const { key, bytes } of work.images)
      assert.deepEqual(Buffer.from(bytes), Buffer.from((await pictures(key))!), key);
    assert.deepEqual(work.warningsForReader, []);
    assert.deepEqual(
      work.chapters.map(({ body }) => body.replaceAll('src="import:', 'src="/media/')),
      document.chapters.toSorted((a, b) => a.position - b.position).map(({ html }) => html),
    );
    const { errors } = await withSourceFile(path, (source) => dryRun(source));
    assert.deepEqual(errors, []);
  });
}

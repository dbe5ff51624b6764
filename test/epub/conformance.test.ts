/** Every test work, written as a book, is faultless to three independent checkers. */
import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, it } from 'node:test';
import { ZipFile } from 'yazl';
import { writeEpub } from '../../src/features/downloads/epub/write-epub.js';
import { ace, epubcheck, epubcheckTs, type Findings } from './checkers.js';
import { pictures } from './pictures.js';
import { works } from './works.js';

let folder: string;
let broken: string;
const books: string[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanlight-epub-'));
  for (const [name, document] of Object.entries(works)) {
    const path = join(folder, `${name}.epub`);
    await writeEpub(document, { images: pictures, generator: 'Fanlight test' }, path);
    books.push(path);
  }
  broken = join(folder, 'broken.epub');
  await writeBroken(broken);
});
after(() => rm(folder, { recursive: true, force: true }));

// All three at once: each waits for another program half of its time.
describe('books of the test works', { concurrency: true, timeout: 300_000 }, () => {
  it('pass EPUBCheck without error or warning', async () =>
    expectOnlyBroken(await epubcheck([...books, broken])));
  it('pass epubcheck-ts without error or warning', async () =>
    expectOnlyBroken(await epubcheckTs([...books, broken])));
  it('pass Ace without violation', async () => expectOnlyBroken(await ace([...books, broken], folder)));
});

/** Every book is clean, and the checker is awake: it finds fault with the broken one. */
function expectOnlyBroken(findings: Findings): void {
  assert.ok(findings.get(broken)!.length > 0, 'the checker finds nothing wrong with a broken book');
  const faults = books.flatMap((book) =>
    findings
      .get(book)!
      .slice(0, 10)
      .map((line) => `${book}: ${line}`),
  );
  assert.deepEqual(faults, []);
}

/** A book that can be opened and is wrong to all three: no language, no accessibility metadata, an image without text. */
async function writeBroken(path: string): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, text: string, compress = true): void =>
    zip.addBuffer(Buffer.from(text), name, { compress, forceDosTimestamp: true });
  add('mimetype', 'application/epub+zip', false);
  add(
    'META-INF/container.xml',
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  );
  add(
    'package.opf',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier><dc:title>Broken</dc:title></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="nav"/></spine></package>`,
  );
  add(
    'nav.xhtml',
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Broken</title></head><body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Broken</a></li></ol></nav><p><img src="gone.png"/></p></body></html>',
  );
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

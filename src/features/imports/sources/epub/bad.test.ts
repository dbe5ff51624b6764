/** Books that are not as they should be: read as far as they can be, and said what was wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toText } from '../../../../core/text/index.js';
import { CONTAINER, makeEpub, makeZip, PNG, workOf, type ZipPart } from '../../testing/files.js';
import { refuses } from '../../testing/refuses.js';

const words = (n: number): string => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');
const P = `<p>${words(90)}</p>`;
const page = (body: string): string =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html>`;

interface Book {
  manifest: string;
  spine: string;
  metadata?: string;
  files: ZipPart[];
  before?: ZipPart[];
  container?: string | null;
}

/** A book whose package document is written by hand. */
const book = ({ manifest, spine, metadata = '', files, before = [], container = CONTAINER }: Book): Buffer =>
  makeZip([
    ...before,
    ...(container === null ? [] : [{ name: 'META-INF/container.xml', data: container }]),
    {
      name: 'OEBPS/content.opf',
      data: `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Low &eacute;bb &mdash; tide</dc:title>${metadata}</metadata><manifest>${manifest}</manifest>${spine}</package>`,
    },
    ...files,
  ]);

const item = (id: string, href: string, type = 'application/xhtml+xml'): string =>
  `<item id="${id}" href="${href}" media-type="${type}"/>`;
const ref = (...ids: string[]): string =>
  `<spine>${ids.map((id) => `<itemref idref="${id}"/>`).join('')}</spine>`;

const bodies = async (bytes: Buffer): Promise<string[]> =>
  (await workOf('a.epub', bytes)).chapters.map(({ body }) => toText(body));

test('names in another case, percent signs, backslashes, the type not first and wrong', async () => {
  const work = await workOf(
    'a.epub',
    book({
      manifest:
        item('a', 'Text/Chapter%20One.xhtml') + item('b', 'Text\\two%2Exhtml') + item('c', 'Text/Élan.xhtml'),
      spine: ref('a', 'b', 'c'),
      files: [
        {
          name: 'OEBPS/text/chapter one.XHTML',
          data: page(`<h1>Chapter 1</h1>${P}<img src="../IMAGES/a.PNG" alt="m"/>`),
        },
        { name: 'OEBPS\\Text\\two.xhtml', data: page(`<h1>Chapter 2</h1>${P}`) },
        { name: 'OEBPS/Text/E\u0301lan.xhtml', data: page(`<h1>Chapter 3</h1>${P}`) },
        { name: 'OEBPS/images/A.png', data: PNG },
        { name: 'mimetype', data: 'text/plain' },
      ],
    }),
  );
  assert.equal(work.title, 'Low ébb — tide');
  assert.equal(work.chapters.length, 3);
  assert.equal(work.images.length, 1);
});

test('two items of one id, a page named twice, pages that are missing', async () => {
  const work = await workOf(
    'a.epub',
    book({
      manifest:
        item('a', 'gone.xhtml') +
        item('a', '1.xhtml') +
        item('a', '2.xhtml') +
        item('b', '2.xhtml') +
        item('x', 'no.xhtml'),
      spine: ref('a', 'b', 'a', 'x', 'nothing'),
      files: [
        { name: 'OEBPS/1.xhtml', data: page(`<h1>Chapter 1</h1>${P}`) },
        { name: 'OEBPS/2.xhtml', data: page(`<h1>Chapter 2</h1>${P}`) },
      ],
    }),
  );
  assert.equal(work.chapters.length, 2);
  assert.match(
    work.warningsForReader.join('\n'),
    /names 2 pages that are not in it \(“no\.xhtml”, “nothing”\)/,
  );
});

test('no reading order: the pages as the book lists them, and it is said', async () => {
  const files = [
    { name: 'OEBPS/1.xhtml', data: page(`<h1>Chapter 1</h1>${P}`) },
    { name: 'OEBPS/2.xhtml', data: page(`<h1>Chapter 2</h1>${P}`) },
  ];
  for (const spine of ['', '<spine/>']) {
    const work = await workOf(
      'a.epub',
      book({ manifest: item('a', '1.xhtml') + item('b', '2.xhtml'), spine, files }),
    );
    assert.equal(work.chapters.length, 2);
    assert.match(work.warningsForReader.join('\n'), /does not say in which order/);
  }
  await refuses(
    'a.epub',
    book({ manifest: '', spine: '', files: [] }),
    'no-text',
    /no text in its reading order/,
  );
});

test('a lost container, where the package can still be found', async () => {
  const whole = book({
    manifest: item('a', '1.xhtml'),
    spine: ref('a'),
    files: [{ name: 'OEBPS/1.xhtml', data: page(P) }],
    before: [{ name: 'mimetype', data: 'application/epub+zip' }],
    container: null,
  });
  assert.deepEqual(await bodies(whole), [words(90)]);
});

test('the spine rules where the table of contents goes another way, and it is said', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      metadata: '<dc:title>T</dc:title>',
      pages: [
        ['2.xhtml', `<h1>Chapter 2</h1>${P}`],
        ['1.xhtml', `<h1>Chapter 1</h1>${P}`],
      ],
      ncx: [
        ['Chapter 1: Ebb', '1.xhtml'],
        ['Chapter 2: Flood', '2.xhtml'],
      ],
    }),
  );
  assert.deepEqual(
    work.chapters.map(({ title }) => title),
    ['Flood', 'Ebb'],
  );
  assert.match(work.warningsForReader.join('\n'), /another order than the book is read in/);
});

test('letters: a charset that lies, entities that nobody declared, markup that is not well-formed, declarations in the page', async () => {
  const utf8 = `<?xml version="1.0" encoding="iso-8859-1"?>${page('<p>Caf&eacute; – “naïve” &hellip; &unknown;</p>')}`;
  const latin = Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?>${page('<p>Caf\xe9 and \x93quotes\x94 were all the caf\xe9 had, he said.</p>')}`,
    'latin1',
  );
  const torn = page('<p>One <i>two<p>Three</i> & four <br> <b>five</p>');
  const declared = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>${page('<p>Six &b; seven.</p>')}`;
  const files = [utf8, latin, torn, declared].map((data, i) => ({ name: `OEBPS/${i}.xhtml`, data }));
  const text = (
    await bodies(
      book({
        manifest: files.map((_, i) => item(`i${i}`, `${i}.xhtml`)).join(''),
        spine: ref('i0', 'i1', 'i2', 'i3'),
        files,
      }),
    )
  ).join('\n\n');
  for (const line of [
    'Café – “naïve” … &unknown;',
    'Café and “quotes” were',
    'Three & four',
    'Six &b; seven.',
  ])
    assert.ok(text.includes(line), `${line} in ${text}`);
  assert.ok(!text.includes(']>'));
});

const DRM = (uri: string, algorithm: string): string =>
  `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;

test('protected books are refused by name; scrambled fonts are no matter', async () => {
  const aes = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';
  for (const [file, name] of [
    ['META-INF/rights.xml', 'Adobe’s DRM'],
    ['META-INF/sinf.xml', 'Apple’s FairPlay'],
    ['META-INF/license.lcpl', 'Readium LCP'],
  ] as const) {
    const locked = makeEpub({
      pages: [['1.xhtml', '\x9f\x00']],
      extra: [
        { name: 'META-INF/encryption.xml', data: DRM('OEBPS/1.xhtml', aes) },
        { name: file, data: '<x/>' },
      ],
    });
    await refuses(
      'a.epub',
      locked,
      'encrypted',
      new RegExp(`protected against copying \\(DRM: ${name}\\).*nothing was tried`),
    );
  }
  const noise = book({
    manifest: item('a', '1.xhtml'),
    spine: ref('a'),
    files: [
      { name: 'OEBPS/1.xhtml', data: Uint8Array.from({ length: 900 }, (_, i) => (i * 7919 + 200) % 61) },
      { name: 'META-INF/rights.xml', data: '<x/>' },
    ],
  });
  await refuses('a.epub', noise, 'encrypted', /DRM/);
  const fonts = makeEpub({
    pages: [['1.xhtml', P]],
    extra: [
      { name: 'META-INF/encryption.xml', data: DRM('OEBPS/font.otf', 'http://www.idpf.org/2008/embedding') },
      { name: 'META-INF/rights.xml', data: '<x/>' },
    ],
  });
  assert.deepEqual(await bodies(fonts), [words(90)]);
});

test('pictures that are missing, damaged or drawings leave their words and are named', async () => {
  const work = await workOf(
    'a.epub',
    makeEpub({
      pages: [
        [
          '1.xhtml',
          `${P}<p><img src="no.png" alt="Gone"/><img src="d.svg" alt="Drawn"/><svg><title>A wave</title><path d="M0 0"/></svg><img src="https://example.org/x.png" alt="Far"/></p>`,
        ],
      ],
      items: [['d.svg', 'image/svg+xml', '<svg/>']],
    }),
  );
  assert.match(toText(work.chapters[0]!.body), /\[img: Gone\]\[img: Drawn\]\[img: A wave\]\[img: Far\]/);
  const said = work.warningsForReader.join('\n');
  assert.match(said, /“no\.png” was left out: it is not in the book/);
  assert.match(said, /d\.svg” was left out: it is not a JPEG/);
  assert.match(said, /A picture lies on another server and is not fetched/);
  assert.match(work.chapters[0]!.body, /src="https:\/\/example\.org\/x\.png"/);
});

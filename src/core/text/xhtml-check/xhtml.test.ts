import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ALLOWED_ELEMENTS } from '../allow.js';
import { fromStore } from '../safe-html.js';
import { sanitiseNow } from '../sanitise.js';
import { parse, textOf } from '../tree.js';
import { toXhtml, type XhtmlOptions } from '../xhtml.js';
import { XHTML_CASES } from './cases.js';
import { epubCheck, hasEpubCheck, writeEpub } from './epub.js';

const book: XhtmlOptions = {
  headingShift: 1,
  idPrefix: 't-',
  base: 'https://archive.example/',
  image: (id) => (id === 'abcdefghjk' ? 'pixel.png' : null),
};
const xhtml = (html: string, options: XhtmlOptions = {}): string => toXhtml(sanitiseNow(html).html, options);

test('the cases hold every allowed element', () => {
  const all = XHTML_CASES.join('');
  for (const name of ALLOWED_ELEMENTS) assert.match(all, new RegExp(`<${name}[ >]`), name);
});

test('EPUBCheck finds nothing in any case', { skip: !hasEpubCheck, timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-xhtml-'));
  try {
    const file = join(folder, 'cases.epub');
    await writeEpub(
      file,
      XHTML_CASES.map((html) => xhtml(html, book)),
    );
    assert.deepEqual(await epubCheck(file), []);
    // The check itself: a block in a paragraph is an error.
    await writeEpub(file, ['<p><div>x</div></p>']);
    assert.equal((await epubCheck(file)).length, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no letter is lost, whatever is moved', () => {
  const letters = (html: string): string => [...textOf(parse(html)).replace(/[\s()]+/gu, '')].sort().join('');
  // An unpaired parenthesis of ruby is no letter. Images that the book does not hold become text, so they are counted as held.
  for (const html of XHTML_CASES) {
    const clean = sanitiseNow(html).html;
    assert.equal(letters(toXhtml(clean, { ...book, image: () => 'pixel.png' })), letters(clean), html);
  }
});

test('old elements and attributes become those of today', () => {
  assert.equal(
    xhtml(
      '<p align="center"><strike>a</strike> <tt>b</tt> <big>c</big> <acronym title="d">e</acronym></p><center>f</center><ul type="disc"><li>g</li></ul>',
    ),
    '<p class="align-center"><s>a</s> <code>b</code> <span class="big">c</span> <abbr title="d">e</abbr></p><div class="align-center">f</div><ul class="list-disc"><li>g</li></ul>',
  );
});

test('well-formed: void elements closed, language twice, no control characters, no named entities', () => {
  assert.equal(
    toXhtml(fromStore('<p lang="fr" title="a&nbsp;&quot;b&quot;">x\u0001<br>&nbsp;&lt;&amp;</p>')),
    '<p lang="fr" xml:lang="fr" title="a\u00a0&quot;b&quot;">x<br/>\u00a0&lt;&amp;</p>',
  );
});

test('anchors become ids, once; links lead somewhere or are none', () => {
  assert.equal(
    xhtml(
      '<p><a name="n">a</a><a name="n">b</a><a href="#n">c</a><a href="#gone">d</a><a href="/works/1">e</a></p>',
      { idPrefix: 'c1-' },
    ),
    '<p><a id="c1-u-n">a</a>b<a href="#c1-u-n">c</a>de</p>',
  );
  assert.equal(
    xhtml('<a href="/works/1">e</a>', { base: 'https://archive.example/' }),
    '<a href="https://archive.example/works/1">e</a>',
  );
});

test('images of the book stay, others leave their alt text', () => {
  assert.equal(
    xhtml(
      '<p><img src="/media/abcdefghjk" alt="A" width="50%" height="20px"><img src="/media/zzzzzzzzzz" alt="B"></p>',
      book,
    ),
    '<p><img src="pixel.png" alt="A" height="20"/>[B]</p>',
  );
});

test('a scene break parts scenes: none at the end, none lost before', () => {
  assert.equal(
    xhtml('<p>a</p><center><hr></center><div>b<hr></div><p>c</p><hr><hr>'),
    '<p>a</p><hr/><div>b</div><hr/><p>c</p>',
  );
});

test('blocks leave the places where only text may stand', () => {
  assert.equal(
    xhtml('<em><p>a</p><ul><li>b</li></ul></em>'),
    '<p><em>a</em></p><ul><li><em>b</em></li></ul>',
  );
  assert.equal(xhtml('<h2>a<div>b</div>c</h2>'), '<h2>a<br/>b<br/>c</h2>');
  assert.equal(xhtml('<ul><li>a</li><ul><li>b</li></ul></ul>'), '<ul><li>a<ul><li>b</li></ul></li></ul>');
  assert.equal(xhtml('<li>a</li><dd>b</dd>'), '<ul><li>a</li></ul><div class="dd">b</div>');
});

test('headings go down and stop at h6', () => {
  assert.equal(xhtml('<h1>a</h1><h6>b</h6>', { headingShift: 2 }), '<h3>a</h3><h6>b</h6>');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitiseNow } from '../../../core/text/index.js';
import { workOf } from '../testing/files.js';
import { readFrontMatter } from './front-matter.js';
import { readMarkdown } from './markdown.js';

test('a head, a title, chapters', () => {
  const work = readMarkdown(`---
title: "Low: Water"
author:
  - Zed
  - petra, the other
fandom: [Orchard Street, "Kettle, Bay"]
pairing: Joss/Wren, Bram & Tam
rating: T
warnings: No Archive Warnings Apply
tags:
- slow burn
- 'it''s late'
summary: >
  Two lines
  folded.

  And *more*.
language: fr
date: 2020-03-04
series: Tides
series_index: 2
complete: yes
---
# Low: Water

## Chapter 1: Ebb

It was *low*.

***

So.

## Flood

<div class="letter">Dear,</div>

> quoted
>
> ## not a chapter
`);
  assert.equal(work.title, 'Low: Water');
  assert.deepEqual(work.authors, [{ name: 'Zed' }, { name: 'petra, the other' }]);
  assert.deepEqual(work.fandoms, ['Orchard Street', 'Kettle, Bay']);
  assert.deepEqual(work.relationships, ['Joss/Wren', 'Bram & Tam']);
  assert.equal(work.rating, 'Teen And Up Audiences');
  assert.deepEqual(work.warnings, ['No Archive Warnings Apply']);
  assert.deepEqual(work.tags, ['slow burn', "it's late"]);
  assert.equal(work.summary, '<p>Two lines folded.</p>\n<p>And <em>more</em>.</p>');
  assert.equal(work.language?.code, 'fr');
  assert.equal(work.published, '2020-03-04');
  assert.deepEqual(work.series, [{ title: 'Tides', position: 2 }]);
  assert.equal(work.complete, true);
  assert.deepEqual(
    work.chapters.map(({ position, title }) => [position, title]),
    [
      [1, 'Ebb'],
      [2, 'Flood'],
    ],
  );
  assert.equal(work.chapters[0]!.body, '<p>It was <em>low</em>.</p>\n<hr>\n<p>So.</p>');
  assert.match(work.chapters[1]!.body, /^<div class="letter">Dear,<\/div>[\s\S]*<h2>not a chapter<\/h2>/);
});

test('which headings are chapters', () => {
  const titles = (source: string) => {
    const { title, chapters } = readMarkdown(source);
    return [title, ...chapters.map((c) => c.title)];
  };
  assert.deepEqual(titles('# T\n\nby Zed\n\n## A\n\nx\n\n## B\n\ny'), ['T', 'A', 'B']);
  assert.deepEqual(titles('# One\n\nx\n\n# Two\n\ny'), [null, 'One', 'Two']);
  assert.deepEqual(titles('# T\n\n# Chapter 1\n\nx\n\n# Chapter 2: B\n\ny'), ['T', null, 'B']);
  assert.deepEqual(titles('# T\n\nJust one text.\n'), ['T', null]);
  assert.deepEqual(titles('# T\n\n### A letter\n\nx'), ['T', null]);
  assert.deepEqual(titles('Text alone.'), [null, null]);
  assert.deepEqual(titles('```\n# no\n```\n\ntext'), [null, null]);
});

test('what stands before the first chapter is kept', () => {
  const work = readMarkdown('# T\n\n*Author:* Zed\n*Rating:* E\n\nA word before.\n\n## A\n\nx');
  assert.deepEqual(work.authors, [{ name: 'Zed' }]);
  assert.equal(work.rating, 'Explicit');
  assert.equal(work.startNotes, '<p>A word before.</p>');
  assert.equal(work.chapters.length, 1);
});

test('heads that are none, and odd ones', () => {
  for (const source of [
    '---\n\nA rule above.\n\n---\n\nText',
    '---\ntitle: never closed\n\ntext',
    'title: no lines\n---\n',
  ])
    assert.equal(readFrontMatter(source).rest, source);
  assert.deepEqual(
    [
      ...readFrontMatter(
        '---\ntitle:\n  wrapped\n  title # note\nempty:\nlist: []\nkey with spaces: "a\\"b" # c\n__proto__: x\nblock: |\n  a\n    b\n...\nrest',
      ).values,
    ],
    [
      ['title', ['wrapped title']],
      ['key-with-spaces', ['a"b']],
      ['block', ['a\n  b']],
    ],
  );
  assert.equal(readFrontMatter('---\na: 1\n---\nrest\n').rest, 'rest\n');
});

test('footnotes stand at the end of the chapter that refers to them; one that nothing refers to stays', async () => {
  const work = await workOf(
    'a.md',
    '# T\n\n## One\n\nSea[^a] and sand[^long].\n\n## Two\n\nRock[^a].\n\n[^a]: Salt *water*.\n[^long]: First.\n\n    Second.\n\n[^none]: Left over.\n',
  );
  const [one, two] = work.chapters.map(({ body }) => sanitiseNow(body).html);
  assert.match(one!, /Sea<sup><a href="#u-note-1" name="u-note-ref-1">1<\/a><\/sup> and sand<sup>/);
  assert.match(
    one!,
    /<hr>\s*<ol>\s*<li><a name="u-note-1"><\/a><p>Salt <em>water<\/em>\. <a href="#u-note-ref-1">↑<\/a><\/p>/,
  );
  assert.match(one!, /<p>First\.<\/p>\s*<p>Second\. <a href="#u-note-ref-2">↑<\/a><\/p>/);
  assert.match(two!, /Salt <em>water<\/em>/);
  assert.match(two!, /\[\^none\]: Left over\./);
});

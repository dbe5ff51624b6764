/** The page of a review: its outline, and the words of its buttons. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { wordsFor } from '../../../core/messages/index.js';
import { emptyFields } from '../../works/index.js';
import type { Draft, DraftBlock } from './draft.js';
import { ReviewPage } from './views.js';

type Chapter = { title?: string; blocks: Omit<DraftBlock, 'id'>[] };

function draftOf(...chapters: Chapter[]): Draft {
  let nextBlock = 1;
  return {
    fields: { ...emptyFields('en'), title: 'A Title' },
    mediaIds: [],
    chapters: chapters.map(({ title = '', blocks }) => ({
      title,
      summary: '',
      blocks: blocks.map((block) => ({ ...block, id: nextBlock++ })),
    })),
    nextBlock,
  };
}

const draw = (draft: Draft, messages: string[] = []): string =>
  renderToString(
    <ReviewPage
      id="abc"
      name="file.txt"
      draft={draft}
      chapter={0}
      part={0}
      revision={0}
      canUndo={false}
      messages={messages}
    />,
  );

const outlineOf = (html: string): string[] =>
  [...html.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(
    ([, level, inner]) => `${level} ${(inner ?? '').replace(/<[^>]*>/g, '').trim()}`,
  );

const heading = (level: number, html: string) => ({ kind: 'heading' as const, level, html });
const text = (html: string) => ({ kind: 'paragraph' as const, html });

test('the outline has no gap, whichever headings the text came with', () => {
  for (const level of [1, 3]) {
    const blocks = [heading(level, 'One'), text('x'), heading(level + 1, 'Two')];
    assert.deepEqual(outlineOf(draw(draftOf({ blocks }))), [
      '1 Review: A Title',
      '2 Chapter 1',
      '2 One',
      '3 Two',
    ]);
    assert.deepEqual(outlineOf(draw(draftOf({ title: 'Named', blocks }))), [
      '1 Review: A Title',
      '2 Named',
      '3 One',
      '4 Two',
    ]);
  }
  assert.match(draw(draftOf({ blocks: [text('x')] })), /<h2 class="visually-hidden">/);
});

test('that only sure breaks were put in is said first, and never that nothing had to be guessed', () => {
  const { onlySure, review } = wordsFor('en').imports;
  const draft = draftOf({ blocks: [text('x')] });
  const html = draw(draft, ['One picture is missing.', onlySure]);
  assert.ok(html.indexOf(onlySure) < html.indexOf('One picture'));
  assert.equal(html.split(onlySure).length, 2, 'once');
  assert.ok(!html.includes(review.leadSure));
  assert.ok(draw(draft).includes(review.leadSure));
});

test('each doubtful place says why it is one', () => {
  const html = draw(
    draftOf({
      blocks: [
        {
          ...text('It rained. Nobody spoke.'),
          confidence: 0.5,
          reason: 'reshape.newSpeaker',
          doubts: [{ at: 8, confidence: 0.3, reason: 'reshape.narration' }],
        },
      ],
    }),
  );
  const { reasons } = wordsFor('en').imports;
  assert.ok(html.includes(`${reasons['reshape.newSpeaker']} (50%)`));
  assert.ok(html.includes(`${reasons['reshape.narration']} (30%)`));
});

test('a doubtful place is named by its words, which are quoted once', () => {
  const doubt = { confidence: 0.5, reason: 'reshape.newSpeaker' };
  const html = draw(
    draftOf({
      blocks: [
        { ...text('It rained. “Well, so it does.” Nobody spoke.'), doubts: [{ at: 8, ...doubt }] },
        { ...text('It rained. Nobody spoke.'), doubts: [{ at: 8, ...doubt }] },
      ],
    }),
  );
  const buttons = [...html.matchAll(/value="split">([^<]*)</g)].map(([, label]) => label);
  assert.deepEqual(buttons, [
    'Begin a paragraph at “Well, so it does.” Nobody …',
    'Begin a paragraph at “Nobody spoke. …”',
  ]);
  const { splitBefore } = wordsFor('en').imports.review;
  assert.equal(splitBefore('«Bon, dit-elle'), 'Begin a paragraph at «Bon, dit-elle …');
});

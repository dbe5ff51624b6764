/** Answers to doubtful places: what they change, what they leave open, and that all is as it was after undo. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { story } from '../../../../test/support/story.js';
import { inlineText } from '../../../core/text/index.js';
import { reshape } from '../../reshape/index.js';
import { emptyFields } from '../../works/index.js';
import type { Draft, DraftBlock } from '../review/draft.js';
import { applyPatch } from '../review/patch.js';
import { Refused } from '../review/refused.js';
import { type AnswerName, answersOf, decide, settleAll } from './decide.js';
import { doubtfulPlacesOf, leastCertainFirst } from './places.js';

function draftOf(...chapters: Omit<DraftBlock, 'id'>[][]): Draft {
  let nextBlock = 1;
  return {
    fields: emptyFields('en'),
    mediaIds: [],
    chapters: chapters.map((blocks) => ({
      title: '',
      summary: '',
      blocks: blocks.map((block) => ({ ...block, id: nextBlock++ })),
    })),
    nextBlock,
  };
}

const p = (html: string, more: Partial<DraftBlock> = {}): Omit<DraftBlock, 'id'> => ({
  kind: 'paragraph',
  html,
  ...more,
});
const why = 'reshape.newSpeaker';
const keys = (draft: Draft) => leastCertainFirst(doubtfulPlacesOf(draft)).map(({ key }) => key);
const html = (draft: Draft, chapter = 0) => draft.chapters[chapter]!.blocks.map((block) => block.html);
const answered = (draft: Draft, key: string, answer: AnswerName) => decide(draft, [{ key, answer }]);

/** Two breaks and two places where none was put, over two chapters. */
const four = () =>
  draftOf(
    [
      p('One.'),
      p('Two. Three.', { confidence: 0.5, reason: why, doubts: [{ at: 3, confidence: 0.3, reason: why }] }),
      p('Four. Five.', { confidence: 0.6, reason: why, doubts: [{ at: 4, confidence: 0.41, reason: why }] }),
    ],
    [p('Six.'), p('Seven.', { confidence: 0.43, reason: why })],
  );

test('all chapters in one order, the least certain first, the same for as long as places are open', () => {
  let draft = four();
  const order = ['b1-3', 'b0-3', 'b0-15', 'b0-11', 'b0-6'];
  assert.deepEqual(keys(draft), order);
  for (const [i, key] of order.entries()) {
    draft = answered(draft, key, i % 2 === 0 ? 'keep' : 'break').draft;
    assert.deepEqual(keys(draft), order.slice(i + 1));
  }
  assert.deepEqual(html(draft), ['One.', 'Two. Three.', 'Four. Five.']);
  assert.deepEqual(html(draft, 1), ['Six. Seven.']);
});

test('a join keeps the other doubts of both blocks where they were', () => {
  const { draft } = answered(four(), 'b0-11', 'keep');
  assert.deepEqual(html(draft), ['One.', 'Two. Three. Four. Five.']);
  assert.deepEqual(keys(draft), ['b1-3', 'b0-3', 'b0-15', 'b0-6']);
  const { draft: parted } = answered(draft, 'b0-15', 'break');
  assert.deepEqual(html(parted), ['One.', 'Two. Three. Four.', 'Five.']);
  assert.deepEqual(keys(parted), ['b1-3', 'b0-3', 'b0-6']);
  const { draft: again } = answered(parted, 'b0-6', 'break');
  assert.deepEqual(html(again), ['One.', 'Two.', 'Three. Four.', 'Five.']);
});

test('several answers are one change, taken back at once; a place that is gone is passed over', () => {
  const before = four();
  const done = decide(before, [
    { key: 'b0-11', answer: 'keep' },
    { key: 'b0-15', answer: 'break' },
    { key: 'b9-9', answer: 'break' },
    { key: 'b0-3', answer: 'keep' },
  ]);
  assert.deepEqual(html(done.draft), ['One. Two. Three. Four.', 'Five.']);
  assert.deepEqual(applyPatch(done.draft, done.undo).draft.chapters, before.chapters);
  assert.throws(() => decide(before, [{ key: 'b9-9', answer: 'break' }]), Refused);
  assert.throws(() => answered(before, 'b0-3', 'longer'), Refused);
});

test('emphasis: right, off, a word longer, a word shorter', () => {
  const before = draftOf([p('He was <em>very</em> tired now.', { guessedEmphasis: [{ start: 5, end: 9 }] })]);
  assert.deepEqual(keys(before), ['e0-5']);
  const [place] = doubtfulPlacesOf(before);
  assert.deepEqual(answersOf(before, place!), ['right', 'off', 'longer']);
  const longer = answered(before, 'e0-5', 'longer').draft;
  assert.deepEqual(html(longer), ['He was <em>very tired</em> now.']);
  assert.deepEqual(keys(longer), ['e0-5'], 'still to be said right');
  assert.deepEqual(answersOf(longer, doubtfulPlacesOf(longer)[0]!), ['right', 'off', 'longer', 'shorter']);
  const back = answered(longer, 'e0-5', 'shorter').draft;
  assert.deepEqual(html(back), html(before));
  assert.deepEqual(keys(answered(back, 'e0-5', 'right').draft), []);
  const off = answered(longer, 'e0-5', 'off').draft;
  assert.deepEqual([html(off), keys(off)], [['He was very tired now.'], []]);
  // A draft that did not keep which emphasis was guessed asks about all of it.
  const old = draftOf([p('<em>One</em> and <em>two</em>.', { guessedEmphasis: true })]);
  assert.deepEqual(keys(old), ['e0-0', 'e0-6']);
  assert.deepEqual(keys(answered(old, 'e0-0', 'off').draft), ['e0-6']);
});

test('a doubtful heading is what a person says; a break has no join after a scene break or at the beginning', () => {
  const draft = draftOf([
    p('The Lamp', { kind: 'heading', level: 1, confidence: 0.5, reason: 'reshape.heading' }),
    p('It rained.'),
    p('* * *', { kind: 'scene_break', confidence: 0.6, reason: 'reshape.sceneBreak' }),
    p('Nobody spoke.', { confidence: 0.7, reason: why }),
  ]);
  const places = doubtfulPlacesOf(draft);
  assert.deepEqual(
    places.map((place) => answersOf(draft, place)),
    [['right', 'paragraph', 'note'], ['right', 'paragraph', 'heading', 'note'], ['break']],
  );
  const done = answered(draft, 'k0-0', 'note').draft;
  assert.equal(done.chapters[0]!.blocks[0]!.kind, 'note');
  assert.deepEqual(keys(done), ['k0-15', 'b0-15']);
});

test('all that remain are right: nothing changes but that nothing is open, and one undo opens all again', () => {
  const before = four();
  const done = settleAll(before);
  assert.deepEqual(
    [html(done.draft), html(done.draft, 1), keys(done.draft)],
    [html(before), html(before, 1), []],
  );
  assert.deepEqual(applyPatch(done.draft, done.undo).draft.chapters, before.chapters);
  assert.throws(() => settleAll(done.draft), Refused);
});

test('a whole story: one answer a place, whatever it is; no letter is lost, every place is asked once', () => {
  const { oneLine } = story(3000, 11);
  let draft = draftOf(
    reshape(oneLine).blocks.map(({ kind, html: inner, confidence, reason, doubts, guessedEmphasis }) => ({
      kind,
      html: inner,
      ...(confidence === undefined ? {} : { confidence }),
      ...(reason === undefined ? {} : { reason }),
      ...(doubts ? { doubts } : {}),
      ...(guessedEmphasis ? { guessedEmphasis } : {}),
    })),
  );
  const order = keys(draft);
  const start = draft;
  const undo: ReturnType<typeof decide>['undo'][] = [];
  for (const [i, key] of order.entries()) {
    const place = doubtfulPlacesOf(draft).find((one) => one.key === key);
    assert.ok(place, `${key} is open`);
    const answers = answersOf(draft, place);
    const change = answered(draft, key, answers[i % Math.min(2, answers.length)]!);
    undo.unshift(change.undo);
    draft = change.draft;
  }
  assert.ok(order.length > 30);
  assert.deepEqual(keys(draft), []);
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  assert.equal(letters(draft.chapters[0]!.blocks.map((b) => inlineText(b.html)).join('')), letters(oneLine));
  for (const patch of undo) draft = applyPatch(draft, patch).draft;
  assert.deepEqual(draft.chapters, start.chapters);
});

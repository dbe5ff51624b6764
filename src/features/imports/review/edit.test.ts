import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inlineText, sanitiseNow } from '../../../core/text/index.js';
import { emptyFields } from '../../works/index.js';
import type { Draft, DraftBlock } from './draft.js';
import { isDoubtful } from './draft.js';
import { type Act, edit } from './edit.js';
import { blockHtml, chapterHtml, notePlaces } from './outline.js';
import { applyPatch, idsIn } from './patch.js';
import { landing, nextDoubtful, placeOfBlock, reviewPath } from './place.js';
import { typedBlocks } from './typed.js';

const fields = emptyFields('en');

/** A draft of one chapter for each list of blocks, numbered from 1. */
function draftOf(...chapters: (Partial<DraftBlock> & { html: string })[][]): Draft {
  let nextBlock = 1;
  return {
    fields,
    mediaIds: [],
    chapters: chapters.map((blocks, i) => ({
      title: i === 0 ? '' : `Title ${i}`,
      summary: i === 0 ? '' : '<p>Summed up.</p>',
      blocks: blocks.map((block) => ({ kind: 'paragraph' as const, ...block, id: nextBlock++ })),
    })),
    nextBlock,
  };
}

const p = (html: string): { html: string } => ({ html });
const act = (draft: Draft, ...acts: Act[]): Draft => acts.reduce((now, one) => edit(now, one).draft, draft);
const shown = (draft: Draft, chapter = 0): [kind: string, html: string][] =>
  draft.chapters[chapter]!.blocks.map(({ kind, html }) => [kind, html]);

test('two blocks are joined by a space, and without one where the script has none', () => {
  const joined = act(draftOf([p('One <em>was</em>'), p('here.')]), { act: 'join', block: 2 });
  assert.deepEqual(shown(joined), [['paragraph', 'One <em>was</em> here.']]);
  const close = act(draftOf([p('雨が降'), p('っていた。')]), { act: 'join', block: 2 });
  assert.deepEqual(shown(close), [['paragraph', '雨が降っていた。']]);
});

test('a text that is joined to what is left out is not left out with it', () => {
  const draft = draftOf([{ kind: 'label', html: 'Chapter Text' }, p('It rained.')]);
  assert.deepEqual(shown(act(draft, { act: 'join', block: 2 })), [['paragraph', 'Chapter Text It rained.']]);
});

test('a block is split inside its emphasis, the second half goes on as a paragraph', () => {
  const draft = draftOf([{ kind: 'heading', level: 1, html: 'One <em>two three</em>' }]);
  const done = edit(draft, { act: 'split', block: 1, at: 8 });
  assert.deepEqual(shown(done.draft), [
    ['heading', 'One <em>two</em>'],
    ['paragraph', '<em>three</em>'],
  ]);
  assert.equal(done.focus, 2);
  for (const at of [0, 3_000])
    assert.throws(() => edit(draft, { act: 'split', block: 1, at }), { why: 'notInside' });
});

test('no act cuts a sign in two', () => {
  const draft = draftOf([p('a😀 b')]);
  assert.deepEqual(shown(act(draft, { act: 'split', block: 1, at: 2 })), [
    ['paragraph', 'a'],
    ['paragraph', '😀 b'],
  ]);
});

test('emphasis takes the words and not the spaces around them, and goes when it is asked for again', () => {
  const draft = draftOf([p('One two three')]);
  const act1: Act = { act: 'emphasise', block: 1, from: 3, to: 8 };
  assert.deepEqual(shown(act(draft, act1)), [['paragraph', 'One <em>two</em> three']]);
  assert.deepEqual(shown(act(draft, act1, act1)), [['paragraph', 'One two three']]);
  assert.throws(() => edit(draft, { act: 'emphasise', block: 1, from: 3, to: 4 }), { why: 'noWords' });
});

test('a note’s label comes back into the text when it was no note', () => {
  const draft = draftOf([p('x'), { kind: 'note', html: 'the key is under the mat', label: 'Note:' }]);
  assert.deepEqual(shown(act(draft, { act: 'kind', block: 2, kind: 'paragraph' }))[1], [
    'paragraph',
    'Note: the key is under the mat',
  ]);
});

test('a scene break takes the place of a mark, stands above a text, and can be turned back', () => {
  const draft = draftOf([p('x'), p('~*~'), p('A long text that is no mark at all.')]);
  const marked = act(draft, { act: 'scene', block: 2 });
  assert.deepEqual(shown(marked)[1], ['scene_break', '~*~']);
  assert.throws(() => edit(marked, { act: 'scene', block: 3 }), { why: 'breakThere' });
  assert.deepEqual(shown(act(marked, { act: 'kind', block: 2, kind: 'paragraph' })), shown(draft));
  const above = edit(draft, { act: 'scene', block: 3 });
  assert.deepEqual(
    shown(above.draft).map(([kind]) => kind),
    ['paragraph', 'paragraph', 'scene_break', 'paragraph'],
  );
  assert.equal(above.focus, 3);
});

test('a list can be a note and part of the text again, and nothing else', () => {
  const draft = draftOf([p('x'), { kind: 'other', html: '<ul><li>a</li><li>b</li></ul>' }]);
  const note = act(draft, { act: 'kind', block: 2, kind: 'note' });
  assert.deepEqual(shown(note)[1], ['note', '<ul><li>a</li><li>b</li></ul>']);
  assert.deepEqual(shown(act(note, { act: 'kind', block: 2, kind: 'paragraph' }))[1], shown(draft)[1]);
  for (const one of [
    { act: 'kind', block: 2, kind: 'heading' },
    { act: 'split', block: 2, at: 1 },
    { act: 'join', block: 2 },
    { act: 'emphasise', block: 2, from: 0, to: 1 },
  ] as const)
    assert.throws(() => edit(draft, one), { name: 'Refused' });
});

test('a heading that begins a chapter becomes its title; joined again it is a heading again', () => {
  const draft = draftOf([p('One.'), { kind: 'heading', level: 1, html: 'The <em>Second</em>' }, p('Two.')]);
  const two = act(draft, { act: 'chapter-here', block: 2 });
  assert.deepEqual(
    two.chapters.map(({ title }) => title),
    ['', 'The Second'],
  );
  const one = act(two, { act: 'chapter-join', chapter: 1 });
  assert.deepEqual(shown(one), [
    ['paragraph', 'One.'],
    ['heading', 'The Second'],
    ['paragraph', 'Two.'],
  ]);
  assert.throws(() => edit(draft, { act: 'chapter-join', chapter: 0 }), { why: 'noChapterBefore' });
});

test('notes before the text, in it and after it go where the review says', () => {
  const note = (html: string) => ({ kind: 'note' as const, html });
  const { chapters } = draftOf([
    note('a'),
    { kind: 'label', html: 'Chapter Text' },
    p('b'),
    note('c'),
    p('d'),
    note('<ul><li>e</li></ul>'),
  ]);
  assert.deepEqual([...notePlaces(chapters[0]!.blocks).values()], ['start', 'text', 'end']);
  assert.deepEqual(chapterHtml(chapters[0]!), {
    startNotes: '<p>a</p>',
    body: '<p>b</p>\n<blockquote class="authors-note"><p>c</p></blockquote>\n<p>d</p>',
    endNotes: '<ul><li>e</li></ul>',
  });
});

test('typed marks become clean blocks', async () => {
  const clean = { sanitise: async (html: string) => sanitiseNow(html) };
  const kinds = async (text: string) =>
    (await typedBlocks(clean, text, 'marks')).map(({ kind, html }) => [kind, html]);
  assert.deepEqual(await kinds('One *two*\nthree\n\n \n* * *\n\n2 * 3 < 7'), [
    ['paragraph', 'One <em>two</em><br>three'],
    ['scene_break', ''],
    ['paragraph', '2 * 3 &lt; 7'],
  ]);
  assert.deepEqual(await kinds('<script>x</script>'), []);
  assert.deepEqual(await kinds('</p></li><p onclick="x">Left</p>'), [['paragraph', 'Left']]);
});

test('a typed text keeps the kind of its block', async () => {
  const clean = { sanitise: async (html: string) => sanitiseNow(html) };
  const draft = draftOf([p('x'), { kind: 'note', html: 'y', label: 'A/N:' }]);
  const typed = await typedBlocks(clean, 'one\n\ntwo', 'marks');
  const { blocks } = act(draft, { act: 'text', block: 2, typed }).chapters[0]!;
  assert.deepEqual(
    blocks.map(({ kind, html, label, id }) => [id, kind, html, label]),
    [
      [1, 'paragraph', 'x', undefined],
      [2, 'note', 'one', 'A/N:'],
      [3, 'note', 'two', undefined],
    ],
  );
});

test('places: the page of a block, the next doubt, the way back', () => {
  const blocks = Array.from({ length: 650 }, (_, i) => p(`${i}`));
  const draft = draftOf([p('x')], blocks);
  assert.deepEqual(placeOfBlock(draft, 2 + 600), { chapter: 1, part: 2, block: 602 });
  assert.equal(
    reviewPath('abc', { chapter: 1, part: 2, block: 602 }, 'split'),
    '/imports/abc?chapter=2&part=3&did=split&block=602#block-602',
  );
  const removed = edit(draft, { act: 'remove', block: 651 });
  assert.equal(landing(removed).block, 650, 'the last one that is left');
  const doubts = [1, 5, 9].map((at) => ({ chapter: 0, part: 0, at, block: at }));
  assert.equal(nextDoubtful(doubts, { chapter: 0, at: 5 })?.at, 9);
  assert.equal(nextDoubtful(doubts, { chapter: 0, at: 9 })?.at, 1);
  assert.equal(nextDoubtful([doubts[0]!], { chapter: 0, at: 1 }), undefined);
});

const letters = (draft: Draft): string =>
  draft.chapters
    .flatMap(({ title, summary, blocks }) => [
      title,
      inlineText(summary),
      ...blocks.map((b) => `${b.label ?? ''}${inlineText(b.html)}`),
    ])
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');

const html = fc
  .array(fc.tuple(fc.constantFrom('', 'em', 'strong'), fc.stringMatching(/^[a-z “”'é😀雨.,]{1,12}$/u)), {
    minLength: 1,
    maxLength: 4,
  })
  .map(
    (parts) =>
      parts
        .map(([tag, text]) => (tag ? `<${tag}>${text}</${tag}>` : text))
        .join('')
        .trim() || 'x',
  );
const anyBlock = fc.record({
  kind: fc.constantFrom('paragraph' as const, 'heading' as const, 'note' as const, 'label' as const),
  html,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyAct = (draft: Draft) => {
  const block = fc.integer({ min: 1, max: draft.nextBlock });
  const offset = fc.integer({ min: 0, max: 30 });
  return fc.oneof(
    fc.record({ act: fc.constant('join' as const), block }),
    fc.record({ act: fc.constant('split' as const), block, at: offset }),
    fc.record({ act: fc.constant('emphasise' as const), block, from: offset, to: offset }),
    fc.record({
      act: fc.constant('kind' as const),
      block,
      kind: fc.constantFrom(
        'paragraph' as const,
        'heading' as const,
        'note' as const,
        'scene_break' as const,
      ),
    }),
    fc.record({ act: fc.constant('scene' as const), block }),
    fc.record({ act: fc.constant('settle' as const), block }),
    fc.record({ act: fc.constant('chapter-here' as const), block }),
    fc.record({ act: fc.constant('chapter-join' as const), chapter: fc.integer({ min: 0, max: 2 }) }),
  );
};
const anyStory = fc
  .array(fc.array(anyBlock, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((chapters) => draftOf(...chapters));

test('every act conserves every letter in order, gives each block an id of its own, and undo restores the draft', () => {
  let done = 0;
  fc.assert(
    fc.property(
      anyStory.chain((draft) => fc.tuple(fc.constant(draft), fc.array(anyAct(draft), { maxLength: 12 }))),
      ([first, acts]) => {
        let draft = first;
        for (const one of acts) {
          let change: ReturnType<typeof edit>;
          try {
            change = edit(draft, one);
          } catch {
            continue;
          }
          done += 1;
          assert.equal(letters(change.draft), letters(draft), one.act);
          const ids = change.draft.chapters.flatMap(({ blocks }) => blocks.map(({ id }) => id));
          assert.equal(new Set(ids).size, ids.length);
          assert.ok(Math.max(0, ...ids, ...idsIn(change.patch)) < change.draft.nextBlock);
          const back = applyPatch(change.draft, change.undo).draft;
          assert.deepEqual(back.chapters, draft.chapters);
          // What is shown is what is kept.
          for (const { blocks } of change.draft.chapters)
            for (const block of blocks) assert.equal(inlineText(blockHtml(block)).includes('<'), false);
          draft = change.draft;
        }
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(done > 300, `${done} acts were possible`);
});

test('an act settles what it changed, and doubt is a matter of the threshold', () => {
  const draft = draftOf([{ html: 'a b', confidence: 0.5 }]);
  assert.equal(isDoubtful(draft.chapters[0]!.blocks[0]!), true);
  assert.equal(isDoubtful(act(draft, { act: 'settle', block: 1 }).chapters[0]!.blocks[0]!), false);
});

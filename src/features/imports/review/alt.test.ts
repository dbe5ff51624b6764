import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyFields } from '../../works/index.js';
import { isUndescribed, picturesIn, undescribed, withoutEmptyAlts } from './alt.js';
import type { Draft } from './draft.js';
import { edit } from './edit.js';
import { applyPatch } from './patch.js';

const [RAIN, STAR] = ['rain0001', 'star0001'];
const img = (id: string, alt?: string): string =>
  `<img src="/media/${id}"${alt === undefined ? '' : ` alt="${alt}"`}>`;

const draft: Draft = {
  fields: emptyFields('en'),
  mediaIds: [RAIN, STAR],
  nextBlock: 6,
  chapters: [
    {
      title: '',
      summary: '',
      blocks: [
        {
          id: 1,
          kind: 'paragraph',
          html: `It rained. ${img(RAIN)}`,
          confidence: 0.4,
          reason: 'reshape.glued',
        },
        { id: 2, kind: 'paragraph', html: img(STAR, 'star.png') },
        { id: 3, kind: 'other', html: `<ul><li>${img(STAR, 'star.png')}</li></ul>` },
      ],
    },
    {
      title: 'Two',
      summary: '',
      blocks: [{ id: 4, kind: 'paragraph', html: `${img(STAR, 'star.png')} and ${img(RAIN)}` }],
    },
  ],
};

const htmls = (now: Draft): string[] => now.chapters.flatMap(({ blocks }) => blocks.map(({ html }) => html));

test('what is nobody’s description', () => {
  for (const alt of [
    null,
    'IMG_2034.JPG',
    'image1',
    'Cover',
    'https://example.org/a',
    'photo 3',
    '0123456789abcdef0123',
  ])
    assert.equal(isUndescribed(alt), true, String(alt));
  for (const alt of ['', 'Rain on a window', 'An image of the sea', 'Covered in salt'])
    assert.equal(isUndescribed(alt), false, alt);
  assert.equal(
    withoutEmptyAlts(`<p>${img(RAIN, '')}${img(STAR, 'A star')}</p>`),
    `<p>${img(RAIN)}${img(STAR, 'A star')}</p>`,
  );
});

test('how many are not described, and where the first stands', () => {
  assert.deepEqual(undescribed(draft), { count: 2, first: { chapter: 0, block: 1, at: 0 } });
  assert.deepEqual(
    picturesIn(draft.chapters[1]!.blocks[0]!.html).map(({ id }) => id),
    [STAR, RAIN],
  );
});

test('a description goes to the picture wherever it stands, is undone as one, and leaves doubts alone', () => {
  const done = edit(draft, {
    act: 'alt',
    block: 1,
    picture: RAIN,
    text: ' Rain\n on "glass" ',
    as: 'described',
  });
  assert.equal(done.did, 'described');
  assert.equal(done.focus, 1);
  assert.equal(htmls(done.draft)[0], `It rained. <img src="/media/${RAIN}" alt="Rain on &quot;glass&quot;">`);
  assert.match(htmls(done.draft)[3]!, /alt="Rain on/);
  assert.equal(done.draft.chapters[0]!.blocks[0]!.confidence, 0.4);
  assert.equal(undescribed(done.draft).count, 1);
  assert.deepEqual(applyPatch(done.draft, done.undo).draft.chapters, draft.chapters);
});

test('decoration has an empty description; an empty one that is not said to be decoration is refused', () => {
  const done = edit(draft, { act: 'alt', block: 2, picture: STAR, text: 'x', as: 'decoration' });
  assert.deepEqual(htmls(done.draft).slice(1, 3), [img(STAR, ''), `<ul><li>${img(STAR, '')}</li></ul>`]);
  assert.equal(undescribed(done.draft).count, 1);
  assert.throws(() => edit(draft, { act: 'alt', block: 2, picture: STAR, text: ' \n', as: 'described' }), {
    why: 'noDescription',
  });
  const same = edit(done.draft, { act: 'alt', block: 2, picture: STAR, text: '', as: 'decoration' });
  assert.deepEqual(htmls(same.draft), htmls(done.draft));
});

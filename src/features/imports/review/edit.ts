/**
 * The acts of a review: pure functions from a draft and an act to what changes in it. Each change is a patch on the
 * list of a chapter's blocks or on the list of chapters, and its opposite is kept for undo.
 */
import { z } from 'zod';
import { badInput } from '../../../core/errors.js';
import {
  inlineText,
  isEmphasised,
  isSceneMarker,
  marksToInline,
  setEmphasis,
  splitInline,
} from '../../../core/text/index.js';
import { type Draft, DraftBlock, DraftChapter, type DraftKind } from './draft.js';

const count = z.coerce.number().int().min(0);
const block = count;

export const Act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('join'), block }),
  z.object({ act: z.literal('split'), block, at: count }),
  z.object({ act: z.literal('emphasise'), block, from: count, to: count }),
  z.object({ act: z.literal('kind'), block, kind: z.enum(['paragraph', 'heading', 'scene_break', 'note']) }),
  z.object({ act: z.literal('text'), block, text: z.string() }),
  z.object({ act: z.literal('settle'), block }),
  z.object({ act: z.literal('remove'), block }),
  z.object({ act: z.literal('chapter-here'), block }),
  z.object({ act: z.literal('chapter-title'), chapter: count, title: z.string().max(255) }),
  z.object({ act: z.literal('chapter-join'), chapter: count }),
]);
export type Act = z.infer<typeof Act>;

/** Replaces `removed` items from `at` by `insert`. */
export const Patch = z.union([
  z.object({ chapter: z.number(), at: z.number(), removed: z.number(), insert: z.array(DraftBlock) }),
  z.object({ chapters: z.literal(true), at: z.number(), removed: z.number(), insert: z.array(DraftChapter) }),
]);
export type Patch = z.infer<typeof Patch>;

export interface Change {
  draft: Draft;
  undo: Patch;
  patch: Patch;
  /** What was done, a key of the catalogue's `imports.done`. */
  did: string;
}

export function applyPatch(draft: Draft, patch: Patch): { draft: Draft; undo: Patch } {
  if ('chapters' in patch) {
    const chapters = [...draft.chapters];
    const insert = chapters.splice(patch.at, patch.removed, ...patch.insert);
    return {
      draft: { ...draft, chapters },
      undo: { chapters: true, at: patch.at, removed: patch.insert.length, insert },
    };
  }
  const chapters = [...draft.chapters];
  const chapter = chapters[patch.chapter]!;
  const blocks = [...chapter.blocks];
  const insert = blocks.splice(patch.at, patch.removed, ...patch.insert);
  chapters[patch.chapter] = { ...chapter, blocks };
  return {
    draft: { ...draft, chapters },
    undo: { chapter: patch.chapter, at: patch.at, removed: patch.insert.length, insert },
  };
}

interface Place {
  chapter: number;
  at: number;
  block: DraftBlock;
}

function find(draft: Draft, id: number): Place {
  for (const [chapter, { blocks }] of draft.chapters.entries()) {
    const at = blocks.findIndex((b) => b.id === id);
    if (at !== -1) return { chapter, at, block: blocks[at]! };
  }
  throw badInput(
    'That block is not there any more: it was changed meanwhile, perhaps in another tab. Reload the page to see how it stands.',
  );
}

/** Guesses belong to the text as it came; once a person has changed a block there is nothing left to doubt. */
const settled = ({
  confidence: _c,
  reason: _r,
  doubts: _d,
  guessedEmphasis: _g,
  ...rest
}: DraftBlock): DraftBlock => ({ ...rest, settled: true });

const isInline = (b: DraftBlock): boolean =>
  b.kind === 'paragraph' || b.kind === 'heading' || b.kind === 'note' || b.kind === 'label';

const needsText = (b: DraftBlock): void => {
  if (!isInline(b))
    throw badInput(
      'This block is a list, a table or the like, or a scene break; it can be kept, turned or removed, but not cut.',
    );
};

function joinWithBefore(draft: Draft, place: Place): { patch: Patch; did: string } {
  const before = draft.chapters[place.chapter]!.blocks[place.at - 1];
  if (!before) throw badInput('There is no block above this one to join it with.');
  needsText(before);
  needsText(place.block);
  const joined = settled({ ...before, html: [before.html, place.block.html].filter(Boolean).join(' ') });
  return { patch: { chapter: place.chapter, at: place.at - 1, removed: 2, insert: [joined] }, did: 'joined' };
}

function splitAt(draft: Draft, place: Place, offset: number): { patch: Patch; did: string } {
  needsText(place.block);
  const [before, after] = splitInline(place.block.html, offset);
  if (inlineText(before).trim() === '' || inlineText(after).trim() === '')
    throw badInput('Put the cursor inside the text, where the new paragraph should begin.');
  const first = settled({ ...place.block, html: before });
  const { label: _label, level: _level, ...rest } = first;
  const second: DraftBlock = {
    ...rest,
    id: draft.nextBlock,
    kind: place.block.kind === 'note' ? 'note' : 'paragraph',
    html: after,
  };
  return {
    patch: { chapter: place.chapter, at: place.at, removed: 1, insert: [first, second] },
    did: 'split',
  };
}

function emphasise(place: Place, from: number, to: number): { patch: Patch; did: string } {
  needsText(place.block);
  const [start, end] = from < to ? [from, to] : [to, from];
  if (inlineText(place.block.html).slice(start, end).trim() === '')
    throw badInput('Select the words first, then emphasise them.');
  const on = !isEmphasised(place.block.html, start, end);
  const changed = settled({ ...place.block, html: setEmphasis(place.block.html, start, end, on) });
  return {
    patch: { chapter: place.chapter, at: place.at, removed: 1, insert: [changed] },
    did: on ? 'emphasised' : 'unemphasised',
  };
}

function turn(place: Place, kind: DraftKind): { patch: Patch; did: string } {
  const { level: _level, ...rest } = settled(place.block);
  const text =
    place.block.kind === 'scene_break' && kind !== 'scene_break' && place.block.html === ''
      ? '* * *'
      : place.block.html;
  if (
    kind === 'scene_break' &&
    place.block.kind !== 'scene_break' &&
    !isSceneMarker(inlineText(text)) &&
    inlineText(text).trim().length > 20
  ) {
    throw badInput(
      'A scene break takes the place of a short mark such as “* * *”. This block is text; put a scene break above it instead by splitting.',
    );
  }
  const turned: DraftBlock = { ...rest, kind, html: text, ...(kind === 'heading' ? { level: 2 } : {}) };
  return { patch: { chapter: place.chapter, at: place.at, removed: 1, insert: [turned] }, did: kind };
}

/** A textarea comes back: a blank line parts blocks, `*x*` is emphasis, a mark such as `* * *` alone is a scene break. */
function retype(draft: Draft, place: Place, text: string): { patch: Patch; did: string } {
  const parts = text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean);
  let next = draft.nextBlock;
  const { label, ...rest } = settled(place.block);
  const insert = parts.map((part, i): DraftBlock => {
    const id = i === 0 ? place.block.id : next++;
    if (isSceneMarker(part)) return { id, kind: 'scene_break', html: part, settled: true };
    const kind = place.block.kind === 'scene_break' ? 'paragraph' : place.block.kind;
    return {
      ...rest,
      id,
      kind,
      html: place.block.kind === 'other' ? part : marksToInline(part).replaceAll('\n', '<br>'),
      ...(label && i === 0 ? { label } : {}),
    };
  });
  return {
    patch: { chapter: place.chapter, at: place.at, removed: 1, insert },
    did: insert.length === 0 ? 'removed' : 'changed',
  };
}

function beginChapter(draft: Draft, place: Place): { patch: Patch; did: string } {
  const chapter = draft.chapters[place.chapter]!;
  if (place.at === 0) throw badInput('This block begins its chapter already.');
  const isHeading = place.block.kind === 'heading';
  const title = isHeading ? inlineText(place.block.html).trim().slice(0, 255) : '';
  const first = { ...chapter, blocks: chapter.blocks.slice(0, place.at) };
  const second = { title, summary: '', blocks: chapter.blocks.slice(place.at + (isHeading ? 1 : 0)) };
  return {
    patch: { chapters: true, at: place.chapter, removed: 1, insert: [first, second] },
    did: 'chapterBegun',
  };
}

function chapterAct(draft: Draft, act: Extract<Act, { chapter: number }>): { patch: Patch; did: string } {
  const chapter = draft.chapters[act.chapter];
  if (!chapter) throw badInput('That chapter is not there any more. Reload the page to see how it stands.');
  if (act.act === 'chapter-title')
    return {
      patch: {
        chapters: true,
        at: act.chapter,
        removed: 1,
        insert: [{ ...chapter, title: act.title.trim() }],
      },
      did: 'chapterTitled',
    };
  const before = draft.chapters[act.chapter - 1];
  if (!before) throw badInput('There is no chapter before this one to join it with.');
  return {
    patch: {
      chapters: true,
      at: act.chapter - 1,
      removed: 2,
      insert: [{ ...before, blocks: [...before.blocks, ...chapter.blocks] }],
    },
    did: 'chapterJoined',
  };
}

function plan(draft: Draft, act: Act): { patch: Patch; did: string } {
  if ('chapter' in act) return chapterAct(draft, act);
  const place = find(draft, act.block);
  switch (act.act) {
    case 'join':
      return joinWithBefore(draft, place);
    case 'split':
      return splitAt(draft, place, act.at);
    case 'emphasise':
      return emphasise(place, act.from, act.to);
    case 'kind':
      return turn(place, act.kind);
    case 'text':
      return retype(draft, place, act.text);
    case 'settle':
      return {
        patch: { chapter: place.chapter, at: place.at, removed: 1, insert: [settled(place.block)] },
        did: 'settled',
      };
    case 'remove':
      return { patch: { chapter: place.chapter, at: place.at, removed: 1, insert: [] }, did: 'removed' };
    case 'chapter-here':
      return beginChapter(draft, place);
  }
}

/** @throws badInput that says why an act can't be done there. */
export function edit(draft: Draft, act: Act): Change {
  const { patch, did } = plan(draft, act);
  const done = applyPatch(draft, patch);
  const ids = patch.insert.flatMap((item) => ('blocks' in item ? [] : [item.id]));
  return {
    draft: { ...done.draft, nextBlock: Math.max(draft.nextBlock, ...ids.map((id) => id + 1)) },
    undo: done.undo,
    patch,
    did,
  };
}

/**
 * The acts of a review: pure functions from a draft and an act to what changes in it. Each change is a patch,
 * and its opposite is kept for undo.
 */
import { z } from 'zod';
import { oneLine, stripBidiOverrides, type TextBlock } from '../../../core/text/index.js';
import {
  beginChapter,
  describe,
  emphasise,
  joinChapter,
  joinWithBefore,
  nameChapter,
  type Place,
  type Plan,
  retype,
  sceneBreak,
  splitAt,
  TURNED_KINDS,
  turn,
} from './acts.js';
import { type Draft, settled } from './draft.js';
import { applyPatch, idsIn, type Patch } from './patch.js';
import { Refused } from './refused.js';

const count = z.coerce.number().int().min(0);
const block = count;

/** An act as a form or a script sends it. Offsets are UTF-16 units of the text of the block. */
export const SentAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('join'), block }),
  z.object({ act: z.literal('split'), block, at: count }),
  z.object({ act: z.literal('emphasise'), block, from: count, to: count }),
  z.object({ act: z.literal('kind'), block, kind: z.enum(TURNED_KINDS) }),
  z.object({ act: z.literal('scene'), block }),
  z.object({
    act: z.literal('text'),
    block,
    text: z.string(),
    /** `html` where the text is the source of a list, a table or the like. */
    as: z.enum(['marks', 'html']).default('marks'),
  }),
  z.object({ act: z.literal('settle'), block }),
  z.object({ act: z.literal('remove'), block }),
  z.object({
    act: z.literal('alt'),
    block,
    picture: z.string().regex(/^[0-9a-z]{6,64}$/),
    text: z.string().max(1_500),
    as: z.enum(['described', 'decoration']),
  }),
  z.object({ act: z.literal('chapter-here'), block }),
  z.object({
    act: z.literal('chapter-title'),
    chapter: count,
    title: z.string().max(255),
  }),
  z.object({ act: z.literal('chapter-join'), chapter: count }),
]);
export type SentAct = z.infer<typeof SentAct>;

/** An act whose typed text has been read and cleaned. */
export type Act =
  | Exclude<SentAct, { act: 'text' }>
  | { act: 'text'; block: number; typed: readonly TextBlock[] };

export interface Change {
  draft: Draft;
  undo: Patch;
  patch: Patch;
  /** What was done, a key of the catalogue's `imports.done`. */
  did: string;
  /** The block to go on from, where the patch alone does not say it. */
  focus?: number | undefined;
}

function find(draft: Draft, id: number): Place {
  for (const [chapter, { blocks }] of draft.chapters.entries()) {
    const at = blocks.findIndex((b) => b.id === id);
    if (at !== -1) return { chapter, at, block: blocks[at]! };
  }
  throw new Refused('blockGone');
}

function planChapter(draft: Draft, act: Extract<Act, { chapter: number }>): Plan {
  const chapter = draft.chapters[act.chapter];
  if (!chapter) throw new Refused('chapterGone');
  return act.act === 'chapter-title'
    ? nameChapter(act.chapter, chapter, oneLine(stripBidiOverrides(act.title)))
    : joinChapter(draft, act.chapter, chapter);
}

/** What is typed as a description is one line; an empty one is none. */
function altOf({ as, text }: Extract<Act, { act: 'alt' }>): string {
  if (as === 'decoration') return '';
  const alt = oneLine(stripBidiOverrides(text));
  if (alt === '') throw new Refused('noDescription');
  return alt;
}

function plan(draft: Draft, act: Act): Plan {
  if ('chapter' in act) return planChapter(draft, act);
  const place = find(draft, act.block);
  const { chapter, at } = place;
  switch (act.act) {
    case 'join':
      return joinWithBefore(draft, place);
    case 'split':
      return splitAt(draft, place, act.at);
    case 'emphasise':
      return emphasise(place, act.from, act.to);
    case 'kind':
      return turn(place, act.kind);
    case 'scene':
      return sceneBreak(draft, place);
    case 'text':
      return retype(draft, place, act.typed);
    case 'settle':
      return { patch: { chapter, at, removed: 1, insert: [settled(place.block)] }, did: 'settled' };
    case 'remove':
      return { patch: { chapter, at, removed: 1, insert: [] }, did: 'removed' };
    case 'alt':
      return describe(draft, place, act.picture, altOf(act));
    case 'chapter-here':
      return beginChapter(draft, place);
  }
}

/** @throws Refused that says why an act can't be done there. */
export const edit = (draft: Draft, act: Act): Change => carryOut(draft, plan(draft, act));

/** The draft after a plan, and what takes it back. */
export function carryOut(draft: Draft, { patch, did, focus }: Plan): Change {
  const done = applyPatch(draft, patch);
  const nextBlock = Math.max(draft.nextBlock, ...idsIn(patch).map((id) => id + 1));
  return { draft: { ...done.draft, nextBlock }, undo: done.undo, patch, did, focus };
}

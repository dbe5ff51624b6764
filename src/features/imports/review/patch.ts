/** A change of a draft: a piece of the list of a chapter's blocks, or of the list of chapters, replaced by another. */
import { z } from 'zod';
import { type Draft, DraftBlock, DraftChapter } from './draft.js';

/** Replaces `removed` items from `at` by `insert`. */
const OnePatch = z.union([
  z.object({ chapter: z.number(), at: z.number(), removed: z.number(), insert: z.array(DraftBlock) }),
  z.object({ chapters: z.literal(true), at: z.number(), removed: z.number(), insert: z.array(DraftChapter) }),
]);
export type OnePatch = z.infer<typeof OnePatch>;

/** One change, or several that are done and taken back together, in their order. */
export const Patch = z.union([...OnePatch.options, z.object({ steps: z.array(OnePatch) })]);
export type Patch = z.infer<typeof Patch>;

/** @returns the draft after the patch, and the patch that takes it back. */
export function applyPatch(draft: Draft, patch: Patch): { draft: Draft; undo: Patch } {
  if (!('steps' in patch)) return applyOne(draft, patch);
  const undo: OnePatch[] = [];
  let changed = draft;
  for (const step of patch.steps) {
    const done = applyOne(changed, step);
    changed = done.draft;
    undo.unshift(done.undo);
  }
  return { draft: changed, undo: { steps: undo } };
}

function applyOne(draft: Draft, patch: OnePatch): { draft: Draft; undo: OnePatch } {
  const chapters = [...draft.chapters];
  if ('chapters' in patch) {
    const insert = chapters.splice(patch.at, patch.removed, ...patch.insert);
    return {
      draft: { ...draft, chapters },
      undo: { chapters: true, at: patch.at, removed: patch.insert.length, insert },
    };
  }
  const chapter = chapters[patch.chapter]!;
  const blocks = [...chapter.blocks];
  const insert = blocks.splice(patch.at, patch.removed, ...patch.insert);
  chapters[patch.chapter] = { ...chapter, blocks };
  return {
    draft: { ...draft, chapters },
    undo: { chapter: patch.chapter, at: patch.at, removed: patch.insert.length, insert },
  };
}

/** The ids of all blocks that a patch puts in. */
export const idsIn = (patch: Patch): number[] =>
  'steps' in patch
    ? patch.steps.flatMap(idsIn)
    : 'chapters' in patch
      ? patch.insert.flatMap((chapter) => chapter.blocks.map((block) => block.id))
      : patch.insert.map((block) => block.id);

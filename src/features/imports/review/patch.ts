/** A change of a draft: a piece of the list of a chapter's blocks, or of the list of chapters, replaced by another. */
import { z } from 'zod';
import { type Draft, DraftBlock, DraftChapter } from './draft.js';

/** Replaces `removed` items from `at` by `insert`. */
export const Patch = z.union([
  z.object({ chapter: z.number(), at: z.number(), removed: z.number(), insert: z.array(DraftBlock) }),
  z.object({ chapters: z.literal(true), at: z.number(), removed: z.number(), insert: z.array(DraftChapter) }),
]);
export type Patch = z.infer<typeof Patch>;

/** @returns the draft after the patch, and the patch that takes it back. */
export function applyPatch(draft: Draft, patch: Patch): { draft: Draft; undo: Patch } {
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
  'chapters' in patch
    ? patch.insert.flatMap((chapter) => chapter.blocks.map((block) => block.id))
    : patch.insert.map((block) => block.id);

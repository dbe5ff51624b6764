/** Addresses of the review: which page shows which block, and where an act leads. */
import type { Draft } from './draft.js';
import { isDoubtful } from './draft.js';
import { idsIn, type Patch } from './patch.js';

/** Blocks on one page: a page of thousands of forms is of no use to anybody. */
export const BLOCKS_PER_PAGE = 300;

export interface ReviewPlace {
  /** From 0. */
  chapter: number;
  /** Part of the chapter, from 0. */
  part: number;
  /** Id of a block. */
  block?: number | undefined;
}

/** `did` is a key of the catalogue's `imports.done`, to be said on the page. */
export function reviewPath(id: string, { chapter, part, block }: ReviewPlace, did?: string): string {
  const query = new URLSearchParams({ chapter: String(chapter + 1) });
  if (part > 0) query.set('part', String(part + 1));
  if (did) query.set('did', did);
  if (did && block !== undefined) query.set('block', String(block));
  return `/imports/${id}?${query}${block === undefined ? '' : `#block-${block}`}`;
}

const partOf = (at: number): number => Math.floor(Math.max(0, at) / BLOCKS_PER_PAGE);

/** The page that shows a block, or the given chapter's first page where it is gone. */
export function placeOfBlock(draft: Draft, block: number | undefined, chapter = 0): ReviewPlace {
  for (const [i, { blocks }] of draft.chapters.entries()) {
    const at = block === undefined ? -1 : blocks.findIndex((b) => b.id === block);
    if (at !== -1) return { chapter: i, part: partOf(at), block };
  }
  return { chapter: Math.min(chapter, draft.chapters.length - 1), part: 0 };
}

/** Where a person goes on after an act. */
export function landing(done: { draft: Draft; patch: Patch; focus?: number | undefined }): ReviewPlace {
  const { draft, patch, focus } = done;
  if (focus !== undefined) return placeOfBlock(draft, focus);
  if ('steps' in patch) return placeOfBlock(draft, idsIn(patch)[0]);
  if ('chapters' in patch) return placeOfBlock(draft, undefined, patch.at);
  const { blocks } = draft.chapters[patch.chapter]!;
  const next = patch.insert[0] ?? blocks[Math.min(patch.at, blocks.length - 1)];
  return placeOfBlock(draft, next?.id, patch.chapter);
}

export interface DoubtfulPlace extends ReviewPlace {
  at: number;
  block: number;
}

/** All doubtful blocks, in reading order. */
export const doubtfulPlaces = (draft: Draft): DoubtfulPlace[] =>
  draft.chapters.flatMap(({ blocks }, chapter) =>
    blocks.flatMap((block, at) =>
      isDoubtful(block) ? [{ chapter, at, part: partOf(at), block: block.id }] : [],
    ),
  );

/** The first doubtful block after a place, going round at the end; undefined where there is no other. */
export function nextDoubtful(
  places: readonly DoubtfulPlace[],
  { chapter, at }: { chapter: number; at: number },
): DoubtfulPlace | undefined {
  const next = places.find((p) => p.chapter > chapter || (p.chapter === chapter && p.at > at)) ?? places[0];
  return next && next.chapter === chapter && next.at === at ? undefined : next;
}

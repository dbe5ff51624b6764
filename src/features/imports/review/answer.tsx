/** What a script gets after an act: the blocks that changed, drawn as the page draws them. */
import { renderToString } from 'preact-render-to-string';
import { type Messages, WordsProvider } from '../../../core/messages/index.js';
import type { Edited } from '../actions.js';
import { doubtfulPlacesOf } from '../walk/places.js';
import { drawingOf, ReviewBlock } from './blocks.js';
import { notePlaces } from './outline.js';
import { doubtfulPlaces, landing, reviewPath } from './place.js';

export interface EditAnswer {
  revision: number;
  canUndo: boolean;
  /** What was done, in words. */
  message: string;
  /** How many doubtful places are left, in words; '' when there are none. */
  doubts: string;
  /** The page that shows the change, for where the page that asked cannot. */
  to: string;
  /** The change touches more than the blocks that the asking page shows. */
  reload?: true;
  /** Index in the chapter's blocks. */
  at?: number;
  removed?: number;
  /** One `<li>` a block. */
  blocks?: string[];
  /** Id of the block to go on from. */
  focus?: number;
  /** Where each note of the chapter will stand now, in words, by the ids of the blocks. */
  notes?: Record<string, string>;
}

/** `chapter` is the one that the asking page shows, `action` where its forms go. */
export function editAnswer(
  id: string,
  edited: Edited,
  chapter: number,
  action: string,
  words: Messages,
): EditAnswer {
  const { draft, patch, revision, canUndo, did } = edited;
  const doubts = doubtfulPlaces(draft);
  const open = doubtfulPlacesOf(draft).length;
  const place = landing(edited);
  const answer: EditAnswer = {
    revision,
    canUndo,
    message: words.imports.done[did] ?? '',
    doubts: open > 0 ? words.imports.review.doubtful(open) : '',
    to: reviewPath(id, place, did),
  };
  if ('steps' in patch) return { ...answer, reload: true };
  const blocks = 'chapters' in patch ? [] : draft.chapters[patch.chapter]!.blocks;
  const wasEmpty = !('chapters' in patch) && blocks.length === patch.insert.length && patch.removed === 0;
  if ('chapters' in patch || patch.chapter !== chapter || blocks.length === 0 || wasEmpty)
    return { ...answer, reload: true };
  const drawing = drawingOf(id, draft, chapter, { action, revision, doubts });
  const notes = [...notePlaces(blocks)].map(
    ([block, where]) => [String(block), words.imports.review.notePlaces[where]] as const,
  );
  return {
    ...answer,
    at: patch.at,
    removed: patch.removed,
    blocks: patch.insert.map((block, i) =>
      renderToString(
        <WordsProvider value={words}>
          <ReviewBlock drawing={drawing} block={block} at={patch.at + i} />
        </WordsProvider>,
      ),
    ),
    ...(place.block === undefined ? {} : { focus: place.block }),
    notes: Object.fromEntries(notes),
  };
}

/**
 * What becomes of a chapter's blocks: notes before the text are the chapter's notes, notes after it its end notes,
 * notes inside it stay where they are. The review draws from this and saving writes from it, so that
 * the work reads as the review showed it.
 */
import { fromStore, joinBlocks, type SafeHtml, type TextBlock } from '../../../core/text/index.js';
import { type DraftBlock, type DraftChapter, isBlockHtml } from './draft.js';

export interface Outline {
  start: DraftBlock[];
  text: DraftBlock[];
  end: DraftBlock[];
}

const isText = (block: DraftBlock): boolean => block.kind !== 'note' && block.kind !== 'label';

export function outline(blocks: readonly DraftBlock[]): Outline {
  const first = blocks.findIndex(isText);
  if (first === -1) return { start: [...blocks], text: [], end: [] };
  const last = blocks.findLastIndex(isText);
  return { start: blocks.slice(0, first), text: blocks.slice(first, last + 1), end: blocks.slice(last + 1) };
}

export type NotePlace = 'start' | 'text' | 'end';

/** Where each note of a chapter will stand, by the ids of the blocks. */
export function notePlaces(blocks: readonly DraftBlock[]): Map<number, NotePlace> {
  const places = new Map<number, NotePlace>();
  const { start, text, end } = outline(blocks);
  for (const [place, part] of [
    ['start', start],
    ['text', text],
    ['end', end],
  ] as const)
    for (const block of part) if (block.kind === 'note') places.set(block.id, place);
  return places;
}

/** A note's content as a block of its own. */
const noteBlock = (block: DraftBlock): TextBlock =>
  isBlockHtml(block.html) ? { kind: 'other', html: block.html } : { kind: 'paragraph', html: block.html };

function textBlock(block: DraftBlock): TextBlock[] {
  switch (block.kind) {
    case 'label':
      return [];
    case 'scene_break':
      return [
        { kind: 'scene_break', html: '', ...(block.attributes ? { attributes: block.attributes } : {}) },
      ];
    case 'note':
      return [
        {
          kind: 'other',
          html: `<blockquote class="authors-note">${joinBlocks([noteBlock(block)])}</blockquote>`,
        },
      ];
    case 'other':
      return [{ kind: 'other', html: block.html }];
    default:
      return [
        {
          kind: block.kind,
          html: block.html,
          ...(block.level ? { level: block.level } : {}),
          ...(block.attributes ? { attributes: block.attributes } : {}),
        },
      ];
  }
}

/** A block as it will be kept, for the review to draw; a note without what sets it apart from the text. */
export function blockHtml(block: DraftBlock): SafeHtml {
  if (block.kind === 'label') return fromStore(block.html);
  return joinBlocks(block.kind === 'note' ? [noteBlock(block)] : textBlock(block));
}

export interface ChapterHtml {
  startNotes: SafeHtml;
  body: SafeHtml;
  endNotes: SafeHtml;
}

/** The chapter as it will be kept. */
export function chapterHtml(chapter: Pick<DraftChapter, 'blocks'>): ChapterHtml {
  const { start, text, end } = outline(chapter.blocks);
  const notes = (blocks: DraftBlock[]) =>
    joinBlocks(blocks.filter((block) => block.kind === 'note').map(noteBlock));
  return { startNotes: notes(start), body: joinBlocks(text.flatMap(textBlock)), endNotes: notes(end) };
}

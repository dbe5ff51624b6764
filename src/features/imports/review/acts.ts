/** What each act of a review does: from a draft and a place to the patch that changes it. */
import {
  escapeHtml,
  fromStore,
  inlineText,
  isEmphasised,
  isSceneMarker,
  setEmphasis,
  splitBlocks,
  splitInline,
  type TextBlock,
} from '../../../core/text/index.js';
import { altSteps } from './alt.js';
import { type Draft, type DraftBlock, type DraftChapter, isBlockHtml, settled } from './draft.js';
import type { Patch } from './patch.js';
import { Refused } from './refused.js';

/** A block and where it stands. */
export interface Place {
  chapter: number;
  at: number;
  block: DraftBlock;
}

export interface Plan {
  patch: Patch;
  /** What is done, a key of the catalogue's `imports.done`. */
  did: string;
  /** The block to go on from; absent where it is the first that the patch puts in, or the one that moves to its place. */
  focus?: number;
}

/** Kinds that a person can ask for. */
export const TURNED_KINDS = ['paragraph', 'heading', 'scene_break', 'note'] as const;
export type TurnedKind = (typeof TURNED_KINDS)[number];

const instead = (place: Place, ...insert: DraftBlock[]): Patch => ({
  chapter: place.chapter,
  at: place.at,
  removed: 1,
  insert,
});

/** Whether a block is a run of text that can be cut, joined and emphasised. */
export const isInline = (b: DraftBlock): boolean =>
  b.kind !== 'scene_break' && b.kind !== 'other' && !isBlockHtml(b.html);

function needsText(b: DraftBlock): void {
  if (!isInline(b)) throw new Refused('notText');
}

const NO_SPACES = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u;

/** Two halves of a sentence; scripts that put no spaces between words get none here. */
export function joinedHtml(before: string, after: string): string {
  const [left, right] = [inlineText(before).trimEnd(), inlineText(after).trimStart()];
  const last = String.fromCodePoint(
    left.codePointAt(left.length - (/[\udc00-\udfff]$/.test(left) ? 2 : 1)) ?? 32,
  );
  const close = NO_SPACES.test(last) && NO_SPACES.test(String.fromCodePoint(right.codePointAt(0) ?? 32));
  return [before, after].filter(Boolean).join(close ? '' : ' ');
}

export function joinWithBefore(draft: Draft, place: Place): Plan {
  const before = draft.chapters[place.chapter]!.blocks[place.at - 1];
  if (!before) throw new Refused('noneAbove');
  needsText(before);
  needsText(place.block);
  const html = joinedHtml(before.html, withLabel(place.block));
  // What is left out must not take a text along with it.
  const kept = before.kind === 'label' && place.block.kind !== 'label' ? place.block.kind : before.kind;
  const joined = settled({ ...before, kind: kept, html });
  return { patch: { chapter: place.chapter, at: place.at - 1, removed: 2, insert: [joined] }, did: 'joined' };
}

/** Inner HTML of a note with the label that stood before it, which has no place in any other block. */
export const withLabel = (block: DraftBlock): string =>
  block.label ? `${escapeHtml(block.label)} ${block.html}` : block.html;

const isInside = (text: string, offset: number): boolean =>
  text.slice(0, offset).trim() !== '' && text.slice(offset).trim() !== '';

/** An offset that cuts no surrogate pair. */
const whole = (text: string, offset: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(offset)) && offset > 0 ? offset - 1 : offset;

export function splitAt(draft: Draft, place: Place, offset: number): Plan {
  needsText(place.block);
  const text = inlineText(place.block.html);
  if (!isInside(text, offset)) throw new Refused('notInside');
  const cut = whole(text, offset);
  const gap = /^\s*/.exec(text.slice(cut))?.[0].length ?? 0;
  const [before] = splitInline(place.block.html, text.slice(0, cut).trimEnd().length);
  const [, after] = splitInline(place.block.html, cut + gap);
  const first = settled({ ...place.block, html: before.replace(/(?:\s*<br>\s*)+$/, '') });
  const { label: _label, level: _level, ...rest } = first;
  const second: DraftBlock = {
    ...rest,
    id: draft.nextBlock,
    kind: place.block.kind === 'note' ? 'note' : 'paragraph',
    html: after.replace(/^(?:\s*<br>\s*)+/, ''),
  };
  return { patch: instead(place, first, second), did: 'split', focus: second.id };
}

export function emphasise(place: Place, from: number, to: number): Plan {
  needsText(place.block);
  const text = inlineText(place.block.html);
  const low = Math.min(from, to);
  const chosen = text.slice(low, Math.max(from, to));
  const start = whole(text, low + chosen.length - chosen.trimStart().length);
  const end = low + chosen.trimEnd().length;
  if (start >= end) throw new Refused('noWords');
  const on = !isEmphasised(place.block.html, start, end);
  const changed = settled({ ...place.block, html: setEmphasis(place.block.html, start, end, on) });
  return { patch: instead(place, changed), did: on ? 'emphasised' : 'unemphasised' };
}

const MOST_MARKER = 20;

/** A list, a table or a quotation is either part of the text or a note; there is nothing else for it to be. */
function turnWhole(place: Place, kind: TurnedKind): Plan {
  const { label: _label, ...rest } = settled(place.block);
  if (kind === 'note') return { patch: instead(place, { ...rest, kind: 'note' }), did: 'note' };
  if (kind === 'paragraph') return { patch: instead(place, { ...rest, kind: 'other' }), did: 'other' };
  throw new Refused('whole');
}

export function turn(place: Place, kind: TurnedKind): Plan {
  const { block } = place;
  if (block.kind === 'other' || isBlockHtml(block.html)) return turnWhole(place, kind);
  const { level: _level, label, ...rest } = settled(block);
  const html = block.kind === 'scene_break' && kind !== 'scene_break' ? block.html || '* * *' : block.html;
  if (kind === 'note')
    return { patch: instead(place, { ...rest, kind, html, ...(label ? { label } : {}) }), did: kind };
  const text = inlineText(withLabel(block)).trim();
  if (
    kind === 'scene_break' &&
    block.kind !== 'scene_break' &&
    !isSceneMarker(text) &&
    text.length > MOST_MARKER
  )
    throw new Refused('noMark');
  const level = kind === 'heading' ? { level: block.level ?? 1 } : {};
  const turned: DraftBlock = {
    ...rest,
    kind,
    html: block.kind === 'note' ? withLabel({ ...block, html }) : html,
    ...level,
  };
  return { patch: instead(place, turned), did: kind };
}

/** A mark becomes a scene break; above a text one is put in. */
export function sceneBreak(draft: Draft, place: Place): Plan {
  const { block } = place;
  if (block.kind === 'scene_break' || (isInline(block) && isSceneMarker(inlineText(withLabel(block)))))
    return turn(place, 'scene_break');
  const before = draft.chapters[place.chapter]!.blocks[place.at - 1];
  if (before?.kind === 'scene_break') throw new Refused('breakThere');
  const scene: DraftBlock = { id: draft.nextBlock, kind: 'scene_break', html: '', settled: true };
  return {
    patch: { chapter: place.chapter, at: place.at, removed: 0, insert: [scene] },
    did: 'sceneAbove',
    focus: block.id,
  };
}

/** A typed text comes back as blocks; each keeps the kind of the block it was typed for, as far as it can have one. */
export function retype(draft: Draft, place: Place, typed: readonly TextBlock[]): Plan {
  let next = draft.nextBlock;
  const { label, attributes: _a, level, ...rest } = settled(place.block);
  const inlineKind = isInline(place.block) ? place.block.kind : 'paragraph';
  const insert = typed.map(({ kind, html, attributes, level: typedLevel }, i): DraftBlock => {
    const id = i === 0 ? place.block.id : next++;
    if (kind === 'scene_break') return { id, kind, html: '', settled: true };
    const own = kind === 'paragraph' ? (attributes ?? place.block.attributes) : attributes;
    const common = { ...rest, id, html, ...(own ? { attributes: own } : {}) };
    if (place.block.kind === 'note')
      return { ...common, kind: 'note', ...(label && i === 0 ? { label } : {}) };
    if (kind !== 'paragraph') return { ...common, kind, ...(typedLevel ? { level: typedLevel } : {}) };
    return { ...common, kind: inlineKind, ...(inlineKind === 'heading' && level ? { level } : {}) };
  });
  return { patch: instead(place, ...insert), did: insert.length === 0 ? 'removed' : 'changed' };
}

const MOST_TITLE = 255;

/** A heading becomes the new chapter's title, unless it is too long for one. */
export function beginChapter(draft: Draft, place: Place): Plan {
  const chapter = draft.chapters[place.chapter]!;
  if (place.at === 0) throw new Refused('beginsAlready');
  const heading = place.block.kind === 'heading' ? inlineText(place.block.html).trim() : '';
  const title = heading.length <= MOST_TITLE ? heading : '';
  const first = { ...chapter, blocks: chapter.blocks.slice(0, place.at) };
  const second = { ...chapter, title, summary: '', blocks: chapter.blocks.slice(place.at + (title ? 1 : 0)) };
  const focus = second.blocks[0]?.id;
  return {
    patch: { chapters: true, at: place.chapter, removed: 1, insert: [first, second] },
    did: 'chapterBegun',
    ...(focus === undefined ? {} : { focus }),
  };
}

/** Describes a picture wherever the text shows it, or says that it is decoration. */
export function describe(draft: Draft, place: Place, picture: string, alt: string): Plan {
  const steps = altSteps(draft, picture, alt);
  const did = alt === '' ? 'decoration' : 'described';
  const [first] = steps;
  // The same words once more: nothing changes, and that is no fault.
  if (!first) return { patch: instead(place, place.block), did, focus: place.block.id };
  return { patch: steps.length === 1 ? first : { steps }, did, focus: place.block.id };
}

export function nameChapter(at: number, chapter: DraftChapter, title: string): Plan {
  return {
    patch: { chapters: true, at, removed: 1, insert: [{ ...chapter, title }] },
    did: 'chapterTitled',
  };
}

/** The title of the chapter that goes becomes a heading, its summary a note: nothing is lost by joining. */
export function joinChapter(draft: Draft, at: number, chapter: DraftChapter): Plan {
  const before = draft.chapters[at - 1];
  if (!before) throw new Refused('noChapterBefore');
  let next = draft.nextBlock;
  const seam: DraftBlock[] = [];
  if (chapter.title)
    seam.push({ id: next++, kind: 'heading', level: 1, html: escapeHtml(chapter.title), settled: true });
  for (const block of splitBlocks(fromStore(chapter.summary)))
    seam.push({ id: next++, kind: 'note', html: block.html, settled: true });
  const focus = (seam[0] ?? chapter.blocks[0])?.id;
  const joined = { ...before, blocks: [...before.blocks, ...seam, ...chapter.blocks] };
  return {
    patch: { chapters: true, at: at - 1, removed: 2, insert: [joined] },
    did: 'chapterJoined',
    ...(focus === undefined ? {} : { focus }),
  };
}

/** The whole way of a text: its shape, its profile, its blocks, and the check that no letter was lost. */
import type { Block, BlockKind, Doubt } from './blocks.js';
import { escapeText, textOf } from './html.js';
import { countLetters, LetterCheck } from './letters.js';
import { type Paragraph, paragraphsOf } from './lines.js';
import { type Profile, profileOf } from './profile.js';
import type { Reason } from './reasons.js';
import { markedHtml, restoreFlat } from './restore.js';
import { detectShape, type Shape, type TextShape } from './shape.js';

export interface ReshapeOptions {
  /**
   * Language code of the text; heard from its words when it is not given, or plainly wrong. Languages without cue
   * words get the sure breaks only.
   */
  language?: string;
}

/** A text with its shape given back. */
export interface Reshaped {
  blocks: Block[];
  profile: Profile;
  shape: TextShape;
  /** Paragraphs were lost, and of a language without cue words only the sure breaks could be given back. */
  onlySure: boolean;
}

const KIND: Record<Paragraph['kind'], BlockKind> = {
  prose: 'paragraph',
  heading: 'heading',
  scene_break: 'scene_break',
  label: 'label',
  note: 'note',
  title: 'heading',
  byline: 'label',
};

/**
 * Gives a text its blocks. Every letter and digit comes out again, in order. A text that has its paragraphs keeps
 * them and its typography; one that lost them gets them back, with curly quotes, dashes and ellipses.
 * Lone surrogates become U+FFFD and control characters spaces.
 */
export function reshape(flat: string, options: ReshapeOptions = {}): Reshaped {
  const text = clean(flat);
  const profile = profileOf(text, options.language);
  const lines = text.split('\n');
  const shape = detectShape(lines, profile);
  let blocks = blocksOf(lines, shape, profile);
  if (!conserved(text, blocks)) blocks = asItCame(lines);
  const first = blocks[0];
  if (first) {
    first.confidence = 1;
    if (first.kind === 'paragraph' && first.reason !== 'reshape.asItCame')
      first.reason = 'reshape.start' satisfies Reason;
  }
  const onlySure = shape.flattened && !profile.understood && blocks.some(({ kind }) => kind === 'paragraph');
  return { blocks, profile, shape: shape.shape, onlySure };
}

function clean(flat: string): string {
  return flat
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufeff]/g, ' ');
}

function blocksOf(lines: readonly string[], shape: Shape, profile: Profile): Block[] {
  const blocks: Block[] = [];
  for (const paragraph of paragraphsOf(
    lines,
    shape.flattened && shape.shape !== 'hardwrap' ? { ...shape, shape: 'newline' } : shape,
  )) {
    if (shape.flattened && paragraph.kind === 'prose') {
      const restored = restoreFlat(paragraph.text, profile);
      const first = restored[0];
      if (first && first.kind === 'paragraph')
        Object.assign(first, { confidence: paragraph.confidence, reason: paragraph.reason });
      for (const block of restored) blocks.push(block);
    } else blocks.push(blockOf(paragraph));
  }
  return blocks;
}

function blockOf(paragraph: Paragraph): Block {
  const kind = KIND[paragraph.kind];
  const html =
    kind === 'scene_break' || kind === 'label' ? escapeText(paragraph.text) : markedHtml(paragraph.text);
  const block: Block = { kind, html, confidence: paragraph.confidence, reason: paragraph.reason };
  if (paragraph.label !== undefined) block.label = paragraph.label;
  if (paragraph.unsure && kind === 'paragraph') block.doubts = doubtsAt(paragraph.text, paragraph.unsure);
  return block;
}

/** A paragraph may end where a full line of a hard-wrapped text ends a sentence. */
function doubtsAt(text: string, offsets: readonly number[]): Doubt[] {
  let letters = 0;
  let counted = 0;
  return offsets.map((at) => {
    letters += countLetters(text.slice(counted, at));
    counted = at;
    const speech = /["“‘']/.test(text[at]!);
    const reason: Reason = speech ? 'reshape.speechAfterNarration' : 'reshape.narration';
    return { at: letters, confidence: speech ? 0.4 : 0.2, reason };
  });
}

function conserved(text: string, blocks: readonly Block[]): boolean {
  const check = new LetterCheck(text);
  for (const block of blocks) {
    if (block.label !== undefined) check.take(block.label);
    check.take(textOf(block.html));
  }
  return check.complete();
}

/** Every line a paragraph, nothing changed: what is left when the rules would have lost a letter. */
function asItCame(lines: readonly string[]): Block[] {
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      kind: 'paragraph',
      html: escapeText(line.trim()),
      confidence: 0,
      reason: 'reshape.asItCame' satisfies Reason,
    }));
}

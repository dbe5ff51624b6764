/** The blocks of a restored text, in reading order. */
export type BlockKind = 'paragraph' | 'heading' | 'scene_break' | 'note' | 'label';

/** A place inside a block where a break was nearly put. */
export interface Doubt {
  /** Offset in the block's letters and digits (a label's not counted). */
  at: number;
  /** 0..1: how likely a paragraph begins there. */
  confidence: number;
  /** What would have been the reason, a key of the messages catalogue. */
  reason: string;
}

export interface Block {
  kind: BlockKind;
  /**
   * Text with `<em>` and `&amp; &lt; &gt;` only. Of a scene break: its marker as it stood. A line feed is a line
   * break inside the paragraph, as in a signature or a verse that came with its lines.
   */
  html: string;
  /** Of a note: `Notes:` and the like, as it stood. */
  label?: string;
  /** 0..1: how sure it is that this block begins here. 1 for the first block and for breaks that were in the text. */
  confidence?: number;
  /** Why it begins here, a key of the messages catalogue, e.g. `reshape.newSpeaker`. */
  reason?: string;
  /** Emphasis whose extent was guessed, as offsets in the block's letters and digits. */
  guessedEmphasis?: { start: number; end: number }[];
  /** Places inside the block where a break was nearly put. */
  doubts?: Doubt[];
}

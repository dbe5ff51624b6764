/** The door of the room: a flattened text in, blocks out. Pure; no letter or digit is ever lost. */
import type { BlockKind } from './blocks.js';
import { reshape } from './reshape.js';

export type { Block, BlockKind, Doubt } from './blocks.js';
export { SURE_AT } from './gaps.js';
export type { Profile } from './profile.js';
export { REASONS, type Reason } from './reasons.js';
export { type Reshaped, type ReshapeOptions, reshape } from './reshape.js';
export type { TextShape } from './shape.js';

/** A flattened text by its id, and its blocks without what only a review page needs. */
export interface FlatLine {
  id: string;
  flat: string;
}

export interface ShapedLine {
  id: string;
  blocks: { kind: BlockKind; html: string; label?: string }[];
}

/** One line of the JSONL interface. */
export function reshapeLine(line: FlatLine): ShapedLine {
  const blocks = reshape(line.flat).blocks.map(({ kind, html, label }) =>
    label === undefined ? { kind, html } : { kind, html, label },
  );
  return { id: line.id, blocks };
}

/** What the threads say to each other: small messages, and arrays that are handed over or shared. */
import type { Sent } from './hits.js';
import type { Packed } from './pack.js';
import type { PartsSettings, SavedParts } from './parts.js';
import type { Part, Segment } from './segment.js';

export interface IndexThreadData {
  /** Where the snapshot lies; null: none is kept. */
  path: string | null;
  settings: PartsSettings & { fullFacets?: number; deadlineMs?: number };
}

export type IndexRequest =
  | { op: 'page'; question: Sent; range: { offset: number; limit: number } }
  | { op: 'facets'; question: Sent }
  | { op: 'counts'; questions: readonly Sent[] }
  | { op: 'pick'; question: Sent; chance: number }
  /** Changes; `last` when with them the index has come to `position`. */
  | { op: 'apply'; changes: Packed; gathering: boolean; position: string | null }
  | { op: 'kinds'; ids: Float64Array; types: Uint8Array }
  /** Makes ready for questions: what was gathered becomes a segment. */
  | { op: 'open' }
  | { op: 'clear' }
  | { op: 'load' }
  | { op: 'save' }
  | { op: 'stats' };

export type ToIndex =
  | ({ id: number } & IndexRequest)
  /** Nobody waits for this answer any more. */
  | { op: 'drop'; id: number };

export type FromIndex =
  | { id: number; value: unknown }
  /** As an AppError. */
  | { id: number; refused: { code: string; status: number; safe: string } }
  | { id: number; failed: string }
  /** Something in the background went wrong; questions are answered all the same. */
  | { trouble: string };

/** What a snapshot holds. */
export interface Snapshot extends SavedParts {
  position: string | null;
}

export type BackgroundTask =
  | { op: 'merge'; sources: readonly Part[]; headTags: number | undefined }
  | { op: 'save'; path: string; snapshot: Snapshot };

export type BackgroundAnswer = { segment: Segment | null } | { saved: true } | { failed: string };

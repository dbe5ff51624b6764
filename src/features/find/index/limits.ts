/** What the index holds at most and how long it thinks; what a bench or a test sets otherwise comes as an argument. */

/** Works in one segment at most: its bitmaps (64 KiB) stay in the processor's cache, and one is soon built anew. */
export const SEGMENT_WORKS = 524_288;

/** Changed works that are kept as rows and indexed anew when somebody asks; more make a segment of their own. */
export const FRESH_WORKS = 1_024;

/** So many segments of like size are merged into one. */
export const MERGE_WIDTH = 8;

/** A segment of which this share is gone or replaced is built anew. */
export const DEAD_SHARE = 0.3;

/** Tags of a segment whose place among the most used fits two bytes: its head; the rest is its tail. */
export const HEAD_TAGS = 65_536;

/** Up to so many hits facets count every tag of each; above, the head, where that is proven to be enough. */
export const FULL_FACETS = 25_000;

/** Of each type. */
export const TOP = 10;

/** Of conditions in one question, `where` and `hide` each. */
export const MOST_NODES = 2_000;

/** Each goes through a column; nobody means more. */
export const MOST_RANGES = 64;

/** Of works named one by one in one question. */
export const MOST_KEYS = 100_000;

/** Questions in one `counts`. */
export const MOST_COUNTS = 100;

/** From asking to answering. */
export const DEADLINE_MS = 2_000;

/** The thread does one thing for no longer than this while something more urgent may wait. */
export const SLICE_MS = 4;

/** Bitmaps of what readers hide that are kept, in bytes for each work of the index. */
export const HIDE_BYTES_PER_WORK = 8;

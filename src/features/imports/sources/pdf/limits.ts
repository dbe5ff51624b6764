const MB = 1024 * 1024;

/** What one PDF may hold and cost. */
export const PDF_LIMITS = {
  pages: 5000,
  /** Letters of all pages together. */
  letters: 20_000_000,
  /** Pieces of text that are placed one by one. */
  runs: 3_000_000,
  bookmarks: 20_000,
  /** Seconds by the clock for a whole file. */
  seconds: 240,
  /** Megabytes of the thread's heap, and bytes beside it (unpacked streams). */
  heapMb: 768,
  outside: 768 * MB,
} as const;

/** Limits of searches. */
export const LIMITS = {
  /** Of a typed query, in characters: an address must hold it. */
  queryLength: 2_000,
  /** Words, names, brackets and operators of one query. */
  queryTerms: 300,
  /** Brackets within brackets. */
  queryDepth: 30,
  /** Works that pages of a list lead to; what is beyond is reached by asking more narrowly. */
  reachable: 100_000,
  /** Tags, people, works and the rest that one reader hides: with the longest query they are fewer than what is asked at once. */
  personalFilters: 1_500,
  /** What a reader notes about one of these. */
  reason: 500,
  /** Works that `mine:yes` and its like stand for: with the most marks of one query they are fewer than what is asked at once. */
  marked: 20_000,
  /** So long a list waits for the counts of its filters, in ms; then it is sent, and they are a second answer. */
  facetsWithin: 40,
  savedSearches: 200,
  searchName: 100,
  favouriteTags: 20,
} as const;

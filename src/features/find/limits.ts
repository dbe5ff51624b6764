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
} as const;

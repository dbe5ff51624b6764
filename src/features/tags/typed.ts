/** The types that writers type freely; the others are chosen from the archive's own lists. */
export const TYPED_TYPES = ['fandom', 'relationship', 'character', 'freeform'] as const;
export type TypedTagType = (typeof TYPED_TYPES)[number];

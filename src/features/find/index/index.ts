/** The index in its thread: what answers filters, counts, facets and sorts; see types.ts. */

export { createIndexStore, type IndexSettings } from './store.js';
export type {
  FacetCount,
  Facets,
  Finder,
  IndexChange,
  IndexedWork,
  IndexStats,
  IndexStore,
  Loaded,
  Page,
  TagKind,
} from './types.js';

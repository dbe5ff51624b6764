/** The room of tags: names, the graph that wranglers make of them, and what follows from it. */

export { findOrCreateTags, type TagName } from './actions.js';
export { CATEGORIES, isAdultRating, RATINGS, TAG_TYPES, type TagType, WARNINGS } from './canon.js';
export { wranglingRoutes } from './desk/routes.js';
export {
  EMPHASES,
  type Emphasis,
  emphasisOf,
  readEmphasis,
  writeEmphasis,
} from './emphasis.js';
export { type Performed, performActs, type Wrangler } from './graph/acts.js';
export type { Act } from './graph/plan.js';
export { readTagList, type TagFault, tagFaults, tagKey } from './names.js';
export type { TagsOnWorks } from './on-works.js';
export { tagPath, tagsByAddress } from './queries.js';
export { shelfQuery, shelvedWords } from './shelves.js';
export { writeCsv } from './transfer/csv.js';
export { writeJson } from './transfer/document.js';
export { exportTags } from './transfer/export.js';
export { ImportConflicts, importTags, previewImport, readTagFile } from './transfer/import.js';
export type { Conflict } from './transfer/plan-import.js';
export { conflictText, summaryOf } from './transfer/says.js';
export { foldName } from './words.js';

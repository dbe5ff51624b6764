/** The room of tags. Wrangling and synonyms come to live here. */

export { findOrCreateTags, type TagName } from './actions.js';
export { CATEGORIES, isAdultRating, RATINGS, TAG_TYPES, type TagType, WARNINGS } from './canon.js';
export {
  EMPHASES,
  type Emphasis,
  emphasisOf,
  readEmphasis,
  writeEmphasis,
} from './emphasis.js';
export { readTagList, type TagFault, tagFaults, tagKey } from './names.js';
export { tagPath, tagsByAddress } from './queries.js';
export { foldName } from './words.js';

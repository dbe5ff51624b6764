/** The room of tags. Wrangling, synonyms and completion come to live here. */

export { findOrCreateTags, type TagName } from './actions.js';
export { CATEGORIES, isAdultRating, RATINGS, TAG_TYPES, type TagType, WARNINGS } from './canon.js';
export { readTagList, type TagFault, tagFaults } from './names.js';
export { tagPath, tagsByAddress } from './queries.js';

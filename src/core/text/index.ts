/** The treatment of prose: everything that reads, cleans, measures or rewrites the HTML of texts. Knows no feature. */
export { joinBlocks, splitBlocks, type TextBlock } from './blocks.js';
export { cleanText, escapeAttribute, escapeHtml, excerpt, oneLine, stripBidiOverrides } from './clean.js';
export { TEXT_LIMITS, TextError, type TextErrorCode, type TextLimits } from './limits.js';
export { elementCounts, emphasised, proseLines, toText } from './read.js';
export { fromStore, type SafeHtml } from './safe-html.js';
export { SANITISER_VERSION, type Sanitised, type SanitiseOptions, sanitiseNow } from './sanitise.js';
export { countTextWords, countWords } from './words.js';

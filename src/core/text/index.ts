/** The treatment of prose: everything that reads, cleans, measures or rewrites the HTML of texts. Knows no feature. */
export { scopeAnchors } from './anchors.js';
export { joinBlocks, splitBlocks, type TextBlock } from './blocks.js';
export { escapeHtml, excerpt, oneLine, stripBidiOverrides } from './clean.js';
export { direction } from './direction.js';
export { headingsUnder, highestHeading, shiftHeadings } from './headings.js';
export { inlineText, isEmphasised, setEmphasis, splitInline } from './inline.js';
export { markdownToHtml } from './markdown.js';
export { markPieces } from './marked.js';
export { emphasisToMarks, marksToInline } from './marks.js';
export { textToHtml, tidyParagraphs } from './paragraphs.js';
export { elementCounts, emphasised, proseLines, toText } from './read.js';
export { fromStore, type SafeHtml } from './safe-html.js';
export {
  type Prose,
  type ProseOptions,
  SANITISER_VERSION,
  type Sanitised,
  type SanitiseOptions,
  sanitiseNow,
} from './sanitise.js';
export { createSanitiser, type Sanitiser, type SanitiserSettings } from './sanitiser.js';
export { isSceneMarker } from './scene-marker.js';
export { type ShownWord, shownBlocks } from './shown.js';
export { htmlToMarkdown } from './to-markdown.js';
export { countWords } from './words.js';
export { toXhtml, type XhtmlOptions } from './xhtml.js';

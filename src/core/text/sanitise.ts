/** From any HTML to the canonical HTML that the archive keeps. */
import { secondOpinion } from './belt.js';
import { carry } from './carry.js';
import { cleanText } from './clean.js';
import { TEXT_LIMITS, type TextLimits } from './limits.js';
import { blocksToHtml, tidyBlocks } from './paragraphs.js';
import { isPlain } from './plain.js';
import { brandSafe, type SafeHtml } from './safe-html.js';
import { refuseTooMuch } from './scan.js';
import { type ChildNode, element, parse, serialise, textNode, textOf } from './tree.js';
import { allowed, type ImageMap } from './walk.js';
import { wordsOf } from './words.js';

/** Stored beside each text, so that texts which an older sanitiser cleaned can be cleaned again from their source. */
export const SANITISER_VERSION = 1;

export interface Sanitised {
  html: SafeHtml;
  version: number;
  /** What was left out: element names as `script`, attributes as `style=`. For telling the writer, not for decisions. */
  dropped: string[];
}

/** A text in paragraphs, and how long it is. */
export interface Prose extends Sanitised {
  words: number;
}

export interface ProseOptions extends SanitiseOptions {
  /** For HTML that somebody typed: line ends in loose text part lines and paragraphs. */
  lineEnds?: boolean | undefined;
}

export interface SanitiseOptions {
  /** Maps an image `import:KEY` to the archive's own `/media/ID`, or to null when it was not kept. */
  images?: ImageMap | undefined;
  /** Tighter or wider limits than TEXT_LIMITS. */
  limits?: Partial<TextLimits> | undefined;
}

const noImages: ImageMap = () => null;

/** Passes after which HTML that still changes is given up: its text is kept and its markup goes. */
const MOST_PASSES = 8;

/**
 * Cleans HTML in this thread: limits, meaning of styles carried into tags, allow-list, a second sanitiser, and parsing
 * again until nothing changes. The same source gives the same answer, and an answer given again comes back as it is.
 * For anything that people send, use a `Sanitiser`, which has a time-out.
 * @throws TextError too-large, too-many-tags, too-deep, too-many-attributes
 */
export function sanitiseNow(source: string, options: SanitiseOptions = {}): Sanitised {
  const { html, dropped } = cleaned(source, options);
  return { html, version: SANITISER_VERSION, dropped };
}

/**
 * `sanitiseNow`, then `tidyParagraphs` and `countWords` of the result, from the tree that the sanitiser had made: each
 * parse of a chapter costs as much as all of its cleaning.
 * @throws TextError as `sanitiseNow`
 */
export function proseNow(source: string, options: ProseOptions = {}): Prose {
  const { nodes, dropped } = cleaned(source, options);
  const blocks = tidyBlocks(element('div', [], nodes), { lineEnds: options.lineEnds ?? false });
  return {
    html: blocksToHtml(blocks),
    words: wordsOf(blocks),
    version: SANITISER_VERSION,
    dropped,
  };
}

interface Settled {
  html: SafeHtml;
  /** What `html` says. */
  nodes: ChildNode[];
}

function cleaned(source: string, options: SanitiseOptions): Settled & { dropped: string[] } {
  const limits = { ...TEXT_LIMITS, ...options.limits };
  refuseTooMuch(source, limits);
  const tree = parse(cleanText(source), limits);
  carry(tree);
  const first = allowed(tree, options.images ?? noImages);
  const html = serialise(first.nodes);
  const settled = isPlain(html) ? { html: brandSafe(html), nodes: first.nodes } : settle(html, limits);
  return { ...settled, dropped: first.dropped };
}

/** Parses and writes until the HTML stays as it is, through both sanitisers. */
function settle(html: string, limits: TextLimits): Settled {
  let current = html;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const { nodes } = allowed(parse(secondOpinion(current), limits), noImages);
    const next = serialise(nodes);
    if (next === current) return { html: brandSafe(current), nodes };
    current = next;
  }
  const nodes = [element('p', [], [textNode(textOf(parse(current, limits)))])];
  return { html: brandSafe(serialise(nodes)), nodes };
}

/** Canonical HTML made of pieces that are canonical already: the allow-list once more, without the second sanitiser. */
export function canonical(html: string): SafeHtml {
  return brandSafe(serialise(allowed(parse(html), noImages).nodes));
}

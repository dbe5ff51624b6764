/** One linear look at a source before any parser sees it. */
import { type TextLimits, tooLargeText, tooManyAttributes, tooManyTags } from './limits.js';

const LETTER = /[a-zA-Z]/;
const SPACE = /[\s/]/;

/**
 * Counts bytes, tags and the attributes of each tag; knows quotes and comments. Depth is counted by the parser
 * itself (tree.ts), which knows which end tags are implied.
 * @throws TextError too-large, too-many-tags, too-many-attributes
 */
export function refuseTooMuch(source: string, limits: TextLimits): void {
  if (source.length > limits.bytes || Buffer.byteLength(source) > limits.bytes)
    throw tooLargeText(limits.bytes);
  let tags = 0;
  let at = source.indexOf('<');
  while (at !== -1) {
    const next = source[at + 1] ?? '';
    if (source.startsWith('<!--', at)) {
      at = endOfComment(source, at + 4);
    } else if (LETTER.test(next) || (next === '/' && LETTER.test(source[at + 2] ?? ''))) {
      tags += 1;
      if (tags > limits.tags) throw tooManyTags(limits.tags);
      at = endOfTag(source, at + 1, limits);
    } else {
      at += 1;
    }
    at = source.indexOf('<', at);
  }
}

/** After a comment; as in HTML, `<!-->` and `<!--->` are whole, and one that never ends takes the rest. */
function endOfComment(source: string, from: number): number {
  if (source[from] === '>') return from + 1;
  if (source.startsWith('->', from)) return from + 2;
  const end = /--!?>/g;
  end.lastIndex = from;
  return end.exec(source) ? end.lastIndex : source.length;
}

/** After the `>` of the tag whose name begins at `at`. */
function endOfTag(source: string, at: number, limits: TextLimits): number {
  let i = at;
  while (i < source.length && source[i] !== '>' && (i === at || !SPACE.test(source[i]!))) i += 1;
  for (let attributes = 0; i < source.length; ) {
    while (i < source.length && SPACE.test(source[i]!)) i += 1;
    if (i >= source.length || source[i] === '>') break;
    attributes += 1;
    if (attributes > limits.attributes) throw tooManyAttributes(limits.attributes);
    i = endOfAttribute(source, i);
  }
  return i + 1;
}

function endOfAttribute(source: string, at: number): number {
  let i = at + 1; // a leading `=` belongs to the name
  while (i < source.length && !/[\s/>=]/.test(source[i]!)) i += 1;
  while (i < source.length && /\s/.test(source[i]!)) i += 1;
  if (source[i] !== '=') return i;
  i += 1;
  while (i < source.length && /\s/.test(source[i]!)) i += 1;
  const quote = source[i];
  if (quote === '"' || quote === "'") {
    const end = source.indexOf(quote, i + 1);
    return end === -1 ? source.length : end + 1;
  }
  while (i < source.length && !/[\s>]/.test(source[i]!)) i += 1;
  return i;
}

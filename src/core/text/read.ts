/** What a text says: plain text, its lines, what it stresses, which elements it has. Reads any HTML, safe or not. */
import { REMOVED_WITH_CONTENTS } from './allow.js';
import { isPlain } from './plain.js';
import { attribute, type ChildNode, type Element, isElement, isText, parse, textOf } from './tree.js';

/** Elements that begin and end a line of prose. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p pre ' +
    'search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

export const SCENE_BREAK_LINE = '* * *';

/**
 * One entry a leaf block (p, li, td, h1–h6, pre, caption…) in reading order. `<br>` is a line feed, `<hr>` is `* * *`,
 * an image is `[img: alt]`, ruby is `base(reading)`; runs of white space are one space; empty blocks are left out.
 * @throws TextError too-deep, too-many-tags
 */
export function proseLines(html: string): string[] {
  if (isPlain(html)) return plainLines(html);
  const lines: string[] = [];
  let open = '';
  const close = (): void => {
    const tidy = tidyLine(open);
    if (tidy !== '') lines.push(tidy);
    open = '';
  };
  const read = (nodes: ChildNode[], inPre: boolean): void => {
    for (const node of nodes) {
      if (isText(node)) open += inPre ? node.value : node.value.replace(/\s+/gu, ' ');
      else if (isElement(node)) readElement(node, inPre);
    }
  };
  const readElement = (node: Element, inPre: boolean): void => {
    const { tagName } = node;
    if (tagName === 'br') open += '\n';
    else if (tagName === 'img') open += imageLine(node);
    else if (tagName === 'rt') open += `(${textOf(node).trim()})`;
    else if (tagName === 'rp' || REMOVED_WITH_CONTENTS.has(tagName)) return;
    else if (!BLOCK_ELEMENTS.has(tagName)) read(node.childNodes, inPre);
    else {
      close();
      if (tagName === 'hr') lines.push(SCENE_BREAK_LINE);
      else read(node.childNodes, inPre || tagName === 'pre' || tagName === 'listing');
      close();
    }
  };
  read(parse(html).childNodes, false);
  close();
  return lines;
}

const tidyLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .join('\n')
    .trim();

const ESCAPED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ' };

/** The same of paragraphs and rules in a row, without a tree. */
const plainLines = (html: string): string[] =>
  html
    .split(/<\/?p>|(?=<hr>)|(?<=<hr>)/)
    .map((block) =>
      block === '<hr>'
        ? SCENE_BREAK_LINE
        : tidyLine(
            block
              .replace(/\s+/gu, ' ')
              .replaceAll('<br>', '\n')
              .replace(/<[^>]*>/g, '')
              .replace(/&(amp|lt|gt|nbsp);/g, (_, name: string) => ESCAPED[name]!),
          ),
    )
    .filter((line) => line !== '');

function imageLine(node: Element): string {
  const alt = attribute(node, 'alt')?.trim();
  return alt ? `[img: ${alt}]` : '[img]';
}

/** Plain text: the lines of prose with an empty line between blocks. */
export const toText = (html: string): string => proseLines(html).join('\n\n');

/** The texts that stand in em, i, cite and in strong, b, outermost only, white space as single spaces. */
export function emphasised(html: string): { italics: string[]; bold: string[] } {
  const found: { italics: string[]; bold: string[] } = { italics: [], bold: [] };
  const collect = (nodes: ChildNode[], kind: 'italics' | 'bold', names: RegExp): void => {
    for (const node of nodes) {
      if (!isElement(node) || REMOVED_WITH_CONTENTS.has(node.tagName)) continue;
      if (!names.test(node.tagName)) {
        collect(node.childNodes, kind, names);
        continue;
      }
      const text = textOf(node).replace(/\s+/gu, ' ').trim();
      if (text !== '') found[kind].push(text);
    }
  };
  const nodes = parse(html).childNodes;
  collect(nodes, 'italics', /^(em|i|cite)$/);
  collect(nodes, 'bold', /^(strong|b)$/);
  return found;
}

/** How many there are of each element, by name. */
export function elementCounts(html: string): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (nodes: ChildNode[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      counts.set(node.tagName, (counts.get(node.tagName) ?? 0) + 1);
      count(node.childNodes);
    }
  };
  count(parse(html).childNodes);
  return counts;
}

/** HTML as trees that run nothing: read, compared and written. */

/** The body of a document of its own, which runs and fetches nothing. */
export const parsed = (html: string): HTMLElement => new DOMParser().parseFromString(html, 'text/html').body;

/** The single element that the HTML of a piece kept as it is stands for. */
export function elementOf(html: string): HTMLElement {
  const found = parsed(html).firstElementChild;
  return document.importNode(found instanceof HTMLElement ? found : document.createElement('span'), true);
}

const BLOCKS = /^(P|H[1-6]|BLOCKQUOTE|UL|OL|LI|DIV|CENTER)$/;
const WHOLE = /^(TABLE|DL|DETAILS|FIGURE|ADDRESS|PRE|RUBY|IMG|HR)$/;
const SAME: Readonly<Record<string, string>> = { I: 'EM', B: 'STRONG', DEL: 'S', STRIKE: 'S' };

const named = (node: Element): string =>
  [
    SAME[node.tagName] ?? node.tagName,
    ...[...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
  ].join(' ');

const even = (text: string): string => text.replace(/[ \t\n\r]+/g, ' ');

/** A paragraph that begins an item of a list says no more than the item does. */
const saysNothing = (node: Element): boolean =>
  node.tagName === 'P' &&
  node.attributes.length === 0 &&
  node.parentElement?.tagName === 'LI' &&
  node.parentElement.firstElementChild === node &&
  (node.previousSibling?.textContent ?? '').trim() === '';

/**
 * What a text says, without how it is written: its blocks and, of every piece of text, all marks around it. Two texts
 * with the same answer are read alike, so a text whose answer the editor changes would lose something in it.
 */
export function meaning(html: string): string {
  const out: string[] = [];
  let line: { marks: string; text: string; isBreak?: boolean }[] = [];
  const add = (marks: string, text: string): void => {
    const last = line.at(-1);
    if (last?.marks === marks && !last.isBreak) last.text = even(last.text + text);
    else line.push({ marks, text });
  };
  const close = (): void => {
    // White space beside a line break is not seen.
    const pieces = line.map(({ marks, text }, i) => {
      const before = line[i - 1];
      const isFirst = !before || before.isBreak || before.text.endsWith(' ');
      const piece = isFirst ? text.trimStart() : text;
      return [marks, line[i + 1]?.isBreak ? piece.trimEnd() : piece] as const;
    });
    const text = pieces.flatMap(([marks, piece]) => (piece === '' ? [] : [`${marks}|${piece}`])).join('\n');
    if (text !== '') out.push(text.trimEnd());
    line = [];
  };
  const walk = (node: Node, marks: readonly string[]): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) add(marks.toSorted().join(','), even(child.data));
      else if (child instanceof Element) element(child, marks);
    }
  };
  const element = (node: Element, marks: readonly string[]): void => {
    const isBlock = BLOCKS.test(node.tagName);
    if (node.tagName === 'BR') line.push({ marks: '', text: '<br>', isBreak: true });
    else if (WHOLE.test(node.tagName)) add(marks.toSorted().join(','), node.outerHTML);
    else if (isBlock && saysNothing(node)) walk(node, marks);
    else if (isBlock) {
      close();
      out.push(`<${named(node)}`);
      walk(node, marks);
      close();
      out.push('>');
    } else if (node.tagName === 'A' && node.textContent === '' && !node.hasAttribute('href'))
      add('', node.outerHTML);
    else walk(node, [...marks, named(node)]);
  };
  walk(parsed(html), []);
  close();
  return out.join('\n');
}

/** HTML of blocks, one a line; items of lists without the paragraph that the editor puts into each. */
export function written(blocks: DocumentFragment | HTMLElement): string {
  const box = document.createElement('div');
  box.append(blocks);
  for (const p of box.querySelectorAll('li > p:first-child'))
    if (p.attributes.length === 0) p.replaceWith(...p.childNodes);
  return [...box.children]
    .filter((block) => block.tagName !== 'P' || block.childNodes.length > 0)
    .map((block) => block.outerHTML)
    .join('\n');
}

/** Every piece of text in a piece of HTML, by itself. */
export function textIn(html: string): string[] {
  const body = parsed(html);
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  return texts;
}

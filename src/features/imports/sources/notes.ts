/** Footnotes and endnotes: numbered anew in each chapter, standing at its end, linked both ways. */
import { type ChildNode, type Element, element, textNode } from '../../../core/text/tree.js';
import { attribute, eachElement, isElement } from '../files/page.js';

/** Names the note that an `<a>` refers to, until the chapters are known. */
const REFERENCE = 'data-note';

/** A reference to a note, for where it stands in the text. */
export const noteReference = (note: string): Element =>
  element('sup', [], [element('a', [{ name: REFERENCE, value: note }], [])]);

/**
 * Numbers the references in a chapter and puts the notes they name at its end, in place.
 * References to notes that are not there are taken away.
 */
export function placeNotes(chapter: ChildNode[], notes: ReadonlyMap<string, readonly ChildNode[]>): void {
  const numbers = new Map<string, number>();
  const items: Element[] = [];
  const lost: Element[] = [];
  for (const node of chapter) {
    if (!isElement(node)) continue;
    eachElement(node, (reference) => {
      const note = attribute(reference, REFERENCE);
      if (note === undefined) return;
      const content = notes.get(note);
      const known = numbers.get(note);
      reference.attrs = [];
      if (!content || content.length === 0) {
        lost.push(reference);
        return;
      }
      const number = known ?? numbers.size + 1;
      if (known === undefined) {
        numbers.set(note, number);
        items.push(item(number, content));
        reference.attrs.push({ name: 'name', value: `note-ref-${number}` });
      }
      reference.attrs.push({ name: 'href', value: `#note-${number}` });
      reference.childNodes = [textNode(String(number))];
    });
  }
  for (const { parentNode } of lost) if (parentNode) remove(parentNode as Element);
  if (items.length > 0) chapter.push(element('hr', [], []), element('ol', [], items));
}

function remove(node: Element): void {
  const parent = node.parentNode;
  if (parent) parent.childNodes = parent.childNodes.filter((child) => child !== node);
}

/** A note as an item that begins with the way back. */
function item(number: number, content: readonly ChildNode[]): Element {
  const back = element(
    'a',
    [
      { name: 'name', value: `note-${number}` },
      { name: 'href', value: `#note-ref-${number}` },
    ],
    [textNode('↑')],
  );
  const [first, ...rest] = content;
  const inner = first && isElement(first) && first.tagName === 'p' ? first.childNodes : first ? [first] : [];
  for (const node of content) {
    if (!isElement(node)) continue;
    // A note that refers to another would lead nowhere.
    eachElement(node, (one) => {
      one.attrs = one.attrs.filter(({ name }) => name !== REFERENCE);
    });
  }
  return element('li', [], [back, textNode(' '), ...inner, ...rest]);
}

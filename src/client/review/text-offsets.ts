/** Between offsets in the text of a block and places in the page. */

/** How many UTF-16 units of `root`'s text stand before a place in it. */
export function offsetOf(root: Element, node: Node, at: number): number {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, at);
  return before.toString().length;
}

/** The place in `root` after so many units of its text; `end` takes the place behind a letter, not before the next. */
function placeAt(root: Element, offset: number, end: boolean): [Node, number] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = offset;
  let last: Node = root;
  while (walker.nextNode()) {
    last = walker.currentNode;
    const { length } = last.nodeValue ?? '';
    if (left < length || (end && left === length)) return [last, left];
    left -= length;
  }
  return last === root ? [root, 0] : [last, last.nodeValue?.length ?? 0];
}

/** The part of `root`'s text between two offsets. */
export function rangeOf(root: Element, from: number, to: number): Range {
  const range = document.createRange();
  range.setStart(...placeAt(root, from, from === to));
  range.setEnd(...placeAt(root, to, true));
  return range;
}

/** The offset in `root`'s text that is nearest to a point of the window, or null where the browser can't say. */
export function offsetAtPoint(root: Element, x: number, y: number): number | null {
  const old = document as Document & { caretRangeFromPoint?(x: number, y: number): Range | null };
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? undefined : old.caretRangeFromPoint?.(x, y);
  const [node, at] = caret
    ? [caret.offsetNode, caret.offset]
    : range
      ? [range.startContainer, range.startOffset]
      : [null, 0];
  return node && root.contains(node) ? offsetOf(root, node, at) : null;
}

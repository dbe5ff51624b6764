import { type ChildNode, element, textNode } from '../../../../core/text/tree.js';
import { noteReference } from '../notes.js';
import { type Inline, MARK } from './model.js';

const TAGS: readonly (readonly [number, string])[] = [
  [MARK.strike, 's'],
  [MARK.underline, 'u'],
  [MARK.bold, 'strong'],
  [MARK.italic, 'em'],
  [MARK.code, 'code'],
  [MARK.sup, 'sup'],
  [MARK.sub, 'sub'],
];

/** Space as HTML knows it: tabs and runs of blanks are one, and none stands at the edges or beside a line break. */
export function tidySpace(inlines: readonly Inline[]): Inline[] {
  let open = true;
  const out: Inline[] = [];
  for (const one of inlines) {
    if (one.kind === 'break') trimLast(out);
    if (one.kind !== 'text') {
      out.push(one);
      open = one.kind === 'break';
      continue;
    }
    let text = one.text.replace(/[\t\n\r ]+/g, ' ');
    if (open) text = text.replace(/^ /, '');
    if (text === '') continue;
    open = text.endsWith(' ');
    out.push({ ...one, text });
  }
  trimLast(out);
  return out;
}

function trimLast(out: Inline[]): void {
  const last = out.at(-1);
  if (last?.kind !== 'text') return;
  out.pop();
  const text = last.text.replace(/ +$/, '');
  if (text !== '') out.push({ ...last, text });
}

/** Runs as nodes, neighbours of one look joined. `without` is left off: what a heading looks like is no emphasis. */
export function inlineNodes(given: readonly Inline[], without = 0): ChildNode[] {
  const inlines = without & MARK.code ? given : tidySpace(given);
  const looks = inlines.map((one) => ('marks' in one ? one.marks & ~without : 0));
  inlines.forEach((one, i) => {
    // Space has no look of its own: it goes with what stands on both sides.
    if (one.kind === 'text' && one.text.trim() === '')
      looks[i] = inlines[i - 1] && inlines[i + 1] ? looks[i - 1]! & looks[i + 1]! : 0;
    else if (one.kind === 'break' || one.kind === 'image')
      looks[i] = (looks[i - 1] ?? 0) & next(inlines, looks, i);
  });
  return linked(inlines.map((one, i) => ({ one, look: looks[i]! })));
}

/** The look of what follows a break or picture. */
function next(inlines: readonly Inline[], looks: readonly number[], from: number): number {
  for (let i = from + 1; i < inlines.length; i += 1) if ('marks' in inlines[i]!) return looks[i]!;
  return 0;
}

interface Piece {
  one: Inline;
  look: number;
}

const hrefOf = ({ one }: Piece): string | null => (one.kind === 'text' ? one.href : null);

function linked(pieces: readonly Piece[]): ChildNode[] {
  return grouped(pieces, hrefOf).flatMap(({ key, group }) => {
    if (key === null) return marked(group);
    const plain = group.map((piece) => ({ ...piece, look: piece.look & ~MARK.underline }));
    return [element('a', [{ name: 'href', value: key }], marked(plain))];
  });
}

/** The mark that reaches furthest is put around the others. */
function marked(pieces: readonly Piece[]): ChildNode[] {
  const out: ChildNode[] = [];
  let at = 0;
  while (at < pieces.length) {
    const { one, look } = pieces[at]!;
    const reaches = TAGS.filter(([bit]) => look & bit).map(([bit, name]) => ({
      bit,
      name,
      end: endOf(pieces, at, bit),
    }));
    const [first] = reaches.toSorted((a, b) => b.end - a.end);
    if (!first) {
      out.push(...nodesOf(one));
      at += 1;
      continue;
    }
    const inner = pieces.slice(at, first.end).map((piece) => ({ ...piece, look: piece.look & ~first.bit }));
    out.push(element(first.name, [], marked(inner)));
    at = first.end;
  }
  return out;
}

/** The index after the last of neighbours that have this mark. */
function endOf(pieces: readonly Piece[], from: number, bit: number): number {
  let end = from;
  while (end < pieces.length && pieces[end]!.look & bit) end += 1;
  return end;
}

function grouped<K>(pieces: readonly Piece[], keyOf: (piece: Piece) => K): { key: K; group: Piece[] }[] {
  const groups: { key: K; group: Piece[] }[] = [];
  for (const piece of pieces) {
    const key = keyOf(piece);
    const last = groups.at(-1);
    if (last && last.key === key) last.group.push(piece);
    else groups.push({ key, group: [piece] });
  }
  return groups;
}

function nodesOf(one: Inline): ChildNode[] {
  switch (one.kind) {
    case 'text':
      return [textNode(one.text)];
    case 'break':
      return [element('br', [], [])];
    case 'image':
      return [
        element(
          'img',
          [
            { name: 'src', value: one.src },
            { name: 'alt', value: one.alt },
          ],
          [],
        ),
      ];
    case 'note':
      return [noteReference(one.note)];
    case 'ruby':
      return [element('ruby', [], [textNode(one.base), element('rt', [], [textNode(one.over)])])];
  }
}

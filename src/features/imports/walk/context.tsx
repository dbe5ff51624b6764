/** A doubtful place in its text: a little of what stands before it and after it, as it will read. */
import { useWords } from '../../../core/messages/index.js';
import { fromStore, inlineText, splitInline } from '../../../core/text/index.js';
import { Prose } from '../../../core/ui/html.js';
import { isInline } from '../review/acts.js';
import type { Draft, DraftBlock } from '../review/draft.js';
import type { DoubtfulPlace } from './places.js';

/** UTF-16 units on each side; the nearest space to it is where the text is cut. */
const AROUND = 180;

/** The end of a text, from the beginning of a word. */
function tail(html: string): string {
  const text = inlineText(html);
  if (text.length <= AROUND) return html;
  const space = text.indexOf(' ', text.length - AROUND);
  return `… ${splitInline(html, space === -1 ? text.length - AROUND : space)[1]}`;
}

/** The beginning of a text, up to the end of a word. */
function head(html: string): string {
  const text = inlineText(html);
  if (text.length <= AROUND) return html;
  const space = text.lastIndexOf(' ', AROUND);
  return `${splitInline(html, space <= 0 ? AROUND : space)[0]} …`;
}

const Piece = ({ html }: { html: string }) => <Prose as="span" html={fromStore(html)} />;

/** A block beside the one that is asked about. */
function Beside({ block, side }: { block: DraftBlock | undefined; side: 'before' | 'after' }) {
  if (!block || block.kind === 'label') return null;
  if (block.kind === 'scene_break') return <hr />;
  const cut = side === 'before' ? tail : head;
  if (!isInline(block)) return <p class="beside">…</p>;
  return (
    <p class="beside">
      <Piece html={cut(block.html)} />
    </p>
  );
}

function Asked({ block, place }: { block: DraftBlock; place: DoubtfulPlace }) {
  if (place.ask === 'inner') {
    const [before, after] = splitInline(block.html, place.offset);
    return (
      <p>
        <Piece html={tail(before)} /> <span class="gap" aria-hidden="true" /> <Piece html={head(after)} />
      </p>
    );
  }
  if (place.ask === 'emphasis') {
    const text = inlineText(block.html);
    const [before, rest] = splitInline(block.html, place.from);
    const [words, after] = splitInline(rest, place.to - place.from);
    const spaced = (at: number) => (/\s/.test(text.charAt(at)) ? ' ' : '');
    return (
      <p>
        <Piece html={tail(before)} />
        {spaced(place.from - 1)}
        <mark>
          <Piece html={words} />
        </mark>
        {spaced(place.to)}
        <Piece html={head(after)} />
      </p>
    );
  }
  if (block.kind === 'scene_break') return <hr class="asked" />;
  if (!isInline(block)) return <p>…</p>;
  return (
    <p class={`asked is-${block.kind}`}>
      {place.ask === 'begin' ? <span class="gap" aria-hidden="true" /> : null}
      <Piece html={head(block.html)} />
    </p>
  );
}

export function Context({ draft, place }: { draft: Draft; place: DoubtfulPlace }) {
  const { blocks } = draft.chapters[place.chapter]!;
  const block = blocks[place.at]!;
  const apart = place.ask === 'begin' || place.ask === 'kind';
  return (
    <>
      {apart ? <Beside block={blocks[place.at - 1]} side="before" /> : null}
      <Asked block={block} place={place} />
      {place.ask === 'kind' ? <Beside block={blocks[place.at + 1]} side="after" /> : null}
    </>
  );
}

const MOST_WORDS = 6;

/** What a question speaks of: the words at the place, or what the block is now. */
export function useQuestion(draft: Draft, place: DoubtfulPlace): string {
  const w = useWords();
  const block = draft.chapters[place.chapter]!.blocks[place.at]!;
  if (place.ask === 'kind') return w.walk.questions.kind(w.imports.review.kinds[block.kind]);
  const text = isInline(block) ? inlineText(block.html) : '';
  const from = place.ask === 'inner' ? place.offset : place.ask === 'emphasis' ? place.from : 0;
  const to = place.ask === 'emphasis' ? place.to : undefined;
  const words = text.slice(from, to).trim().split(/\s+/);
  const cut = words.length > MOST_WORDS ? [...words.slice(0, MOST_WORDS), '…'] : words;
  return w.walk.questions[place.ask](cut.join(' '));
}

/** Two texts side by side, word by word: what was added, what was taken out, what is as before. */
import { diffArrays } from 'diff';
import { type SafeHtml, type ShownWord, shownBlocks } from '../../../core/text/index.js';

export type Change = 'same' | 'added' | 'removed';

/** Words of one change that stand together, with what they are set in. */
export interface Run {
  change: Change;
  marks: readonly string[];
  text: string;
}

export interface ComparedBlock {
  /** An element's name: p, h3, li, blockquote, pre, hr. */
  tag: string;
  /** Of the block as a whole: it is in both, or in one only. */
  change: Change;
  runs: Run[];
}

export interface Comparison {
  blocks: ComparedBlock[];
  added: number;
  removed: number;
  /** Somewhere the two differed too much to go word by word. */
  rough: boolean;
}

interface Block {
  tag: string;
  words: ShownWord[];
  key: string;
}

/** The white space behind a word is not the word; a line end is one. */
const keyOf = ({ text, marks }: ShownWord): string =>
  `${marks.join(' ')}\u0000${text === '\n' ? text : text.trimEnd()}`;

const blocksOf = (html: SafeHtml): Block[] =>
  shownBlocks(html).map((block) => ({
    ...block,
    key: `${block.tag}\u0000${block.words.map(keyOf).join('\u0001')}`,
  }));

/** Beyond this many insertions and deletions a comparison would take seconds: whole paragraphs are shown instead. */
const MOST_EDITS = 4_000;

/** A word, or the place where a block begins. */
type Token = { block: string } | { word: ShownWord };

const tokensOf = (blocks: readonly Block[]): Token[] =>
  blocks.flatMap((block) => [{ block: block.tag }, ...block.words.map((word) => ({ word }))]);

const isSame = (a: Token, b: Token): boolean =>
  'block' in a ? 'block' in b && a.block === b.block : 'word' in b && keyOf(a.word) === keyOf(b.word);

/** Adds words to a block: those of one change and one setting are one run. */
function put(block: ComparedBlock, word: ShownWord, change: Change): void {
  const last = block.runs.at(-1);
  if (last && last.change === change && last.marks.join() === word.marks.join()) last.text += word.text;
  else block.runs.push({ change, marks: word.marks, text: word.text });
}

const whole = (block: Block, change: Change): ComparedBlock => {
  const compared: ComparedBlock = { tag: block.tag, change, runs: [] };
  for (const word of block.words) put(compared, word, change);
  return compared;
};

/** A stretch in which the two differ. @returns null when they differ too much. */
function compareWords(older: readonly Block[], newer: readonly Block[]): ComparedBlock[] | null {
  const parts = diffArrays(tokensOf(older), tokensOf(newer), {
    comparator: isSame,
    maxEditLength: MOST_EDITS,
  });
  if (!parts) return null;
  const blocks: ComparedBlock[] = [];
  for (const part of parts) {
    const change: Change = part.added ? 'added' : part.removed ? 'removed' : 'same';
    for (const token of part.value) {
      const last = blocks.at(-1);
      if ('block' in token) blocks.push({ tag: token.block, change, runs: [] });
      else if (last) put(last, token.word, change);
    }
  }
  return blocks;
}

/** White space is no word. */
const countWords = (blocks: readonly ComparedBlock[], change: Change): number =>
  blocks
    .flatMap((block) => block.runs)
    .filter((run) => run.change === change)
    .reduce((sum, run) => sum + run.text.split(/\s+/).filter(Boolean).length, 0);

/** Paragraphs are set against each other first, and only those that differ word by word. */
export function compareTexts(older: SafeHtml, newer: SafeHtml): Comparison {
  const blocks: ComparedBlock[] = [];
  let rough = false;
  let gone: Block[] = [];
  let come: Block[] = [];
  const close = (): void => {
    if (gone.length > 0 && come.length > 0) {
      const compared = compareWords(gone, come);
      if (compared) {
        blocks.push(...compared);
        gone = [];
        come = [];
        return;
      }
      rough = true;
    }
    blocks.push(
      ...gone.map((block) => whole(block, 'removed')),
      ...come.map((block) => whole(block, 'added')),
    );
    gone = [];
    come = [];
  };
  const before = blocksOf(older);
  const after = blocksOf(newer);
  const parts = diffArrays(before, after, { comparator: (a, b) => a.key === b.key });
  for (const part of parts) {
    if (part.removed) gone.push(...part.value);
    else if (part.added) come.push(...part.value);
    else {
      close();
      blocks.push(...part.value.map((block) => whole(block, 'same')));
    }
  }
  close();
  return { blocks, added: countWords(blocks, 'added'), removed: countWords(blocks, 'removed'), rough };
}

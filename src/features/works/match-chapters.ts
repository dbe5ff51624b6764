/** Which chapters of a new version of a work are those that are here, and what becomes of each. Pure. */

export interface HereChapter {
  hash: string;
  /** Hash of what was brought in; null where it was written here. */
  importHash: string | null;
  /** Of the text alone, without title and notes. */
  textHash: string;
  title: string | null;
}

export interface ComingChapter {
  hash: string;
  textHash: string;
  title: string | null;
}

/** Indexes of a chapter here and of one that comes. */
export type ChapterMatch =
  /** The text is the same. */
  | { kind: 'same'; here: number; coming: number }
  /** The file has another text now, and nobody changed the one here. */
  | { kind: 'changed'; here: number; coming: number }
  /** It was changed here, and the file is as it was when it was brought. */
  | { kind: 'mine'; here: number; coming: number }
  /** It was changed both here and in the file. */
  | { kind: 'both'; here: number; coming: number }
  | { kind: 'new'; coming: number }
  /** It stands only here. */
  | { kind: 'only-here'; here: number };

type Same = (here: HereChapter, coming: ComingChapter) => boolean;

const titleOf = (title: string | null): string => (title ?? '').trim().toLowerCase();

/** The surest sign first: where one leaves gaps, the next looks into them. */
const SIGNS: readonly Same[] = [
  (here, coming) => here.hash === coming.hash || here.importHash === coming.hash,
  (here, coming) => here.textHash === coming.textHash,
  (here, coming) => titleOf(here.title) !== '' && titleOf(here.title) === titleOf(coming.title),
  () => true,
];

/** Pairs in the order of both lists, as many as possible, the first possible ones. */
function commonSequence<A, B>(
  as: readonly A[],
  bs: readonly B[],
  same: (a: A, b: B) => boolean,
): [number, number][] {
  const width = bs.length + 1;
  const longest = new Uint32Array((as.length + 1) * width);
  for (let i = as.length - 1; i >= 0; i -= 1)
    for (let j = bs.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = same(as[i]!, bs[j]!)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < as.length && j < bs.length; ) {
    if (same(as[i]!, bs[j]!)) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function judged(here: HereChapter, coming: ComingChapter): 'same' | 'changed' | 'mine' | 'both' {
  if (here.hash === coming.hash) return 'same';
  if (here.importHash === coming.hash) return 'mine';
  return here.importHash === here.hash ? 'changed' : 'both';
}

/** In the order that the chapters will have; those that stand only here keep their place after the one before them. */
export function matchChapters(
  here: readonly HereChapter[],
  coming: readonly ComingChapter[],
): ChapterMatch[] {
  const between = (
    h: readonly [from: number, to: number],
    c: readonly [from: number, to: number],
    sign: number,
  ): ChapterMatch[] => {
    const same = SIGNS[sign];
    if (!same || h[0] === h[1] || c[0] === c[1]) {
      const left: ChapterMatch[] = [];
      for (let i = h[0]; i < h[1]; i += 1) left.push({ kind: 'only-here', here: i });
      for (let i = c[0]; i < c[1]; i += 1) left.push({ kind: 'new', coming: i });
      return left;
    }
    const found: ChapterMatch[] = [];
    let [atHere, atComing] = [h[0], c[0]];
    for (const [i, j] of commonSequence(here.slice(...h), coming.slice(...c), same)) {
      const [thisHere, thisComing] = [h[0] + i, c[0] + j];
      found.push(...between([atHere, thisHere], [atComing, thisComing], sign + 1));
      found.push({
        kind: judged(here[thisHere]!, coming[thisComing]!),
        here: thisHere,
        coming: thisComing,
      });
      [atHere, atComing] = [thisHere + 1, thisComing + 1];
    }
    found.push(...between([atHere, h[1]], [atComing, c[1]], sign + 1));
    return found;
  };
  return between([0, here.length], [0, coming.length], 0);
}

export type MatchCounts = Record<ChapterMatch['kind'], number>;

export function countMatches(matches: readonly ChapterMatch[]): MatchCounts {
  const counts: MatchCounts = { same: 0, changed: 0, mine: 0, both: 0, new: 0, 'only-here': 0 };
  for (const { kind } of matches) counts[kind] += 1;
  return counts;
}

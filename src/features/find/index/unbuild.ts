/** The way back: the works of segments as rows, for a new segment that takes their place. */
import { NUMBER_FIELDS } from '../query/condition.js';
import { hasBit } from './bits.js';
import { eachWork } from './postings.js';
import { type Lists, Rows } from './rows.js';
import { type Postings, type Segment, sizeOf, TEXT_SORTS } from './segment.js';
import { allStrings, fromBytes } from './strings.js';

/** What is taken over: a segment and which of its works are still there. */
export interface Source {
  segment: Segment;
  live: Int32Array;
}

/** By work the terms that it has; `starts` has one more for the end. */
function termsByWork(postings: Postings, works: number): { starts: Uint32Array; terms: Uint32Array } {
  const starts = new Uint32Array(works + 1);
  const count = (work: number): void => {
    starts[work + 1]! += 1;
  };
  for (let term = 0; term < postings.ids.length; term++) eachWork(postings, term, count);
  for (let work = 0; work < works; work++) starts[work + 1]! += starts[work]!;
  const terms = new Uint32Array(starts[works]!);
  const next = starts.slice();
  for (let term = 0; term < postings.ids.length; term++)
    eachWork(postings, term, (work) => {
      terms[next[work]!++] = term;
    });
  return { starts, terms };
}

/** The terms of a segment as those of the rows; only what a live work has is taken over. */
function carried(count: number, make: (term: number) => number): (term: number) => number {
  const known = new Int32Array(count).fill(-1);
  return (term) => {
    if (known[term] === -1) known[term] = make(term);
    return known[term]!;
  };
}

function pushSource(rows: Rows, { segment, live }: Source): void {
  const works = sizeOf(segment);
  const { tags, creators, series, languages, flags, forward } = segment;
  const codes = allStrings(segment.codes).map(fromBytes);
  const tag = carried(tags.ids.length, (term) => rows.tag(tags.ids[term]!, () => segment.tagTypes[term]!));
  const space = (lists: Lists, postings: Postings, make: (id: number) => number) => ({
    lists,
    term: carried(postings.ids.length, (term) => make(postings.ids[term]!)),
    byWork: termsByWork(postings, works),
  });
  const spaces = [
    { lists: rows.tags, term: tag, byWork: termsByWork(tags, works) },
    space(rows.creators, creators, (id) => rows.creatorTerms.of(id)),
    space(rows.series, series, (id) => rows.seriesTerms.of(id)),
    space(rows.languages, languages, (place) => rows.codeTerms.of(codes[place]!)),
    space(rows.flags, flags, (flag) => flag),
  ];
  const texts = TEXT_SORTS.map((sort) => {
    const all = allStrings(segment.texts[sort]);
    return { sort, term: carried(all.length, (place) => rows.texts[sort].terms.of(all[place]!)) };
  });
  for (let work = 0; work < works; work++) {
    if (!hasBit(live, work)) continue;
    rows.begin(segment.columns.key[work]!);
    for (const field of NUMBER_FIELDS) rows.numbers[field].push(segment.columns[field][work]!);
    for (const { sort, term } of texts) rows.texts[sort].rows.push(term(segment.columns[sort][work]!));
    for (const { lists, term, byWork } of spaces)
      for (let i = byWork.starts[work]!; i < byWork.starts[work + 1]!; i++) lists.add(term(byWork.terms[i]!));
    for (let i = forward.headStart[work]!; i < forward.headStart[work + 1]!; i++)
      rows.direct.add(tag(forward.head[i]!));
    for (let i = forward.tailStart[work]!; i < forward.tailStart[work + 1]!; i++)
      rows.direct.add(tag(forward.tail[i]!));
  }
}

/** The live works of several segments as rows. A work may be live in one of them only. */
export function rowsOf(sources: readonly Source[]): Rows {
  const rows = new Rows();
  for (const source of sources) pushSource(rows, source);
  return rows;
}

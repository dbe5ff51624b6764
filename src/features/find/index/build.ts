/** Makes a segment out of rows: puts works of one fandom beside each other, turns lists round, sorts. */
import { TAG_TYPES } from '../../tags/canon.js';
import { NUMBER_FIELDS } from '../query/condition.js';
import { type Column, sharedBytes, sharedColumn, sharedShorts, sharedWords } from './arrays.js';
import { HEAD_TAGS } from './limits.js';
import { buildPostings, type Ranked, rankTerms } from './postings-build.js';
import { MEMBERS, type Rows } from './rows.js';
import { ORDERS, type OrderName, type Segment, type TextSort } from './segment.js';
import { packStrings, type Strings } from './strings.js';

const FANDOM = TAG_TYPES.indexOf('fandom');

/**
 * By work of the segment its row. Works whose most used fandom is the same come together, so that what is asked
 * together lies together: a fandom is a stretch of memory, and its characters and relationships lie in that stretch.
 */
function together(rows: Rows, { rank }: Ranked): Uint32Array {
  const { starts, entries } = rows.direct;
  const best = new Uint32Array(rows.count).fill(rank.length);
  for (let row = 0; row < rows.count; row++) {
    const end = rows.direct.end(row);
    for (let i = starts.data[row]!; i < end; i++) {
      const term = entries.data[i]!;
      if (rows.tagTypes[term] === FANDOM && rank[term]! < best[row]!) best[row] = rank[term]!;
    }
  }
  // One number each, so that the sort needs no function: a segment has fewer than 2^21 rows.
  const marks = Float64Array.from(best, (place, row) => place * 2 ** 21 + row).sort();
  return Uint32Array.from(marks, (mark) => mark % 2 ** 21);
}

/** The places of numbers in the order of their size; what is equal shares one. */
function placesOf(column: Column): Uint32Array {
  const sorted = Float64Array.from(column).sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[distinct++] = sorted[i]!;
  return Uint32Array.from(column, (value) => {
    let low = 0;
    let high = distinct - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** Works by a column upwards; ties by `byKey`, the works in the order of their keys. */
function orderOf(column: Column, byKey: Uint32Array): Uint32Array {
  const values = column instanceof Float64Array ? placesOf(column) : column;
  const marks = Float64Array.from(byKey, (work, place) => values[work]! * 2 ** 21 + place).sort();
  const order = sharedWords(marks.length);
  for (let i = 0; i < marks.length; i++) order[i] = byKey[marks[i]! % 2 ** 21]!;
  return order;
}

function keyOrder(keys: Column): Uint32Array {
  const places = placesOf(keys);
  const order = sharedWords(keys.length);
  for (let work = 0; work < keys.length; work++) order[places[work]!] = work;
  return order;
}

/** The texts of one sort, packed, and by work the place of its own. */
function texts(
  { terms, rows }: Rows['texts'][TextSort],
  rowOf: Uint32Array,
): { strings: Strings; column: Column } {
  const sorted = [...terms.all].sort();
  const places = new Map(sorted.map((text, place) => [text, place]));
  const placeOf = Uint32Array.from(terms.all, (text) => places.get(text)!);
  return {
    strings: packStrings(sorted),
    column: sharedColumn(rowOf.length, (work) => placeOf[rows.data[rowOf[work]!]!]!),
  };
}

/** The direct tags of each work as terms, the most used apart from the others. */
function forwardOf(rows: Rows, { rank }: Ranked, rowOf: Uint32Array, headTags: number): Segment['forward'] {
  const { starts, entries } = rows.direct;
  let inHead = 0;
  for (let i = 0; i < entries.length; i++) if (rank[entries.data[i]!]! < headTags) inHead += 1;
  const headLength = sharedWords(1);
  headLength[0] = headTags;
  const head = sharedShorts(inHead);
  const tail = sharedWords(entries.length - inHead);
  const headStart = sharedWords(rowOf.length + 1);
  const tailStart = sharedWords(rowOf.length + 1);
  let h = 0;
  let t = 0;
  for (let work = 0; work < rowOf.length; work++) {
    const row = rowOf[work]!;
    const end = rows.direct.end(row);
    for (let i = starts.data[row]!; i < end; i++) {
      const term = rank[entries.data[i]!]!;
      if (term < headTags) head[h++] = term;
      else tail[t++] = term;
    }
    headStart[work + 1] = h;
    tailStart[work + 1] = t;
  }
  return { headLength, headStart, head, tailStart, tail };
}

/** Languages: their ids are the places of their codes in order. */
function languagesOf(rows: Rows, rowOf: Uint32Array): Pick<Segment, 'languages' | 'codes'> {
  const codes = [...rows.codeTerms.all].sort();
  const places = new Map(codes.map((code, place) => [code, place]));
  const ids = rows.codeTerms.all.map((code) => places.get(code)!);
  return { languages: buildPostings(rows.languages, ids, rowOf), codes: packStrings(codes) };
}

/**
 * Builds a segment; no two rows may have the same key.
 * @param headTags how many tags are its head, at most HEAD_TAGS
 */
export function buildSegment(rows: Rows, headTags = HEAD_TAGS): Segment {
  const ranked = rankTerms(rows.tags, rows.tagTerms.ids());
  const rowOf = together(rows, ranked);
  const tagTypes = sharedBytes(ranked.order.length);
  for (let place = 0; place < tagTypes.length; place++)
    tagTypes[place] = rows.tagTypes[ranked.order[place]!]!;

  const title = texts(rows.texts.title, rowOf);
  const creator = texts(rows.texts.creator, rowOf);
  const columns = {
    ...{ title: title.column, creator: creator.column },
    key: sharedColumn(rowOf.length, (work) => rows.keys.data[rowOf[work]!]!),
  } as Segment['columns'];
  for (const field of NUMBER_FIELDS) {
    const { data } = rows.numbers[field];
    columns[field] = sharedColumn(rowOf.length, (work) => data[rowOf[work]!]!);
  }
  const byKey = keyOrder(columns.key);
  const orders = Object.fromEntries(
    ORDERS.map((name) => [name, name === 'key' ? byKey : orderOf(columns[name], byKey)]),
  ) as Record<OrderName, Uint32Array>;

  return {
    columns,
    orders,
    texts: { title: title.strings, creator: creator.strings },
    tags: buildPostings(rows.tags, rows.tagTerms.ids(), rowOf, ranked),
    creators: buildPostings(rows.creators, rows.creatorTerms.ids(), rowOf),
    series: buildPostings(rows.series, rows.seriesTerms.ids(), rowOf),
    ...languagesOf(rows, rowOf),
    flags: buildPostings(
      rows.flags,
      Array.from({ length: MEMBERS + 1 }, (_, id) => id),
      rowOf,
    ),
    tagTypes,
    forward: forwardOf(rows, ranked, rowOf, headTags),
  };
}

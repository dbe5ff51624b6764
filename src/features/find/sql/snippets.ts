/** What was searched for as it stands in the chapters, for the works of one page. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { SafeHtml } from '../../../core/text/index.js';
import type { Viewer } from '../../../core/viewer.js';
import { searchableBodies } from '../../works/index.js';
import type { Condition } from '../query/condition.js';
import { askedPhrases, type Phrase, phraseLiteral, readTextQuery } from '../text/query.js';
import { snippet } from '../text/snippet.js';

/** A part is looked for where it should lie, with so much around it. */
const AROUND = 20_000;

const BLOCK = /<\/?(?:p|div|br|hr|li|h[1-6]|blockquote|t[rdh]|[uod]l|d[dt]|pre|figure|table)\b[^>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"' };

/** The text of a piece of kept HTML that may begin and end within a tag. */
const roughText = (html: string): string =>
  html
    .replace(/^[^<>]*>/, '')
    .replace(/<[^>]*$/, '')
    .replace(BLOCK, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|nbsp|quot);/g, (_, name: string) => ENTITIES[name]!);

/** Phrases that are asked for in chapters. */
function phrasesIn(condition: Condition): Phrase[] {
  if (condition.op === 'and' || condition.op === 'or') return condition.of.flatMap(phrasesIn);
  if (condition.op !== 'text' || condition.in === 'title') return [];
  const query = readTextQuery(condition.words);
  return query ? askedPhrases(query) : [];
}

interface Place {
  work: number;
  chapter: number;
  part: number;
  parts: number;
}

/** Of each work the part of a chapter that fits best. */
async function bestParts(db: Kysely<DB>, keys: readonly number[], literal: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select distinct on (t.work_id) t.work_id as work, t.chapter_id as chapter, t.part,
      (select count(*) from find_texts p where p.chapter_id = t.chapter_id) as parts
    from find_texts t where t.work_id = any(${keys}) and t.words @@ ${literal}::tsquery
    order by t.work_id, ts_rank(t.words, ${literal}::tsquery) desc, t.chapter_id, t.part`.execute(db);
  return rows;
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Snippets by work, for those of these works that have the words in a chapter. Asked with the viewer, so a work that
 * was hidden since it was found shows nothing.
 * @param where a condition that has been searched for, and so is not too deep
 */
export async function snippets(
  db: Kysely<DB>,
  viewer: Viewer,
  where: Condition,
  keys: readonly number[],
): Promise<Map<number, SafeHtml>> {
  const found = new Map<number, SafeHtml>();
  const phrases = phrasesIn(where);
  if (phrases.length === 0 || keys.length === 0) return found;
  const literal = phrases.map((phrase) => `(${phraseLiteral(phrase)})`).join(' | ');
  const places = new Map((await bestParts(db, keys, literal)).map((place) => [place.chapter, place]));
  for (const { chapter, work, html } of await searchableBodies(db, viewer, [...places.keys()])) {
    const { part, parts } = places.get(chapter)!;
    const from = Math.max(0, Math.floor((part / parts) * html.length) - AROUND);
    const to = Math.ceil(((part + 1) / parts) * html.length) + AROUND;
    const piece = snippet(roughText(html.slice(from, to)), phrases);
    if (piece !== null) found.set(work, piece);
    await pause();
  }
  return found;
}

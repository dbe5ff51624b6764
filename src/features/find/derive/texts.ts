/** The words of chapters, some at a time, so that rows of works never wait long for them. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { type ChapterWords, chapterWords, searchableChapters } from '../../works/index.js';
import { plainText } from '../text/plain.js';
import { vectorRows } from '../text/vectors-of.js';

/** Raised when words are taken from texts in another way; all are then taken anew. */
const VERSION = 1;

/** Works, and letters of HTML, after which other things have their turn. */
const MOST_WORKS = 100;
const MOST_LETTERS = 500_000;

const textsOf = (chapter: ChapterWords): string[] => [
  chapter.title ?? '',
  plainText(chapter.summary),
  plainText(chapter.startNotes),
  plainText(chapter.html),
  plainText(chapter.endNotes),
];

async function nextWorks(trx: Transaction<DB>, most: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('find_due')
    .select('work_id')
    .where('listed', '=', true)
    .orderBy('rederivation_id', (order) => order.asc().nullsFirst())
    .orderBy('work_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.work_id);
}

interface Wanted {
  chapter: number;
  work: number;
  hash: string;
  length: number;
}

/** Chapters whose words are missing. Words that are of no chapter any more, or of what it said before, are removed. */
async function missing(trx: Transaction<DB>, works: readonly number[]): Promise<Wanted[]> {
  const wanted = (await searchableChapters(trx, works)).map((one) => ({
    ...one,
    hash: `${VERSION}:${one.hash}`,
  }));
  const hashes = new Map(wanted.map(({ chapter, hash }) => [chapter, hash]));
  const there = await trx
    .selectFrom('find_texts')
    .select(['chapter_id', 'hash'])
    .where((eb) => eb('work_id', '=', eb.fn.any(eb.val(works))))
    .where('part', '=', 0)
    .execute();
  const isOld = (row: { chapter_id: number; hash: string }) => hashes.get(row.chapter_id) !== row.hash;
  const old = there.filter(isOld).map((row) => row.chapter_id);
  if (old.length > 0)
    await trx
      .deleteFrom('find_texts')
      .where((eb) => eb('chapter_id', '=', eb.fn.any(eb.val(old))))
      .execute();
  const kept = new Set(there.filter((row) => !isOld(row)).map((row) => row.chapter_id));
  return wanted.filter(({ chapter }) => !kept.has(chapter));
}

/** The first ones that are not too much at once; one at least. */
function affordable(wanted: readonly Wanted[]): Wanted[] {
  let letters = 0;
  return wanted.filter((one, i) => {
    letters += one.length;
    return i === 0 || letters <= MOST_LETTERS;
  });
}

async function rowsFor(trx: Transaction<DB>, wanted: readonly Wanted[]): Promise<Uint8Array> {
  const hashes = new Map(wanted.map(({ chapter, hash }) => [chapter, hash]));
  const chapters = await chapterWords(trx, [...hashes.keys()]);
  return vectorRows(
    chapters.map((one) => ({
      chapter: one.chapter,
      work: one.work,
      hash: hashes.get(one.chapter) ?? '',
      texts: textsOf(one),
    })),
  );
}

async function writeTexts(trx: Transaction<DB>, wanted: readonly Wanted[]): Promise<void> {
  const rows = await rowsFor(trx, wanted);
  await sql`
    insert into find_texts (chapter_id, part, work_id, hash, words)
    select chapter_id, part, work_id, hash, words from jsonb_to_recordset(convert_from(${Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)}, 'UTF8')::jsonb)
      as row (chapter_id bigint, part integer, work_id bigint, hash text, words tsvector)`.execute(trx);
}

/** Takes the next work off although its words can't be taken: it has none until it changes. */
export async function dropNextTexts(trx: Transaction<DB>): Promise<number | undefined> {
  const [work] = await nextWorks(trx, 1);
  if (work === undefined) return undefined;
  await trx.deleteFrom('find_texts').where('work_id', '=', work).execute();
  await trx.deleteFrom('find_due').where('work_id', '=', work).execute();
  return work;
}

/** The words of the next chapters. @returns whether any work waited */
export async function deriveTexts(trx: Transaction<DB>, most = MOST_WORKS): Promise<boolean> {
  const works = await nextWorks(trx, most);
  if (works.length === 0) return false;
  const wanted = await missing(trx, works);
  const now = affordable(wanted);
  if (now.length > 0) await writeTexts(trx, now);
  const unfinished = new Set(wanted.slice(now.length).map(({ work }) => work));
  await trx
    .deleteFrom('find_due')
    .where((eb) => eb('work_id', '=', eb.fn.any(eb.val(works.filter((work) => !unfinished.has(work))))))
    .where('listed', '=', true)
    .execute();
  return true;
}

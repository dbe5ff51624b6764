/** The words of chapters, one work at a time and of a long one a few chapters at a time: rows of works go first. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { type ChapterWords, chapterWords, searchableChapters } from '../../works/index.js';
import { plainText } from '../text/plain.js';
import { textVectors } from '../text/vector.js';

/** Raised when words are taken from texts in another way; all are then taken anew. */
const VERSION = 1;

/** Of HTML, after which other work has its turn. */
const ENOUGH = 1_000_000;

const textsOf = (chapter: ChapterWords): string[] => [
  chapter.title ?? '',
  plainText(chapter.summary),
  plainText(chapter.startNotes),
  plainText(chapter.html),
  plainText(chapter.endNotes),
];

async function writeChapter(
  trx: Transaction<DB>,
  { chapter, work, hash }: { chapter: number; work: number; hash: string },
): Promise<number> {
  const words = await chapterWords(trx, chapter);
  if (!words) return 0;
  const vectors = textVectors(textsOf(words));
  await sql`
    insert into find_texts (chapter_id, part, work_id, hash, words)
    select ${chapter}, part - 1, ${work}, ${hash}, words::tsvector
    from unnest(${vectors}::text[]) with ordinality as parts (words, part)`.execute(trx);
  return words.html.length;
}

/** The next chapters of the next work. @returns whether there was one */
export async function deriveTexts(trx: Transaction<DB>): Promise<boolean> {
  const due = await trx
    .selectFrom('find_due')
    .select('work_id')
    .where('listed', '=', true)
    .orderBy('rederivation_id', (order) => order.asc().nullsFirst())
    .orderBy('work_id')
    .limit(1)
    .executeTakeFirst();
  if (!due) return false;
  const work = due.work_id;
  const wanted = (await searchableChapters(trx, [work])).map((one) => ({
    ...one,
    hash: `${VERSION}:${one.hash}`,
  }));
  const hashes = new Map(wanted.map(({ chapter, hash }) => [chapter, hash]));
  const there = await trx
    .selectFrom('find_texts')
    .select(['chapter_id', 'hash'])
    .where('work_id', '=', work)
    .where('part', '=', 0)
    .execute();
  const old = there.filter((row) => hashes.get(row.chapter_id) !== row.hash).map((row) => row.chapter_id);
  if (old.length > 0)
    await trx
      .deleteFrom('find_texts')
      .where((eb) => eb('chapter_id', '=', eb.fn.any(eb.val(old))))
      .execute();
  const kept = new Set(there.map((row) => row.chapter_id).filter((chapter) => !old.includes(chapter)));
  let done = 0;
  for (const one of wanted) {
    if (kept.has(one.chapter)) continue;
    if (done > ENOUGH) return true;
    done += await writeChapter(trx, one);
  }
  await trx.deleteFrom('find_due').where('work_id', '=', work).where('listed', '=', true).execute();
  return true;
}

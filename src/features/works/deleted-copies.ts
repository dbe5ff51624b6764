/** Whoever made a work gets its whole text by letter when it is deleted, drafts too: in the deletion's own transaction. */
import type { Transaction } from 'kysely';
import { dayOf } from '../../core/clock.js';
import type { DB } from '../../core/db/tables.js';
import { type LetterAttachment, queueLetter } from '../../core/mail/index.js';
import type { Messages } from '../../core/messages/index.js';
import { direction, escapeHtml } from '../../core/text/index.js';

/** From where a letter is written. */
export interface LetterDesk {
  words: Messages;
  archiveName: string;
}

/** Mail servers refuse letters above some 10 to 25 MB, and encoding adds a third. */
export const PART_CHARACTERS = 4_000_000;

const AT_ONCE = 20;

type Work = Awaited<ReturnType<typeof workOf>>;

async function workOf(trx: Transaction<DB>, workKey: number) {
  const work = await trx.selectFrom('works').selectAll().where('id', '=', workKey).executeTakeFirstOrThrow();
  const tags = await trx
    .selectFrom('work_tags')
    .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
    .select(['tags.type', 'tags.name'])
    .where('work_tags.work_id', '=', workKey)
    .orderBy('work_tags.position')
    .execute();
  const creators = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .innerJoin('accounts', 'accounts.id', 'pseuds.account_id')
    .select(['accounts.id', 'accounts.login', 'accounts.email', 'pseuds.name'])
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .orderBy('creatorships.position')
    .execute();
  return { ...work, tags, creators };
}

const titled = (label: string, html: string | null): string =>
  html ? `<section><h3>${escapeHtml(label)}</h3>\n${html}\n</section>\n` : '';

/** What stands before the first chapter. */
function headOf(work: Work, words: Messages): string {
  const w = words.works;
  const tags = Object.entries(w.tags).flatMap(([type, label]) => {
    const names = work.tags.filter((tag) => tag.type === type).map(({ name }) => name);
    return names.length > 0 ? [`<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(names.join(', '))}</dd>`] : [];
  });
  const names = [...new Set(work.creators.map(({ name }) => name))].join(', ');
  return [
    `<h1>${escapeHtml(work.title || w.draft)}</h1>`,
    `<p>${escapeHtml(`${w.by} ${names}`)}</p>`,
    `<dl>${tags.join('\n')}<dt>${escapeHtml(w.published)}</dt><dd>${dayOf(work.published_at)}</dd></dl>`,
    titled(w.summary, work.summary),
    titled(w.notes, work.start_notes),
  ].join('\n');
}

interface Chapter {
  position: number;
  title: string | null;
  summary: string | null;
  start_notes: string | null;
  end_notes: string | null;
  html: string;
  posted_at: Date | null;
}

function chapterHtml(chapter: Chapter, workPosted: boolean, words: Messages): string {
  const w = words.works;
  const number = w.chapter(chapter.position);
  const name = chapter.title ? `${number}: ${chapter.title}` : number;
  const draft = workPosted && !chapter.posted_at ? ` (${w.draft})` : '';
  return [
    `<h2>${escapeHtml(name + draft)}</h2>`,
    titled(w.summary, chapter.summary),
    titled(w.notes, chapter.start_notes),
    chapter.html,
    titled(w.endNotes, chapter.end_notes),
  ].join('\n');
}

function pageOf(work: Work, body: string): string {
  const title = escapeHtml(work.title);
  return `<!doctype html>\n<html lang="${escapeHtml(work.language)}" dir="${direction(work.language)}">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** The bodies of the parts, each up to a size unless one chapter alone is longer. */
async function* partsOf(
  trx: Transaction<DB>,
  work: Work,
  words: Messages,
  size: number,
): AsyncGenerator<string> {
  let part = headOf(work, words);
  for (let after = 0; ; ) {
    const chapters = await trx
      .selectFrom('chapters')
      .select(['position', 'title', 'summary', 'start_notes', 'end_notes', 'html', 'posted_at'])
      .where('work_id', '=', work.id)
      .where('position', '>', after)
      .orderBy('position')
      .limit(AT_ONCE)
      .execute();
    if (chapters.length === 0) break;
    after = chapters.at(-1)!.position;
    for (const chapter of chapters) {
      const html = chapterHtml(chapter, work.posted_at !== null, words);
      if (part !== '' && part.length + html.length > size) {
        yield part;
        part = '';
      }
      part += `\n${html}`;
    }
  }
  yield `${part}\n${titled(words.works.endNotes, work.end_notes)}`;
}

const fileName = (title: string, part: number): string => {
  const bare = title
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/gi, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return `${bare || 'work'}${part > 1 ? `-${part}` : ''}.html`;
};

/**
 * Puts the letters out: one a creator, or several where the work is longer than one letter carries. Pictures stay
 * addresses. Call it before the work goes.
 */
export async function queueCopies(
  trx: Transaction<DB>,
  workKey: number,
  { words, archiveName }: LetterDesk,
  at: Date,
  size = PART_CHARACTERS,
): Promise<void> {
  const work = await workOf(trx, workKey);
  const people = [...new Map(work.creators.map((one) => [one.id, one])).values()];
  const l = words.works.deletePage.letter;
  const title = work.title || words.works.draft;
  let part = 0;
  for await (const body of partsOf(trx, work, words, size)) {
    part += 1;
    const attachments: LetterAttachment[] = [
      { name: fileName(title, part), type: 'text/html', text: pageOf(work, body) },
    ];
    for (const { id, login, email } of people) {
      const letter = {
        language: words.locale,
        subject: l.subject(title, part),
        body: [l.hello(login), part === 1 ? l.text(title, archiveName) : l.further(title, part), l.pictures],
        why: l.why(archiveName),
        attachments,
      };
      await queueLetter(trx, { accountId: id, email, kind: 'work-deleted', letter }, archiveName, at);
    }
  }
}

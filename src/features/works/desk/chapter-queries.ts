/** Chapters as their writers see them: with what was typed, drafts among them. */
import type { Kysely } from 'kysely';
import { dayOf } from '../../../core/clock.js';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { chapterTagsOf } from '../chapter-tags.js';
import type { SourceFormat } from '../prepare.js';
import type { Hours } from '../schedule/drafts.js';
import { createdBy, visible } from '../visibility.js';
import type { ChapterFields } from './chapter-fields.js';

const own = (db: Kysely<DB>, viewer: Member, workId: string) =>
  visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', workId)
    .innerJoin('chapters', 'chapters.work_id', 'works.id');

export interface DeskChapter {
  id: string;
  position: number;
  title: string | null;
  words: number;
  posted: boolean;
  published: Date;
  changed: Date;
  /** The hour that a draft waits for, or why it was not posted at it. */
  hours: Hours;
}

/** All chapters of one's own work in their order; empty when there is no such work of theirs. */
export async function deskChapters(db: Kysely<DB>, viewer: Member, workId: string): Promise<DeskChapter[]> {
  const rows = await own(db, viewer, workId)
    .select([
      'chapters.public_id as id',
      'chapters.position',
      'chapters.title',
      'chapters.words',
      'chapters.posted_at',
      'chapters.published_at as published',
      'chapters.changed_at as changed',
      'chapters.scheduled_for',
      'chapters.scheduled_zone',
      'chapters.schedule_faults',
    ])
    .orderBy('chapters.position')
    .execute();
  return rows.map(({ posted_at, scheduled_for, scheduled_zone, schedule_faults, ...row }) => ({
    ...row,
    posted: posted_at !== null,
    hours: { scheduledFor: scheduled_for, zone: scheduled_zone, faults: schedule_faults },
  }));
}

export interface OwnChapter {
  key: number;
  id: string;
  position: number;
  title: string | null;
  posted: boolean;
  changed: Date;
  html: string;
  fields: ChapterFields;
}

/** One chapter of one's own work, as the fields of its form. */
export async function ownChapter(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  chapterId: string,
): Promise<OwnChapter | undefined> {
  const row = await own(db, viewer, workId)
    .selectAll('chapters')
    .select((eb) => chapterTagsOf(eb).as('tags'))
    .where('chapters.public_id', '=', chapterId)
    .executeTakeFirst();
  if (!row) return undefined;
  const dated = row.posted_at !== null || row.published_at.getTime() !== row.created_at.getTime();
  return {
    key: row.id,
    id: row.public_id,
    position: row.position,
    title: row.title,
    posted: row.posted_at !== null,
    changed: row.changed_at,
    html: row.html,
    fields: {
      title: row.title ?? '',
      summary: row.summary_source ?? '',
      startNotes: row.start_notes_source ?? '',
      endNotes: row.end_notes_source ?? '',
      text: row.source,
      format: row.source_format as SourceFormat,
      position: String(row.position),
      publishedOn: dated ? dayOf(row.published_at) : '',
      silent: row.silent,
      warnings: row.tags.filter(({ type }) => type === 'warning').map(({ name }) => name),
      freeforms: row.tags.filter(({ type }) => type === 'freeform').map(({ name }) => name),
    },
  };
}

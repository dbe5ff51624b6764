/** One's own drafts: works, and chapters of works that are posted; with their age and the hour that they wait for. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Member } from '../../../core/viewer.js';
import { createdBy, visible } from '../visibility.js';

export interface Hours {
  scheduledFor: Date | null;
  zone: string | null;
  /** Why it was not posted at its hour: keys of fields, or of another reason. */
  faults: readonly string[] | null;
}

export interface Draft extends Hours {
  workId: string;
  workTitle: string;
  /** null is the whole work. */
  chapter: { id: string; position: number; title: string | null } | null;
  words: number;
  begun: Date;
  saved: Date;
}

const own = (db: Kysely<DB>, viewer: Member) =>
  visible(db, viewer).where((eb) => createdBy(eb, viewer.accountId));

/** What waits for its hour first, by that hour; then the one saved last. */
const inOrder = (a: Draft, b: Draft): number =>
  (a.scheduledFor?.getTime() ?? Infinity) - (b.scheduledFor?.getTime() ?? Infinity) ||
  b.saved.getTime() - a.saved.getTime();

const MOST = 1_000;

/** At most a thousand of each kind. */
export async function draftsOf(db: Kysely<DB>, viewer: Member): Promise<Draft[]> {
  const works = await own(db, viewer)
    .where('works.posted_at', 'is', null)
    .select([
      'works.public_id as workId',
      'works.title as workTitle',
      'works.words',
      'works.created_at as begun',
      'works.changed_at as saved',
      'works.scheduled_for as scheduledFor',
      'works.scheduled_zone as zone',
      'works.schedule_faults as faults',
    ])
    .orderBy('works.changed_at', 'desc')
    .limit(MOST)
    .execute();
  const chapters = await own(db, viewer)
    .where('works.posted_at', 'is not', null)
    .innerJoin('chapters', 'chapters.work_id', 'works.id')
    .where('chapters.posted_at', 'is', null)
    .select([
      'works.public_id as workId',
      'works.title as workTitle',
      'chapters.public_id as id',
      'chapters.position',
      'chapters.title',
      'chapters.words',
      'chapters.created_at as begun',
      'chapters.changed_at as saved',
      'chapters.scheduled_for as scheduledFor',
      'chapters.scheduled_zone as zone',
      'chapters.schedule_faults as faults',
    ])
    .orderBy('chapters.changed_at', 'desc')
    .limit(MOST)
    .execute();
  return [
    ...works.map((work) => ({ ...work, chapter: null })),
    ...chapters.map(({ id, position, title, ...rest }) => ({ ...rest, chapter: { id, position, title } })),
  ].sort(inOrder);
}

/** One thing's hour. undefined when it is not there, or not theirs. */
export async function hoursOf(
  db: Kysely<DB>,
  viewer: Member,
  ids: { work: string; chapter?: string },
): Promise<(Hours & { posted: boolean; workPosted: boolean; silent: boolean }) | undefined> {
  const work = own(db, viewer).where('works.public_id', '=', ids.work);
  const row =
    ids.chapter === undefined
      ? await work
          .select((eb) => [
            'works.posted_at',
            'works.posted_at as work_posted_at',
            'works.scheduled_for as scheduledFor',
            'works.scheduled_zone as zone',
            'works.schedule_faults as faults',
            eb.lit(false).as('silent'),
          ])
          .executeTakeFirst()
      : await work
          .innerJoin('chapters', 'chapters.work_id', 'works.id')
          .where('chapters.public_id', '=', ids.chapter)
          .select([
            'chapters.posted_at',
            'works.posted_at as work_posted_at',
            'chapters.scheduled_for as scheduledFor',
            'chapters.scheduled_zone as zone',
            'chapters.schedule_faults as faults',
            'chapters.silent',
          ])
          .executeTakeFirst();
  if (!row) return undefined;
  const { posted_at, work_posted_at, silent, ...hours } = row;
  return {
    ...hours,
    silent: Boolean(silent),
    posted: posted_at !== null,
    workPosted: work_posted_at !== null,
  };
}

/** The zone in which this person gives hours, when they have said one. */
export async function zoneOf(db: Kysely<DB>, viewer: Member): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select('time_zone')
    .where('id', '=', viewer.accountId)
    .executeTakeFirst();
  return row?.time_zone ?? null;
}

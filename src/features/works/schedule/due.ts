/**
 * Posts what has waited for its hour. A job comes for each at its time, and another looks every minute for what such a
 * job missed (a stopped server, a clock that jumped, a backup that was put back). Both ask the row under a lock, so that
 * it is posted once, and by nothing but a job: nothing shows or hides by comparing times.
 */
import type { Kysely, Transaction } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import type { FieldFaults } from '../../../core/errors.js';
import { queueLetter } from '../../../core/mail/index.js';
import { type Messages, wordsFor } from '../../../core/messages/index.js';
import { GOOD, type Member } from '../../../core/viewer.js';
import { postChapterIn } from '../desk/chapter-actions.js';
import { fieldsOf } from '../fields-of.js';
import { postDraftIn } from '../post-draft.js';
import { workHeader } from '../queries.js';
import { fieldFaults } from '../schema.js';
import { workSources } from '../sources.js';

/** Of a work or of a chapter. */
export interface Thing {
  kind: 'work' | 'chapter';
  key: number;
}

/** What a posted work would lack, by field. */
export async function lacking(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
  words: Messages,
  now: Date,
): Promise<FieldFaults> {
  const work = await workHeader(db, viewer, workId);
  const sources = await workSources(db, viewer, workId);
  if (!work || !sources) return { nobody: words.schedule.reasons.nobody };
  return fieldFaults(fieldsOf(work, sources), 'posted', words, now);
}

interface Poster {
  viewer: Member;
  email: string;
  mayWrite: boolean;
}

/** Whoever set the time, while they are a creator; else the first creator. */
async function posterOf(
  trx: Transaction<DB>,
  workKey: number,
  scheduledBy: number | null,
  now: Date,
): Promise<Poster | undefined> {
  const rows = await trx
    .selectFrom('creatorships')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .innerJoin('accounts', 'accounts.id', 'pseuds.account_id')
    .select(['accounts.id', 'accounts.login', 'accounts.email', 'suspended_until', 'banned_at'])
    .where('creatorships.work_id', '=', workKey)
    .where('creatorships.accepted_at', 'is not', null)
    .orderBy('creatorships.position')
    .execute();
  const row = rows.find(({ id }) => id === scheduledBy) ?? rows[0];
  if (!row) return undefined;
  const viewer: Member = {
    kind: 'member',
    accountId: row.id,
    login: row.login,
    roles: [],
    showsAdult: false,
    standing: GOOD,
  };
  const suspended = row.suspended_until !== null && row.suspended_until > now;
  return { viewer, email: row.email, mayWrite: row.banned_at === null && !suspended };
}

interface Waiting {
  workKey: number;
  workId: string;
  title: string;
  chapterId: string | null;
  due: Date;
  zone: string | null;
  by: number | null;
}

/** The row, locked, with its work before it; undefined when it does not wait any more, or not for this hour yet. */
async function lockWaiting(trx: Transaction<DB>, thing: Thing, now: Date): Promise<Waiting | undefined> {
  const workKey =
    thing.kind === 'work'
      ? thing.key
      : (await trx.selectFrom('chapters').select('work_id').where('id', '=', thing.key).executeTakeFirst())
          ?.work_id;
  if (workKey === undefined) return undefined;
  const work = await trx
    .selectFrom('works')
    .selectAll()
    .where('id', '=', workKey)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!work) return undefined;
  const chapter =
    thing.kind === 'chapter'
      ? await trx
          .selectFrom('chapters')
          .selectAll()
          .where('id', '=', thing.key)
          .forUpdate()
          .executeTakeFirst()
      : undefined;
  const row = thing.kind === 'work' ? work : chapter;
  if (!row?.scheduled_for || row.scheduled_for > now) return undefined;
  return {
    workKey,
    workId: work.public_id,
    title: work.title,
    chapterId: chapter?.public_id ?? null,
    due: row.scheduled_for,
    zone: row.scheduled_zone,
    by: row.scheduled_by,
  };
}

/** It stays a draft, and says why until its writer does something about it. */
async function giveUp(
  app: App,
  trx: Transaction<DB>,
  { thing, waiting, poster }: { thing: Thing; waiting: Waiting; poster: Poster | undefined },
  faults: FieldFaults,
  now: Date,
): Promise<void> {
  await trx
    .updateTable(thing.kind === 'work' ? 'works' : 'chapters')
    .set({ scheduled_for: null, scheduled_by: null, schedule_faults: Object.keys(faults) })
    .where('id', '=', thing.key)
    .execute();
  const settings = await app.settings.get();
  if (!poster || !settings) return;
  const words = wordsFor(settings.language);
  const l = words.schedule.letter;
  const title = waiting.title || words.works.draft;
  const origin = app.config.FANLIGHT_URL ?? settings.address;
  const zone = waiting.zone ?? settings.timeZone;
  const path = waiting.chapterId ? `/works/${waiting.workId}/chapters` : `/works/${waiting.workId}/schedule`;
  const letter = {
    language: words.locale,
    subject: l.subject(title),
    body: [
      l.hello(poster.viewer.login),
      l.text(title, words.moment(waiting.due, zone)),
      { lines: Object.values(faults) },
      l.again,
      { link: origin + path, label: l.link },
    ],
    why: l.why(settings.name),
  };
  const { accountId } = poster.viewer;
  await queueLetter(trx, { accountId, email: poster.email, kind: 'not-posted', letter }, settings.name, now);
}

/** Posts one thing if its hour has come. @returns whether it was posted now. */
export async function postDue(app: App, thing: Thing): Promise<boolean> {
  const now = app.clock.now();
  const words = wordsFor((await app.settings.get())?.language ?? 'en');
  return app.db.transaction().execute(async (trx) => {
    const waiting = await lockWaiting(trx, thing, now);
    if (!waiting) return false;
    const poster = await posterOf(trx, waiting.workKey, waiting.by, now);
    const faults: FieldFaults = !poster
      ? { nobody: words.schedule.reasons.nobody }
      : poster.mayWrite
        ? await lacking(trx, poster.viewer, waiting.workId, words, now)
        : { standing: words.schedule.reasons.standing };
    if (!poster || Object.keys(faults).length > 0) {
      await giveUp(app, trx, { thing, waiting, poster }, faults, now);
      return false;
    }
    const { viewer } = poster;
    if (waiting.chapterId)
      await postChapterIn(trx, viewer, { work: waiting.workId, chapter: waiting.chapterId }, now);
    else await postDraftIn(trx, viewer, waiting.workId, now);
    return true;
  });
}

const AT_ONCE = 100;

/** Posts everything whose hour has come. One that fails does not hold up the others. @returns how many were posted. */
export async function postAllDue(app: App): Promise<number> {
  const now = app.clock.now();
  let posted = 0;
  for (const kind of ['work', 'chapter'] as const) {
    const rows = await app.db
      .selectFrom(kind === 'work' ? 'works' : 'chapters')
      .select('id')
      .where('scheduled_for', '<=', now)
      .orderBy('scheduled_for')
      .limit(AT_ONCE)
      .execute();
    for (const { id } of rows) {
      try {
        if (await postDue(app, { kind, key: id })) posted += 1;
      } catch (error) {
        app.log.error({ err: error, kind }, 'what waited for its hour could not be posted');
      }
    }
  }
  return posted;
}

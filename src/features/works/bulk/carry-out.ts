/**
 * A change of many works, carried out work by work: each is one transaction with what is said of it, so one that was
 * broken off goes on where it stopped, and no work is changed twice or half.
 */
import type { Kysely, Transaction } from 'kysely';
import type { App } from '../../../core/app.js';
import type { DB } from '../../../core/db/tables.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import { type Messages, wordsFor } from '../../../core/messages/index.js';
import { GOOD, type Member } from '../../../core/viewer.js';
import { pseudsOf } from '../../people/index.js';
import { changePseud } from '../creators/actions.js';
import { invite } from '../creators/invite.js';
import { queueCopies } from '../deleted-copies.js';
import { editHeader } from '../edit-header.js';
import { fieldsOf } from '../fields-of.js';
import { giveAway } from '../leaving/orphan.js';
import { givable, ownWorks } from '../leaving/own-works.js';
import { lockOwn } from '../lock-own.js';
import { prepareHeader } from '../prepare.js';
import { workHeader } from '../queries.js';
import { removeWork } from '../remove-work.js';
import { fieldFaults, type WorkFields } from '../schema.js';
import { senderOf } from '../sender.js';
import { workSources } from '../sources.js';
import { applyChanges, BulkChanges, differences } from './changes.js';

interface Going {
  key: number;
  act: string;
  changes: unknown;
  viewer: Member;
  words: Messages;
}

/** What became of a work. */
interface Outcome {
  state: 'changed' | 'same' | 'failed';
  fault: string | null;
}

/** The place behind the last one of a series of that title, of one's own. */
export async function nextPlace(db: Kysely<DB>, accountId: number, title: string): Promise<number> {
  if (title === '') return 1;
  const { last } = await db
    .selectFrom('series')
    .innerJoin('series_works', 'series_works.series_id', 'series.id')
    .where('series.account_id', '=', accountId)
    .where('series.title_key', '=', title.toLowerCase())
    .select((eb) => eb.fn.max('series_works.position').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** A work as its form would hold it. @throws notFound */
export async function formOf(
  db: Kysely<DB>,
  viewer: Member,
  workId: string,
): Promise<{ fields: WorkFields; posted: boolean }> {
  const work = await workHeader(db, viewer, workId);
  const sources = work && (await workSources(db, viewer, workId));
  if (!work || !sources) throw notFound();
  return { fields: fieldsOf(work, sources), posted: work.posted };
}

async function edit(app: App, trx: Transaction<DB>, going: Going, workId: string): Promise<Outcome> {
  const { viewer, words } = going;
  const changes = BulkChanges.parse(going.changes);
  const at = app.clock.now();
  // Read under the lock, so that what somebody saves meanwhile is not overwritten.
  await lockOwn(trx, viewer, workId);
  const { fields, posted } = await formOf(trx, viewer, workId);
  const after = applyChanges(fields, changes, await nextPlace(trx, viewer.accountId, changes.seriesAdd));
  const isOther = differences(fields, after).length > 0;
  if (isOther) {
    const faults = Object.values(fieldFaults(after, posted ? 'posted' : 'draft', words, at));
    if (faults.length > 0) throw badInput(faults.join(' '));
    await editHeader(trx, viewer, workId, await prepareHeader(app.sanitiser, after), at);
  }
  const renamed = await takePseud(trx, going, workId, changes.pseud, at);
  return {
    state: isOther || renamed ? 'changed' : 'same',
    fault: null,
    ...(await ask(app, trx, going, workId, changes.invite)),
  };
}

/** Puts the chosen pen name in the place of one's own that stand on the work. @returns whether it was another */
async function takePseud(
  trx: Transaction<DB>,
  { viewer, words }: Going,
  workId: string,
  to: string,
  at: Date,
): Promise<boolean> {
  if (to === '') return false;
  const own = await pseudsOf(trx, viewer.accountId);
  const rows = await trx
    .selectFrom('creatorships')
    .innerJoin('works', 'works.id', 'creatorships.work_id')
    .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
    .where('works.public_id', '=', workId)
    .where('pseuds.account_id', '=', viewer.accountId)
    .where('creatorships.accepted_at', 'is not', null)
    .select('pseuds.public_id as id')
    .orderBy('creatorships.position')
    .execute();
  // Where two of one's pen names stand already, neither is taken away.
  if (!own.some(({ publicId }) => publicId === to) || rows.some(({ id }) => id === to)) return false;
  const [first] = rows;
  if (!first) return false;
  await changePseud(trx, viewer, workId, { from: first.id, to }, words, at);
  return true;
}

/** Asks a co-creator, if one was named; that they can't be asked does not undo the rest of the change. */
async function ask(
  app: App,
  trx: Transaction<DB>,
  going: Going,
  workId: string,
  name: string,
): Promise<Partial<Outcome>> {
  if (name === '') return {};
  const { viewer, words } = going;
  const sender = await senderOf(app);
  if (!sender) throw new Error('The archive is not set up.');
  try {
    await app.limiter.act('asking', `invite:${viewer.accountId}`);
    const asked = await invite(trx, viewer, workId, { name, pseud: '' }, { words, sender }, app.clock.now());
    return asked.did === 'which' ? { fault: words.bulk.results.which(name) } : { state: 'changed' };
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return { fault: words.bulk.results.notAsked(error.safe) };
    throw error;
  }
}

async function orphan(app: App, trx: Transaction<DB>, going: Going, workId: string): Promise<Outcome> {
  const { key } = await lockOwn(trx, going.viewer, workId);
  const keepName = (going.changes as { keepName?: boolean } | null)?.keepName === true;
  const { accountId } = going.viewer;
  if (!givable(await ownWorks(trx, accountId)).some((work) => work.key === key))
    return { state: 'failed', fault: going.words.bulk.results.notGivable };
  await giveAway(trx, { accountId, works: [key], keepName }, app.clock.now());
  return { state: 'changed', fault: null };
}

async function remove(app: App, trx: Transaction<DB>, going: Going, workId: string): Promise<Outcome> {
  const { key } = await lockOwn(trx, going.viewer, workId);
  const { name } = await settingsOf(app);
  await queueCopies(trx, key, { words: going.words, archiveName: name }, app.clock.now());
  await removeWork(trx, key, app.clock.now());
  return { state: 'changed', fault: null };
}

async function settingsOf(app: App) {
  const settings = await app.settings.get();
  if (!settings) throw new Error('The archive is not set up.');
  return settings;
}

const DO = { edit, orphan, delete: remove } as const;

/** The next work that waits, with its row held; undefined when none does. */
const nextOf = (trx: Transaction<DB>, key: number) =>
  trx
    .selectFrom('bulk_edit_works')
    .leftJoin('works', 'works.id', 'bulk_edit_works.work_id')
    .where('bulk_edit_id', '=', key)
    .where('state', '=', 'waiting')
    .select(['position', 'works.public_id as workId'])
    .orderBy('position')
    .limit(1)
    .forUpdate('bulk_edit_works')
    .skipLocked()
    .executeTakeFirst();

const mark = (db: Kysely<DB>, key: number, position: number, outcome: Partial<Outcome>) =>
  db
    .updateTable('bulk_edit_works')
    .set(outcome)
    .where('bulk_edit_id', '=', key)
    .where('position', '=', position)
    .execute();

type Row = { position: number; workId: string | null };

/** Changes the next work and says so, in one transaction; where something refuses it, nothing of it is changed. @returns false when none waits */
async function changeOne(app: App, going: Going): Promise<boolean> {
  let held: Row | undefined;
  try {
    return await app.db.transaction().execute(async (trx) => {
      const row = await nextOf(trx, going.key);
      if (!row) return false;
      held = row;
      if (row.workId === null) throw notFound();
      const outcome = await DO[going.act as keyof typeof DO](app, trx, going, row.workId);
      await mark(trx, going.key, row.position, outcome);
      return true;
    });
  } catch (error) {
    if (!held || !(error instanceof AppError) || error.status >= 500) throw error;
    const fault = error.status === 404 ? going.words.bulk.results.gone : error.safe;
    await mark(app.db, going.key, held.position, { state: 'failed', fault });
    return true;
  }
}

async function goingOf(app: App, key: number): Promise<Going | undefined> {
  const row = await app.db
    .selectFrom('bulk_edits')
    .innerJoin('accounts', 'accounts.id', 'bulk_edits.account_id')
    .where('bulk_edits.id', '=', key)
    .where('bulk_edits.state', '=', 'running')
    .select(['bulk_edits.act', 'bulk_edits.changes', 'accounts.id', 'accounts.login', 'accounts.language'])
    .executeTakeFirst();
  if (!row?.act) return undefined;
  const { language } = await settingsOf(app);
  return {
    key,
    act: row.act,
    changes: row.changes,
    // Whoever set it going was let; it is their own works alone, so no role counts.
    viewer: {
      kind: 'member',
      accountId: row.id,
      login: row.login,
      roles: [],
      showsAdult: false,
      standing: GOOD,
    },
    words: wordsFor(row.language ?? language),
  };
}

/** Goes through what waits. Asked for twice, the second one finds nothing to do. */
export async function carryOut(app: App, key: number): Promise<void> {
  const going = await goingOf(app, key);
  if (!going) return;
  while (await changeOne(app, going));
  await app.db
    .updateTable('bulk_edits')
    .set({ state: 'done' })
    .where('id', '=', key)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bulk_edit_works')
            .whereRef('bulk_edit_works.bulk_edit_id', '=', 'bulk_edits.id')
            .where('bulk_edit_works.state', '=', 'waiting')
            .select('position'),
        ),
      ),
    )
    .execute();
}

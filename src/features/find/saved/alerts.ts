/** Letters about new works that a saved search finds: once a day, each work once, and only what the reader may see. */
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Messages } from '../../../core/messages/index.js';
import { GOOD, type Member } from '../../../core/viewer.js';
import { type Sender, writeTo } from '../../people/index.js';
import { listed } from '../../works/index.js';
import { listAddress } from '../listing/address.js';
import { both, hideFor } from '../listing/ask.js';
import { lookUp } from '../query/names.js';
import { parseQuery } from '../query/parse.js';
import { resolve } from '../query/resolve.js';
import { all, type MarkedApp, search } from '../search.js';

export const SEARCH_ALERTS = 'search-alerts';

/** A work that stands in lists only so long after it was posted is not new any more. */
const NEW_MS = 30 * 24 * 3600 * 1000;
/** New works that one search tells of in one letter; the others are told of on the next day. */
const MOST_WORKS = 1_000;
/** Titles in a letter. */
const NAMED = 20;

interface AlertedSearch {
  id: number;
  account_id: number;
  name: string;
  query: string;
  alerts_since: Date;
}

/** The account as one that looks at lists; its rights don't matter there. */
const readerOf = (accountId: number): Member => ({
  kind: 'member',
  accountId,
  login: '',
  roles: [],
  showsAdult: false,
  standing: GOOD,
});

/** Works posted since then that this search has not told of, whatever it asks. */
async function newKeys(db: Kysely<DB>, reader: Member, saved: AlertedSearch, at: Date): Promise<number[]> {
  const since = new Date(Math.max(saved.alerts_since.getTime(), at.getTime() - NEW_MS));
  const rows = await listed(db, reader)
    .where('works.posted_at', '>', since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('saved_search_told')
            .select('saved_search_told.work_id')
            .whereRef('saved_search_told.work_id', '=', 'works.id')
            .where('saved_search_told.search_id', '=', saved.id),
        ),
      ),
    )
    .select('works.id')
    .execute();
  return rows.map(({ id }) => id);
}

interface NewWork {
  publicId: string;
  title: string;
}

function letterOf(
  words: Messages,
  sender: Sender,
  saved: AlertedSearch,
  works: readonly NewWork[],
  total: number,
) {
  const { letter } = words.find.saved;
  return {
    subject: letter.subject(saved.name, total, sender.archiveName),
    body: [
      letter.found(saved.name, total),
      ...works.map(({ publicId, title }) => ({ link: `${sender.origin}/works/${publicId}`, label: title })),
      {
        link: `${sender.origin}${listAddress('/works', saved.query)}`,
        label: letter.all,
      },
      { link: `${sender.origin}/my/searches`, label: letter.manage },
    ],
    why: letter.why,
  };
}

async function tell(
  trx: Transaction<DB>,
  saved: AlertedSearch,
  keys: readonly number[],
  reader: Member,
  sender: Sender,
  at: Date,
): Promise<void> {
  const titles = await listed(trx, reader)
    .where('works.id', 'in', keys.slice(0, NAMED))
    .select(['works.id', 'works.public_id as publicId', 'works.title'])
    .execute();
  const named = keys.flatMap((key) => titles.filter(({ id }) => id === key));
  await writeTo(
    trx,
    { accountId: saved.account_id, kind: 'search' },
    (words) => letterOf(words, sender, saved, named, keys.length),
    sender,
    at,
  );
  await trx
    .insertInto('saved_search_told')
    .values(keys.map((work_id) => ({ search_id: saved.id, work_id })))
    .onConflict((c) => c.doNothing())
    .execute();
}

async function alertOf(app: MarkedApp, saved: AlertedSearch, sender: Sender, at: Date): Promise<void> {
  const { db } = app;
  const reader = readerOf(saved.account_id);
  const fresh = await newKeys(db, reader, saved, at);
  const parsed = parseQuery(saved.query);
  if (fresh.length === 0 || !parsed.ok) return;
  const resolved = resolve(parsed.query, await lookUp(db, reader, parsed.query, app.marks), at);
  if (!resolved.ok) return;
  const where = both({ op: 'works', keys: fresh }, resolved.where);
  const question = { ...all(where), hide: await hideFor(db, reader, parsed.query) };
  const { keys } = await search(app, reader, question, { offset: 0, limit: MOST_WORKS });
  if (keys.length === 0) return;
  await db.transaction().execute(async (trx) => {
    // Whoever ended the alerts meanwhile is not written to.
    const still = await trx
      .selectFrom('saved_searches')
      .select('id')
      .where('id', '=', saved.id)
      .where('alerts', '=', true)
      .forUpdate()
      .executeTakeFirst();
    if (still) await tell(trx, saved, keys, reader, sender, at);
  });
}

/** What was told so long ago that it is not new any more need not be remembered. */
const forget = (db: Kysely<DB>, at: Date) =>
  db
    .deleteFrom('saved_search_told')
    .using('works')
    .whereRef('works.id', '=', 'saved_search_told.work_id')
    .where('works.posted_at', '<', new Date(at.getTime() - 2 * NEW_MS))
    .execute();

/** All searches that want letters, one after another; one that fails does not keep the others back. */
export async function tellOfNewWorks(app: MarkedApp): Promise<void> {
  const settings = await app.settings.get();
  if (!settings) return;
  const sender: Sender = {
    archiveName: settings.name,
    origin: app.config.FANLIGHT_URL ?? settings.address,
    language: settings.language,
  };
  const at = app.clock.now();
  const searches = await app.db
    .selectFrom('saved_searches')
    .select(['id', 'account_id', 'name', 'query', 'alerts_since'])
    .where('alerts', '=', true)
    .orderBy('id')
    .execute();
  for (const { alerts_since, ...saved } of searches) {
    try {
      await alertOf(app, { ...saved, alerts_since: alerts_since ?? at }, sender, at);
    } catch (error) {
      app.log.error({ err: error, search: saved.id }, 'a saved search could not be asked for new works');
    }
  }
  await forget(app.db, at);
}

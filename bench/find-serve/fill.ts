/**
 * A made-up archive put straight into the tables, as many works as wanted: find_works and tags whole, works with all
 * that a list shows. Tags and makers of works, and their counts, are there for the newest alone: lists run by date and
 * read nothing of the others.
 */
import { type Kysely, sql } from 'kysely';
import { readConfig } from '../../src/core/config.js';
import { connect } from '../../src/core/db/connect.js';
import { openDatabase } from '../../src/core/db/open.js';
import type { DB } from '../../src/core/db/tables.js';
import { makeArchive } from '../../src/demo/archive-shape.js';
import { recountUses } from '../../src/features/find/derive/uses.js';
import type { IndexedWork } from '../../src/features/find/index/types.js';

const silent = { info() {}, warn() {}, error() {} };
const BATCH = 5_000;
/** Works that have their tags and makers where a blurb reads them. */
const NEWEST = 50_000;
/** Beside the tags and works that every archive begins with. */
const TAGS_FROM = 1_000_000_000;
const WORKS_FROM = 100_000;
const DAY = 86_400;
const CREATED = new Date('2026-01-01T12:00:00Z');

const SYLLABLES = 'an el ra mi ko tha sen lor vi dan har be cu os wen qui zor ya fre gil'.split(' ');

/** Another one for each number. */
function word(n: number): string {
  let made = '';
  for (let rest = n + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    made += SYLLABLES[rest % SYLLABLES.length]!;
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** As long as tags are, and no two alike. */
export function nameOf(id: number, type: string): string {
  if (type === 'relationship') return `${word(id % 997)} ${word(id)}/${word(id % 89)} ${word(id % 13)}`;
  if (type === 'character') return `${word(id)} ${word(id % 499)}`;
  return `The ${word(id % 61)} of ${word(id)}`;
}

/** `now` in seconds: works that are posted later stand before all of these. */
function rowOf(work: IndexedWork, now: number) {
  const { numbers } = work;
  return {
    work_id: WORKS_FROM + work.key,
    audience: work.audience,
    direct: work.direct.map((id) => TAGS_FROM + id),
    filters: work.filters.map((id) => TAGS_FROM + id),
    language: work.language,
    ...numbers,
    updated: Math.min(numbers.updated, now - DAY),
    published: Math.min(numbers.published, now - DAY),
    complete: work.flags.includes('complete'),
    crossover: work.flags.includes('crossover'),
    otp: work.flags.includes('otp'),
    anonymous: work.flags.includes('anonymous'),
    creators: [],
    series: [],
    sort_title: work.sortTitle,
    sort_creator: work.sortCreator,
  };
}

/** Takes indices away for as long as `work` lasts: to build one is quicker than to write into it a million times. */
async function withoutIndices(db: Kysely<DB>, names: string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ indexdef: string }>`
    select indexdef from pg_indexes where schemaname = current_schema() and indexname = any(${names})`.execute(
    db,
  );
  for (const name of names) await sql`drop index ${sql.ref(name)}`.execute(db);
  await work();
  for (const { indexdef } of rows) await sql.raw(indexdef).execute(db);
}

async function sendRows(db: Kysely<DB>, rows: readonly object[]): Promise<void> {
  await sql`
    insert into find_works (work_id, audience, direct, filters, language, words, chapters, kudos, hits, comments,
      bookmarks, updated, published, complete, crossover, otp, anonymous, creators, series, sort_title, sort_creator, head)
    select work_id, audience, direct, filters, language, words, chapters, kudos, hits, comments,
      bookmarks, updated, published, complete, crossover, otp, anonymous, creators, series, sort_title, sort_creator,
      to_tsvector('simple', sort_title || ' ' || sort_creator)
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (
      work_id bigint, audience text, direct bigint[], filters bigint[], language text, words bigint, chapters bigint,
      kudos bigint, hits bigint, comments bigint, bookmarks bigint, updated bigint, published bigint, complete boolean,
      crossover boolean, otp boolean, anonymous boolean, creators bigint[], series bigint[], sort_title text,
      sort_creator text)`.execute(db);
}

async function fillRows(db: Kysely<DB>, works: number, now: number): Promise<void> {
  const archive = makeArchive(works, 1);
  const rows: object[] = [];
  for (let place = 0; place < works; place += 1) {
    rows.push(rowOf(archive.work(place), now));
    if (rows.length === BATCH) await sendRows(db, rows.splice(0));
  }
  if (rows.length > 0) await sendRows(db, rows);
}

/** Every second tag is canonical but free ones, of which nobody has looked at any. */
async function fillTags(db: Kysely<DB>, works: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct unnest(filters) as id from find_works where work_id > ${WORKS_FROM}`.execute(db);
  const used = new Set(rows.map(({ id }) => id));
  const tags: object[] = [];
  const send = (given: object[]) =>
    sql`
      insert into tags (id, type, name, name_key, canonical, created_at) overriding system value
      select id, type, name, lower(name), type <> 'freeform' and id % 2 = 0, ${CREATED}::timestamptz
      from json_to_recordset(${JSON.stringify(given)}::json) as row (id bigint, type text, name text)`.execute(
      db,
    );
  for (const { id, type } of makeArchive(works, 1).tagKinds()) {
    if (!used.has(TAGS_FROM + id)) continue;
    tags.push({ id: TAGS_FROM + id, type, name: nameOf(id, type) });
    if (tags.length === BATCH) await send(tags.splice(0));
  }
  if (tags.length > 0) await send(tags);
}

async function fillWorks(db: Kysely<DB>): Promise<void> {
  await sql`
    insert into works (id, public_id, title, sort_title, language, summary, sanitiser_version, adult, restricted,
      anonymous, posted_at, published_at, revised_at, chapters_posted, chapters_expected, words, created_at, changed_at)
      overriding system value
    select work_id, 'bench' || work_id, initcap(sort_title), sort_title, language, '<p>' || sort_title || '.</p>',
      (select max(sanitiser_version) from works), false, audience = 'members', anonymous, to_timestamp(published),
      to_timestamp(published), to_timestamp(updated), chapters, case when complete then chapters end, words,
      to_timestamp(published), to_timestamp(updated)
    from find_works where work_id > ${WORKS_FROM}`.execute(db);
  // The log of an archive of this size is long, and was read.
  await sql`
    insert into changes (kind, thing_id, what, at)
    select 'work', work_id, 'posted', to_timestamp(updated) from find_works where work_id > ${WORKS_FROM}`.execute(
    db,
  );
  await sql`update find_position set snapshot = pg_current_snapshot()`.execute(db);
  await sql`select setval(pg_get_serial_sequence('works', 'id'), (select max(id) from works))`.execute(db);
  await sql`
    create table bench_newest as select work_id, direct, kudos, hits from find_works where work_id > ${WORKS_FROM}
    order by updated desc limit ${NEWEST}`.execute(db);
  await sql`
    insert into work_tags (work_id, tag_id, position)
    select work_id, tag, place from bench_newest, unnest(direct) with ordinality as t (tag, place)`.execute(
    db,
  );
  await sql`
    insert into creatorships (work_id, pseud_id, position, accepted_at)
    select work_id, (select min(id) from pseuds), 1, ${CREATED}::timestamptz from bench_newest`.execute(db);
  await sql`
    insert into work_counts (work_id, hits, kudos) select work_id, hits, kudos from bench_newest`.execute(db);
  await sql`drop table bench_newest`.execute(db);
}

/** Into a data folder that holds an archive already. @returns the address under which another process finds its database */
export async function fillMany(dataDir: string, works: number): Promise<string> {
  const { dataDir: folder } = readConfig({ FANLIGHT_DATA: dataDir }, '/nonexistent.json');
  const server = await openDatabase({ dataDir: folder, databaseUrl: undefined }, silent);
  const { db, close } = connect<DB>(server.settings, silent, { max: 1, statementTimeoutMs: 0 });
  try {
    const now = Math.floor(Date.now() / 1_000);
    await sql`set maintenance_work_mem = '512MB'`.execute(db);
    const begun = performance.now();
    const step = (name: string): void =>
      void process.stderr.write(`${name} after ${Math.round((performance.now() - begun) / 1_000)} s\n`);
    await withoutIndices(db, ['find_works_sets', 'find_works_updated', 'find_works_xid'], () =>
      fillRows(db, works, now).then(() => step('rows')),
    );
    step('their indices');
    await withoutIndices(db, ['tags_words', 'tags_sorted', 'tags_unwrangled', 'tags_merger'], async () => {
      await fillTags(db, works);
      await recountUses(db);
    });
    step('tags');
    await fillWorks(db);
    step('works');
    await sql`vacuum analyze`.execute(db);
    if ('connectionString' in server.settings) return server.settings.connectionString;
    const { host, port, user, database } = server.settings;
    return `postgres://${user}@/${database}?${new URLSearchParams({ host, port: String(port) })}`;
  } finally {
    await close();
    await server.stop();
  }
}

/**
 * What the index is measured against: the same works in Postgres, once as arrays under a GIN index, once as join tables
 * (tag, sort, work). Filled and tuned as somebody would who has nothing else.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../../src/core/db/open.js';
import type { IndexedWork, TagKind } from '../../../src/features/find/index/types.js';

const silent = { info() {}, warn() {}, error() {} };

/** As the comparison states them; the rest as the archive's own database has it. */
const SETTINGS = `
shared_buffers = 2GB
work_mem = 128MB
maintenance_work_mem = 1GB
effective_cache_size = 6GB
max_parallel_workers_per_gather = 2
max_wal_size = 8GB
synchronous_commit = off
`;

const BATCH = 5_000;

const TABLES = `
create unlogged table peer_works (
  key integer not null, members boolean not null, filters bigint[] not null, direct bigint[] not null,
  language text not null, words integer not null, chapters integer not null, kudos integer not null,
  hits integer not null, comments integer not null, bookmarks integer not null, updated bigint not null,
  published bigint not null, complete boolean not null, crossover boolean not null, otp boolean not null,
  series_flag boolean not null, anonymous boolean not null, creators integer[] not null, series integer[] not null,
  sort_title text collate "C" not null, sort_creator text collate "C" not null
);
create unlogged table peer_types (tag bigint primary key, type text not null);
`;

const INDICES = `
alter table peer_works add primary key (key);
create index peer_works_filters on peer_works using gin (filters) with (fastupdate = off);
create index peer_works_updated on peer_works (updated, key);
create unlogged table peer_tags as
  select tag, key, updated, hits, kudos, members from peer_works, unnest(filters) as tag;
create index peer_tags_updated on peer_tags (tag, updated, key) include (members);
create index peer_tags_hits on peer_tags (tag, hits, key) include (members);
create index peer_tags_kudos on peer_tags (tag, kudos, key) include (members);
create index peer_tags_key on peer_tags (key, tag);
create unlogged table peer_direct as select key, tag from peer_works, unnest(direct) as tag;
create index peer_direct_key on peer_direct (key, tag);
`;

const COLUMNS = TABLES.slice(TABLES.indexOf('(') + 1, TABLES.indexOf(');'))
  .replaceAll(' collate "C"', '')
  .replaceAll(' not null', '')
  .trim();
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] ?? '');

const rowOf = (work: IndexedWork) => ({
  ...work.numbers,
  key: work.key,
  members: work.audience === 'members',
  filters: work.filters,
  direct: work.direct,
  language: work.language,
  complete: work.flags.includes('complete'),
  crossover: work.flags.includes('crossover'),
  otp: work.flags.includes('otp'),
  series_flag: work.flags.includes('series'),
  anonymous: work.flags.includes('anonymous'),
  creators: work.creators,
  series: work.series,
  sort_title: work.sortTitle,
  sort_creator: work.sortCreator,
});

export interface Peer {
  client: pg.Client;
  close(): Promise<void>;
}

/** A Postgres of its own under `dataDir`, empty. */
export async function openPeer(dataDir: string): Promise<Peer> {
  const first = await openDatabase({ dataDir, databaseUrl: undefined }, silent);
  await first.stop();
  appendFileSync(join(dataDir, 'postgres', 'host.conf'), SETTINGS);
  const server = await openDatabase({ dataDir, databaseUrl: undefined }, silent);
  const client = new pg.Client(server.settings);
  await client.connect();
  return {
    client,
    async close() {
      await client.end();
      await server.stop();
    },
  };
}

async function insert(client: pg.Client, works: Iterable<IndexedWork>): Promise<void> {
  let batch: unknown[] = [];
  const send = async () => {
    await client.query(
      `insert into peer_works (${NAMES.join(', ')})
       select ${NAMES.join(', ')} from json_to_recordset($1::json) as row (${COLUMNS})`,
      [JSON.stringify(batch)],
    );
    batch = [];
  };
  for (const work of works) if (batch.push(rowOf(work)) === BATCH) await send();
  if (batch.length > 0) await send();
}

/** Works as they are after edits, null where one is gone. Only the arrays: the join tables are as they were. */
export async function editPeer(
  { client }: Peer,
  edited: ReadonlyMap<number, IndexedWork | null>,
): Promise<void> {
  await client.query('delete from peer_works where key = any($1::integer[])', [[...edited.keys()]]);
  await insert(
    client,
    [...edited.values()].filter((work) => work !== null),
  );
  await client.query('vacuum analyze peer_works');
}

/** Fills it and leaves it vacuumed, so that scans of an index alone need not look at the table. */
export async function fillPeer(
  { client }: Peer,
  works: Iterable<IndexedWork>,
  tags: Iterable<TagKind>,
): Promise<void> {
  await client.query(TABLES);
  await insert(client, works);
  const kinds = [...tags];
  await client.query('insert into peer_types select * from unnest($1::bigint[], $2::text[])', [
    kinds.map(({ id }) => id),
    kinds.map(({ type }) => type),
  ]);
  for (const statement of INDICES.split(';')) if (statement.trim()) await client.query(statement);
  for (const table of ['peer_works', 'peer_tags', 'peer_direct', 'peer_types'])
    await client.query(`vacuum analyze ${table}`);
}

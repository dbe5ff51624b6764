/** The Finder that asks Postgres: whole and exact, for what the index is not there for yet and for words. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { AppError } from '../../../core/errors.js';
import { TAG_TYPES, type TagType } from '../../tags/index.js';
import type { FacetCount, Facets, Finder, Page } from '../index/types.js';
import { FLAGS, type Flag, type Question } from '../query/condition.js';
import { asksWords, audienceIs, flagColumns, matching, phrasesOf, sortColumn } from './compile.js';

/** Of each type. */
const TOP = 10;
/** Up to so many works are weighed by the words of their chapters too. */
const WEIGHED = 2_000;
const TIMEOUT_MS = 3_000;

const tooSlow = (cause: unknown): AppError =>
  new AppError(
    'search-too-slow',
    503,
    'This search took too long and was stopped. Ask for rarer words, or name a fandom beside them.',
    { cause, headers: { 'retry-after': '5' } },
  );

/** Cancels what a connection asks once the signal is aborted. @returns what ends the watch; after it nothing is cancelled */
function cancelOnAbort(db: Kysely<DB>, pid: number, signal: AbortSignal): () => Promise<void> {
  let over = false;
  let cancelling: Promise<unknown> | undefined;
  const cancel = (): void => {
    const sent = db.connection().execute(async (other) => {
      // Another question may have the connection by now.
      if (over) return;
      cancelling = sql`select pg_cancel_backend(${pid}::integer)`.execute(other);
      await cancelling;
    });
    // Where it can't be cancelled it ends by its limit of time.
    sent.catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  return async () => {
    over = true;
    signal.removeEventListener('abort', cancel);
    await cancelling?.catch(() => {});
  };
}

/** Asks with a limit of time that holds for this question alone; an aborted signal cancels it. */
async function timed<T>(
  db: Kysely<DB>,
  timeoutMs: number,
  ask: (trx: Transaction<DB>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (trx) => {
        const { rows } = await sql<{ pid: number }>`
          select set_config('statement_timeout', ${String(timeoutMs)}, true), pg_backend_pid() as pid`.execute(
          trx,
        );
        signal?.throwIfAborted();
        const end = signal && cancelOnAbort(db, rows[0]!.pid, signal);
        try {
          return await ask(trx);
        } finally {
          await end?.();
        }
      });
  } catch (error) {
    if ((error as { code?: unknown }).code !== '57014') throw error;
    signal?.throwIfAborted();
    throw tooSlow(error);
  }
}

const hides = (question: Question): RawBuilder<boolean> =>
  question.hide === null ? sql<boolean>`false` : sql<boolean>`(${matching(question.hide)})`;

/** Works that the question finds and its reader does not hide. */
const found = (question: Question, columns: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select ${columns} from find_works w
    where ${audienceIs(question.audience)} and ${matching(question.where)} and not ${hides(question)}`;

/** How well the words fit, in the columns of `m`: those of the head, and the best of the chapters. */
function weight(question: Question): RawBuilder<number> | null {
  const phrases = phrasesOf(question.where);
  if (question.order.sort !== 'relevance' || phrases.length === 0) return null;
  const join = (literals: string[]) => literals.map((literal) => `(${literal})`).join(' | ');
  const all = join(phrases.map(({ literal }) => literal));
  const anywhere = join(phrases.filter(({ inTitle }) => !inTitle).map(({ literal }) => literal));
  const head = sql<number>`ts_rank(m.head, ${all}::tsquery)`;
  if (anywhere === '') return head;
  return sql<number>`${head} + case when (select count(*) from m) > ${WEIGHED} then 0 else coalesce((
    select max(ts_rank(t.words, ${anywhere}::tsquery)) from find_texts t
    where t.work_id = m.work_id and t.words @@ ${anywhere}::tsquery), 0) end`;
}

interface Range {
  offset: number;
  limit: number;
}

/** All that match are held: for whoever hides some of them, and because words are not looked for twice. */
async function pageOfHeld(
  trx: Transaction<DB>,
  question: Question,
  where: RawBuilder<boolean>,
  { offset, limit }: Range,
): Promise<Page> {
  const direction = question.order.ascending ? sql`asc` : sql`desc`;
  const weighed = weight(question);
  const { rows } = await sql<Page>`
    with m as materialized (
      select w.work_id, ${sortColumn(question.order.sort)} as place, ${hides(question)} as hidden
        ${weighed ? sql`, w.head` : sql``}
      from find_works w where ${audienceIs(question.audience)} and ${where}
    )
    select (select count(*) from m where not hidden) as total,
      (select count(*) from m where hidden) as hidden,
      array(
        select work_id from m where not hidden
        order by ${weighed ? sql`${weighed} ${direction}, ` : sql``}place ${direction}, work_id ${direction}
        offset ${offset} limit ${limit}
      ) as keys`.execute(trx);
  return rows[0] ?? { keys: [], total: 0, hidden: 0 };
}

/** Nothing is hidden and no words are asked for: counted is without holding anything, and the newest come by their index. */
async function plainPage(
  trx: Transaction<DB>,
  question: Question,
  where: RawBuilder<boolean>,
  { offset, limit }: Range,
): Promise<Page> {
  const direction = question.order.ascending ? sql`asc` : sql`desc`;
  const matches = sql`from find_works w where ${audienceIs(question.audience)} and ${where}`;
  const { rows } = await sql<Page>`
    select (select count(*) ${matches}) as total, 0 as hidden,
      array(
        select w.work_id ${matches}
        order by ${sortColumn(question.order.sort)} ${direction}, w.work_id ${direction}
        offset ${offset} limit ${limit}
      ) as keys`.execute(trx);
  return rows[0] ?? { keys: [], total: 0, hidden: 0 };
}

function page(trx: Transaction<DB>, question: Question, range: Range): Promise<Page> {
  // Before anything else walks through the question: it refuses what is too deep.
  const where = matching(question.where);
  return question.hide === null && !asksWords(question.where)
    ? plainPage(trx, question, where, range)
    : pageOfHeld(trx, question, where, range);
}

const noTags = (): Record<TagType, FacetCount[]> =>
  Object.fromEntries(TAG_TYPES.map((type): [TagType, FacetCount[]] => [type, []])) as Record<
    TagType,
    FacetCount[]
  >;

interface FacetRow {
  tags: { type: TagType; id: number; count: number }[];
  languages: { code: string; count: number }[];
  flags: Record<Flag, number>;
}

const flagCounts = sql.join(
  FLAGS.map((flag) => sql`count(*) filter (where ${sql.ref(flag)}) as ${sql.ref(flag)}`),
);

async function facets(trx: Transaction<DB>, question: Question): Promise<Facets> {
  const { rows } = await sql<FacetRow>`
    with m as materialized (${found(question, sql`w.direct, w.language, ${flagColumns}`)}),
    counted as (select id, count(*) as n from m, unnest(m.direct) as id group by id),
    ranked as (
      select tags.type, tags.id, n, row_number() over (partition by tags.type order by n desc, tags.id) as place
      from counted join tags on tags.id = counted.id
    )
    select
      (select coalesce(json_agg(json_build_object('type', type, 'id', id, 'count', n) order by place), '[]')
        from ranked where place <= ${TOP}) as tags,
      (select coalesce(json_agg(json_build_object('code', language, 'count', n) order by n desc, language collate "C"), '[]')
        from (select language, count(*) as n from m group by language) as l) as languages,
      (select row_to_json(f) from (select ${flagCounts} from m) as f) as flags`.execute(trx);
  const tags = noTags();
  for (const { type, id, count } of rows[0]?.tags ?? []) tags[type]?.push({ id, count });
  const none = Object.fromEntries(FLAGS.map((flag) => [flag, 0])) as Record<Flag, number>;
  return { tags, languages: rows[0]?.languages ?? [], flags: rows[0]?.flags ?? none };
}

async function count(trx: Transaction<DB>, question: Question): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (${found(question, sql`w.work_id`)}) as m`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Works are in the order of their keys. */
async function pick(trx: Transaction<DB>, question: Question, chance: number): Promise<number | null> {
  const { rows } = await sql<{ key: number }>`
    with m as materialized (${found(question, sql`w.work_id`)})
    select work_id as key from m order by work_id
    offset floor(${chance}::double precision * (select count(*) from m)) limit 1`.execute(trx);
  return rows[0]?.key ?? null;
}

/** @throws AppError too-much-asked, search-too-slow */
export function sqlFinder(db: Kysely<DB>, timeoutMs: number = TIMEOUT_MS): Finder {
  return {
    page: (question, range) => timed(db, timeoutMs, async (trx) => page(trx, question, range)),
    facets: (question, signal) => timed(db, timeoutMs, (trx) => facets(trx, question), signal),
    counts: (questions) =>
      timed(db, timeoutMs, async (trx) => {
        const counted: number[] = [];
        for (const question of questions) counted.push(await count(trx, question));
        return counted;
      }),
    pick: (question, chance) => timed(db, timeoutMs, (trx) => pick(trx, question, chance)),
  };
}

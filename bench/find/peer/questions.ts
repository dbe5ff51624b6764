/**
 * Questions as SQL over the peer's tables. It shares nothing with the archive but the type of a question, so that what
 * both answer alike is right. Each question has two ways; the measure takes the faster.
 */
import type pg from 'pg';
import type { Condition, Question } from '../../../src/features/find/query/condition.js';

export type Way = 'gin' | 'join';

/** Only numbers of our own generator get into the text; plans know them then, which is to the peer's good. */
const number = (n: number): string => {
  if (!Number.isFinite(n)) throw new Error(`no number: ${n}`);
  return String(Math.trunc(n));
};
const text = (s: string): string => `'${s.replaceAll("'", "''")}'`;
const list = (ids: readonly number[]): string => `array[${ids.map(number).join(',')}]::bigint[]`;

const FLAG_COLUMNS = {
  complete: 'w.complete',
  crossover: 'w.crossover',
  otp: 'w.otp',
  series: 'w.series_flag',
  anonymous: 'w.anonymous',
} as const;

function plain(condition: Condition): string {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => plain(part));
      if (parts.length === 0) return condition.op === 'and' ? 'true' : 'false';
      return `(${parts.join(` ${condition.op} `)})`;
    }
    case 'not':
      return `not (${plain(condition.of)})`;
    case 'tag':
      return `w.filters @> ${list([condition.id])}`;
    case 'range': {
      const { field, from, to } = condition;
      const ends = [
        ...(from === null ? [] : [`w.${field} >= ${number(Math.ceil(from))}`]),
        ...(to === null ? [] : [`w.${field} <= ${number(Math.floor(to))}`]),
      ];
      return ends.length === 0 ? 'true' : `(${ends.join(' and ')})`;
    }
    case 'flag':
      return FLAG_COLUMNS[condition.flag];
    case 'language':
      return `w.language = ${text(condition.code)}`;
    case 'creator':
      return `w.creators @> ${list([condition.pseudId])}::integer[]`;
    case 'series':
      return `w.series @> ${list([condition.id])}::integer[]`;
    case 'works':
      // What is no whole number that a key can be is on no work.
      return `w.key = any(${list(condition.keys.filter(Number.isSafeInteger))})`;
    case 'text':
      throw new Error('The index answers no words.');
  }
}

const partsOf = (condition: Condition): readonly Condition[] =>
  condition.op === 'and' ? condition.of.flatMap(partsOf) : [condition];

/** Tags side by side are one look into a GIN index, and so are those that are shut out. */
function ginWhere({ audience, where, hide }: Question): string {
  const parts = partsOf(where);
  const wanted = parts.flatMap((part) => (part.op === 'tag' ? [part.id] : []));
  const unwanted = parts.flatMap((part) => (part.op === 'not' && part.of.op === 'tag' ? [part.of.id] : []));
  const others = parts.filter((part) => part.op !== 'tag' && !(part.op === 'not' && part.of.op === 'tag'));
  return [
    'true',
    ...(wanted.length > 0 ? [`w.filters @> ${list(wanted)}`] : []),
    ...(unwanted.length > 0 ? [`not w.filters && ${list(unwanted)}`] : []),
    ...(audience === 'public' ? ['not w.members'] : []),
    ...others.map(plain),
    ...(hide ? [`not (${plain(hide)})`] : []),
  ].join(' and ');
}

/** Sorts that the join table has an index for. */
const JOINED = ['updated', 'hits', 'kudos'];

interface Parts {
  from: string;
  where: string;
  /** Whose columns sort. */
  at: 'w' | 't';
}

/** Null where the question has no tag to begin from. */
function joinParts(question: Question): Parts | null {
  const { audience, where, hide } = question;
  const parts = partsOf(where);
  const [first, ...wanted] = parts.flatMap((part) => (part.op === 'tag' ? [part.id] : []));
  if (first === undefined) return null;
  const unwanted = parts.flatMap((part) => (part.op === 'not' && part.of.op === 'tag' ? [part.of.id] : []));
  const others = parts.filter((part) => part.op !== 'tag' && !(part.op === 'not' && part.of.op === 'tag'));
  const sorted = JOINED.includes(question.order.sort);
  const needsWork = others.length > 0 || hide !== null || !sorted;
  const has = (id: number) =>
    `exists (select from peer_tags x where x.key = t.key and x.tag = ${number(id)})`;
  return {
    from: `peer_tags t${needsWork ? ' join peer_works w on w.key = t.key' : ''}`,
    where: [
      `t.tag = ${number(first)}`,
      ...(audience === 'public' ? ['not t.members'] : []),
      ...wanted.map(has),
      ...unwanted.map((id) => `not ${has(id)}`),
      ...others.map(plain),
      ...(hide ? [`not (${plain(hide)})`] : []),
    ].join(' and '),
    at: sorted ? 't' : 'w',
  };
}

const partsFor = (way: Way, question: Question): Parts | null =>
  way === 'gin' ? { from: 'peer_works w', where: ginWhere(question), at: 'w' } : joinParts(question);

const sortName = (question: Question): string =>
  question.order.sort === 'title'
    ? 'sort_title'
    : question.order.sort === 'creator'
      ? 'sort_creator'
      : question.order.sort === 'relevance'
        ? 'updated'
        : question.order.sort;

/** Keys of a page and how many there are in all, in one statement. Null where this way has no answer. */
export function pageSql(
  way: Way,
  question: Question,
  { offset, limit }: { offset: number; limit: number },
): string | null {
  const parts = partsFor(way, question);
  if (!parts) return null;
  const { from, where, at } = parts;
  const direction = question.order.ascending ? 'asc' : 'desc';
  const key = way === 'gin' ? 'w.key' : 't.key';
  return `select (select count(*) from ${from} where ${where})::integer as total,
    array(select ${key} from ${from} where ${where}
      order by ${at}.${sortName(question)} ${direction}, ${key} ${direction}
      offset ${number(offset)} limit ${number(limit)}) as keys`;
}

/** The top ten tags of each type. */
export function facetsSql(way: Way, question: Question): string | null {
  const parts = partsFor(way, question);
  if (!parts) return null;
  const { from, where } = parts;
  const counted =
    way === 'gin'
      ? `select tag, count(*) as n from ${from}, unnest(w.direct) as tag where ${where} group by tag`
      : `select d.tag, count(*) as n from ${from} join peer_direct d on d.key = t.key where ${where} group by d.tag`;
  return `select type, tag::double precision as id, n::integer as count from (
    select y.type, c.tag, c.n, row_number() over (partition by y.type order by c.n desc, c.tag) as place
    from (${counted}) c join peer_types y on y.tag = c.tag
  ) r where place <= 10 order by type, place`;
}

/** Everything that a page and its filters tell, in one statement over the arrays: for any question, not for speed. */
export function wholeSql(question: Question, { offset, limit }: { offset: number; limit: number }): string {
  const direction = question.order.ascending ? 'asc' : 'desc';
  const { hide } = question;
  const flags = Object.entries(FLAG_COLUMNS)
    .map(([flag, column]) => `'${flag}', count(*) filter (where ${column})`)
    .join(', ');
  return `with seen as materialized (
      select w.*, ${hide ? plain(hide) : 'false'} as hides from peer_works w where ${ginWhere({ ...question, hide: null })}
    ),
    w as (select * from seen where not hides),
    counted as (select tag, count(*)::integer as n from w, unnest(direct) as tag group by tag),
    ranked as (
      select y.type, c.tag, c.n, row_number() over (partition by y.type order by c.n desc, c.tag) as place
      from counted c join peer_types y on y.tag = c.tag
    )
    select array(select key from w order by ${sortName(question)} ${direction}, key ${direction}
        offset ${number(offset)} limit ${number(limit)}) as keys,
      (select count(*) from w)::integer as total,
      (select count(*) from seen where hides)::integer as hidden,
      (select coalesce(json_agg(json_build_object('type', type, 'id', tag, 'count', n) order by place), '[]')
        from ranked where place <= 10) as tags,
      (select coalesce(json_agg(json_build_object('code', language, 'count', n) order by n desc, language collate "C"), '[]')
        from (select language, count(*)::integer as n from w group by language) l) as languages,
      (select json_build_object(${flags}) from w) as flags`;
}

export interface PeerPage {
  keys: number[];
  total: number;
}

const names = new Map<string, string>();

/** Asked under a name of its own, so that Postgres plans it once. */
export async function ask<T extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<T[]> {
  const name = names.get(sql) ?? `peer_${names.size}`;
  names.set(sql, name);
  return (await client.query<T>({ name, text: sql })).rows;
}

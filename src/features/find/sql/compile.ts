/** A question as SQL over find_works, called `w` in it. Values are parameters, whoever typed them. */
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../../core/errors.js';
import { type Condition, FLAGS, type Flag, type NumberField, type Sort } from '../query/condition.js';
import { askedPhrases, phraseLiteral, readTextQuery, type TextQuery } from '../text/query.js';

/** Conditions of one question, as many as the index takes. */
const MOST_NODES = 2_000;
/** Conditions within conditions: Postgres reads them one inside the other. */
const DEEPEST = 200;
/** Each is a search through all words. */
const MOST_PHRASES = 60;

type Sql = RawBuilder<boolean>;

const TRUE: Sql = sql<boolean>`true`;
const FALSE: Sql = sql<boolean>`false`;

const FLAG_SQL: Readonly<Record<Flag, Sql>> = {
  complete: sql`w.complete`,
  crossover: sql`w.crossover`,
  otp: sql`w.otp`,
  series: sql`w.series <> '{}'`,
  anonymous: sql`w.anonymous`,
};

const NUMBER_SQL: Readonly<Record<NumberField, RawBuilder<number>>> = {
  words: sql`w.words`,
  chapters: sql`w.chapters`,
  kudos: sql`w.kudos`,
  hits: sql`w.hits`,
  comments: sql`w.comments`,
  bookmarks: sql`w.bookmarks`,
  updated: sql`w.updated`,
  published: sql`w.published`,
};

export const flagColumns: RawBuilder<unknown> = sql.join(
  FLAGS.map((flag) => sql`${FLAG_SQL[flag]} as ${sql.ref(flag)}`),
);

const tooMuch = (): AppError =>
  new AppError('too-much-asked', 400, 'This search asks for too many things at once. Ask for fewer of them.');

/** No number of a work is beyond what a number holds exactly. */
const bounded = (n: number): number =>
  Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, n));

/** What is no key is on no work. */
const holds = (list: RawBuilder<number[]>, id: number): Sql =>
  Number.isSafeInteger(id) ? sql`${list} @> array[${id}]::bigint[]` : FALSE;

/** The tags of these conditions and the conditions that are none. */
function parted(of: readonly Condition[]): { tags: number[]; others: Condition[] } {
  const isTag = (one: Condition) => one.op === 'tag' && Number.isSafeInteger(one.id);
  const tags = of.flatMap((one) => (one.op === 'tag' && isTag(one) ? [one.id] : []));
  return { tags: [...new Set(tags)], others: of.filter((one) => !isTag(one)) };
}

class Compiler {
  #nodes = 0;
  #phrases = 0;

  compile(condition: Condition, depth = 0): Sql {
    if (depth > DEEPEST) throw tooMuch();
    switch (condition.op) {
      case 'and':
      case 'or':
        return this.#joined(condition.op, condition.of, depth);
      case 'not':
        return sql`not ${this.compile(condition.of, depth + 1)}`;
      case 'tag':
        return holds(sql`w.filters`, condition.id);
      case 'range':
        return this.#range(condition);
      case 'flag':
        return FLAG_SQL[condition.flag];
      case 'language':
        return sql`w.language = ${condition.code}`;
      case 'creator':
        return holds(sql`w.creators`, condition.pseudId);
      case 'series':
        return holds(sql`w.series`, condition.id);
      case 'works':
        return sql`w.work_id = any(${condition.keys.filter(Number.isSafeInteger)}::bigint[])`;
      case 'text': {
        const query = readTextQuery(condition.words);
        return query === null ? FALSE : this.#text(query, condition.in === 'title', depth + 1);
      }
    }
  }

  /** Tags beside one another are asked for in one look into the index. */
  #joined(op: 'and' | 'or', of: readonly Condition[], depth: number): Sql {
    this.#nodes += of.length;
    if (this.#nodes > MOST_NODES) throw tooMuch();
    const { tags, others } = parted(of);
    const parts = others.map((one) => this.compile(one, depth + 1));
    if (tags.length > 0)
      parts.unshift(op === 'and' ? sql`w.filters @> ${tags}::bigint[]` : sql`w.filters && ${tags}::bigint[]`);
    if (parts.length === 0) return op === 'and' ? TRUE : FALSE;
    return sql`(${sql.join(parts, op === 'and' ? sql` and ` : sql` or `)})`;
  }

  #range({ field, from, to }: { field: NumberField; from: number | null; to: number | null }): Sql {
    if (Number.isNaN(from) || Number.isNaN(to)) return FALSE;
    const column = NUMBER_SQL[field];
    const ends: Sql[] = [];
    if (from !== null) ends.push(sql`${column} >= ${bounded(Math.ceil(from))}::bigint`);
    if (to !== null) ends.push(sql`${column} <= ${bounded(Math.floor(to))}::bigint`);
    return ends.length === 0 ? TRUE : sql`(${sql.join(ends, sql` and `)})`;
  }

  #text(query: TextQuery, inTitle: boolean, depth: number): Sql {
    if (depth > DEEPEST) throw tooMuch();
    if (query.op === 'not') return sql`not ${this.#text(query.of, inTitle, depth + 1)}`;
    if (query.op !== 'phrase') {
      const parts = query.of.map((one) => this.#text(one, inTitle, depth + 1));
      return sql`(${sql.join(parts, query.op === 'and' ? sql` and ` : sql` or `)})`;
    }
    this.#phrases += 1;
    if (this.#phrases > MOST_PHRASES) throw tooMuch();
    if (inTitle) return sql`w.head @@ ${phraseLiteral(query, 'A')}::tsquery`;
    const phrase = phraseLiteral(query);
    // Postgres looks through the words of all works or through those of the works that are left, whatever is less.
    return sql`exists (
      select from (select work_id, head as words from find_works union all select work_id, words from find_texts) t
      where t.work_id = w.work_id and t.words @@ ${phrase}::tsquery
    )`;
  }
}

/** Works that a question is about, before those that its reader hides are left out. @throws AppError too-much-asked */
export function matching(where: Condition): Sql {
  return new Compiler().compile(where);
}

/** Whom the works are for. Members see the public ones too. */
export const audienceIs = (audience: 'public' | 'members'): Sql =>
  audience === 'public' ? sql`w.audience = 'public'` : TRUE;

/** Whether words stand anywhere in it, those that are shut out too. */
export function asksWords(condition: Condition): boolean {
  // Walked by hand: a question may be deeper than the stack, and is refused further on.
  const waiting: Condition[] = [condition];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.op === 'text') return true;
    if (one.op === 'not') waiting.push(one.of);
    if (one.op === 'and' || one.op === 'or') waiting.push(...one.of);
  }
  return false;
}

/** Every phrase that is asked for anywhere in a condition, none that is shut out. */
export function phrasesOf(condition: Condition): { literal: string; inTitle: boolean }[] {
  if (condition.op === 'and' || condition.op === 'or') return condition.of.flatMap(phrasesOf);
  if (condition.op !== 'text') return [];
  const query = readTextQuery(condition.words);
  const inTitle = condition.in === 'title';
  return query
    ? askedPhrases(query).map((phrase) => ({ literal: phraseLiteral(phrase, inTitle ? 'A' : ''), inTitle }))
    : [];
}

const SORT_SQL: Readonly<Record<Exclude<Sort, 'relevance'>, RawBuilder<unknown>>> = {
  updated: sql`w.updated`,
  published: sql`w.published`,
  title: sql`w.sort_title`,
  creator: sql`w.sort_creator`,
  words: sql`w.words`,
  hits: sql`w.hits`,
  kudos: sql`w.kudos`,
  comments: sql`w.comments`,
  bookmarks: sql`w.bookmarks`,
};

/** What is sorted by; of `relevance` what stands in for it where no words are asked for. */
export const sortColumn = (sort: Sort): RawBuilder<unknown> =>
  SORT_SQL[sort === 'relevance' ? 'updated' : sort];

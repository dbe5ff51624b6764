/** What a work was made after, and what was made after it: as its page tells, and as the form of its header holds it. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../../core/db/tables.js';
import type { Viewer } from '../../../core/viewer.js';
import { type Byline, createdBy, listed, present, type StoredCreator } from '../visibility.js';
import type { RelatedLink } from './links.js';

/** Another work, as the page of a work names it. */
export interface Related {
  translation: boolean;
  /** Of a work of this archive. */
  id: string | null;
  /** Absolute address of a work elsewhere. */
  url: string | null;
  title: string;
  /** null for a work elsewhere: there only a name may be known. */
  byline: Byline | null;
  author: string;
  /** BCP 47, or ''. */
  language: string;
  /** Anybody may see it: what is elsewhere, and what this archive shows to guests. */
  public: boolean;
}

interface StoredRelated {
  translation: boolean;
  url: string | null;
  given: string;
  author: string;
  language: string | null;
  id: string | null;
  title: string | null;
  anonymous: boolean | null;
  audience: string | null;
  spoken: string | null;
  creators: StoredCreator[];
  elsewhere: { name: string }[];
}

/** How the page of a work names at most, of what was made after it. */
export const MOST_NAMED = 10;

type OtherExpressions = ExpressionBuilder<DB & { other: DB['works'] }, 'other'>;

/** Where `works as other` is joined, whether it must be there or may be missing: what is asked of it is then null. */
export const ofOther = (eb: unknown): OtherExpressions => eb as OtherExpressions;

const makersOf = (eb: OtherExpressions) =>
  [
    jsonArrayFrom(
      eb
        .selectFrom('creatorships')
        .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
        .whereRef('creatorships.work_id', '=', 'other.id')
        .where('creatorships.accepted_at', 'is not', null)
        .select(['pseuds.public_id as id', 'pseuds.name', 'creatorships.as_archivist'])
        .orderBy('creatorships.position'),
    ).as('creators'),
    jsonArrayFrom(
      eb
        .selectFrom('external_creatorships')
        .whereRef('external_creatorships.work_id', '=', 'other.id')
        .where('external_creatorships.state', 'in', ['waiting', 'left'])
        .select('external_creatorships.name')
        .orderBy('external_creatorships.position')
        .orderBy('external_creatorships.id'),
    ).as('elsewhere'),
  ] as const;

const audiencesOf = (viewer: Viewer): ('public' | 'members')[] =>
  viewer.kind === 'guest' ? ['public'] : ['public', 'members'];

/** None of those who made it minds that works of others name it. An anonymous work names nobody. */
export const mayBeNamed = (eb: OtherExpressions) =>
  eb.or([
    eb('other.anonymous', '=', true),
    eb.not(
      eb.exists(
        eb
          .selectFrom('creatorships')
          .innerJoin('pseuds', 'pseuds.id', 'creatorships.pseud_id')
          .innerJoin('accounts', 'accounts.id', 'pseuds.account_id')
          .whereRef('creatorships.work_id', '=', 'other.id')
          .where('creatorships.accepted_at', 'is not', null)
          .where('accounts.allows_related', '=', false)
          .select('accounts.id'),
      ),
    ),
  ]);

/** What a work was made after, as its page says it. Of this archive only what stands in lists for the viewer. */
export const parentsOf = (eb: ExpressionBuilder<DB, 'works'>, viewer: Viewer) =>
  jsonArrayFrom(
    eb
      .selectFrom('related_works')
      .leftJoin('works as other', 'other.id', 'related_works.parent_id')
      .whereRef('related_works.work_id', '=', 'works.id')
      .where('related_works.removed_at', 'is', null)
      .where((on) =>
        on.or([
          on('related_works.parent_id', 'is', null),
          on.and([
            on('other.audience', 'in', audiencesOf(viewer)),
            // Whoever said yes meant it.
            on.or([on('related_works.approved_at', 'is not', null), mayBeNamed(ofOther(on))]),
          ]),
        ]),
      )
      .select((on) => [
        'related_works.translation',
        'related_works.url',
        'related_works.title as given',
        'related_works.author',
        'related_works.language',
        'other.public_id as id',
        'other.title',
        'other.anonymous',
        'other.audience',
        'other.language as spoken',
        ...makersOf(ofOther(on)),
      ])
      .orderBy('related_works.translation', 'desc')
      .orderBy('related_works.id'),
  );

/** The links that a work's creators let be named beside it, to works that stand in lists for the viewer. */
const approvedChildren = (eb: ExpressionBuilder<DB, 'works'>, viewer: Viewer) =>
  eb
    .selectFrom('related_works')
    .innerJoin('works as other', 'other.id', 'related_works.work_id')
    .whereRef('related_works.parent_id', '=', 'works.id')
    .where('related_works.approved_at', 'is not', null)
    .where('related_works.removed_at', 'is', null)
    .where('other.audience', 'in', audiencesOf(viewer));

/** What was made after a work, translations first: one more than its page names, which tells that there are more. */
export const childrenOf = (eb: ExpressionBuilder<DB, 'works'>, viewer: Viewer) =>
  jsonArrayFrom(
    approvedChildren(eb, viewer)
      .select((on) => [
        'related_works.translation',
        on.lit(null).as('url'),
        on.val('').as('given'),
        on.val('').as('author'),
        on.lit(null).as('language'),
        'other.public_id as id',
        'other.title',
        'other.anonymous',
        'other.audience',
        'other.language as spoken',
        ...makersOf(ofOther(on)),
      ])
      .orderBy('related_works.translation', 'desc')
      .orderBy('related_works.id')
      .limit(MOST_NAMED + 1),
  );

export type RelatedColumns = StoredRelated[];

const toRelated = (row: StoredRelated): Related => {
  const common = { translation: row.translation, url: row.url };
  if (row.id === null)
    return {
      ...common,
      id: null,
      title: row.given,
      byline: null,
      author: row.author,
      language: row.language ?? '',
      public: true,
    };
  return {
    ...common,
    id: row.id,
    title: row.title ?? '',
    byline: present({ anonymous: row.anonymous === true }, row.creators, row.elsewhere, false),
    author: '',
    language: row.spoken ?? '',
    public: row.audience === 'public',
  };
};

export const toRelatedList = (rows: RelatedColumns): Related[] => rows.map(toRelated);

/** Of a work that a page shows: keys of all that was made after it, the newest link first, and how many there are. */
export async function childrenPage(
  db: Kysely<DB>,
  viewer: Viewer,
  workKey: number,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; works: { key: number; translation: boolean }[] }> {
  const children = listed(db, viewer)
    .innerJoin('related_works', 'related_works.work_id', 'works.id')
    .where('related_works.parent_id', '=', workKey)
    .where('related_works.approved_at', 'is not', null)
    .where('related_works.removed_at', 'is', null);
  const { total } = await children
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const works = await children
    .select(['works.id as key', 'related_works.translation'])
    .orderBy('related_works.translation', 'desc')
    .orderBy('related_works.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return { total: Number(total), works };
}

/** Links of this archive that the person may see at their other end: a form shows no other, and takes no other off. */
export const seesParent = (eb: ExpressionBuilder<DB, 'related_works'>, accountId: number) =>
  eb.or([
    eb('related_works.parent_id', 'is', null),
    eb.exists(
      eb
        .selectFrom('works')
        .whereRef('works.id', '=', 'related_works.parent_id')
        .where((on) =>
          on.or([
            on('works.audience', 'in', ['public', 'members']),
            on.and([on('works.audience', '=', 'creators'), createdBy(on, accountId)]),
          ]),
        )
        .select('works.id'),
    ),
  ]);

/** The links of one's own work as its form holds them. The caller knows that the work is the person's. */
export async function relatedLinks(
  db: Kysely<DB>,
  accountId: number,
  workKey: number,
): Promise<RelatedLink[]> {
  const rows = await db
    .selectFrom('related_works')
    .leftJoin('works as other', 'other.id', 'related_works.parent_id')
    .where('related_works.work_id', '=', workKey)
    .where('related_works.removed_at', 'is', null)
    .where((eb) => seesParent(eb, accountId))
    .select((on) => [
      'related_works.translation',
      'related_works.url',
      'related_works.title as given',
      'related_works.author',
      'related_works.language',
      'other.public_id as id',
      'other.title',
      'other.anonymous',
      'other.audience',
      'other.language as spoken',
      ...makersOf(ofOther(on)),
    ])
    .orderBy('related_works.id')
    .execute();
  return rows.map((row) => {
    const one = toRelated(row);
    const { translation, url, author, language, title } = one;
    if (one.id === null) return { url: url ?? '', title, author, language, translation };
    const { byline } = one;
    const names = [...(byline?.creators ?? []).map(({ name }) => name), ...(byline?.elsewhere ?? [])].join(
      ', ',
    );
    const here = { title, by: names };
    return { url: `/works/${one.id}`, title: '', author: '', language: '', translation, here };
  });
}

/** Writers elsewhere as archivists see them, and what waits for one of them. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { hashToken } from '../../core/ids.js';
import type { Member } from '../../core/viewer.js';

export const CLAIM_STATES = ['waiting', 'claimed', 'left', 'refused'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Whose writers: those of one archivist, or everybody's for those who have the right. */
export type Scope = { archivist: Member } | 'all';

export interface Writer {
  key: number;
  id: string;
  name: string;
  archive: string;
  email: string | null;
  /** Login, for those who look after all; null when the account is gone. */
  archivist: string | null;
  /** null when there is no link. */
  linkUntil: Date | null;
  counts: Record<ClaimState, number>;
}

export interface WritersQuery {
  text: string;
  state: ClaimState | '';
}

const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** A name on a work that is gone without anybody's decision counts for nothing. */
const counted = sql<boolean>`(external_creatorships.work_id is not null or external_creatorships.state = 'refused')`;

function writers(db: Kysely<DB>, scope: Scope) {
  const all = db
    .selectFrom('external_authors')
    .leftJoin('accounts', 'accounts.id', 'external_authors.archivist_id')
    .select((eb) => [
      'external_authors.id as key',
      'external_authors.public_id as id',
      'external_authors.name',
      'external_authors.archive',
      'external_authors.email',
      'accounts.login as archivist',
      'external_authors.token_expires_at as linkUntil',
      ...CLAIM_STATES.map((state) =>
        eb
          .selectFrom('external_creatorships')
          .whereRef('external_creatorships.author_id', '=', 'external_authors.id')
          .where('external_creatorships.state', '=', state)
          .where(counted)
          .select((c) => c.fn.countAll<number>().as('n'))
          .as(state),
      ),
    ]);
  return scope === 'all' ? all : all.where('external_authors.archivist_id', '=', scope.archivist.accountId);
}

type Row = Awaited<ReturnType<ReturnType<typeof writers>['executeTakeFirstOrThrow']>>;

const toWriter = ({ waiting, claimed, left, refused, ...row }: Row): Writer => ({
  ...row,
  counts: {
    waiting: Number(waiting),
    claimed: Number(claimed),
    left: Number(left),
    refused: Number(refused),
  },
});

/** By name. */
export async function writersOf(
  db: Kysely<DB>,
  scope: Scope,
  query: WritersQuery,
  page: { offset: number; limit: number },
): Promise<Writer[]> {
  let found = writers(db, scope);
  if (query.text !== '') {
    const like = anywhere(query.text.normalize('NFKC').toLowerCase());
    found = found.where((eb) =>
      eb.or([
        eb('external_authors.name_key', 'like', like),
        eb('external_authors.archive_key', 'like', like),
        eb(eb.fn('lower', ['external_authors.email']), 'like', like),
      ]),
    );
  }
  const { state } = query;
  if (state !== '')
    found = found.where((eb) =>
      eb.exists(
        eb
          .selectFrom('external_creatorships')
          .whereRef('external_creatorships.author_id', '=', 'external_authors.id')
          .where('external_creatorships.state', '=', state)
          .where(counted)
          .select('external_creatorships.id'),
      ),
    );
  const rows = await found
    .orderBy('external_authors.name_key')
    .orderBy('external_authors.id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map(toWriter);
}

export async function writerById(
  db: Kysely<DB>,
  scope: Scope,
  publicId: string,
): Promise<Writer | undefined> {
  const row = await writers(db, scope).where('external_authors.public_id', '=', publicId).executeTakeFirst();
  return row && toWriter(row);
}

export interface WriterWork {
  id: string;
  /** null when the work is gone. */
  workId: string | null;
  title: string;
  words: number;
  draft: boolean;
  sourceUrl: string | null;
  state: ClaimState;
  decidedAt: Date | null;
}

/** Names on works of one writer, the newest first. A deleted work is there only when its writer decided it. */
export async function worksOfWriter(
  db: Kysely<DB>,
  authorKey: number,
  page: { offset: number; limit: number },
  state?: ClaimState,
): Promise<WriterWork[]> {
  const rows = await db
    .selectFrom('external_creatorships')
    .leftJoin('works', (join) =>
      join.onRef('works.id', '=', 'external_creatorships.work_id').on('works.deleted_at', 'is', null),
    )
    .select([
      'external_creatorships.public_id as id',
      'works.public_id as workId',
      'works.title',
      'external_creatorships.title as formerTitle',
      'works.words',
      'works.posted_at',
      'works.source_url as sourceUrl',
      'external_creatorships.state',
      'external_creatorships.decided_at as decidedAt',
    ])
    .where('external_creatorships.author_id', '=', authorKey)
    .where((eb) =>
      eb.or([eb('works.id', 'is not', null), eb('external_creatorships.state', '<>', 'waiting')]),
    )
    .$if(state !== undefined, (names) => names.where('external_creatorships.state', '=', state ?? ''))
    .orderBy('external_creatorships.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    workId: row.workId,
    title: row.title ?? row.formerTitle,
    words: row.words ?? 0,
    draft: row.workId !== null && row.posted_at === null,
    sourceUrl: row.sourceUrl,
    state: row.state as ClaimState,
    decidedAt: row.decidedAt,
  }));
}

export interface ClaimingWriter {
  key: number;
  id: string;
  name: string;
  archive: string;
  email: string | null;
}

/** Whose link this is, while it is good. */
export function writerByToken(db: Kysely<DB>, token: string, now: Date): Promise<ClaimingWriter | undefined> {
  return db
    .selectFrom('external_authors')
    .select(['id as key', 'public_id as id', 'name', 'archive', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('token_expires_at', '>', now)
    .executeTakeFirst();
}

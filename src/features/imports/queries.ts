import { type Kysely, sql } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { Member } from '../../core/viewer.js';
import { Draft, SURE } from './review/draft.js';

/** `skipped`: the person has the work already and left it so. `joined`: a chapter of the work that another import is made of. */
export type ImportState = 'waiting' | 'reading' | 'review' | 'failed' | 'saved' | 'skipped' | 'joined';

export interface ImportRow {
  key: number;
  id: string;
  state: ImportState;
  name: string;
  file: string;
  bytes: number;
  form: string | null;
  error: string | null;
  messages: string[];
  revision: number;
  canUndo: boolean;
  workId: string | null;
  batchId: string | null;
  /** Of the import that this one is a part of. */
  joinedInto: string | null;
  sourceKey: string | null;
  sha256: string | null;
  asAnother: boolean;
  createdAt: Date;
}

export interface ListedImport extends ImportRow {
  /** Doubtful places that wait for their person. */
  doubts: number;
}

/** A person's own imports and nobody else's. */
const own = (db: Kysely<DB>, viewer: Member) =>
  db.selectFrom('imports').where('imports.account_id', '=', viewer.accountId);

function rows(db: Kysely<DB>, viewer: Member) {
  return own(db, viewer)
    .leftJoin('works', 'works.id', 'imports.work_id')
    .leftJoin('import_batches', 'import_batches.id', 'imports.batch_id')
    .leftJoin('imports as whole', 'whole.id', 'imports.joined_into')
    .select((eb) => [
      'imports.id as key',
      'imports.public_id as id',
      'imports.state',
      'imports.name',
      'imports.file',
      'imports.bytes',
      'imports.form',
      'imports.error',
      'imports.messages',
      'imports.revision',
      eb.fn<number>('jsonb_array_length', ['imports.undo']).as('undoable'),
      'works.public_id as workId',
      'import_batches.public_id as batchId',
      'whole.public_id as joinedInto',
      'imports.source_key as sourceKey',
      'imports.sha256',
      'imports.as_another as asAnother',
      'imports.created_at as createdAt',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const toImport = ({ undoable, ...row }: Row): ImportRow => ({
  ...row,
  state: row.state as ImportRow['state'],
  messages: row.messages as string[],
  canUndo: undoable > 0,
});

export async function importById(
  db: Kysely<DB>,
  viewer: Member,
  publicId: string,
): Promise<ImportRow | undefined> {
  const row = await rows(db, viewer).where('imports.public_id', '=', publicId).executeTakeFirst();
  return row && toImport(row);
}

/** Doubtful places of a draft, counted where it lies: drafts are too large to be read for a list. */
const openDoubts = sql<number>`case when imports.state = 'review' then (
  select coalesce(sum(
    case when (block ->> 'confidence')::float8 < ${SURE} then 1 else 0 end
    + coalesce(jsonb_array_length(block -> 'doubts'), 0)
    + case jsonb_typeof(block -> 'guessedEmphasis')
        when 'array' then jsonb_array_length(block -> 'guessedEmphasis')
        when 'boolean' then (block -> 'guessedEmphasis')::boolean::int
        else 0 end
  ), 0)::int
  from jsonb_path_query(imports.draft, '$.chapters[*].blocks[*]') as block
  where (block -> 'settled') is distinct from 'true'
) else 0 end`;

/** Newest first, those that wait for their person before those that are done. */
export async function importsOf(
  db: Kysely<DB>,
  viewer: Member,
  page: { offset: number; limit: number },
): Promise<ListedImport[]> {
  const found = await rows(db, viewer)
    .select(openDoubts.as('doubts'))
    // Files of a batch stand on its own page.
    .where('imports.batch_id', 'is', null)
    .orderBy((eb) => eb('imports.state', '=', 'saved'))
    .orderBy('imports.changed_at', 'desc')
    .orderBy('imports.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return found.map(({ doubts, ...row }) => ({ ...toImport(row), doubts }));
}

/** The draft of an import that is in review. */
export async function draftOf(db: Kysely<DB>, viewer: Member, key: number): Promise<Draft | undefined> {
  const row = await own(db, viewer).select('draft').where('id', '=', key).executeTakeFirst();
  return row?.draft ? Draft.parse(row.draft) : undefined;
}

/** Names of the files that a joined work is made of; none for another import, or somebody else's. */
export async function partNames(db: Kysely<DB>, viewer: Member, key: number): Promise<string[]> {
  const parts = await own(db, viewer)
    .select('name')
    .where('joined_into', '=', key)
    .orderBy('position')
    .execute();
  return parts.map(({ name }) => name);
}

/** What the wranglers' desk asks of the works that stand in lists. The room that finds works answers. */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import type { TypedTagType } from './typed.js';

export interface TagsOnWorks {
  /** Tags of this type that wait for a wrangler, on works that are found by this tag; the most used there first. */
  beside(
    db: Kysely<DB>,
    tagId: number,
    type: TypedTagType,
    most: number,
  ): Promise<{ id: number; uses: number }[]>;
  /** Whether some work is found by both. */
  together(db: Kysely<DB>, a: number, b: number): Promise<boolean>;
}

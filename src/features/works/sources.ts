import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '../../core/db/tables.js';
import type { Viewer } from '../../core/viewer.js';
import { relatedLinks } from './related/queries.js';
import { createdBy, visible } from './visibility.js';

/**
 * The header as its writer typed it, for the form that edits it. Creators only: with the series and the source that the
 * pages of an anonymous work keep to themselves.
 */
export async function workSources(db: Kysely<DB>, viewer: Viewer & { kind: 'member' }, publicId: string) {
  const row = await visible(db, viewer)
    .where((eb) => createdBy(eb, viewer.accountId))
    .where('works.public_id', '=', publicId)
    .select((eb) => [
      'works.id as key',
      'works.summary_source',
      'works.start_notes_source',
      'works.end_notes_source',
      'works.source_url',
      'works.posted_at',
      'works.created_at',
      'works.comments',
      'works.comments_moderated',
      'works.text_searchable',
      'works.archive_skin',
      eb.selectFrom('skins').whereRef('skins.id', '=', 'works.skin_id').select('skins.public_id').as('skin'),
      jsonArrayFrom(
        eb
          .selectFrom('series_works')
          .innerJoin('series', 'series.id', 'series_works.series_id')
          .whereRef('series_works.work_id', '=', 'works.id')
          .select(['series.title', 'series_works.position'])
          .orderBy('series.id'),
      ).as('series'),
    ])
    .executeTakeFirst();
  return row && { ...row, related: await relatedLinks(db, viewer.accountId, row.key) };
}

export type WorkSources = NonNullable<Awaited<ReturnType<typeof workSources>>>;

import { dayOf } from '../../core/clock.js';
import { tagKey } from '../tags/index.js';
import type { WorkHeader } from './header.js';
import { tagsOfType } from './parts.js';
import { commentersOf, type WorkFields } from './schema.js';
import type { WorkSources } from './sources.js';

/** Its date is not the moment at which it was posted, of a draft not the one at which it was begun. */
const isBackdated = (work: WorkHeader, { posted_at, created_at }: WorkSources): boolean =>
  work.published.getTime() !== (posted_at ?? created_at).getTime();

/** A kept work as the fields of its form. */
export function fieldsOf(work: WorkHeader, sources: WorkSources): WorkFields {
  return {
    title: work.title,
    language: work.language,
    rating: tagsOfType(work.tags, 'rating')[0] ?? '',
    warnings: tagsOfType(work.tags, 'warning'),
    categories: tagsOfType(work.tags, 'category'),
    fandoms: tagsOfType(work.tags, 'fandom'),
    relationships: tagsOfType(work.tags, 'relationship'),
    emphasis: Object.fromEntries(
      work.tags.flatMap(({ name, emphasis }) => (emphasis ? [[tagKey(name), emphasis]] : [])),
    ),
    characters: tagsOfType(work.tags, 'character'),
    freeforms: tagsOfType(work.tags, 'freeform'),
    summary: sources.summary_source ?? '',
    startNotes: sources.start_notes_source ?? '',
    endNotes: sources.end_notes_source ?? '',
    restricted: work.restricted,
    comments: commentersOf(sources.comments),
    commentsModerated: sources.comments_moderated,
    textSearchable: sources.text_searchable,
    skin: sources.archive_skin ?? sources.skin ?? '',
    chaptersExpected: work.chaptersExpected,
    publishedOn: isBackdated(work, sources) ? dayOf(work.published) : '',
    updatedOn: '',
    series: sources.series,
    sourceUrl: sources.source_url ?? '',
    related: sources.related,
  };
}

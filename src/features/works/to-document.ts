import type { Kysely } from 'kysely';
import { dayOf } from '../../core/clock.js';
import type { DB } from '../../core/db/tables.js';
import { wordsFor } from '../../core/messages/index.js';
import type { Settings } from '../../core/settings.js';
import { direction } from '../../core/text/index.js';
import type { TagType } from '../tags/index.js';
import { type ChapterText, chapterLinks, chapterTexts } from './chapters.js';
import { coverOf } from './cover/queries.js';
import type { DocumentRelated, WorkDocument } from './document.js';
import type { WorkHeader } from './header.js';
import { imagesOf } from './media.js';
import type { Related } from './related/queries.js';
import { cssOfWork } from './skins/queries.js';

const creatorAt = (origin: string) => (creator: { id: string; name: string }) => ({
  id: creator.id,
  name: creator.name,
  url: `${origin}/people/${creator.id}`,
});

/** What it was made after: of what is for members only nothing, but in a work that is so itself. */
const relatedOf = ({ parents, audience }: WorkHeader, origin: string, anonymous: string): DocumentRelated[] =>
  parents
    .filter((one) => one.public || audience === 'members')
    .map((one) => ({
      translation: one.translation,
      title: one.title,
      creators: namesOf(one, anonymous),
      language: one.language || null,
      url: one.id === null ? (one.url ?? '') : `${origin}/works/${one.id}`,
    }));

const namesOf = ({ byline, author }: Related, anonymous: string): string[] => {
  if (byline === null) return author === '' ? [] : [author];
  return byline.anonymous ? [anonymous] : [...byline.creators.map(({ name }) => name), ...byline.elsewhere];
};

const emphasisOf = ({ tags }: WorkHeader): WorkDocument['emphasis'] =>
  Object.fromEntries(tags.flatMap(({ name, emphasis }) => (emphasis ? [[name, emphasis]] : [])));

/** Who made a chapter, where that is not everybody. */
const creditOf = (work: WorkHeader, { credit }: ChapterText) =>
  credit.length < work.byline.creators.length ? credit : [];

/**
 * The public version of a work, whole: the same for everybody who may have it,
 * so no drafts and no hidden names, even for the creator; `drafts` is for the copy that a creator takes along.
 */
export async function workDocument(
  db: Kysely<DB>,
  work: WorkHeader,
  archive: { settings: Settings; origin: string; drafts?: boolean },
): Promise<WorkDocument> {
  const { origin, settings, drafts = false } = archive;
  const links = await chapterLinks(db, work, { drafts });
  const [texts, images, cover, skin] = await Promise.all([
    chapterTexts(
      db,
      links.map((link) => link.key),
    ),
    imagesOf(db, work.key, drafts),
    coverOf(db, work.key),
    cssOfWork(db, work.key),
  ]);
  const tags = (type: TagType) => work.tags.filter((tag) => tag.type === type).map((tag) => tag.name);
  return {
    format: 'fanlight-work',
    version: 1,
    id: work.id,
    url: `${origin}/works/${work.id}`,
    archive: settings.name,
    title: work.title,
    anonymous: work.byline.anonymous,
    creators: [
      ...work.byline.creators.map(creatorAt(origin)),
      ...work.byline.elsewhere.map((name) => ({ id: null, name, url: null })),
    ],
    gifts: work.gifts,
    language: work.language,
    direction: direction(work.language, work.title),
    rating: tags('rating')[0] ?? null,
    warnings: tags('warning'),
    categories: tags('category'),
    fandoms: tags('fandom'),
    relationships: tags('relationship'),
    emphasis: emphasisOf(work),
    characters: tags('character'),
    freeforms: tags('freeform'),
    summary: work.summary,
    startNotes: work.startNotes,
    endNotes: work.endNotes,
    published: dayOf(work.published),
    updated: dayOf(work.revised),
    complete: work.complete,
    chaptersExpected: work.chaptersExpected,
    words: work.words,
    restricted: work.restricted,
    series: work.series.map((part) => ({
      title: part.title,
      position: part.position,
      url: `${origin}/series/${part.id}`,
    })),
    sourceUrl: work.sourceUrl,
    related: relatedOf(work, origin, wordsFor(settings.language).works.anonymous),
    chapters: texts.map((chapter, i) => ({
      id: chapter.id,
      position: i + 1,
      title: chapter.title,
      summary: chapter.summary,
      startNotes: chapter.startNotes,
      endNotes: chapter.endNotes,
      published: dayOf(chapter.published),
      words: chapter.words,
      html: chapter.html,
      creators: creditOf(work, chapter).map(creatorAt(origin)),
      tags: chapter.tags,
    })),
    images,
    cover,
    skin,
  };
}

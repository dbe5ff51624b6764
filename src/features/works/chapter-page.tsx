/**
 * The page of one chapter, asked for most of all: one SQL for all of it, and what is drawn of it is kept by the very
 * row that came. What is the viewer's own (a notice, the gate) is decided for each.
 */
import type { Kysely } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { preparedFor } from '../../core/db/prepared.js';
import type { DB } from '../../core/db/tables.js';
import type { Head } from '../../core/http/route.js';
import type { Messages } from '../../core/messages/index.js';
import { type DrawnHtml, Kept } from '../../core/ui/drawn.js';
import { draw } from '../../core/ui/html.js';
import type { Display, Viewer } from '../../core/viewer.js';
import { chapterTagsOf } from './chapter-tags.js';
import { LINK_COLUMNS, TEXT_COLUMNS, type TextColumns, toLink, toText } from './chapters.js';
import { creditOf } from './creators/credit.js';
import { displayKey, displayOf } from './display.js';
import { headOf, type Place } from './head.js';
import { asHashes, asRows, type HeaderColumns, type TextRow, toHeader, withHeader } from './header.js';
import { createdBy, visible } from './visibility.js';
import { chapterName, WorkPage } from './work-page.js';

type PageColumns = HeaderColumns & { links: Parameters<typeof toLink>[0][]; text: TextColumns | null };

export interface Asked {
  /** Of the work. */
  id: string;
  /** Of the chapter; '' is the first. */
  chapter: string;
}

function asked(db: Kysely<DB>, viewer: Viewer, { id, chapter }: Asked) {
  return withHeader(visible(db, viewer), viewer)
    .where('works.public_id', '=', id)
    .select((eb) => {
      // Draft chapters of a posted work are for its creators only; those of a draft are for whoever may see the draft.
      const chapters = eb
        .selectFrom('chapters')
        .whereRef('chapters.work_id', '=', 'works.id')
        .where((c) =>
          c.or([
            c('chapters.posted_at', 'is not', null),
            c('works.posted_at', 'is', null),
            ...(viewer.kind === 'member' ? [createdBy(eb, viewer.accountId)] : []),
          ]),
        )
        .orderBy('chapters.position');
      const one = chapters
        .where((c) => c.or([c(c.val(chapter), '=', ''), c('chapters.public_id', '=', chapter)]))
        .limit(1);
      return [
        jsonArrayFrom(chapters.select(LINK_COLUMNS)).as('links'),
        jsonObjectFrom(
          one.select(TEXT_COLUMNS).select((c) => [creditOf(c).as('credit'), chapterTagsOf(c).as('tags')]),
        ).as('text'),
      ];
    });
}

const pageHash = preparedFor((db, viewer, which: Asked) => asHashes(db, asked(db, viewer, which)));
const pageRow = preparedFor((db, viewer, which: Asked) => asRows(db, asked(db, viewer, which)));

export interface ChapterPage {
  adult: boolean;
  posted: boolean;
  own: boolean;
  title: string;
  head: Head;
  /** Where the CSS is that it wears; null: none. */
  skin: string | null;
  article: DrawnHtml;
  /** Of everything that the page shows. */
  hash: string;
}

const kept = new Kept<ChapterPage>(32 * 1024 * 1024, (page) => page.article.length + 2_000);

function drawPage(found: TextRow, place: Place, words: Messages, display: Display): ChapterPage | null {
  const row = JSON.parse(found.row) as PageColumns;
  if (!row.text) return null;
  const work = toHeader(row);
  const links = row.links.map(toLink);
  const text = toText(row.text);
  const at = links.findIndex((link) => link.id === text.id);
  const path = (link: (typeof links)[number] | undefined) => link && `/works/${work.id}/chapters/${link.id}`;
  const canonical = links.length === 1 ? `/works/${work.id}` : path(links[at])!;
  return {
    hash: found.hash,
    adult: work.adult,
    posted: work.posted,
    own: work.byline.own,
    title:
      links.length > 1
        ? `${chapterName(words, links[at]!)} · ${work.title}`
        : work.title || words.works.draft,
    head: headOf(work, place, words, { canonical, prev: path(links[at - 1]), next: path(links[at + 1]) }),
    skin: work.skin,
    article: draw(<WorkPage work={work} links={links} texts={[text]} at={at} display={display} />, words),
  };
}

/** undefined when the viewer may not see the work or the chapter, or there is none. */
export async function chapterPage(
  db: Kysely<DB>,
  viewer: Viewer,
  which: Asked,
  place: Place,
  words: Messages,
): Promise<ChapterPage | undefined> {
  const display = displayOf(viewer);
  const key = (hash: string) =>
    [words.locale, displayKey(display), place.origin, place.name, hash].join('\n');
  const [known] = await pageHash(db, viewer, which);
  if (!known) return undefined;
  const before = kept.find(key(known.hash));
  if (before) return before;
  const [found] = await pageRow(db, viewer, which);
  const page = found && drawPage(found, place, words, display);
  return page ? kept.keep(key(found.hash), page) : undefined;
}

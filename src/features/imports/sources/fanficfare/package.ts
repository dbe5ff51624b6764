/** What a FanFicFare EPUB says in its package document, for books without a title page. */
import { escapeHtml } from '../../../../core/text/index.js';
import { dublinCore, type EpubPackage, metaValue } from '../../files/epub-package.js';
import { xmlAll, xmlText } from '../../files/xml.js';
import type { SourceWork } from '../../source-work.js';
import { languageTagged } from '../languages.js';
import { authorAt, setAuthors } from './authors.js';
import { addTags, day, readStatus, settleDates } from './fields.js';

/** Subjects that are no tags: how the book was made and when. */
const OTHERS = /^(?:FanFiction|Last Update(?: Year\/Month)?: .*)$/i;

/**
 * Tags of all kinds in one list. A relationship is known by its people, who stand in the list too; fandoms
 * cannot be told from additional tags.
 */
export function addSubjects(work: SourceWork, subjects: readonly string[]): void {
  const names = new Set(subjects);
  const rest: string[] = [];
  for (const subject of subjects) {
    const people = subject.split(/\s*(?:\/|&)\s*/);
    if (OTHERS.test(subject)) continue;
    if (/^(?:Completed?|In-Progress)$/i.test(subject)) readStatus(work, subject);
    else if (people.length > 1 && people.every((name) => names.has(name))) {
      work.relationships.push(subject);
      for (const name of people) if (!work.characters.includes(name)) work.characters.push(name);
    } else rest.push(subject);
  }
  addTags(
    work,
    rest.filter((name) => !work.characters.includes(name)),
  );
}

/** What the title page did not say. `titled`: there was one, and what it leaves out is not known. */
export function addPackage(work: SourceWork, book: EpubPackage, titled: boolean): void {
  work.title ??= dublinCore(book, 'title')[0] ?? null;
  work.sourceUrl ??= dublinCore(book, 'source').find((value) => /^https?:/.test(value)) ?? null;
  if (work.authors.length === 0 && !work.anonymous)
    setAuthors(
      work,
      xmlAll(book.metadata, 'creator').map((creator) => authorAt(xmlText(creator), undefined)),
    );
  addLogin(work, book);
  if (titled) return;
  work.language = languageTagged(dublinCore(book, 'language')[0] ?? '');
  const description = dublinCore(book, 'description')[0];
  if (description)
    work.summary = /<\w+[^<>]*>/.test(description) ? description : `<p>${escapeHtml(description)}</p>`;
  const title = metaValue(book, 'calibre:series');
  const position = Math.floor(Number(metaValue(book, 'calibre:series_index')));
  if (title) work.series = [{ title, position: position > 0 ? position : 1 }];
  const dates = xmlAll(book.metadata, 'date');
  const dated = (event: string): string | null =>
    day(xmlText(dates.find((date) => date.attributes.get('opf:event') === event) ?? EMPTY));
  work.published = dated('publication');
  work.updated = dated('modification');
  settleDates(work);
  if (work.complete) work.chapterTotal = work.chapters.length;
}

const EMPTY = { qualified: '', name: '', attributes: new Map<string, string>(), children: [] };

/** `fanficfare-uid:SITE-uAUTHOR-sSTORY` names a single author as the site does. */
function addLogin(work: SourceWork, book: EpubPackage): void {
  const [only, ...others] = work.authors;
  const named = dublinCore(book, 'identifier')
    .map((value) => /^(?:fanficfare|fanficdownloader)-uid:.*?-u(.+)-s[^-]*$/.exec(value)?.[1])
    .find(Boolean);
  if (only && others.length === 0 && named && named !== '0') only.user ??= named;
}

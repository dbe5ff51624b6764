/** The pages of a book: preface, chapters, afterword. */
import { oneLine } from '../../../core/text/clean.js';

import { type BodyOptions, isEmptyText, renderBody } from './body.js';
import type { Book, DocumentChapter, Page } from './book.js';
import { byline, chapterHead, giftLine, madeAfter, relationships, shown } from './credit.js';
import type { Contents } from './metadata.js';
import { pageHead } from './package-document.js';
import { link, linked, time, word } from './phrases.js';
import { xmlLine } from './xml.js';

/** What the texts of a book have in common. */
type Shared = Omit<BodyOptions, 'under' | 'idPrefix'>;

/** The XHTML of a page. Its images are counted in `contents`. */
export async function renderPage(book: Book, page: Page, contents: Contents): Promise<string> {
  const shared: Shared = {
    base: book.document.url,
    images: book.images,
    undescribed: book.words.imageWithoutDescription,
    contents,
  };
  if (page.chapter) return chapter(book, page, page.chapter, shared);
  return page.kind === 'preface' ? preface(book, page, shared) : afterword(book, page, shared);
}

function wholePage(
  book: Book,
  page: Page,
  matter: 'frontmatter' | 'bodymatter' | 'backmatter',
  content: string,
): string {
  const skinned = matter === 'bodymatter' && book.document.skin !== null;
  const text = skinned ? `<div id="workskin">\n${content}</div>\n` : content;
  return `${pageHead(book.language, book.document.direction, page.title, skinned)}<body epub:type="${matter}">
<section epub:type="${page.kind}" role="doc-${page.kind}" aria-labelledby="heading">
${text}</section>
</body>
</html>
`;
}

/** A text with its own heading, set apart; nothing when the text says nothing. */
async function part(
  book: Book,
  shared: Shared,
  text: string | null,
  options: { id: string; title: string; level: 2 | 3 },
): Promise<string> {
  if (text === null || isEmptyText(text)) return '';
  const { id, title, level } = options;
  return `<section class="fl-note" aria-labelledby="${id}">
<h${level} id="${id}">${word(book, title)}</h${level}>
${await renderBody(text, { ...shared, under: level, idPrefix: `${id}-` })}</section>
`;
}

async function preface(book: Book, page: Page, shared: Shared): Promise<string> {
  const { document, words } = book;
  return wholePage(
    book,
    page,
    'frontmatter',
    `<h1 id="heading" class="fl-title">${xmlLine(book.title)}</h1>
${byline(book)}${giftLine(book)}${await part(book, shared, document.summary, { id: 'summary', title: words.summary, level: 2 })}${await part(book, shared, document.startNotes, { id: 'notes', title: words.notes, level: 2 })}${about(book)}`,
  );
}

/** Tags, series, dates and figures. */
function about(book: Book): string {
  const { document, words } = book;
  const rows: string[] = [];
  const row = (title: string, values: string[]): void => {
    if (values.length > 0) rows.push(`<dt>${word(book, title)}</dt>\n<dd>${values.join(', ')}</dd>`);
  };
  const { tags: labels } = words;
  row(labels.rating, shown(document.rating === null ? [] : [document.rating]));
  row(labels.warning(document.warnings.length), shown(document.warnings));
  row(labels.category(document.categories.length), shown(document.categories));
  row(labels.fandom(document.fandoms.length), shown(document.fandoms));
  row(labels.relationship(document.relationships.length), relationships(book));
  row(labels.character(document.characters.length), shown(document.characters));
  row(labels.freeform(document.freeforms.length), shown(document.freeforms));
  row(words.languageLabel, [word(book, words.languageName(book.language))]);
  row(words.series, seriesOf(book));
  row(words.translationOf, madeAfter(book, true));
  row(words.inspiredBy, madeAfter(book, false));
  row(words.published, [time(book, document.published)]);
  if (document.updated !== document.published) {
    row(document.complete ? words.completed : words.updated, [time(book, document.updated)]);
  }
  row(words.words, [word(book, words.number(document.words))]);
  row(words.chapters, [word(book, words.chaptersOf(document.chapters.length, document.chaptersExpected))]);
  row(words.readOnline, [link(document.url)]);
  if (document.sourceUrl !== null) row(words.source, [link(document.sourceUrl)]);
  return `<section class="fl-about" aria-labelledby="about">
<h2 id="about">${word(book, words.about)}</h2>
<dl>
${rows.join('\n')}
</dl>
</section>
`;
}

const seriesOf = (book: Book): string[] =>
  book.document.series
    .filter(({ title }) => oneLine(title) !== '')
    .map(
      ({ title, position, url }) =>
        `${word(book, book.words.partOfSeries(position))} ${linked(url, `<bdi>${xmlLine(title)}</bdi>`)}`,
    );

async function chapter(book: Book, page: Page, of: DocumentChapter, shared: Shared): Promise<string> {
  const { words, document } = book;
  const { html, summary, startNotes, endNotes, published } = of;
  const date = document.chapters.length > 1 ? `<p class="fl-date">${time(book, published)}</p>\n` : '';
  // In the order of reading, so that anchors and counts follow it.
  const before =
    (await part(book, shared, summary, { id: 'summary', title: words.chapterSummary, level: 3 })) +
    (await part(book, shared, startNotes, { id: 'notes', title: words.chapterNotes, level: 3 }));
  const body = await renderBody(html, { ...shared, under: 2, idPrefix: 'text-' });
  const after = await part(book, shared, endNotes, {
    id: 'end-notes',
    title: words.chapterEndNotes,
    level: 3,
  });
  return wholePage(
    book,
    page,
    'bodymatter',
    `<h2 id="heading">${xmlLine(page.title)}</h2>
${date}${chapterHead(book, of)}${before}<div class="fl-prose">
${body}</div>
${after}`,
  );
}

async function afterword(book: Book, page: Page, shared: Shared): Promise<string> {
  const { words, document } = book;
  return wholePage(
    book,
    page,
    'backmatter',
    `<h2 id="heading">${word(book, words.afterword)}</h2>
${await part(book, shared, document.endNotes, { id: 'end-notes', title: words.endNotes, level: 3 })}<p class="fl-source">${word(book, words.readOnline)} ${link(document.url)}</p>
`,
  );
}

/** The pages of a book: preface, chapters, afterword. */
import { oneLine } from '../../../core/text/clean.js';
import type { DocumentChapter } from '../../works/document.js';
import { webAddress } from './attributes.js';
import { anchorsIn, isEmptyText, renderBody } from './body.js';
import type { Book, Page } from './book.js';
import type { BodyPage } from './context.js';
import type { Contents } from './metadata.js';
import { ofWords, pageHead } from './package-document.js';
import { escapeXml, xmlLine } from './xml.js';

/** The XHTML of a page. Its images are added to `contents`. */
export function renderPage(book: Book, page: Page, contents: Contents): string {
  const texts = textsOf(book, page).filter((text) => text !== null);
  const first = attempt(book, page, new Set(texts.flatMap(anchorsIn)));
  // An anchor in a place that is not shown leaves links to it pointing nowhere: again, without them.
  const whole = [...first.shared.known].every((name) => first.shared.written.has(name));
  const { xhtml, shared } = whole ? first : attempt(book, page, first.shared.written);
  contents.images += shared.contents.images;
  contents.undescribed += shared.contents.undescribed;
  return xhtml;
}

function textsOf({ document }: Book, { kind, chapter: own }: Page): (string | null)[] {
  if (own) return [own.summary, own.startNotes, own.html, own.endNotes];
  return kind === 'preface' ? [document.summary, document.startNotes] : [document.endNotes];
}

function attempt(book: Book, page: Page, known: ReadonlySet<string>): { xhtml: string; shared: BodyPage } {
  const shared: BodyPage = {
    base: book.document.url,
    known,
    written: new Set(),
    images: book.images,
    undescribed: book.words.imageWithoutDescription,
    contents: { images: 0, undescribed: 0 },
  };
  if (page.chapter) return { xhtml: chapter(book, page, page.chapter, shared), shared };
  return {
    xhtml: page.kind === 'preface' ? preface(book, page, shared) : afterword(book, page, shared),
    shared,
  };
}

function wholePage(
  book: Book,
  page: Page,
  matter: 'frontmatter' | 'bodymatter' | 'backmatter',
  content: string,
): string {
  return `${pageHead(book.language, book.document.direction, page.title)}<body epub:type="${matter}">
<section epub:type="${page.kind}" role="doc-${page.kind}" aria-labelledby="heading">
${content}</section>
</body>
</html>
`;
}

/** A catalogue word where the page is in another language. */
const word = (book: Book, text: string): string => {
  const language = ofWords(book);
  return language === ''
    ? xmlLine(text)
    : `<span${language} dir="${book.words.direction}">${xmlLine(text)}</span>`;
};

/** A text with its own heading, set apart; nothing when the text says nothing. */
function part(
  book: Book,
  shared: BodyPage,
  text: string | null,
  options: { id: string; title: string; level: 2 | 3 },
): string {
  if (text === null || isEmptyText(text)) return '';
  const { id, title, level } = options;
  return `<section class="fl-note" aria-labelledby="${id}">
<h${level} id="${id}">${word(book, title)}</h${level}>
${renderBody(text, level, shared)}</section>
`;
}

function preface(book: Book, page: Page, shared: BodyPage): string {
  const { document, words } = book;
  return wholePage(
    book,
    page,
    'frontmatter',
    `<h1 id="heading" class="fl-title">${xmlLine(book.title)}</h1>
${byline(book)}${part(book, shared, document.summary, { id: 'summary', title: words.summary, level: 2 })}${part(book, shared, document.startNotes, { id: 'notes', title: words.notes, level: 2 })}${about(book)}`,
  );
}

function byline({ document, words, ...book }: Book): string {
  const names = document.anonymous
    ? [xmlLine(words.anonymous)]
    : document.creators.map(({ name, url }) => linked(url, `<bdi>${xmlLine(name)}</bdi>`));
  if (names.length === 0) return '';
  const language = ofWords({ document, words, ...book });
  // The names keep the language of the page; only the words around them are the catalogue's.
  const marker = '\u0001';
  const [before = '', after = ''] = words.by(marker).split(marker);
  const around = (text: string): string =>
    text === '' ? '' : language === '' ? escapeXml(text) : `<span${language}>${escapeXml(text)}</span>`;
  return `<p class="fl-byline">${around(before)}${names.join(escapeXml(words.and))}${around(after)}</p>\n`;
}

/** Tags, series, dates and figures. */
function about(book: Book): string {
  const { document, words } = book;
  const rows: string[] = [];
  const row = (title: string, values: string[]): void => {
    if (values.length > 0) rows.push(`<dt>${word(book, title)}</dt>\n<dd>${values.join(', ')}</dd>`);
  };
  const tags = (names: readonly string[]): string[] =>
    names
      .map(xmlLine)
      .filter((name) => name !== '')
      .map((name) => `<bdi>${name}</bdi>`);
  const { tags: labels } = words;
  row(labels.rating, tags(document.rating === null ? [] : [document.rating]));
  row(labels.warning(document.warnings.length), tags(document.warnings));
  row(labels.category(document.categories.length), tags(document.categories));
  row(labels.fandom(document.fandoms.length), tags(document.fandoms));
  row(labels.relationship(document.relationships.length), tags(document.relationships));
  row(labels.character(document.characters.length), tags(document.characters));
  row(labels.freeform(document.freeforms.length), tags(document.freeforms));
  row(words.languageLabel, [word(book, words.languageName(book.language))]);
  row(words.series, seriesOf(book));
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

const link = (url: string): string => linked(url, xmlLine(url));

/** A link to another place on the web, or the text alone when its address is none. */
function linked(url: string, xhtml: string): string {
  const href = webAddress(url);
  return href === null ? xhtml : `<a href="${escapeXml(href)}">${xhtml}</a>`;
}

const time = (book: Book, day: string): string =>
  `<time datetime="${xmlLine(day)}">${word(book, book.words.day(new Date(`${day}T12:00:00Z`)))}</time>`;

function chapter(
  book: Book,
  page: Page,
  { html, summary, startNotes, endNotes, published }: DocumentChapter,
  shared: BodyPage,
): string {
  const { words, document } = book;
  const date = document.chapters.length > 1 ? `<p class="fl-date">${time(book, published)}</p>\n` : '';
  // In the order of reading, so that anchors and counts follow it.
  const before =
    part(book, shared, summary, { id: 'summary', title: words.chapterSummary, level: 3 }) +
    part(book, shared, startNotes, { id: 'notes', title: words.chapterNotes, level: 3 });
  const body = renderBody(html, 2, shared);
  const after = part(book, shared, endNotes, { id: 'end-notes', title: words.chapterEndNotes, level: 3 });
  return wholePage(
    book,
    page,
    'bodymatter',
    `<h2 id="heading">${xmlLine(page.title)}</h2>
${date}${before}<div class="fl-prose">
${body}</div>
${after}`,
  );
}

function afterword(book: Book, page: Page, shared: BodyPage): string {
  const { words, document } = book;
  return wholePage(
    book,
    page,
    'backmatter',
    `<h2 id="heading">${word(book, words.afterword)}</h2>
${part(book, shared, document.endNotes, { id: 'end-notes', title: words.endNotes, level: 3 })}<p class="fl-source">${word(book, words.readOnline)} ${link(document.url)}</p>
`,
  );
}

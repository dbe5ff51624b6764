/** What the package document says about a work. */
import type { Book } from './book.js';
import { webAddress } from './web-address.js';
import { xmlLine } from './xml.js';

/** Prefix of our own properties: the kind of a tag. */
export const VOCABULARY = 'https://fanlight.invalid/epub#';

/** What the pages turned out to hold; counted while they are written. */
export interface Contents {
  images: number;
  /** Images without an alternative text. */
  undescribed: number;
  /** Whether an image may move: a GIF or a WebP. */
  moving: boolean;
}

/** The elements inside `<metadata>`, one a line. */
export function metadata(book: Book, contents: Contents, generator: string): string[] {
  return [
    ...identity(book),
    ...creators(book),
    ...receivers(book),
    ...subjects(book),
    ...series(book),
    ...figures(book),
    ...accessibility(book, contents),
    ...chapterDates(book),
    `<meta name="cover" content="cover"/>`,
    `<meta name="generator" content="${xmlLine(generator)}"/>`,
  ];
}

const property = (name: string, value: string, attributes = ''): string =>
  `<meta property="${name}"${attributes}>${xmlLine(value)}</meta>`;

const refine = (id: string, name: string, value: string, scheme = ''): string =>
  property(name, value, ` refines="#${id}"${scheme && ` scheme="${scheme}"`}`);

function identity(book: Book): string[] {
  const { document, title, language, description } = book;
  return [
    `<dc:identifier id="work">${xmlLine(document.url)}</dc:identifier>`,
    `<dc:title id="title">${xmlLine(title)}</dc:title>`,
    refine('title', 'title-type', 'main'),
    `<dc:language>${xmlLine(language)}</dc:language>`,
    `<dc:date>${xmlLine(document.published)}</dc:date>`,
    // Work dates have no time of day: noon, as everywhere in the archive.
    property('dcterms:modified', `${document.updated}T12:00:00Z`),
    `<dc:source>${xmlLine(document.sourceUrl ?? document.url)}</dc:source>`,
    // What it was made after; the first source is the work itself, which other programs go by.
    ...document.related.flatMap(({ url }) => {
      const address = webAddress(url);
      return address === null ? [] : [`<dc:source>${xmlLine(address)}</dc:source>`];
    }),
    `<dc:publisher>${xmlLine(document.archive)}</dc:publisher>`,
    // An empty description is an error to validators and to shops.
    ...(description === '' ? [] : [`<dc:description>${xmlLine(description)}</dc:description>`]),
  ];
}

const creators = ({ document }: Book): string[] =>
  document.creators.flatMap((creator, i) => {
    const id = `creator-${i + 1}`;
    return [
      `<dc:creator id="${id}">${xmlLine(creator.name)}</dc:creator>`,
      refine(id, 'role', 'aut', 'marc:relators'),
      refine(id, 'display-seq', String(i + 1)),
    ];
  });

/** For whom it was made: dedicatees. */
const receivers = ({ document }: Book): string[] =>
  document.gifts
    .filter((name) => xmlLine(name) !== '')
    .flatMap((name, i) => [
      `<dc:contributor id="for-${i + 1}">${xmlLine(name)}</dc:contributor>`,
      refine(`for-${i + 1}`, 'role', 'dte', 'marc:relators'),
    ]);

function subjects({ document, words }: Book): string[] {
  const tags: [kind: string, name: string][] = [
    ...(document.rating === null ? [] : [['rating', document.rating] as [string, string]]),
    ...kind('warning', document.warnings),
    ...kind('category', document.categories),
    ...kind('fandom', document.fandoms),
    ...kind('relationship', document.relationships),
    ...kind('character', document.characters),
    ...kind('freeform', document.freeforms),
  ];
  return [
    `<dc:subject>${xmlLine(words.category)}</dc:subject>`,
    ...tags
      .filter(([, name]) => xmlLine(name) !== '')
      .flatMap(([of, name], i) => [
        `<dc:subject id="tag-${i + 1}">${xmlLine(name)}</dc:subject>`,
        refine(`tag-${i + 1}`, 'fanlight:kind', of),
        ...(of === 'relationship' && Object.hasOwn(document.emphasis, name)
          ? [refine(`tag-${i + 1}`, 'fanlight:emphasis', document.emphasis[name] ?? '')]
          : []),
      ]),
  ];
}

const kind = (name: string, tags: readonly string[]): [string, string][] => tags.map((tag) => [name, tag]);

function series({ document }: Book): string[] {
  const named = document.series.filter((one) => xmlLine(one.title) !== '');
  const lines = named.flatMap((one, i) => {
    const id = `series-${i + 1}`;
    return [
      property('belongs-to-collection', one.title, ` id="${id}"`),
      refine(id, 'collection-type', 'series'),
      refine(id, 'group-position', String(one.position)),
      refine(id, 'dcterms:identifier', one.url),
    ];
  });
  const first = named[0];
  if (!first) return lines;
  return [
    ...lines,
    `<meta name="calibre:series" content="${xmlLine(first.title)}"/>`,
    `<meta name="calibre:series_index" content="${first.position}"/>`,
  ];
}

const figures = ({ document }: Book): string[] => [
  property('schema:wordCount', String(document.words)),
  property('schema:creativeWorkStatus', document.complete ? 'Complete' : 'Incomplete'),
  ...(document.rating === null ? [] : [property('schema:contentRating', document.rating)]),
];

const chapterDates = (book: Book): string[] =>
  book.pages.flatMap(({ id, chapter }) => (chapter ? [refine(id, 'dcterms:issued', chapter.published)] : []));

/**
 * EPUB Accessibility 1.1. Conformance is claimed only where it can be known: no image without an alternative text.
 * The archive that made the book is named as the evaluator.
 */
function accessibility({ document, words }: Book, { images, undescribed, moving }: Contents): string[] {
  const described = undescribed === 0;
  const texts = words.accessibility;
  return [
    property('schema:accessMode', 'textual'),
    ...(images > 0 ? [property('schema:accessMode', 'visual')] : []),
    property('schema:accessModeSufficient', described ? 'textual' : 'textual,visual'),
    ...['tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability', 'unlocked'].map(
      (feature) => property('schema:accessibilityFeature', feature),
    ),
    ...(images > 0 && described ? [property('schema:accessibilityFeature', 'alternativeText')] : []),
    property('schema:accessibilityHazard', moving ? 'unknown' : 'none'),
    property(
      'schema:accessibilitySummary',
      images === 0 ? texts.textOnly : described ? texts.described : texts.someUndescribed,
    ),
    ...(described
      ? [
          property('dcterms:conformsTo', 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA', ' id="conformance"'),
          refine('conformance', 'a11y:certifiedBy', document.archive),
        ]
      : []),
  ];
}

/** What an EPUB's package document says of the work. */
import { escapeHtml } from '../../../../core/text/index.js';
import { dublinCore, type EpubPackage, metaValue } from '../../files/epub-package.js';
import { type XmlElement, xmlAll, xmlText } from '../../files/xml.js';
import type { SourceWork } from '../../source-work.js';
import { languageTagged } from '../languages.js';

export function readMetadata(work: SourceWork, book: EpubPackage): void {
  work.title = titleOf(book);
  readCreators(work, book);
  work.language = languageTagged(dublinCore(book, 'language')[0] ?? '');
  work.tags = [...new Set(dublinCore(book, 'subject').flatMap((subject) => subject.split(/\s*;\s*/)))].filter(
    Boolean,
  );
  work.summary = summaryOf(dublinCore(book, 'description')[0] ?? '');
  work.published = published(book);
  const addresses = [...dublinCore(book, 'source'), ...dublinCore(book, 'identifier')];
  work.sourceUrl = addresses.find((value) => /^https?:\/\/\S+$/.test(value)) ?? null;
  work.series = seriesOf(book);
}

/** What EPUB 3 says of the element with this id. */
const refinement = (book: EpubPackage, id: string | undefined, property: string): string | null => {
  const meta = id
    ? xmlAll(book.metadata, 'meta').find(
        (m) => m.attributes.get('refines') === `#${id}` && m.attributes.get('property') === property,
      )
    : undefined;
  return meta ? xmlText(meta) : null;
};

function titleOf(book: EpubPackage): string | null {
  const titles = xmlAll(book.metadata, 'title').filter((title) => xmlText(title) !== '');
  const typed = (type: string): XmlElement | undefined =>
    titles.find((title) => refinement(book, title.attributes.get('id'), 'title-type') === type);
  const main = typed('main') ?? titles[0];
  if (!main) return null;
  const subtitle = typed('subtitle');
  return subtitle && subtitle !== main ? `${xmlText(main)}: ${xmlText(subtitle)}` : xmlText(main);
}

/** MARC's codes of those who did something other than write. */
const ROLES: Record<string, string> = {
  trl: 'translator',
  ill: 'illustrator',
  art: 'artist',
  edt: 'editor',
  cov: 'cover artist',
  nrt: 'narrator',
  adp: 'adapter',
  bkp: 'maker of the book',
  red: 'editor',
  pfr: 'proofreader',
  dst: 'distributor',
};

interface Creator {
  name: string;
  role: string;
  order: number;
}

const named = (book: EpubPackage, element: 'creator' | 'contributor'): Creator[] =>
  xmlAll(book.metadata, element)
    .map((creator, i) => {
      const id = creator.attributes.get('id');
      const order = Number(refinement(book, id, 'display-seq') ?? Number.NaN);
      return {
        name: xmlText(creator),
        role: (creator.attributes.get('opf:role') ?? refinement(book, id, 'role') ?? 'aut').toLowerCase(),
        order: Number.isFinite(order) ? order : i + 1,
      };
    })
    .filter(({ name }) => name !== '' && !/^unknown$/i.test(name))
    .toSorted((a, b) => a.order - b.order);

/** Creators who write are the authors; a book that names none of them has whoever it names. Others are only told of. */
function readCreators(work: SourceWork, book: EpubPackage): void {
  const creators = named(book, 'creator');
  const writers = creators.filter(({ role }) => role === 'aut' || role === 'cre');
  const authors = writers.length > 0 ? writers : creators;
  work.authors = [...new Set(authors.map(({ name }) => name))].map((name) => ({ name }));
  const others = [
    ...creators.filter((one) => !authors.includes(one)),
    ...named(book, 'contributor').filter(({ role }) => role in ROLES && role !== 'bkp'),
  ];
  if (others.length > 0)
    work.warningsForReader.push(
      `The book also names ${others
        .slice(0, 10)
        .map(({ name, role }) => `${name.slice(0, 100)} (${ROLES[role] ?? role})`)
        .join(', ')}. Say so in the notes if it belongs there.`,
    );
}

/** A description may be HTML, or plain text with blank lines. */
function summaryOf(description: string): string | null {
  const text = description.trim();
  if (text === '') return null;
  if (/<\/?[a-z]+[^<>]*>/i.test(text)) return text;
  return text
    .split(/\n\s*\n/)
    .map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

/** The day of publication; tools that know none write one of the first centuries. */
function published(book: EpubPackage): string | null {
  const dates = xmlAll(book.metadata, 'date').map((date) => ({
    event: date.attributes.get('opf:event') ?? '',
    day: /^(1[5-9]|2\d)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/.exec(xmlText(date))?.[0],
  }));
  const known = dates.filter(({ day }) => day !== undefined);
  const best =
    known.find(({ event }) => /publication|original/i.test(event)) ??
    known.find(({ event }) => event === '') ??
    known[0];
  return best?.day ?? null;
}

function seriesOf(book: EpubPackage): SourceWork['series'] {
  const found = new Map<string, number>();
  const position = (value: string | null): number => {
    const n = Math.round(Number(value));
    return Number.isSafeInteger(n) && n > 0 && n < 100_000 ? n : 1;
  };
  const calibre = metaValue(book, 'calibre:series');
  if (calibre) found.set(calibre, position(metaValue(book, 'calibre:series_index')));
  for (const meta of xmlAll(book.metadata, 'meta')) {
    if (meta.attributes.get('property') !== 'belongs-to-collection') continue;
    const id = meta.attributes.get('id');
    const name = xmlText(meta);
    const type = refinement(book, id, 'collection-type') ?? 'series';
    if (name === '' || !/^(?:series|set)$/.test(type) || found.has(name)) continue;
    found.set(name, position(refinement(book, id, 'group-position') ?? metaValue(book, 'group-position')));
  }
  return [...found].map(([title, at]) => ({ title, position: at }));
}

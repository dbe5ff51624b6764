/** The three files by which a reader finds its way: package document, navigation document, and NCX for older readers. */
import { type Book, coverOf, type Page } from './book.js';
import { type Contents, metadata, VOCABULARY } from './metadata.js';
import { escapeXml, xmlLine } from './xml.js';

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

export const CONTAINER = `${HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** Manifest, ids and file names are all in the order of the spine: some readers go by the one, some by the other. */
export function packageDocument(book: Book, contents: Contents, generator: string): string {
  const { language, document } = book;
  return `${HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="work" xml:lang="${language}" dir="${document.direction}" prefix="fanlight: ${VOCABULARY}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata(book, contents, generator).join('\n')}
</metadata>
<manifest>
${manifest(book).join('\n')}
</manifest>
<spine toc="ncx" page-progression-direction="${document.direction}">
${book.pages.map(({ id }) => `<itemref idref="${id}"/>`).join('\n')}
</spine>
</package>
`;
}

function manifest(book: Book): string[] {
  const cover = coverOf(book.document);
  const item = (id: string, file: string, type: string, properties = ''): string =>
    `<item id="${id}" href="${escapeXml(file)}" media-type="${type}"${properties && ` properties="${properties}"`}/>`;
  const images = [...book.images.values()].flatMap((image, i) => [
    item(`image-${i + 1}`, image.file, image.type),
    ...(image.original ? [item(`original-${i + 1}`, image.original.file, image.original.type)] : []),
  ]);
  return [
    item('cover', cover.file, cover.type, 'cover-image'),
    item('nav', 'nav.xhtml', 'application/xhtml+xml', 'nav'),
    item('ncx', 'toc.ncx', 'application/x-dtbncx+xml'),
    item('style', 'style.css', 'text/css'),
    ...(book.document.skin ? [item('skin', 'skin.css', 'text/css')] : []),
    ...book.pages.map(({ id, file }) => item(id, file, 'application/xhtml+xml')),
    ...images,
    item('fanlight', 'fanlight.json', 'application/json'),
  ];
}

/** Opens an XHTML page of the book; `skinned` when its text wears the work's skin. */
export function pageHead(lang: string, dir: string, title: string, skinned = false): string {
  return `${HEAD}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${lang}" xml:lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8"/>
<title>${xmlLine(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>${skinned ? '\n<link rel="stylesheet" type="text/css" href="skin.css"/>' : ''}
</head>
`;
}

export function navigationDocument(book: Book): string {
  const { words, pages } = book;
  const first = pages.find(({ kind }) => kind === 'chapter');
  const landmark = (type: string, file: string, text: string): string =>
    `<li><a epub:type="${type}" href="${file}">${xmlLine(text)}</a></li>`;
  return `${pageHead(book.language, book.document.direction, book.title)}<body>
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents"${ofWords(book)}>${xmlLine(words.contents)}</h1>
<ol>
${pages.map((page) => `<li><a href="${page.file}"${ofPage(book, page)}>${xmlLine(page.title)}</a></li>`).join('\n')}
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden" aria-label="${xmlLine(words.contents)}">
<ol>
${landmark('preface', pages[0]!.file, words.preface)}
${first ? landmark('bodymatter', first.file, words.beginReading) : ''}
${landmark('afterword', pages.at(-1)!.file, words.afterword)}
</ol>
</nav>
</body>
</html>
`;
}

/** Says the language of a catalogue word inside a page of another language. */
export function ofWords({ words, language }: Book): string {
  return words.language === language ? '' : ` lang="${words.language}" xml:lang="${words.language}"`;
}

const ofPage = (book: Book, page: Page): string => (page.kind === 'chapter' ? '' : ofWords(book));

export function ncx(book: Book): string {
  const points = book.pages.map(
    ({ id, file, title }, i) =>
      `<navPoint id="${id}" playOrder="${i + 1}"><navLabel><text>${xmlLine(title)}</text></navLabel><content src="${file}"/></navPoint>`,
  );
  return `${HEAD}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${book.language}">
<head>
<meta name="dtb:uid" content="${xmlLine(book.document.url)}"/>
<meta name="dtb:depth" content="1"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>${xmlLine(book.title)}</text></docTitle>
<navMap>
${points.join('\n')}
</navMap>
</ncx>
`;
}

/** What of a book is no chapter: cover, title page, contents, and the pages before and after the story. */

import type { Landmarks } from '../../files/epub-contents.js';
import type { EpubPackage } from '../../files/epub-package.js';
import type { BookPage } from '../../files/epub-pages.js';
import { attribute, type Element, findAll, lineOf } from '../../files/page.js';
import type { SourceWork } from '../../source-work.js';

/** `beside`: pages such as the copyright or “About the author”, which say something but are no part of the story. */
export type Matter = 'cover' | 'title' | 'contents' | 'beside' | null;

const TYPES: [RegExp, Matter][] = [
  [/(?:^|\s)(?:cover|doc-cover)(?:\s|$)/, 'cover'],
  [/(?:^|\s)(?:title-?page|half-?title-?page|fulltitle)(?:\s|$)/, 'title'],
  [/(?:^|\s)(?:toc|landmarks|page-list|lo[ivta]|doc-toc|doc-pagelist)(?:\s|$)/, 'contents'],
  [
    /(?:^|\s)(?:copyright-page|colophon|imprint|imprimatur|dedication|epigraph|acknowledge?ments|doc-(?:colophon|dedication|epigraph|acknowledgments)|contributors|other-credits|errata|seriespage|biography|bibliography|index|glossary)(?:\s|$)/,
    'beside',
  ],
];

const LABELS: [RegExp, Matter][] = [
  [
    /^(?:front |back )?cover(?: page| image| art)?$|^(?:couverture|umschlag|cubierta|copertina|обложка)$/i,
    'cover',
  ],
  [
    /^(?:half[- ]?)?title ?page$|^half ?title$|^(?:titelseite|titelblatt|page de titre|portada|frontespizio)$/i,
    'title',
  ],
  [
    /^(?:table of )?contents$|^toc$|^(?:inhalt|inhaltsverzeichnis|table des matières|sommaire|índice|indice|spis treści|inhoud|содержание|оглавление|目次)$/i,
    'contents',
  ],
  [
    /^(?:copyright.*|©.*|legal(?: notice)?|imprint|impressum|colophon|disclaimers?|dedication|epigraph|acknowledge?ments?|credits|special thanks|thanks|about (?:the |this )?(?:authors?|writers?|publisher|book|ebook|edition|translator|illustrator|text|type)|author bio(?:graphy)?|biography|also by .{0,60}|(?:other )?(?:books|works|stories|fics) by .{0,60}|by the same author|praise for .{0,80}|newsletter|(?:author|translator|publisher|editor|transcriber)(?:['’]?s['’]?)? notes?|a note (?:on|about) .{0,40}|permissions|title information|über den autor|über die autorin|danksagung|widmung|à propos de l['’]auteure?|remerciements|dédicace|sobre (?:el|la) autora?|agradecimientos|dedicatoria|об авторе|благодарности)$/i,
    'beside',
  ],
];

const GUIDE: [RegExp, Matter][] = [
  [/^cover/, 'cover'],
  [/^title-?page$/, 'title'],
  [/^(?:toc|loi|lot)$/, 'contents'],
  [
    /^(?:copyright-page|colophon|acknowledge?ments|dedication|epigraph|bibliography|index|glossary)$/,
    'beside',
  ],
];

const first = (rules: readonly [RegExp, Matter][], text: string): Matter =>
  rules.find(([pattern]) => pattern.test(text))?.[1] ?? null;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** What a label of the table of contents, or a heading, names. */
export const matterLabelled = (label: string): Matter => first(LABELS, label.replace(/[\s.:]+$/, '').trim());

/** What a page says it is: by its own types, by the book's guide and landmarks, by how it looks. */
export function matterOfPage(
  work: SourceWork,
  book: EpubPackage,
  landmarks: Landmarks,
  page: BookPage,
  labels: readonly string[],
): Matter {
  if (page.path === book.nav?.path) return 'contents';
  const said =
    first(TYPES, typesOf(page.body).toLowerCase()) ??
    first(TYPES, landmarks.get(page.path) ?? '') ??
    first(GUIDE, book.guide.find(({ path }) => path === page.path)?.type ?? '');
  if (said !== null) return said;
  for (const label of labels) {
    const named = matterLabelled(label);
    if (named !== null) return named;
  }
  const line = lineOf(page.body);
  const headings = findAll(page.body, (e) => /^h[1-6]$/.test(e.tagName));
  if (labels.length === 0 && headings[0]) {
    const named = matterLabelled(lineOf(headings[0]));
    if (named !== null) return named;
  }
  if (isListOfLinks(page.body, line)) return 'contents';
  return isTitlePage(work, line) ? 'title' : null;
}

/** Types of the body and of what it holds alone. */
function typesOf(body: Element): string {
  const types: string[] = [];
  for (let e: Element | undefined = body; e; ) {
    types.push(attribute(e, 'epub:type') ?? '', attribute(e, 'role') ?? '');
    const inside: Element[] = e.childNodes.filter((n): n is Element => 'tagName' in n);
    e =
      inside.length === 1 && /^(?:section|div|nav|article|main)$/.test(inside[0]!.tagName)
        ? inside[0]
        : undefined;
  }
  return types.join(' ');
}

/** A list of links and little else: a table of contents that a program wrote as a page. */
function isListOfLinks(body: Element, line: string): boolean {
  const links = findAll(body, (e) => e.tagName === 'a' && (attribute(e, 'href') ?? '') !== '');
  const linked = links.reduce((sum, a) => sum + lineOf(a).length, 0);
  return links.length >= 3 && linked > line.length * 0.7 && line.length < 20_000;
}

const FEW = 40;

/** The title, its authors, and a word or two more. */
function isTitlePage(work: SourceWork, line: string): boolean {
  return (
    line.split(/\s+/).length <= FEW &&
    work.title !== null &&
    bare(line).startsWith(bare(work.title)) &&
    work.authors.length > 0 &&
    work.authors.every(({ name }) => bare(line).includes(bare(name)))
  );
}

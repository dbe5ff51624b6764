import {
  attribute,
  childElements,
  classesOf,
  type Element,
  findAll,
  htmlOf,
  isElement,
  isText,
  lineOf,
} from '../../files/page.js';
import type { SourceWork } from '../../source-work.js';
import { languageNamed } from '../languages.js';
import { canonicalWarning } from '../vocabulary.js';
import { readByline } from './byline.js';
import { quoted } from './page-parts.js';
import { relatedIn } from './related.js';

/** Fills in what the preface says: message, tags, title, byline, summary, notes and related works. */
export function readPreface(work: SourceWork, front: readonly Element[]): void {
  let label: 'summary' | 'startNotes' | null = null;
  let titled = false;
  for (const element of front) {
    const line = lineOf(element);
    if (element.tagName === 'h1') {
      work.title ||= line || null;
      titled = true;
    } else if (element.tagName === 'dl') {
      readLists(work, element);
    } else if (element.tagName === 'p' && /^Posted originally on|\bPosted originally on the\b/.test(line)) {
      readMessage(work, element);
    } else if (element.tagName === 'p' && /^(?:Summary|Notes)$/.test(line)) {
      label = line === 'Summary' ? 'summary' : 'startNotes';
    } else if (element.tagName === 'blockquote' && label) {
      work[label] = joined(work[label], htmlOf(quoted([element])));
    } else if (element.tagName === 'ul') {
      work.related.push(...childElements(element).flatMap((item) => relatedIn(item, null)));
    } else if (titled && element.tagName === 'div' && /^by\b/i.test(line) && work.authors.length === 0) {
      Object.assign(work, readByline(element));
    }
  }
}

const joined = (before: string | null, more: string): string | null =>
  more === '' ? before : before === null ? more : `${before}\n${more}`;

/** The paragraph that says where the work was posted; its second link is the work. */
function readMessage(work: SourceWork, message: Element): void {
  const links = findAll(message, (e) => e.tagName === 'a').map((a) => attribute(a, 'href') ?? '');
  work.sourceUrl ??= links.find((href) => /\/works\/\d+/.test(href)) ?? null;
  work.title ??=
    findAll(message, (e) => e.tagName === 'b')
      .map(lineOf)
      .find(Boolean) ?? null;
}

/** A list of terms: the tags and figures, or (before 2019) the works this one was inspired by. */
function readLists(work: SourceWork, list: Element): void {
  let term = '';
  for (const element of childElements(list)) {
    if (element.tagName === 'dt') term = lineOf(element).replace(/:$/, '').trim();
    else if (element.tagName === 'dd' && /^This work was inspired by/.test(term))
      work.related.push(...relatedIn(element, 'inspired_by'));
    else if (element.tagName === 'dd' && (classesOf(list).includes('tags') || TERMS.test(term)))
      readTerm(work, term, element);
  }
}

const TERMS =
  /^(?:Rating|Archive Warning|Warning|Categor|Fandom|Relationship|Character|Additional Tag|Freeform|Language|Series|Collection|Stats)/;

function readTerm(work: SourceWork, term: string, value: Element): void {
  if (/^Ratings?$/.test(term)) work.rating = values(value)[0] ?? null;
  else if (/^(?:Archive )?Warnings?$/.test(term))
    work.warnings = values(value).map((name) => canonicalWarning(name) ?? name);
  else if (/^Categor(?:y|ies)$/.test(term)) work.categories = values(value);
  else if (/^Fandoms?$/.test(term)) work.fandoms = values(value);
  else if (/^Relationships?$/.test(term)) work.relationships = values(value);
  else if (/^Characters?$/.test(term)) work.characters = values(value);
  else if (/^(?:Additional Tags?|Freeforms?|Tags?)$/.test(term)) work.tags = values(value);
  else if (/^Languages?$/.test(term)) work.language = languageNamed(lineOf(value));
  else if (/^Series$/.test(term)) work.series = readSeries(value);
  else if (/^Collections?$/.test(term))
    work.collections = links(value).map((a) => ({ title: lineOf(a), url: attribute(a, 'href') }));
  else if (/^Stats$/.test(term)) readStats(work, lineOf(value));
}

const links = (value: Element): Element[] =>
  findAll(value, (e) => e.tagName === 'a').filter((a) => lineOf(a) !== '');

/** One value a link: names hold commas. Only a page whose links were taken away is split at them. */
function values(value: Element): string[] {
  const linked = links(value).map(lineOf);
  return linked.length > 0 ? linked : lineOf(value).split(/,\s+/).filter(Boolean);
}

/** `Part 2 of LINK, Part 11 of LINK`. */
function readSeries(value: Element): SourceWork['series'] {
  const series: SourceWork['series'] = [];
  let before = '';
  for (const node of value.childNodes) {
    if (isText(node)) before += node.value;
    else if (isElement(node) && node.tagName === 'a') {
      const position = Number(
        /Part\s+([\d.,]+)\s+of\s*$/i.exec(before)?.[1]?.replace(/\D/g, '') ?? series.length + 1,
      );
      series.push({ title: lineOf(node), position, url: attribute(node, 'href') });
      before = '';
    }
  }
  return series;
}

/** `Published: D [Updated|Completed: D] Words: 1,234 Chapters: 3/?`, in either order; figures may have separators. */
function readStats(work: SourceWork, line: string): void {
  const day = (label: string): string | null =>
    new RegExp(`\\b${label}:\\s*(\\d{4}-\\d{2}-\\d{2})`).exec(line)?.[1] ?? null;
  work.published = day('Published');
  work.updated = day('Updated');
  work.completed = day('Completed');
  const words = /\bWords:\s*(\d[\d.,’'\s]*)/.exec(line)?.[1]?.replace(/\D/g, '');
  work.words = words ? Number(words) : null;
  const chapters = /\bChapters:\s*(\d[\d.,]*)\s*\/\s*(\?|\d[\d.,]*)/.exec(line);
  if (!chapters) {
    // Until 2023 a work that planned a single chapter, and had it, did not say so.
    work.chapterTotal = 1;
    work.complete = true;
    return;
  }
  const number = (text: string): number => Number(text.replace(/\D/g, ''));
  work.chapterTotal = chapters[2] === '?' ? null : number(chapters[2]!);
  work.complete = work.chapterTotal !== null && number(chapters[1]!) >= work.chapterTotal;
}

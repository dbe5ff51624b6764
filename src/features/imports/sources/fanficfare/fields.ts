/** What the title page of a FanFicFare file says, entry by entry, as a work. Labels are those of its defaults. */
import { escapeHtml } from '../../../../core/text/index.js';
import { CATEGORIES } from '../../../tags/canon.js';
import type { SourceWork } from '../../source-work.js';
import { languageNamed } from '../languages.js';
import { canonicalWarning } from '../vocabulary.js';
import { isOtwWork, relationshipList, splitList } from './lists.js';

/** One entry of a title page. */
export interface Field {
  /** Without its colon, as written. */
  label: string;
  /** The value as one line. */
  text: string;
  html: string;
  links: { text: string; url: string }[];
}

type Apply = (work: SourceWork, field: Field, list: (text: string) => string[]) => void;

const tags: Apply = (work, { text }, list) => addTags(work, list(text));

const note: Apply = (work, { label, html }) => {
  work.startNotes = [
    ...(work.startNotes ? [work.startNotes] : []),
    `<p>${escapeHtml(label)}:</p>`,
    html,
  ].join('\n');
};

const series: Apply = (work, { text, links }) => {
  const named = links.length > 0 ? links : [{ text, url: undefined }];
  for (const { text: name, url } of named) {
    const numbered = /^(.*?)\s*\[(\d+)(?:\.\d+)?\]$/u.exec(name);
    work.series.push({
      title: numbered?.[1] || name,
      position: numbered ? Math.max(1, Number(numbered[2])) : work.series.length + 1,
      ...(url ? { url } : {}),
    });
  }
};

const ENTRIES: [RegExp, Apply][] = [
  [/^(?:series|additional series)$/, series],
  [
    /^series url$/,
    (work, { text }) => {
      const [first] = work.series;
      if (first) first.url ??= text;
    },
  ],
  [/^(?:category|categories|fandoms?)$/, (work, { text }, list) => addNew(work.fandoms, list(text))],
  [
    /^(?:genre|genres|freeform tags|(?:.* )?tags|ao3 categories|squidgeworld categories|tropes|tags from .*)$/,
    tags,
  ],
  [
    /^language$/,
    (work, { text }) => {
      work.language = languageNamed(text);
    },
  ],
  [/^characters?$/, (work, { text }, list) => addNew(work.characters, list(text))],
  [/^(?:status|threadmarks status)$/, (work, { text }) => readStatus(work, text)],
  [
    /^published$/,
    (work, { text }) => {
      work.published = day(text);
    },
  ],
  [
    /^updated$/,
    (work, { text }) => {
      work.updated = day(text);
    },
  ],
  [
    /^rating$/,
    (work, { text }) => {
      work.rating = text || null;
    },
  ],
  [
    /^(?:warnings?|content warnings)$/,
    (work, { text }, list) =>
      addNew(
        work.warnings,
        list(text).map((name) => canonicalWarning(name) ?? name),
      ),
  ],
  [
    /^words$/,
    (work, { text }) => {
      work.words = figure(text);
    },
  ],
  [
    /^total chapters$|^chapters\/total chapters$/,
    (work, { text }) => {
      work.chapterTotal = figure(text.replace(/^.*\//, ''));
    },
  ],
  [
    /^story url$/,
    (work, { text, links }) => {
      work.sourceUrl ??= links[0]?.url ?? text;
    },
  ],
  [
    /^(?:summary|description)$/,
    (work, { html }) => {
      work.summary = html || null;
    },
  ],
  [
    /^collections$/,
    (work, { text, links }, list) => {
      const named =
        links.length > 0
          ? links.map((link) => ({ title: link.text, url: link.url }))
          : list(text).map((title) => ({ title }));
      work.collections.push(...named);
    },
  ],
  [/^(?:story notes|author comment|dedication|disclaimer|notice)$/, note],
];

/** Entries that say something of the download or of the site, and nothing of the work. */
const OTHERS =
  /^(?:relationships|packaged|publisher|chapters|author url|site abbrev|story id|author id|author|title|file format|file extension|downloader version|kudos|hits|comments|bookmarks|reviews|likes|follows|favorites|views|reads|readers|pages|score|size|universe|restricted to registered users|parent forums|threadmarks (?:title|description)|estimated word count|average rating|chapters marked new|i .*|my bookmark .*)$/;

const entryOf = (label: string): Apply | undefined =>
  ENTRIES.find(([pattern]) => pattern.test(tidyLabel(label)))?.[1];

const tidyLabel = (label: string): string => label.toLowerCase().replace(/\s+/gu, ' ').trim();

/** Whether a line or an element with these words opens an entry, rather than being a part of the one before. */
export const isKnownLabel = (label: string): boolean =>
  entryOf(label) !== undefined || OTHERS.test(tidyLabel(label));

/**
 * Writes entries into a work. `known` are single values that the file gives elsewhere (an EPUB's subjects),
 * by which lists are divided whose values hold commas.
 */
export function applyFields(work: SourceWork, fields: readonly Field[], known: ReadonlySet<string>): void {
  const url = fields.find(({ label }) => tidyLabel(label) === 'story url')?.text;
  work.sourceUrl ??= url ?? null;
  const ofOtw = isOtwWork(work.sourceUrl);
  const list = (text: string): string[] => splitList(text, known);
  let chapters: number | null = null;
  for (const field of fields) {
    const label = tidyLabel(field.label);
    if (label === 'relationships') addNew(work.relationships, relationshipList(field.text, known, ofOtw));
    else if (label === 'chapters') chapters = figure(field.text);
    else entryOf(label)?.(work, field, list);
  }
  settleDates(work);
  if (work.complete) work.chapterTotal ??= chapters;
}

/** Of a finished work the last update is the day of its completion; a day that says nothing new is left out. */
export function settleDates(work: SourceWork): void {
  if (work.updated === work.published) work.updated = null;
  if (!work.complete || work.updated === null) return;
  work.completed = work.updated;
  work.updated = null;
}

/** AO3's categories and its additional tags are written as one list; the six names tell them apart. */
export function addTags(work: SourceWork, names: readonly string[]): void {
  const isCategory = (name: string): boolean => CATEGORIES.some((category) => category === name);
  addNew(work.categories, names.filter(isCategory));
  addNew(
    work.tags,
    names.filter((name) => !isCategory(name)),
  );
}

function addNew(to: string[], names: readonly string[]): void {
  for (const name of names) if (name !== '' && !to.includes(name)) to.push(name);
}

export function readStatus(work: SourceWork, text: string): void {
  if (/^(?:complete|completed|finished)\b/i.test(text)) work.complete = true;
  else if (/^(?:in[- ]progress|incomplete|ongoing|wip|hiatus|on hiatus|dropped|abandoned)\b/i.test(text))
    work.complete = false;
}

/** The day at the start of a date, with or without a time after it. */
export const day = (text: string): string | null => /^\s*(\d{4}-\d{2}-\d{2})(?!\d)/.exec(text)?.[1] ?? null;

function figure(text: string): number | null {
  const digits = text.replace(/[\s,.’']/gu, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** From what a reader made of a file to the draft that a person reviews. */
import {
  fromStore,
  joinBlocks,
  type SafeHtml,
  type Sanitiser,
  splitBlocks,
  tidyParagraphs,
} from '../../../core/text/index.js';
import type { Block } from '../../reshape/index.js';
import { CATEGORIES, tagFaults, tagKey, WARNINGS } from '../../tags/index.js';
import { emptyFields, importedLinks, languageCode, type WorkFields } from '../../works/index.js';
import { writersOf } from '../for-others.js';
import { reshapeChapters } from '../reshape-chapters.js';
import type { SourceWork } from '../source-work.js';
import { canonicalRating } from '../sources/vocabulary.js';
import type { Draft, DraftBlock, DraftChapter } from './draft.js';

/** What was asked for at the upload or on the command line; it goes over what the file says. */
export interface Wishes {
  title?: string;
  fandoms?: string[];
  rating?: string;
  warnings?: string[];
  language?: string;
  /** An archivist brings it in for writers who are not here. */
  forOthers?: { archive: string };
}

type NewBlock = Omit<DraftBlock, 'id'>;

const known = (names: readonly string[], list: readonly string[]): string[] =>
  names.filter((name) => list.includes(name));

const fileLanguage = (work: SourceWork): string | null =>
  languageCode(work.language?.code ?? '') ?? languageCode(work.language?.name ?? '');

const namesLanguage = (work: SourceWork, wishes: Wishes): boolean =>
  (wishes.language ?? fileLanguage(work)) !== null;

const emphasisOf = ({ document }: SourceWork): WorkFields['emphasis'] =>
  Object.fromEntries(Object.entries(document?.emphasis ?? {}).map(([name, said]) => [tagKey(name), said]));

/** Whether a work is named as what this one translates; what was made after this one is named by others. */
const IS_TRANSLATION: ReadonlyMap<string, boolean> = new Map([
  ['inspired_by', false],
  ['translation_of', true],
]);

/** What the file says that the work was made after. */
function relatedOf({ document, related }: SourceWork): Parameters<typeof importedLinks>[0] {
  if (document)
    return document.related.map(({ creators, language, ...one }) => ({
      ...one,
      author: creators.join(', '),
      language: language ?? '',
    }));
  return related.flatMap(({ kind, url, title, author = '' }) => {
    const translation = IS_TRANSLATION.get(kind);
    if (translation === undefined || !url) return [];
    return [{ url, title: title ?? '', author, language: '', translation }];
  });
}

/** The tags of a chapter that may be had here. */
const chapterTags = ({ document }: SourceWork, position: number): DraftChapter['tags'] =>
  document?.chapters
    .find((chapter) => chapter.position === position)
    ?.tags.filter(({ type, name }) =>
      type === 'warning'
        ? WARNINGS.some((known) => known === name)
        : !tagFaults({ fandom: [], relationship: [], character: [], freeform: [name] }),
    );

function toFields(
  work: SourceWork,
  prose: { summary: string; startNotes: string; endNotes: string },
  { wishes, language, origins }: DraftOptions,
): WorkFields {
  const file = fileLanguage(work);
  return {
    ...emptyFields(wishes.language ?? file ?? language),
    title: wishes.title ?? work.title ?? '',
    rating: wishes.rating ?? canonicalRating(work.rating ?? '') ?? '',
    warnings: wishes.warnings ?? known(work.warnings, WARNINGS),
    categories: known(work.categories, CATEGORIES),
    fandoms: wishes.fandoms ?? work.fandoms,
    relationships: work.relationships,
    emphasis: emphasisOf(work),
    characters: work.characters,
    freeforms: work.tags,
    ...prose,
    restricted: work.document?.restricted ?? false,
    chaptersExpected: work.chapterTotal ?? (work.complete === false ? null : work.chapters.length),
    publishedOn: work.published ?? '',
    updatedOn: work.completed ?? work.updated ?? '',
    series: work.series.map(({ title, position }) => ({ title, position })),
    // Our own document says exactly where a work came from, and that it came from nowhere.
    sourceUrl: (work.document ? work.document.sourceUrl : work.sourceUrl) ?? '',
    related: importedLinks(relatedOf(work), origins ?? []),
  };
}

const HTML_TITLE = /^(?:chapter|chapitre|kapitel|capítulo|глава|part)\s+[\divxlc]+\b[\s.:–—-]*(.*)$/i;

/** A heading that begins a chapter: its title, '' when it has only a number, null when it begins none. */
const chapterTitle = (html: string): string | null =>
  HTML_TITLE.exec(html.replace(/<[^>]+>/g, '').trim())?.[1]?.trim() ?? null;

const fromReshape = (block: Block): NewBlock => ({
  kind: block.kind,
  html: block.html.replaceAll('\n', '<br>'),
  ...(block.kind === 'heading' ? { level: 1 } : {}),
  ...(block.label ? { label: block.label } : {}),
  ...(block.confidence !== undefined && block.confidence < 1 ? { confidence: block.confidence } : {}),
  ...(block.reason ? { reason: block.reason } : {}),
  ...(block.doubts?.length ? { doubts: block.doubts } : {}),
  ...(block.guessedEmphasis?.length ? { guessedEmphasis: block.guessedEmphasis } : {}),
});

interface Part {
  title: string;
  blocks: NewBlock[];
}

/** One flat text may hold several chapters: each heading that names one begins it. */
function textChapters(firstTitle: string, blocks: readonly Block[]): Part[] {
  const parts: Part[] = [{ title: firstTitle, blocks: [] }];
  for (const block of blocks.map(fromReshape)) {
    const title = block.kind === 'heading' ? chapterTitle(block.html) : null;
    const last = parts.at(-1)!;
    if (title === null) last.blocks.push(block);
    else if (last.blocks.length === 0 && parts.length === 1) last.title ||= title;
    else parts.push({ title, blocks: [] });
  }
  return parts;
}

type Clean = (html: string | null) => Promise<SafeHtml>;

/** Prose of our own is canonical already: a line of asterisks that its writer left in it stays one. */
const cleaner =
  ({ sanitiser, images }: DraftOptions, own: boolean): Clean =>
  async (html) => {
    if (!html) return fromStore('');
    const { html: safe } = await sanitiser.sanitise(html, { images });
    return tidyParagraphs(safe, { sceneBreaks: !own });
  };

const asNotes = (html: SafeHtml): NewBlock[] =>
  splitBlocks(html).map((block) =>
    block.kind === 'paragraph' && !block.attributes
      ? { kind: 'note', html: block.html }
      : { kind: 'note', html: joinBlocks([block]) },
  );

const tagged = (tags: DraftChapter['tags']): Pick<DraftChapter, 'tags'> => (tags?.length ? { tags } : {});

export interface DraftOptions {
  sanitiser: Sanitiser;
  /** The address of an image by its `import:KEY`. */
  images: (src: string) => string | null;
  mediaIds: string[];
  wishes: Wishes;
  /** Of a work whose file names none. */
  language: string;
  /** Of this archive: links to its works are told from others by them. */
  origins?: readonly string[];
}

/** The text of every chapter of the file as blocks; a flat text's chapter may be several. Adds to its warnings. */
async function bodies(work: SourceWork, clean: Clean, language: string): Promise<Part[][]> {
  if (work.shape === 'text') {
    const { chapters: shaped, warnings } = reshapeChapters(
      work.chapters.map(({ body }) => body),
      { language },
    );
    work.warningsForReader.push(...warnings);
    return work.chapters.map(({ title }, i) => textChapters(title ?? '', shaped[i]!));
  }
  const parts: Part[][] = [];
  for (const { title, body } of work.chapters)
    parts.push([{ title: title ?? '', blocks: splitBlocks(await clean(body)) }]);
  return parts;
}

/** @throws TextError when the file holds more than a text may. */
export async function toDraft(work: SourceWork, options: DraftOptions): Promise<Draft> {
  const clean = cleaner(options, work.document !== undefined);
  const prose = {
    summary: await clean(work.summary),
    startNotes: await clean(work.startNotes),
    endNotes: await clean(work.endNotes),
  };
  const fields = toFields(work, prose, options);
  let nextBlock = 1;
  const number = (blocks: NewBlock[]): DraftBlock[] => blocks.map((block) => ({ id: nextBlock++, ...block }));
  const chapters: DraftChapter[] = [];
  for (const [n, parts] of (await bodies(work, clean, fields.language)).entries()) {
    const chapter = work.chapters[n]!;
    const [summary, start, end] = [
      await clean(chapter.summary),
      await clean(chapter.startNotes),
      await clean(chapter.endNotes),
    ];
    parts.forEach((part, i) => {
      const blocks = [
        ...(i === 0 ? asNotes(start) : []),
        ...part.blocks,
        ...(i === parts.length - 1 ? asNotes(end) : []),
      ];
      chapters.push({
        title: part.title,
        summary: i === 0 ? summary : '',
        ...(chapter.published ? { publishedOn: chapter.published } : {}),
        ...(i === 0 ? tagged(chapterTags(work, chapter.position)) : {}),
        blocks: number(blocks),
      });
    });
  }
  if (fields.chaptersExpected !== null && fields.chaptersExpected < chapters.length)
    fields.chaptersExpected = chapters.length;
  const { forOthers } = options.wishes;
  return {
    fields,
    chapters,
    nextBlock,
    mediaIds: options.mediaIds,
    ...(namesLanguage(work, options.wishes) ? {} : { languageGuessed: true }),
    ...(work.document?.anonymous ? { anonymous: true } : {}),
    ...(work.document?.gifts.length ? { gifts: work.document.gifts } : {}),
    ...(forOthers ? { forOthers: { archive: forOthers.archive, writers: writersOf(work) } } : {}),
  };
}

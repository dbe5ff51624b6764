/** A draft as its columns: the whole, and what lists show of it and ask of it without reading the text. */
import { sourceChapter, sourceKey, type WorkFields } from '../works/index.js';
import type { Draft } from './review/draft.js';

/** What a posted work needs. A language is always there; `language` says that it is only the archive's own. */
export const MISSABLE = ['title', 'fandoms', 'rating', 'warnings', 'language'] as const;
export type Missable = (typeof MISSABLE)[number];

const lacks: Record<Exclude<Missable, 'language'>, (fields: WorkFields) => boolean> = {
  title: (fields) => fields.title.trim() === '',
  fandoms: (fields) => fields.fandoms.length === 0,
  rating: (fields) => fields.rating === '',
  warnings: (fields) => fields.warnings.length === 0,
};

export const missingOf = (draft: Pick<Draft, 'fields' | 'languageGuessed'>): Missable[] =>
  MISSABLE.filter((name) => (name === 'language' ? draft.languageGuessed : lacks[name](draft.fields)));

export const draftColumns = (draft: Draft) => ({
  draft: JSON.stringify(draft),
  title: draft.fields.title,
  missing: missingOf(draft),
  source_key: sourceKey(draft.fields.sourceUrl),
  source_chapter: sourceChapter(draft.fields.sourceUrl),
  chapters: draft.chapters.length,
});

import type { SourceChapter, SourceWork } from '../source-work.js';

/** A work that says nothing yet. */
export function emptyWork(format: string, shape: SourceWork['shape']): SourceWork {
  return {
    format,
    shape,
    title: null,
    anonymous: false,
    authors: [],
    rating: null,
    warnings: [],
    categories: [],
    fandoms: [],
    relationships: [],
    characters: [],
    tags: [],
    language: null,
    published: null,
    updated: null,
    completed: null,
    complete: null,
    words: null,
    chapterTotal: null,
    series: [],
    collections: [],
    related: [],
    sourceUrl: null,
    summary: null,
    startNotes: null,
    endNotes: null,
    chapters: [],
    images: [],
    warningsForReader: [],
  };
}

export const emptyChapter = (position: number): SourceChapter => ({
  position,
  title: null,
  summary: null,
  startNotes: null,
  endNotes: null,
  body: '',
});

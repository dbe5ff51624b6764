/** Builders of the works that the tests turn into books. Everything in them is invented. */
import type { DocumentChapter, WorkDocument } from '../../src/features/works/document.js';

export function chapter(position: number, fields: Partial<DocumentChapter> = {}): DocumentChapter {
  return {
    id: `chapter${position}`,
    position,
    title: null,
    summary: null,
    startNotes: null,
    endNotes: null,
    published: `2024-03-${String(((position - 1) % 28) + 1).padStart(2, '0')}`,
    words: 12,
    html: '<p>The lamp was lit before anybody came up the stairs.</p><p>Nobody <em>had</em> lit it.</p>',
    creators: [],
    tags: [],
    ...fields,
  };
}

export function work(id: string, fields: Partial<WorkDocument> = {}): WorkDocument {
  const chapters = fields.chapters ?? [chapter(1)];
  return {
    format: 'fanlight-work',
    version: 1,
    id,
    url: `https://lantern.example/works/${id}`,
    archive: 'The Lantern Archive',
    title: 'The Keeper of Small Lights',
    anonymous: false,
    creators: [{ id: 'p1', name: 'Ansel Vane', url: 'https://lantern.example/people/p1' }],
    gifts: [],
    language: 'en',
    direction: 'ltr',
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    categories: ['Gen'],
    fandoms: ['Lighthouse Tales'],
    relationships: ['Mara & the Keeper'],
    emphasis: {},
    characters: ['Mara', 'The Keeper'],
    freeforms: ['Found Family', 'Storms'],
    summary: '<p>A storm, a stair, and a light that <em>nobody</em> lit.</p>',
    startNotes: null,
    endNotes: null,
    published: '2024-03-01',
    updated: '2024-05-17',
    complete: true,
    chaptersExpected: chapters.length,
    words: chapters.reduce((sum, one) => sum + one.words, 0),
    restricted: false,
    series: [],
    sourceUrl: null,
    related: [],
    chapters,
    images: [],
    cover: null,
    skin: null,
    ...fields,
  };
}

/**
 * The work document: one work, whole, in a form that a program can read.
 * It is what an EPUB is made from, what `fanlight.json` inside that EPUB holds,
 * and what an import of our own EPUB reads back. Names and texts are the
 * public ones: what an anonymous work hides is not in its document.
 */
import { z } from 'zod';

/** Canonical, sanitised HTML as core/text makes it. Checked again on import: a document from outside is never trusted. */
const html = z.string();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const DocumentImage = z.object({
  /** Random id; bodies refer to it as `/media/ID`. */
  id: z.string(),
  type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
  width: z.number().int(),
  height: z.number().int(),
});

const DocumentCreator = z.object({
  /** null, with the address, of a writer who is not in the archive. */
  id: z.string().nullable(),
  name: z.string(),
  url: z.string().nullable(),
});

/** Another work, that this one was made after. */
export const DocumentRelated = z.object({
  translation: z.boolean(),
  title: z.string(),
  /** As they are named; empty where nobody is. */
  creators: z.array(z.string()),
  /** BCP 47. */
  language: z.string().nullable(),
  /** Absolute address. */
  url: z.string(),
});

export const DocumentChapter = z.object({
  id: z.string(),
  /** 1..n, without gaps. */
  position: z.number().int(),
  title: z.string().nullable(),
  summary: html.nullable(),
  startNotes: html.nullable(),
  endNotes: html.nullable(),
  published: day,
  words: z.number().int(),
  html: html,
  /** Who made it, where that is not everybody on the work; empty otherwise. */
  creators: z.array(DocumentCreator).default([]),
  /** What it warns of, in the writer's order. */
  tags: z.array(z.object({ type: z.enum(['warning', 'freeform']), name: z.string() })).default([]),
});

export const WorkDocument = z.object({
  format: z.literal('fanlight-work'),
  version: z.literal(1),
  /** Random outward id, stable for the life of the work. */
  id: z.string(),
  /** Absolute address of the work in the archive that made the document. */
  url: z.string(),
  archive: z.string(),
  title: z.string(),
  anonymous: z.boolean(),
  /** In the order of the byline; empty when anonymous. */
  creators: z.array(DocumentCreator),
  /** Names of those whom it is for. */
  gifts: z.array(z.string()).default([]),
  /** BCP 47. */
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  rating: z.string().nullable(),
  warnings: z.array(z.string()),
  categories: z.array(z.string()),
  fandoms: z.array(z.string()),
  relationships: z.array(z.string()),
  /** Of relationships by their name: what the work is mainly about, or only in its background. */
  emphasis: z.record(z.string(), z.enum(['primary', 'background'])).default({}),
  characters: z.array(z.string()),
  freeforms: z.array(z.string()),
  summary: html.nullable(),
  startNotes: html.nullable(),
  endNotes: html.nullable(),
  published: day,
  updated: day,
  complete: z.boolean(),
  chaptersExpected: z.number().int().nullable(),
  words: z.number().int(),
  restricted: z.boolean(),
  series: z.array(z.object({ title: z.string(), position: z.number().int(), url: z.string() })),
  /** Where the work was first published, when it came here by import. */
  sourceUrl: z.string().nullable(),
  related: z.array(DocumentRelated).default([]),
  chapters: z.array(DocumentChapter).min(1),
  images: z.array(DocumentImage),
  /** A picture instead of the drawn cover; kept like the images. */
  cover: DocumentImage.extend({ alt: z.string() }).nullable().default(null),
  /** CSS that the text wears, each rule held to `#workskin`. Ours alone: one that comes from outside is not taken over. */
  skin: z.string().nullable().default(null),
});

export type WorkDocument = z.infer<typeof WorkDocument>;
export type DocumentRelated = z.infer<typeof DocumentRelated>;
export type DocumentChapter = z.infer<typeof DocumentChapter>;
export type DocumentImage = z.infer<typeof DocumentImage>;

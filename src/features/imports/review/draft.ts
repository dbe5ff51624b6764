/** What a review shows and what it saves: the work's fields, and its chapters as blocks. Kept as JSON with the import. */
import { z } from 'zod';
import { ForOthers } from '../../claims/index.js';
import { SURE_AT } from '../../reshape/index.js';
import { WorkFields } from '../../works/index.js';

export const BLOCK_KINDS = ['paragraph', 'heading', 'scene_break', 'note', 'label', 'other'] as const;
export type DraftKind = (typeof BLOCK_KINDS)[number];

const Doubt = z.object({
  /** Letters and digits of the block before the place. */
  at: z.number(),
  confidence: z.number(),
  reason: z.string(),
});

/** A stretch of letters and digits of the block. */
const Guess = z.object({
  start: z.number(),
  end: z.number(),
  /** 0..1: how sure it is that the emphasis goes just that far; absent where nobody knows. */
  confidence: z.number().optional(),
});
export type Guess = z.infer<typeof Guess>;

export const DraftBlock = z.object({
  /** Never used twice within an import, so that a stale page still means the right block. */
  id: z.number().int(),
  kind: z.enum(BLOCK_KINDS),
  /** Canonical HTML: inner of a paragraph, heading, note or label; of a scene break the marker as it came; outer of anything else. */
  html: z.string(),
  level: z.number().int().optional(),
  attributes: z.array(z.tuple([z.string(), z.string()])).optional(),
  /** A note's label as it came, such as `Notes:`; shown, not kept: the page has its own. */
  label: z.string().optional(),
  /** How sure it is that a block begins here; absent where nothing was guessed. */
  confidence: z.number().optional(),
  reason: z.string().optional(),
  doubts: z.array(Doubt).optional(),
  /** Emphasis whose extent was guessed; drafts of before did not keep which. */
  guessedEmphasis: z.union([z.boolean(), z.array(Guess)]).optional(),
  /** A person has looked at it. */
  settled: z.boolean().optional(),
});
export type DraftBlock = z.infer<typeof DraftBlock>;

export const DraftChapter = z.object({
  title: z.string(),
  /** Canonical HTML, or ''. */
  summary: z.string(),
  /** YYYY-MM-DD, when the file said it of this chapter. */
  publishedOn: z.string().optional(),
  /** What it warns of, when the file said so. */
  tags: z.array(z.object({ type: z.enum(['warning', 'freeform']), name: z.string() })).optional(),
  blocks: z.array(DraftBlock),
});
export type DraftChapter = z.infer<typeof DraftChapter>;

export const Draft = z.object({
  fields: WorkFields,
  chapters: z.array(DraftChapter).min(1),
  nextBlock: z.number().int(),
  /** Random ids of images that were kept. */
  mediaIds: z.array(z.string()),
  /** The archive that the file comes from did not tell who made the work; this one must not either. */
  anonymous: z.boolean().optional(),
  /** Names of those whom it is for, when the file said so. */
  gifts: z.array(z.string()).optional(),
  /** Who wrote it, when an archivist brings it in for them. */
  forOthers: ForOthers.optional(),
  /** The file names no language; the one in the fields is the archive's. */
  languageGuessed: z.boolean().optional(),
});
export type Draft = z.infer<typeof Draft>;

/** Below this a break is shown as doubtful. */
export const SURE = SURE_AT;

const hasGuess = ({ guessedEmphasis: guessed }: DraftBlock): boolean =>
  typeof guessed === 'object' ? guessed.length > 0 : guessed === true;

export const isDoubtful = (block: DraftBlock): boolean =>
  block.settled !== true &&
  ((block.confidence !== undefined && block.confidence < SURE) ||
    (block.doubts?.length ?? 0) > 0 ||
    hasGuess(block));

/** Guesses belong to the text as it came; once a person has changed a block there is nothing left to doubt. */
export const settled = ({
  confidence: _confidence,
  reason: _reason,
  doubts: _doubts,
  guessedEmphasis: _guessed,
  ...rest
}: DraftBlock): DraftBlock => ({ ...rest, settled: true });

/** Whether the HTML of a block is a block itself, such as a list in a note, and no run of text. */
export const isBlockHtml = (html: string): boolean =>
  /^<(?:p|ul|ol|dl|table|blockquote|pre|div|h[1-6]|hr|figure|details|center|address)\b/i.test(html);

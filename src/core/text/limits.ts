/** How much HTML one text may hold, and the errors that say so. */
import { AppError } from '../errors.js';

export interface TextLimits {
  /** UTF-8 bytes of the source. */
  bytes: number;
  /** Start and end tags in the source, and elements in the tree made of it. */
  tags: number;
  /** Elements open inside each other. */
  depth: number;
  /** Attributes on one tag. */
  attributes: number;
}

export const TEXT_LIMITS: Readonly<TextLimits> = {
  bytes: 4 * 1024 * 1024,
  tags: 200_000,
  depth: 256,
  attributes: 32,
};

export type TextErrorCode = 'too-large' | 'too-many-tags' | 'too-deep' | 'too-many-attributes' | 'too-slow';

/** A text that is refused; `safe` names the limit and what would be right. */
export class TextError extends AppError {
  declare readonly code: TextErrorCode;

  constructor(code: TextErrorCode, safe: string) {
    super(code, code === 'too-large' ? 413 : 422, safe);
    this.name = 'TextError';
  }
}

const number = (n: number): string => n.toLocaleString('en-GB');
const size = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${number(Math.floor(bytes / (1024 * 1024)))} MB` : `${number(bytes)} bytes`;

export const tooLargeText = (limit: number): TextError =>
  new TextError(
    'too-large',
    `This text is larger than ${size(limit)}, the most that one text may be. Divide it into chapters.`,
  );

export const tooManyTags = (limit: number): TextError =>
  new TextError(
    'too-many-tags',
    `This text holds more than ${number(limit)} HTML tags, the most that one text may hold. Divide it into chapters, or paste it without its formatting.`,
  );

export const tooDeep = (limit: number): TextError =>
  new TextError(
    'too-deep',
    `HTML tags in this text stand more than ${number(limit)} deep inside each other. Close the tags that were left open.`,
  );

export const tooManyAttributes = (limit: number): TextError =>
  new TextError(
    'too-many-attributes',
    `An HTML tag in this text has more than ${number(limit)} attributes. Leave only those that it needs.`,
  );

export const tooSlow = (milliseconds: number): TextError =>
  new TextError(
    'too-slow',
    `Cleaning this text took longer than ${number(milliseconds / 1000)} seconds, so it was stopped. Divide it, or paste it without its formatting.`,
  );

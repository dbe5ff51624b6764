/** How much HTML one text may hold, and the errors that say so. */
import { AppError, type Say } from '../errors.js';
import { errors as english } from '../messages/en/errors.js';

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
  /** The number that was passed: bytes, tags, elements, attributes or milliseconds. */
  readonly limit: number;

  constructor(code: TextErrorCode, limit: number) {
    const say: Say = (w) => w.text[code](limit);
    super(code, code === 'too-large' ? 413 : 422, say(english), { say });
    this.name = 'TextError';
    this.limit = limit;
  }
}

export const tooLargeText = (limit: number): TextError => new TextError('too-large', limit);
export const tooManyTags = (limit: number): TextError => new TextError('too-many-tags', limit);
export const tooDeep = (limit: number): TextError => new TextError('too-deep', limit);
export const tooManyAttributes = (limit: number): TextError => new TextError('too-many-attributes', limit);
export const tooSlow = (milliseconds: number): TextError => new TextError('too-slow', milliseconds);

import { AppError } from '../../../core/errors.js';

export type ImportErrorCode =
  | 'empty'
  | 'too-large'
  | 'unknown-form'
  | 'damaged'
  | 'encrypted'
  | 'unsafe'
  | 'no-text'
  | 'cannot-open';

/** A file that cannot be imported. `safe` says what is wrong, where, and what would be right. */
export class ImportError extends AppError {
  /** The code without its prefix. */
  readonly fault: ImportErrorCode;

  constructor(fault: ImportErrorCode, safe: string, cause?: unknown) {
    super(`import-${fault}`, fault === 'too-large' ? 413 : 422, safe, {
      cause,
      say: (w) => w.file(fault, safe),
    });
    this.name = 'ImportError';
    this.fault = fault;
  }
}

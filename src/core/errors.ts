/**
 * Errors that a person is meant to see. The log gets `cause`, the reader gets `safe`.
 */

import { type ErrorWords, errors as english } from './messages/en/errors.js';
import type { Messages } from './messages/index.js';

export interface FieldFaults {
  [field: string]: string;
}

/** Finds the words of an error in those of a language. */
export type Say = (words: ErrorWords) => string;

interface Extra {
  cause?: unknown;
  fields?: FieldFaults;
  headers?: Record<string, string>;
  say?: Say | undefined;
}

export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  /** What the reader is told: what is wrong, where, and what would be right. */
  readonly safe: string;
  /** Faults by form field, for a form that comes back filled in. */
  readonly fields: FieldFaults;
  readonly headers: Record<string, string>;
  /** The same in any language, where it is of the catalogue. */
  readonly say: Say | undefined;

  constructor(code: string, status: number, safe: string, extra: Extra = {}) {
    super(safe, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.safe = safe;
    this.fields = extra.fields ?? {};
    this.headers = extra.headers ?? {};
    this.say = extra.say;
  }

  /** What a page in this language tells. */
  said(w: Messages): string {
    return this.say?.(w.errors) ?? this.safe;
  }
}

/** An error whose words are of the catalogue; `safe`, for programs and the log, is English. */
export const spoken = (code: string, status: number, say: Say, extra: Omit<Extra, 'say'> = {}): AppError =>
  new AppError(code, status, say(english), { ...extra, say });

/** Missing and forbidden are one answer: nobody learns that a thing exists. */
export const notFound = (): AppError => spoken('not-found', 404, (w) => w.notFound);

export const badInput = (safe: string, fields: FieldFaults = {}): AppError =>
  new AppError('bad-input', 422, safe, { fields });

export const forbidden = (safe: string): AppError => new AppError('forbidden', 403, safe);

export const tooLarge = (safe: string): AppError => new AppError('too-large', 413, safe);

export const tooMany = (retryAfterSeconds: number): AppError => {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  return spoken('too-many', 429, (w) => w.tooOften(seconds), {
    headers: { 'retry-after': String(seconds) },
  });
};

const SOON = { 'retry-after': '5' };

export const unavailable = (safe: string, cause?: unknown): AppError =>
  new AppError('unavailable', 503, safe, { cause, headers: SOON });

/** As `unavailable`, in the words of the catalogue. */
export const awayFor = (say: Say, cause?: unknown): AppError =>
  spoken('unavailable', 503, say, { cause, headers: SOON });

const OUT_OF_SPACE = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const DATABASE_AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);

/** What the reader of multipart forms says of bytes that are none; it gives these no code. */
const MALFORMED_FORM =
  /^(Multipart: Boundary not found|Malformed part header|Unexpected end of (form|file|multipart data))/;

/** Turns whatever was thrown into an AppError: faults of the database and of the disk get their own plain answers. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const fault = thrown as {
    code?: unknown;
    status?: unknown;
    message?: unknown;
    syscall?: unknown;
    safe?: unknown;
  } | null;
  const code = typeof fault?.code === 'string' ? fault.code : '';
  const message = typeof fault?.message === 'string' ? fault.message : '';
  if (OUT_OF_SPACE.has(code)) return spoken('disk-full', 507, (w) => w.diskFull, { cause: thrown });
  if (code === '57014') return awayFor((w) => w.stopped, thrown);
  if (
    DATABASE_AWAY.has(code) ||
    // The database's socket is not there; any other file that is not is a fault of ours.
    (code === 'ENOENT' && fault?.syscall === 'connect') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message)
  ) {
    return awayFor((w) => w.databaseAway, thrown);
  }
  if (code.startsWith('FST_')) return fromFastify(code, thrown);
  if (MALFORMED_FORM.test(message)) return spoken('bad-request', 400, (w) => w.brokenForm, { cause: thrown });
  if (typeof fault?.status === 'number' && typeof fault.safe === 'string') {
    return new AppError(code || 'error', fault.status, fault.safe, { cause: thrown });
  }
  return spoken('internal', 500, (w) => w.internal, { cause: thrown });
}

function fromFastify(code: string, cause: unknown): AppError {
  const status = (cause as { statusCode?: number }).statusCode ?? 500;
  if (status === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return spoken('too-large', 413, (w) => w.tooLarge, { cause });
  if (status === 415) return spoken('bad-type', 415, (w) => w.badType, { cause });
  if (status >= 400 && status < 500) return spoken('bad-request', status, (w) => w.badRequest, { cause });
  return spoken('internal', 500, (w) => w.internal, { cause });
}

/** Every fault of the configuration at once; the program prints them and ends with 2. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

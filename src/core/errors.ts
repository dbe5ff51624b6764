/**
 * Errors that a person is meant to see. The log gets `cause`, the reader gets `safe`.
 */
export interface FieldFaults {
  [field: string]: string;
}

export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  /** What the reader is told: what is wrong, where, and what would be right. */
  readonly safe: string;
  /** Faults by form field, for a form that comes back filled in. */
  readonly fields: FieldFaults;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    status: number,
    safe: string,
    extra: { cause?: unknown; fields?: FieldFaults; headers?: Record<string, string> } = {},
  ) {
    super(safe, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.safe = safe;
    this.fields = extra.fields ?? {};
    this.headers = extra.headers ?? {};
  }
}

/** Missing and forbidden are one answer: nobody learns that a thing exists. */
export const notFound = (): AppError =>
  new AppError('not-found', 404, 'There is nothing here that you can see.');

export const badInput = (safe: string, fields: FieldFaults = {}): AppError =>
  new AppError('bad-input', 422, safe, { fields });

export const forbidden = (safe: string): AppError => new AppError('forbidden', 403, safe);

export const tooLarge = (safe: string): AppError => new AppError('too-large', 413, safe);

export const tooMany = (safe: string, retryAfterSeconds: number): AppError =>
  new AppError('too-many', 429, safe, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  });

export const unavailable = (safe: string, cause?: unknown): AppError =>
  new AppError('unavailable', 503, safe, { cause, headers: { 'retry-after': '5' } });

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
  if (OUT_OF_SPACE.has(code))
    return new AppError(
      'disk-full',
      507,
      'The archive has no room left, so this was not saved. Its host has to make space; reading goes on.',
      { cause: thrown },
    );
  if (code === '57014')
    return unavailable('This took too long and was stopped. Try again in a moment.', thrown);
  if (
    DATABASE_AWAY.has(code) ||
    // The database's socket is not there; any other file that is not is a fault of ours.
    (code === 'ENOENT' && fault?.syscall === 'connect') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message)
  ) {
    return unavailable(
      'The database is away for a moment. Nothing that was saved is lost; try again shortly.',
      thrown,
    );
  }
  if (code.startsWith('FST_')) return fromFastify(code, thrown);
  if (MALFORMED_FORM.test(message))
    return new AppError(
      'bad-request',
      400,
      'This form did not arrive whole. Go back and send it again; what you typed is still there.',
      { cause: thrown },
    );
  if (typeof fault?.status === 'number' && typeof fault.safe === 'string') {
    return new AppError(code || 'error', fault.status, fault.safe, { cause: thrown });
  }
  return new AppError(
    'internal',
    500,
    'Something went wrong on our side. It has been written down; nothing that was saved is lost.',
    { cause: thrown },
  );
}

function fromFastify(code: string, cause: unknown): AppError {
  const status = (cause as { statusCode?: number }).statusCode ?? 500;
  if (status === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return new AppError('too-large', 413, 'That is larger than this page takes.', { cause });
  if (status === 415)
    return new AppError(
      'bad-type',
      415,
      'This form cannot be read: its content type is not one that this page takes.',
      { cause },
    );
  if (status >= 400 && status < 500)
    return new AppError(
      'bad-request',
      status,
      'This request cannot be read. Go back, reload the page and try again.',
      { cause },
    );
  return new AppError('internal', 500, 'Something went wrong on our side.', { cause });
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

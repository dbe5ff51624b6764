/** Structured logs. No personal data: no names, mails, addresses, cookies or query strings. */
import { type Logger, pino } from 'pino';

export type { Logger };

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** Of an error of the database: where, never what. */
  table?: string;
  constraint?: string;
  /** Where it was thrown, without the message. */
  at: string[];
  cause?: LoggedError;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What stands in quotes in a message of the database is often what somebody typed. */
const veiled = (message: string): string => message.replace(/"[^"]*"/g, '"…"').replace(/\([^()]*\)/g, '(…)');

const DEEPEST = 5;

/**
 * An error as the log keeps it: its kind and its place. The fields in which Postgres repeats the row that it
 * refused (detail, where, the parameters) are left out, and values are taken out of its messages.
 */
export function describeError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: '', at: [] };
  const { code, table, constraint, severity } = thrown as {
    code?: unknown;
    table?: unknown;
    constraint?: unknown;
    severity?: unknown;
  };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const described: LoggedError = {
    type: thrown.name,
    message: severity === undefined ? thrown.message : veiled(thrown.message),
    at: frames.map((line) => line.trim().slice('at '.length)),
  };
  if (text(code)) described.code = text(code);
  if (text(table)) described.table = text(table);
  if (text(constraint)) described.constraint = text(constraint);
  if (thrown.cause !== undefined && depth < DEEPEST) described.cause = describeError(thrown.cause, depth + 1);
  return described;
}

/** `to` is where the lines go; the standard output when it is left out. */
export function createLog(level: string, to?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (thrown: unknown) => describeError(thrown) },
    redact: { paths: ['req.headers', 'password', 'email', 'token', 'cookie'], remove: true },
  };
  return to ? pino(options, to) : pino(options);
}

/** The standard output of a server: lines are written together, a fifth of a second late at most, and all at the end. */
export const serverOutput = () =>
  pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 200 });

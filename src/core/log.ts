/** Structured logs. No personal data: no names, mails, addresses, cookies or query strings. */
import { type Logger, pino } from 'pino';

export type { Logger };

export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: pino.stdSerializers.err },
    redact: { paths: ['req.headers', 'password', 'email', 'token', 'cookie'], remove: true },
  });
}

/** Structured logs. No personal data: no names, mails, addresses, cookies or query strings. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** To stdout, unless told otherwise. */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: pino.stdSerializers.err },
    redact: { paths: ['req.headers', 'password', 'email', 'token', 'cookie'], remove: true },
  };
  return to ? pino(options, to) : pino(options);
}

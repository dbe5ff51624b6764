/**
 * How often one address may ask. Page views are counted in memory; what a guesser
 * would repeat (log-in and the like) is counted in Postgres, so that it holds over processes and restarts.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { tooMany } from '../errors.js';

/** points per seconds */
const GUARDED = {
  login: { points: 10, seconds: 300 },
  passkey: { points: 60, seconds: 300 },
  setup: { points: 10, seconds: 300 },
  /** Accounts that one address may ask for. */
  join: { points: 10, seconds: 3600 },
  /** Letters that one mail address is sent because somebody typed it. */
  letter: { points: 3, seconds: 12 * 3600 },
  /** Such letters that one address of the network may cause. */
  letters: { points: 20, seconds: 3600 },
  /** Forms that one address may have kept for when somebody logs in. */
  keep: { points: 30, seconds: 3600 },
  import: { points: 300, seconds: 3600 },
  /** What one account may ask of others: to be a co-creator, to take a gift, to let a work be named. */
  asking: { points: 60, seconds: 3600 },
  /** Links to claim works that are none. */
  claim: { points: 20, seconds: 300 },
} as const;

/** Milliseconds between two sweeps of counts that are over. */
const SWEEP_MS = 10_000;

export type GuardedAct = keyof typeof GUARDED;

/** Suggestions that one account may be given while it types, a minute. */
const SUGGESTIONS = 150;

export interface Limiter {
  /** @throws 429 with Retry-After. */
  page(address: string): Promise<void>;
  /** What a script asks while somebody types. Of guests, who share addresses, it counts as a page. @throws 429 with Retry-After. */
  suggest(accountId: number): Promise<void>;
  /** @throws 429 with Retry-After. `who` is an address or a name; it is stored, so hash what is personal. */
  act(act: GuardedAct, who: string): Promise<void>;
  /** A success takes the count back: for a name, which nobody else succeeds with. */
  forgive(act: GuardedAct, who: string): Promise<void>;
  /** A success takes its own point back and no other: for an address, where somebody may succeed as himself between two guesses at others. */
  refund(act: GuardedAct, who: string): Promise<void>;
}

/** Limits are stored, and what a person typed or where they sat is nobody's business. */
export const veiled = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** A household of IPv6 is a /64. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const full = address.includes('::')
    ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  if (full.some((part) => part.includes('.'))) return address.slice(address.lastIndexOf(':') + 1);
  return `${full
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

export function createLimiter(pool: pg.Pool, pagesPerMinute: number): Limiter {
  const pages = new RateLimiterMemory({ points: pagesPerMinute, duration: 60 });
  const suggestions = new RateLimiterMemory({ points: SUGGESTIONS, duration: 60 });
  const guarded = Object.fromEntries(
    Object.entries(GUARDED).map(([act, { points, seconds }]) => [
      act,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: act,
        points,
        duration: seconds,
        clearExpiredByTimeout: false,
      }),
    ]),
  ) as Record<GuardedAct, RateLimiterPostgres>;

  let swept = 0;
  /** Nobody's attempts are kept longer than they count, but a flood does not look for them each time. */
  const sweep = async (now: number): Promise<void> => {
    if (now - swept < SWEEP_MS && now >= swept) return;
    swept = now;
    await pool.query('delete from rate_limits where expire < $1', [now]);
  };
  const refuse = (answer: unknown): never => {
    if (answer instanceof Error) throw answer;
    const seconds = (answer as RateLimiterRes).msBeforeNext / 1000;
    throw tooMany(seconds);
  };
  return {
    async page(address) {
      await pages.consume(addressKey(address)).catch(refuse);
    },
    async suggest(accountId) {
      await suggestions.consume(accountId).catch(refuse);
    },
    async act(act, who) {
      await sweep(Date.now());
      await guarded[act].consume(who).catch(refuse);
    },
    async forgive(act, who) {
      await guarded[act].delete(who);
    },
    async refund(act, who) {
      await guarded[act].reward(who);
    },
  };
}

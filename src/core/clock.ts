/** The time and chance that everything else is handed, so that a test can hold them still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A day that a writer gives without a time is kept as 12:00 UTC, so that nearly every zone shows the same day. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** YYYY-MM-DD in UTC. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

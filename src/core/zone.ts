/** Hours as people read them off a clock, in a time zone, and the moments that they are. */

/** What a clock shows. */
export interface WallTime {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a name that is no time zone. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What a clock in this zone shows. */
export function wallTime(zone: string, at: Date): WallTime {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

/** Names of time zones that people may choose, as the tz database writes them. */
export const timeZones = (): readonly string[] => [...ZONES];

export const isTimeZone = (zone: string): boolean => ZONES.has(zone);

export interface Moment {
  at: Date;
  /** An hour that the clocks leave out, or that they show twice, when they are put forward or back. */
  was: 'plain' | 'skipped' | 'twice';
}

const DAY_MS = 24 * 3600_000;

/** As if the clock ran on UTC; NaN for what is no day or no time of day. */
function asUtc({ day, time }: WallTime): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return Number.NaN;
  const date = new Date(`${day}T${time}:00Z`);
  // 30 February would be a day of March.
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(`${day}T${time}`)
    ? Number.NaN
    : date.getTime();
}

/** Milliseconds by which this zone is before UTC at a moment. */
const offsetAt = (zone: string, at: number): number => asUtc(wallTime(zone, new Date(at))) - at;

/**
 * The moment at which a clock in this zone shows a day and a time. Of an hour that comes twice it is the first; one that
 * is left out is as much later as the clocks are put forward (02:30 becomes 03:30). null for what is no day or time.
 */
export function momentOn(zone: string, wall: WallTime): Moment | null {
  const utc = asUtc(wall);
  if (Number.isNaN(utc)) return null;
  const before = offsetAt(zone, utc - DAY_MS);
  const found = [before, offsetAt(zone, utc + DAY_MS)]
    .map((offset) => utc - offset)
    .filter((at) => at + offsetAt(zone, at) === utc);
  const [first, second] = [Math.min(...found), Math.max(...found)];
  if (found.length === 0) return { at: new Date(utc - before), was: 'skipped' };
  return { at: new Date(first), was: first === second ? 'plain' : 'twice' };
}

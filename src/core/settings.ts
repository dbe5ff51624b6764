/** What the host decides about the archive at set-up and may change later. One row, read often, so it is held in memory and re-read on change. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DB } from './db/tables.js';

export const Settings = z.object({
  name: z.string().default('Fanlight'),
  /** Public address without a trailing slash, or empty while it is not known. */
  address: z.string().default(''),
  language: z.string().default('en'),
  timeZone: z.string().default('UTC'),
  joining: z.enum(['open', 'invitation', 'closed']).default('closed'),
  /** How many of those who wait are invited at a time, and after how many hours again; none at 0. */
  invitedAtOnce: z.int().min(0).max(1000).default(10),
  invitedEveryHours: z.int().min(1).max(720).default(12),
  /** What everybody who joins agrees to, beside what the archive says anyway; Markdown. */
  terms: z.string().default(''),
  /** Whether roles give rights to those alone who log in with more than a password. */
  staffSecondProof: z.boolean().default(false),
});

export type Settings = z.infer<typeof Settings>;
/** Settings as they are given: what is left out is as for a new archive. */
export type GivenSettings = z.input<typeof Settings>;

/** null before set-up. */
export async function readSettings(db: Kysely<DB>): Promise<Settings | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'archive')
    .executeTakeFirst();
  return row ? Settings.parse(row.value) : null;
}

export async function writeSettings(db: Kysely<DB>, settings: GivenSettings, at: Date): Promise<void> {
  const value = JSON.stringify(Settings.parse(settings));
  await db
    .insertInto('settings')
    .values({ name: 'archive', value, changed_at: at })
    .onConflict((c) => c.column('name').doUpdateSet({ value, changed_at: at }))
    .execute();
}

/** Writes the first settings. @returns false when the archive was set up meanwhile. */
export async function claimSettings(db: Kysely<DB>, settings: GivenSettings, at: Date): Promise<boolean> {
  const row = await db
    .insertInto('settings')
    .values({ name: 'archive', value: JSON.stringify(Settings.parse(settings)), changed_at: at })
    .onConflict((c) => c.column('name').doNothing())
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export interface SettingsHolder {
  /** The settings, or null before set-up. At most `freshMs` old, so that a second process follows. */
  get(): Promise<Settings | null>;
  refresh(): void;
}

export function holdSettings(db: Kysely<DB>, freshMs = 2_000): SettingsHolder {
  let held: { value: Promise<Settings | null>; until: number } | undefined;
  return {
    get() {
      const now = performance.now();
      if (!held || held.until < now) {
        const value = readSettings(db);
        held = { value, until: now + freshMs };
        value.catch(() => {
          held = undefined;
        });
      }
      return held.value;
    },
    refresh() {
      held = undefined;
    },
  };
}

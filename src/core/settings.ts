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
});

export type Settings = z.infer<typeof Settings>;

/** null before set-up. */
export async function readSettings(db: Kysely<DB>): Promise<Settings | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'archive')
    .executeTakeFirst();
  return row ? Settings.parse(row.value) : null;
}

export async function writeSettings(db: Kysely<DB>, settings: Settings, at: Date): Promise<void> {
  const value = JSON.stringify(settings);
  await db
    .insertInto('settings')
    .values({ name: 'archive', value, changed_at: at })
    .onConflict((c) => c.column('name').doUpdateSet({ value, changed_at: at }))
    .execute();
}

/** Writes the first settings. @returns false when the archive was set up meanwhile. */
export async function claimSettings(db: Kysely<DB>, settings: Settings, at: Date): Promise<boolean> {
  const row = await db
    .insertInto('settings')
    .values({ name: 'archive', value: JSON.stringify(settings), changed_at: at })
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

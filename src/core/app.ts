/** What the composition root makes once and hands to every room. */
import type { Kysely } from 'kysely';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { DB } from './db/tables.js';
import type { Assets } from './http/assets.js';
import type { Limiter } from './http/rate-limit.js';
import type { Logger } from './log.js';
import type { SettingsHolder } from './settings.js';
import type { Sanitiser } from './text/index.js';

export interface App {
  config: Config;
  db: Kysely<DB>;
  clock: Clock;
  log: Logger;
  settings: SettingsHolder;
  sanitiser: Sanitiser;
  assets: Assets;
  limiter: Limiter;
}

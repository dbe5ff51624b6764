import type { App } from '../../core/app.js';
import type { Sender } from '../people/index.js';

/** In whose name jobs write letters; undefined before the archive is set up. */
export async function senderOf(app: App): Promise<Sender | undefined> {
  const settings = await app.settings.get();
  if (!settings) return undefined;
  const origin = app.config.FANLIGHT_URL ?? settings.address;
  return { archiveName: settings.name, origin, language: settings.language };
}

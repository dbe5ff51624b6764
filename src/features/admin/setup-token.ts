/** The one-time key of the set-up page: printed in the terminal, kept in a file that only the host can read, gone once used. */
import { timingSafeEqual } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashToken, newToken } from '../../core/ids.js';

const fileOf = (dataDir: string): string => join(dataDir, 'setup-token');

/** The token of this data folder; made now when there is none yet. */
export async function setupToken(dataDir: string): Promise<string> {
  const path = fileOf(dataDir);
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before.trim()) return before.trim();
  const token = newToken();
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${token}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return token;
}

export async function isSetupToken(dataDir: string, given: string): Promise<boolean> {
  const token = (await readFile(fileOf(dataDir), 'utf8').catch(() => '')).trim();
  return token !== '' && timingSafeEqual(hashToken(token), hashToken(given));
}

export const forgetSetupToken = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

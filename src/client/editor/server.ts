/** The server's copy of a form that is not saved yet. */

import type { Fields } from './copies.js';
import { bodyOf } from './fields.js';

export type Answer =
  | { kind: 'kept'; version: number }
  /** Another page's text stands there; nothing was replaced. */
  | { kind: 'other'; version: number; at: number }
  | { kind: 'logged out' }
  | { kind: 'too long' }
  | { kind: 'refused' }
  | { kind: 'unreachable' };

const LONGEST_MS = 20_000;
/** Browsers carry no more than 64 KB to its end when the page goes. */
const MOST_OF_A_LEAVING_PAGE = 60_000;

export interface Where {
  path: string;
  who: string;
  tab: string;
  /** The version of another page that this one has seen and replaces. */
  known: number;
}

export async function keepOnServer({ path, who, tab, known }: Where, fields: Fields): Promise<Answer> {
  const address = new URLSearchParams({ form: path, who, tab, known: String(known) });
  const body = bodyOf(fields);
  try {
    const response = await fetch(`/desk/autosave?${address}`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
      keepalive: body.length < MOST_OF_A_LEAVING_PAGE,
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'logged out' };
    if (response.status === 413) return { kind: 'too long' };
    if (response.status === 403) return { kind: 'refused' };
    if (!response.ok && response.status !== 409) return { kind: 'unreachable' };
    const { version, at } = (await response.json()) as { version: number; at: string };
    return response.ok ? { kind: 'kept', version } : { kind: 'other', version, at: Date.parse(at) };
  } catch {
    return { kind: 'unreachable' };
  }
}

/**
 * Copies of unsaved text on this device, one a form and tab, each under the name of whose it is. localStorage and not
 * IndexedDB: what it took is there even when the tab dies in the next moment.
 */
const PREFIX = 'fanlight-desk:';
const SENT = 'fanlight-desk-sent';
const KEPT_MS = 30 * 24 * 3600_000;

export type Fields = readonly (readonly [name: string, value: string])[];

export interface Copy {
  /** When it was written, by this device's clock, in ms. */
  at: number;
  fields: Fields;
  /** The server has the same text. */
  synced: boolean;
}

export const prefixOf = (who: string, path = ''): string => `${PREFIX}${who}:${path && `${path}:`}`;

/** The end of a copy's key: the tab that wrote it. */
export const tabOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

function read(key: string): Copy | undefined {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? '') as Copy;
    return Array.isArray(copy.fields) && Number.isFinite(copy.at) ? copy : undefined;
  } catch {
    return undefined;
  }
}

const keys = (): string[] => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

export function dropCopy(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage there was nothing.
  }
}

/** Whoever logs out leaves nothing on this device. */
export function dropCopiesOf(who: string): void {
  for (const key of keys()) if (key.startsWith(prefixOf(who))) dropCopy(key);
}

/** Copies that the server has too, but for those of tabs that are open; and whatever is too old or unreadable. */
export function sweepCopies(now: number, isOpen: (tab: string) => boolean): void {
  for (const key of keys()) {
    const copy = read(key);
    if (!copy || now - copy.at > KEPT_MS || (copy.synced && !isOpen(tabOf(key)))) dropCopy(key);
  }
}

/** False where there is no room or no storage, as in some private windows. */
export function writeCopy(key: string, copy: Copy): boolean {
  const write = (): boolean => {
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  };
  if (write()) return true;
  sweepCopies(copy.at, (tab) => tab === tabOf(key));
  return write();
}

/** Copies of one form, the newest first. */
export const copiesOf = (prefix: string): [key: string, copy: Copy][] =>
  keys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key): [string, Copy][] => {
      const copy = read(key);
      return copy ? [[key, copy]] : [];
    })
    .sort(([, a], [, b]) => b.at - a.at);

/** Remembers that this copy's form is on its way; the page that says it was saved lets go of the copy. */
export function rememberSent(key: string): void {
  try {
    sessionStorage.setItem(SENT, key);
  } catch {
    // The copy is offered once more, and thrown away by hand.
  }
}

/** The form is here again, so it was not saved. */
export function forgetSent(): void {
  try {
    sessionStorage.removeItem(SENT);
  } catch {
    // Nothing was remembered.
  }
}

/** On the page that follows a save: that text needs no copy any more. */
export function dropSaved({ pathname, search }: { pathname: string; search: string }): void {
  try {
    const key = sessionStorage.getItem(SENT);
    if (!key || !/^\/works\/\w+(\/chapters)?$/.test(pathname)) return;
    if (!/[?&](saved|posted|draftSaved)\b/.test(search)) return;
    forgetSent();
    dropCopy(key);
  } catch {
    // Without storage there are no copies.
  }
}

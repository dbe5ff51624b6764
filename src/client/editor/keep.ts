/** Unsaved text, every few seconds of change: on this device, and on the server. */
import { type Fields, forgetSent, prefixOf, rememberSent, writeCopy } from './copies.js';
import { bare, fieldsOf } from './fields.js';
import { watchPage } from './leaving.js';
import { type Act, notice, timeOf } from './notice.js';
import { offerCopies } from './offer.js';
import { type Answer, keepOnServer } from './server.js';
import { statusIn } from './status.js';
import { openTabs } from './tabs.js';
import type { EditorWords } from './words.js';

const DEVICE_MS = 1_000;
const SERVER_MS = 5_000;
const AGAIN_MS = 15_000;
/** A long text is written this many times as long after the last time as that took, so that nobody waits for it. */
const SELDOM = 20;

export interface Keeping {
  form: HTMLFormElement;
  /** Whose page it is, as devices name them; others' copies on this device are left alone. */
  who: string;
  /** The field that tells the server which page's unsaved text a save makes needless. */
  tabField: HTMLInputElement;
  words: EditorWords;
  /** Where it says what is kept, always in sight. */
  bar: HTMLElement;
  /** Brings the fields up to date. */
  sync(): void;
}

/** Letters and digits, for one page of one browser. */
const newTab = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => (byte & 31).toString(32)).join('');

/** Begins to keep the form's text. @returns what is to be called at every change */
export function keepUnsaved({ form, who, tabField, words, bar, sync }: Keeping): () => void {
  const path = new URL(form.action).pathname;
  const version = Number(tabField.dataset.version ?? 0);
  /** It came back from the server with what was typed before, or was filled in with it. */
  const isFilled = tabField.value !== '';
  const tab = isFilled && version === 0 ? tabField.value : newTab();
  const key = prefixOf(who, path) + tab;
  const { kept, say, hasTrouble } = statusIn(bar);
  let known = version;
  let onDevice = bare(fieldsOf(form));
  let onServer = onDevice;
  let isSafeHere = true;
  let deviceTimer: ReturnType<typeof setTimeout> | undefined;
  let serverTimer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let asked: HTMLElement | undefined;
  let isLeaving = false;
  let deviceMs = 0;

  const now = (): string => timeOf(Date.now());

  const write = (fields: Fields, synced: boolean): void => {
    onDevice = bare(fields);
    isSafeHere = writeCopy(key, { at: Date.now(), fields, synced });
  };

  /** Writes what is new to the device. */
  function device(): void {
    clearTimeout(deviceTimer);
    deviceTimer = undefined;
    if (isLeaving) return;
    const began = performance.now();
    sync();
    const fields = fieldsOf(form);
    if (bare(fields) !== onDevice) {
      write(fields, false);
      deviceMs = performance.now() - began;
      if (isSafeHere && !hasTrouble()) say(words.writing.replace('{time}', now()));
    }
  }

  function askWhich({ version: theirs, at }: { version: number; at: number }): void {
    const acts: Act[] = [
      {
        label: words.keepMine,
        run() {
          known = theirs;
          onServer = '';
          asked = undefined;
          void server();
          return undefined;
        },
      },
      {
        label: words.showOther,
        run() {
          open(`${path}?autosave=compare`, '_blank', 'noopener');
          return true;
        },
      },
    ];
    document.querySelector('[data-unsaved]')?.remove();
    asked = notice(kept, { text: words.otherPage.replace('{time}', timeOf(at)), acts });
  }

  function answered(answer: Answer, text: string): void {
    const here = isSafeHere ? words.writing.replace('{time}', now()) : '';
    if (answer.kind === 'kept') {
      onServer = text;
      tabField.value = tab;
      sync();
      const fields = fieldsOf(form);
      if (bare(fields) === text) write(fields, true);
      say((isSafeHere ? words.onServerAndDevice : words.onServer).replace('{time}', now()));
    } else if (answer.kind === 'other') askWhich(answer);
    else if (answer.kind === 'logged out') say(here, words.loggedOut);
    else if (answer.kind === 'refused') say(here, words.refused);
    else if (answer.kind === 'too long') say(here, words.tooLong);
    else say('', (isSafeHere ? words.onDeviceOnly : words.notKept).replace('{time}', now()));
    if (answer.kind === 'unreachable' || answer.kind === 'logged out') serverSoon(AGAIN_MS);
  }

  async function send(): Promise<void> {
    const fields = fieldsOf(form);
    answered(await keepOnServer({ path, who, tab, known }, fields), bare(fields));
  }

  /** Sends what is new to the server, one at a time. */
  async function server(): Promise<void> {
    clearTimeout(serverTimer);
    serverTimer = undefined;
    device();
    while (sending) await sending;
    if (asked?.isConnected || isLeaving || bare(fieldsOf(form)) === onServer) return;
    sending = send();
    await sending;
    sending = undefined;
  }
  function serverSoon(ms: number): void {
    serverTimer ??= setTimeout(() => void server(), ms);
  }
  function changed(): void {
    // Whoever still types has not left: the form was not taken, or this is more than what was sent.
    isLeaving = false;
    deviceTimer ??= setTimeout(device, Math.max(DEVICE_MS, deviceMs * SELDOM));
    serverSoon(SERVER_MS);
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  watchPage({
    form,
    who,
    device,
    server,
    sending: () => sending,
    isOnServer: () => bare(fieldsOf(form)) === onServer,
    isSafe: () => isLeaving || isSafeHere || bare(fieldsOf(form)) === onServer,
    isLeaving: () => isLeaving,
    leave() {
      isLeaving = true;
    },
    sent: () => rememberSent(key),
  });

  forgetSent();
  let isTold = false;
  const others = openTabs(key, (other) => {
    if (isTold || !other.startsWith(prefixOf(who, path))) return;
    isTold = true;
    notice(form, { text: words.otherTab, acts: [] });
  });
  if (version > 0) {
    // From now on it is this page's: a save lets go of it.
    onServer = '';
    void server();
  } else {
    tabField.value = tab;
    if (!isFilled) void others.then((open) => offerCopies({ form, path, who, key, words, open }));
  }
  return changed;
}

/** The ends that a writing page can come to, and what is done with its unsaved text at each. */
import { dropCopiesOf } from './copies.js';

export interface Page {
  form: HTMLFormElement;
  who: string;
  /** Writes what is new to the device. */
  device(): void;
  /** Writes what is new to the device and sends it to the server. */
  server(): Promise<void>;
  /** What is on its way to the server. */
  sending(): Promise<void> | undefined;
  isOnServer(): boolean;
  /** Somewhere there is all that is typed here. */
  isSafe(): boolean;
  isLeaving(): boolean;
  /** From now on nothing is kept. */
  leave(): void;
  /** The form goes to be saved. */
  sent(): void;
}

function watchSubmit(page: Page): void {
  const { form } = page;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    const { submitter } = event;
    const sending = page.sending();
    if (sending) {
      // A copy that came to the server after the save would be offered again.
      event.preventDefault();
      void sending.then(() => form.requestSubmit(submitter));
      return;
    }
    page.device();
    page.sent();
    // What is only looked at comes back and goes on.
    if (!(submitter instanceof HTMLButtonElement && submitter.value === 'preview')) page.leave();
  });
}

function watchLogOut(page: Page): void {
  const out = document.querySelector<HTMLFormElement>('form[action="/logout"]');
  out?.addEventListener('submit', (event) => {
    event.preventDefault();
    void page.server().then(() => {
      page.leave();
      // Text that the server could not be given stays, for whoever logs in under this name again.
      if (page.isOnServer()) dropCopiesOf(page.who);
      out.submit();
    });
  });
}

export function watchPage(page: Page): void {
  const server = () => void page.server();
  watchSubmit(page);
  watchLogOut(page);
  addEventListener('pagehide', () => page.device());
  addEventListener('pageshow', ({ persisted }) => {
    // Back from where it was sent: its key was used, and a second save with it would change nothing.
    if (persisted && page.isLeaving()) location.reload();
  });
  addEventListener('beforeunload', (event) => {
    page.device();
    if (!page.isSafe()) event.preventDefault();
  });
  addEventListener('online', server);
  document.addEventListener('visibilitychange', server);
  page.form.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key !== 's') return;
    event.preventDefault();
    server();
  });
}

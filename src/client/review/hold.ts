/** A page whose acts are on their way to the server is not left before they are there. */
import type { Line } from './sending.js';

/** Nobody leaves while something is on its way. */
export function holdPage(line: Pick<Line, 'waiting' | 'idle'>, sayWaiting: () => void): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || event.defaultPrevented || line.waiting() === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    sayWaiting();
    void line.idle().then(() => location.assign(link.href));
  });
  window.addEventListener('beforeunload', (event) => {
    if (line.waiting() > 0) event.preventDefault();
  });
  // A page from the browser's memory shows a text that may be older than what is kept.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

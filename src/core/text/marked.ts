import { cleanText, escapeHtml } from './clean.js';
import { brandSafe, type SafeHtml } from './safe-html.js';

/**
 * A plain text as HTML in which some of its pieces are marked.
 * @param marks UTF-16 units, in order, none over another
 */
export function markPieces(text: string, marks: readonly { from: number; to: number }[]): SafeHtml {
  let html = '';
  let done = 0;
  for (const { from, to } of marks) {
    if (from < done || to <= from) continue;
    html += `${escapeHtml(cleanText(text.slice(done, from)))}<mark>${escapeHtml(cleanText(text.slice(from, to)))}</mark>`;
    done = to;
  }
  return brandSafe(html + escapeHtml(cleanText(text.slice(done))));
}

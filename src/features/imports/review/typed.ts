/** A textarea of the review comes back: a blank line parts blocks, `*x*` is emphasis, a mark such as `* * *` alone is a scene break. */
import {
  escapeHtml,
  isSceneMarker,
  marksToInline,
  type Sanitiser,
  splitBlocks,
  type TextBlock,
  tidyParagraphs,
} from '../../../core/text/index.js';

/** Typed marks as HTML, not yet cleaned. */
function marksToHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) =>
      isSceneMarker(part)
        ? `<p>${escapeHtml(part)}</p>`
        : `<p>${marksToInline(part).replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');
}

/**
 * Typed text as clean blocks; none when nothing is left of it.
 * @throws TextError when it is more than a text may hold.
 */
export async function typedBlocks(
  sanitiser: Pick<Sanitiser, 'sanitise'>,
  text: string,
  as: 'marks' | 'html',
): Promise<TextBlock[]> {
  const { html } = await sanitiser.sanitise(as === 'html' ? text : marksToHtml(text));
  return splitBlocks(tidyParagraphs(html, { sceneBreaks: true }));
}

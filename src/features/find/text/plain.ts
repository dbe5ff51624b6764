import { toText } from '../../../core/text/index.js';

/** The text of kept HTML. What an older sanitiser let through and no reader takes any more loses its tags roughly. */
export function plainText(html: string | null): string {
  if (html === null || html === '') return '';
  try {
    return toText(html);
  } catch {
    return html.replace(/<(?:[^>"]|"[^"]*")*>/g, ' ');
  }
}

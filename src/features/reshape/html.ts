/** Text to the small HTML of blocks and back. */

/** Escapes `&`, `<` and `>`. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
}

/** The text of a block's html: tags out, entities decoded. */
export function textOf(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return html;
  return html
    .replace(/<\/?em>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/**
 * What a clipboard holds. Its HTML is looked at as a string: parsing it on this page would have the browser try, and
 * be refused, every style in it.
 */

const MARKED =
  /<(?:i|em|strong|u|s|del|strike|sup|sub|h[1-6]|ul|ol|blockquote|table|hr|img)\b|<a\b[^>]*\bhref/i;
// Google Docs wraps everything in a <b> that is not bold.
const BOLD = /<b\b(?![^>]*font-weight\s*:\s*normal)/i;
const STYLED =
  /font-style\s*:\s*(?:italic|oblique)|font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration[^;"]*:[^;"]*(?:underline|line-through)|text-align\s*:\s*(?:center|right)/i;
const BLOCKS = /<(?:p|li|div|br|tr)\b/gi;

/** Whether HTML says more than its text: emphasis, or more than one paragraph. Source code and bare lines say no more. */
export const isWorthKeeping = (html: string): boolean =>
  MARKED.test(html) ||
  BOLD.test(html) ||
  STYLED.test(html) ||
  (!/<pre\b/i.test(html) && (html.match(BLOCKS)?.length ?? 0) > 1);

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** Plain text as HTML, for a box that holds both: a blank line parts paragraphs. */
export const textAsHtml = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escaped(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** What a clipboard holds. */

const EMPHASIS =
  'i, em, b, strong, u, s, del, strike, sup, sub, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, hr, img, a[href]';
const STYLED =
  /font-style\s*:\s*(italic|oblique)|font-weight\s*:\s*(bold|[6-9]00)|text-decoration[^;]*(underline|line-through)|text-align\s*:\s*(center|right)/i;
const BLOCKS = 'p, li, div, br, h1, h2, h3, h4, h5, h6, tr';

/** Whether HTML says more than its text: emphasis, or more than one paragraph. Source code and bare lines say no more. */
export function isWorthKeeping(html: string): boolean {
  if (html.trim() === '') return false;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const styled = [...body.querySelectorAll('[style]')].some((e) =>
    STYLED.test(e.getAttribute('style') ?? ''),
  );
  // Google Docs wraps everything in a <b> that is not bold.
  const marked = [...body.querySelectorAll(EMPHASIS)].some(
    (e) => !/font-weight\s*:\s*normal/i.test(e.getAttribute('style') ?? ''),
  );
  if (styled || marked) return true;
  return body.querySelector('pre') === null && body.querySelectorAll(BLOCKS).length > 1;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** Plain text as HTML, for a box that holds both: a blank line parts paragraphs. */
export const textAsHtml = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escaped(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** What a page says of itself in its head. */
import { attribute, type Element, eachElement, findAll, lineOf, type Page } from '../../files/page.js';
import type { FileSays } from '../assemble.js';

export interface PageSays extends FileSays {
  /** Where the page was saved from. */
  address: string | null;
  language: string;
}

const SITES =
  /^(?:fanfiction(?:\.net)?|ao3|archive of our own|wattpad|tumblr|livejournal|dreamwidth(?: studios)?|quotev|royal road|spacebattles(?: forums)?|sufficient velocity|questionable questing|deviantart|medium|blogger|wordpress(?:\.com)?|fimfiction|inkitt|webnovel|scribble hub|google docs|notion|reddit)$/i;

export function pageSays(page: Page, source: string): PageSays {
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const found = findAll(page.head, (e) => e.tagName === 'meta').find(
        (e) => (attribute(e, 'name') ?? attribute(e, 'property'))?.toLowerCase() === name,
      );
      const value = found ? (attribute(found, 'content') ?? '').trim() : '';
      if (value !== '') return value;
    }
    return '';
  };
  const author = meta('author', 'dc.creator', 'article:author') || authorLink(page.body);
  const html = page.body.parentNode;
  return {
    title: titleOf(page, meta('og:title'), meta('og:site_name')),
    author: /^https?:/.test(author) ? null : author,
    address: addressOf(page, source, meta('og:url')),
    language: html && 'attrs' in html ? (attribute(html, 'lang') ?? attribute(html, 'xml:lang') ?? '') : '',
  };
}

/** The page's title without the site's name. */
function titleOf(page: Page, open: string, site: string): string | null {
  const title =
    findAll(page.head, (e) => e.tagName === 'title')
      .map(lineOf)
      .find(Boolean) ?? '';
  const whole = title || open;
  const parts = whole.split(/\s+[|–—:»·-]{1,2}\s+/);
  const last = parts.at(-1) ?? '';
  const named = site !== '' ? last.toLowerCase() === site.toLowerCase() : SITES.test(last);
  if (parts.length > 1 && named)
    return whole.slice(0, whole.lastIndexOf(last)).replace(/\s+[|–—:»·-]{1,2}\s+$/, '');
  return whole || null;
}

function authorLink(body: Element): string {
  let found = '';
  eachElement(body, (e) => {
    if (found === '' && e.tagName === 'a' && /\bauthor\b/.test(attribute(e, 'rel') ?? '')) found = lineOf(e);
  });
  return found.length <= 100 ? found : '';
}

/** Browsers write where a page came from into it, as a comment or by its own canonical address. */
function addressOf(page: Page, source: string, open: string): string | null {
  const saved =
    /<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s*-->/i.exec(source.slice(0, 8192))?.[1] ??
    /<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})/i.exec(source.slice(0, 8192))?.[1];
  const link = findAll(page.head, (e) => e.tagName === 'link').find(
    (e) => attribute(e, 'rel')?.toLowerCase() === 'canonical',
  );
  return (
    [saved, link ? attribute(link, 'href') : undefined, open].find(
      (value) => value !== undefined && /^https?:\/\/[^\s/]+\//.test(value) && URL.canParse(value),
    ) ?? null
  );
}

/**
 * One key for all the forms of a work's address elsewhere: scheme, `www.` and mobile hosts, chapters, slugs, queries
 * and fragments do not make another work.
 */

const AO3_HOST = /(?:^|\.)(?:archiveofourown\.(?:org|com|net|gay)|ao3\.org)$/;
const MOST = 500;

/** Parameters that say how a page is shown or who led there, not which page it is. */
const IDLE_PARAMETER =
  /^(?:utm_\w+|fbclid|gclid|ref|source|share|view_adult|view_full_work|view|style|show_comments|warning|ageconsent|textsize|chapter|page|offset|add_comment_reply_id)$/i;

function parsed(address: string): URL | null {
  const text = address.trim();
  if (text === '' || text.length > 4_000) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `https://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && /[^.]\.[^.]/.test(url.hostname);
  return isWeb ? url : null;
}

const bareHost = (url: URL): string =>
  url.hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:www\d?|m|mobile)\.(?=[^.]+\.)/, '');

/** Sites whose works have a number; the first group of the path's pattern is it. */
const NUMBERED: readonly { host: RegExp; path: RegExp; name: string }[] = [
  {
    host: AO3_HOST,
    path: /^\/(?:(?:collections\/[^/]+|users\/[^/]+|tags\/[^/]+)\/)?works\/(\d+)(?:\/|$)/,
    name: 'ao3',
  },
  { host: AO3_HOST, path: /^\/downloads\/(?:[^/]+\/){0,2}?(\d+)(?:\/|$)/, name: 'ao3' },
  { host: /(?:^|\.)fanfiction\.net$/, path: /^\/(?:s|r)\/(\d+)(?:\/|$)/, name: 'ffnet' },
  { host: /(?:^|\.)fictionpress\.com$/, path: /^\/(?:s|r)\/(\d+)(?:\/|$)/, name: 'fictionpress' },
  { host: /(?:^|\.)wattpad\.com$/, path: /^\/story\/(\d+)/, name: 'wattpad' },
  { host: /(?:^|\.)fimfiction\.net$/, path: /^\/story\/(?:download\/)?(\d+)/, name: 'fimfiction' },
  { host: /(?:^|\.)royalroad\.com$/, path: /^\/fiction\/(\d+)/, name: 'royalroad' },
  { host: /(?:^|\.)tthfanfic\.org$/, path: /^\/story-(\d+)/i, name: 'tthfanfic' },
];

/** Programs that many archives run, each on its own host. */
const PROGRAMS: readonly { path: RegExp; key(match: RegExpExecArray, url: URL): string | null }[] = [
  // The programs of AO3's kind, and this one.
  { path: /^\/(?:collections\/[^/]+\/)?works\/([0-9a-z]+)(?:\/|$)/, key: (m) => `/works/${m[1]}` },
  { path: /^\/threads\/(?:[^/]*\.)?(\d+)(?:\/|$)/, key: (m) => `/threads/${m[1]}` },
  {
    // eFiction.
    path: /^(.*\/viewstory\.php)$/i,
    key: (m, url) =>
      url.searchParams.get('sid') ? `${m[1]!.toLowerCase()}?sid=${url.searchParams.get('sid')}` : null,
  },
];

function plainAddress(host: string, url: URL): string {
  const path = decoded(url.pathname)
    .replace(/\/(?:index|default)\.(?:html?|php)$/i, '')
    .replace(/\/+$/, '');
  const kept = [...url.searchParams].filter(([name]) => !IDLE_PARAMETER.test(name)).sort();
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  return `${host}${path}${query ? `?${query}` : ''}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** @returns the key, at most 500 characters; null for what is no address of a page. */
export function sourceKey(address: string): string | null {
  const url = parsed(address);
  if (!url) return null;
  const host = bareHost(url);
  for (const site of NUMBERED) {
    const id = site.host.test(host) ? site.path.exec(url.pathname)?.[1] : undefined;
    if (id) return `${site.name}:${id.replace(/^0+(?=\d)/, '')}`;
  }
  for (const program of PROGRAMS) {
    const match = program.path.exec(url.pathname);
    const key = match ? program.key(match, url) : null;
    if (key) return `${host}${key}`.slice(0, MOST);
  }
  const plain = plainAddress(host, url);
  // A site's front door is no work.
  return plain === host ? null : plain.slice(0, MOST);
}

/** The number of the chapter that an address names, where sites number them in it; null when it names the whole. */
export function sourceChapter(address: string): number | null {
  const url = parsed(address);
  if (!url) return null;
  const host = bareHost(url);
  const inPath = /(?:^|\.)(?:fanfiction\.net|fictionpress\.com)$/.test(host)
    ? /^\/s\/\d+\/(\d{1,4})(?:\/|$)/
    : /(?:^|\.)fimfiction\.net$/.test(host)
      ? /^\/story\/\d+\/(\d{1,4})(?:\/|$)/
      : /^\/story-\d+-(\d{1,4})(?:\/|$)/i;
  const number = inPath.exec(url.pathname)?.[1] ?? url.searchParams.get('chapter') ?? '';
  return /^[1-9]\d{0,3}$/.test(number) ? Number(number) : null;
}

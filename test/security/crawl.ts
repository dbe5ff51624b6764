/**
 * The crawler and its judges. Each judge returns what it found wrong, in words;
 * an empty list is the proof. They take the site as an argument, so that a test can give them one that leaks.
 */
import { parse } from 'parse5';
import { RIGHTS, type Right } from '../../src/core/rights.js';
import { type Received, send } from './client.js';
import { elements } from './fields.js';
import { linksIn, readable, settled } from './readable.js';
import { fill } from './routes.js';
import { type Rule, ruleOf } from './rules.js';
import type { Secret, Thing } from './things.js';
import { cookieOf, hasRight, type People, type ViewerName } from './viewers.js';

export interface Site {
  origin: string;
  /** `METHOD path`, as the server knows them. */
  routes: readonly string[];
  people: People;
  things: readonly Thing[];
}

export type Pages = ReadonlyMap<string, Received>;

const AT_ONCE = 6;
const MOST_PAGES = 3_000;

/** Calls `work` on every item, a few at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Routes that nobody has said anything about. */
export const routesWithoutRule = (routes: readonly string[]): string[] =>
  routes.filter((route) => !ruleOf(route)).map((route) => `${route} has no rule`);

interface Known {
  route: string;
  method: string;
  path: string;
  rule: Rule;
}

const known = (site: Site): Known[] =>
  site.routes.flatMap((route) => {
    const [method = '', path = ''] = route.split(' ');
    const rule = ruleOf(route);
    return rule ? [{ route, method, path, rule }] : [];
  });

/** Every address that the routes and the things make, and every route that has no rule, as it stands. */
function addresses(site: Site): string[] {
  const gets = known(site).filter(({ method, rule }) => method === 'GET' && !rule.fixed);
  const ruled = gets.flatMap(({ path, rule }) => {
    const paths = rule.of
      ? site.things.filter((thing) => thing.kind === rule.of).map((thing) => fill(path, thing.params))
      : [path];
    return paths.flatMap((one) => (rule.queries ?? ['']).map((query) => one + query));
  });
  const others = site.routes.filter((route) => route.startsWith('GET ') && !ruleOf(route));
  return [...ruled, ...others.map((route) => route.slice('GET '.length))];
}

const isEndless = (url: string): boolean => url.startsWith('/login?') || url.startsWith('/assets/');

/** Every page that a viewer comes to: by the list of routes, and by following links from there. */
export async function crawl(site: Site, viewer: ViewerName): Promise<Pages> {
  const pages = new Map<string, Received>();
  let next = addresses(site);
  while (next.length > 0 && pages.size < MOST_PAGES) {
    const found = new Set<string>();
    await each(next, async (url) => {
      const answer = await send(site.origin, url, { cookie: cookieOf(site.people, viewer) });
      pages.set(url, answer);
      for (const link of linksIn(answer, [site.origin])) found.add(link);
    });
    next = [...found].filter((link) => !pages.has(link) && !isEndless(link)).sort();
  }
  return pages;
}

/** Where people see their own. */
const OWN_ACCOUNT = /^\/account\b/;
/** Where people see what is asked of them. */
const REQUESTS = /^\/my\/invitations\b/;
/** Where creators see whom they asked. */
const CREATORS = /^\/works\/\w+\/creators\b/;
/** Where staff see accounts. */
const PEOPLE_DESK = /^\/admin\/(people|log|writers)\b/;

/** Words of secrets that this viewer was sent and may not see. */
export async function leaks(pages: Pages, secrets: readonly Secret[], viewer: ViewerName): Promise<string[]> {
  const hidden = secrets.filter((secret) => !secret.seenBy.includes(viewer));
  const faults: string[] = [];
  for (const [url, answer] of pages) {
    const text = await readable(answer);
    for (const secret of hidden) {
      if (OWN_ACCOUNT.test(url) && secret.onOwnAccount === viewer) continue;
      if (REQUESTS.test(url) && secret.onRequests === viewer) continue;
      if (CREATORS.test(url) && secret.onCreators?.includes(viewer)) continue;
      if (PEOPLE_DESK.test(url) && secret.onPeopleDesk?.includes(viewer)) continue;
      // What stands in the address the asker knew before; a page may repeat it to come back to.
      const word = secret.words.find((one) => !url.includes(one) && text.includes(one));
      if (word) faults.push(`${viewer} is sent “${word}” (${secret.name}) by ${url}`);
    }
  }
  return faults;
}

/** What became different between two crawls, though nothing that this viewer may see did. */
export function differences(before: Pages, after: Pages, viewer: ViewerName): string[] {
  const faults: string[] = [];
  for (const [url, answer] of before) {
    const later = after.get(url);
    if (!later) faults.push(`${viewer} does not come to ${url} any more`);
    else if (settled(later) !== settled(answer)) faults.push(`${viewer} sees ${url} change`);
  }
  return faults;
}

const sameLength = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, 'z'.repeat(value.length)]));

/** An answer in which the address that was asked for can't be told. */
function faceless(answer: Received, params: Readonly<Record<string, string>>): string {
  let text = settled(answer);
  for (const value of Object.values(params))
    for (const written of [value, encodeURIComponent(value)])
      text = text.replaceAll(written, 'z'.repeat(written.length));
  return text;
}

const isLetIn = (rule: Rule, viewer: ViewerName): boolean =>
  rule.who === 'anyone' ||
  (rule.who === 'members' && viewer !== 'guest') ||
  (rule.who in RIGHTS && hasRight(viewer, rule.who as Right));

async function ask(site: Site, viewer: ViewerName, one: Known, path: string): Promise<Received> {
  const form = one.method === 'POST' ? { ...one.rule.form } : undefined;
  return send(site.origin, path, { cookie: cookieOf(site.people, viewer), ...(form ? { form } : {}) });
}

/** A thing that may be seen is there; one that may not is answered like one that never was. */
async function thingFaults(site: Site, viewer: ViewerName, one: Known): Promise<string[]> {
  const faults: string[] = [];
  for (const thing of site.things.filter(({ kind }) => kind === one.rule.of)) {
    const may = isLetIn(one.rule, viewer) && (one.rule.may?.(thing, viewer) ?? true);
    // A form that is allowed would be carried out.
    if (may && one.method !== 'GET') continue;
    const answer = await ask(site, viewer, one, fill(one.path, thing.params));
    if (may) {
      if (answer.status !== 200 && answer.status !== 303)
        faults.push(`${viewer} gets ${answer.status} from ${one.route} for ${thing.name}`);
      continue;
    }
    const none = sameLength(thing.params);
    const missing = await ask(site, viewer, one, fill(one.path, none));
    if (faceless(answer, thing.params) !== faceless(missing, none))
      faults.push(`${viewer} can tell from ${one.route} that there is ${thing.name}`);
    if (one.rule.who === 'anyone' && answer.status !== 404)
      faults.push(`${viewer} gets ${answer.status} from ${one.route} for ${thing.name}, not 404`);
  }
  return faults;
}

/** Guests are led to log in by a members' page; a page for the host alone is not there for others. */
async function doorFaults(site: Site, viewer: ViewerName, one: Known): Promise<string[]> {
  if (isLetIn(one.rule, viewer)) return [];
  const path = fill(one.path, {});
  const answer = await ask(site, viewer, one, path);
  if (one.rule.who === 'members') {
    // A form that can be kept waits at its own address.
    const backs = one.method === 'GET' ? [path] : ['/', '/kept'];
    const right =
      answer.status === 303 &&
      backs.some((back) => answer.headers.location === `/login?to=${encodeURIComponent(back)}`);
    return right ? [] : [`${viewer} gets ${answer.status} from ${one.route}, not the way to log in`];
  }
  const nowhere = path.replace(/[a-z]/g, 'z');
  const missing = await send(site.origin, nowhere, {
    method: one.method,
    cookie: cookieOf(site.people, viewer),
    ...(one.method === 'POST' ? { form: { ...one.rule.form } } : {}),
  });
  // The menu may hold the address too, on every page alike.
  const names = { path: path.slice(1), nowhere: nowhere.slice(1) };
  const same = faceless(answer, names) === faceless(missing, names);
  return same ? [] : [`${viewer} can tell that there is ${one.route}`];
}

/** Missing and forbidden are one answer, on every route and for every thing. */
export async function existenceFaults(site: Site, viewer: ViewerName): Promise<string[]> {
  const faults: string[] = [];
  await each(known(site), async (one) => {
    if (one.rule.fixed) return;
    faults.push(...(await (one.rule.of ? thingFaults : doorFaults)(site, viewer, one)));
  });
  return faults.sort();
}

/** HEAD is GET without the body. */
export async function headFaults(site: Site, pages: Pages, viewer: ViewerName): Promise<string[]> {
  const faults: string[] = [];
  await each([...pages], async ([url, answer]) => {
    const head = await send(site.origin, url, { method: 'HEAD', cookie: cookieOf(site.people, viewer) });
    const shown = ({ headers, status }: Received) => {
      const { 'transfer-encoding': _, ...rest } = headers;
      return `${status} ${JSON.stringify(rest)}`;
    };
    if (shown(head) !== shown(answer))
      faults.push(`${viewer}: HEAD ${url} says ${shown(head)}, GET says ${shown(answer)}`);
    if (head.body.length > 0) faults.push(`${viewer}: HEAD ${url} has a body`);
  });
  return faults;
}

/** Links that lead nowhere, among those that a viewer is shown. */
export function deadLinks(pages: Pages, origin: string, viewer: ViewerName): string[] {
  const faults: string[] = [];
  for (const [url, answer] of pages) {
    for (const link of linksIn(answer, [origin])) {
      const led = pages.get(link);
      if (led && led.status >= 400) faults.push(`${viewer}: ${url} leads to ${link} (${led.status})`);
    }
  }
  return faults;
}

/** Headers that a crawled page lacks: members' pages are theirs alone, and no page may be made to run what is not ours. */
export function careless(pages: Pages, viewer: ViewerName): string[] {
  const faults: string[] = [];
  for (const [url, { headers, status }] of pages) {
    if (status >= 500) faults.push(`${viewer}: ${url} answers ${status}`);
    const policy = String(headers['content-security-policy'] ?? '');
    const strict = policy.startsWith("default-src 'none'; ") && !policy.includes('unsafe');
    if (!strict) faults.push(`${viewer}: ${url} has the policy “${policy}”`);
    if (headers['x-content-type-options'] !== 'nosniff') faults.push(`${viewer}: ${url} may be sniffed`);
    const kept = String(headers['cache-control'] ?? '');
    const isHtml = String(headers['content-type'] ?? '').startsWith('text/html');
    const right = viewer === 'guest' || !isHtml ? /^(private|no-store)/ : /^private, no-store$/;
    const isEverybodys = ruleOf(`GET ${url}`)?.fixed === true;
    if (!isEverybodys && !right.test(kept))
      faults.push(`${viewer}: ${url} (${status}) may be kept: “${kept}”`);
  }
  return faults;
}

/** Scripts, styles and handlers that stand in a page itself. */
export function inlineCode(pages: Pages): string[] {
  const faults: string[] = [];
  for (const [url, answer] of pages) {
    if (!String(answer.headers['content-type'] ?? '').startsWith('text/html')) continue;
    for (const element of elements(parse(answer.text))) {
      const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
      const isData = attributes.get('type') === 'application/ld+json';
      if (element.tagName === 'script' && !isData && element.childNodes.length > 0)
        faults.push(`${url} holds a script`);
      if (element.tagName === 'style') faults.push(`${url} holds a style sheet`);
      for (const [name, value] of attributes) {
        if (/^(on|style$|srcdoc$)/.test(name)) faults.push(`${url} holds ${name}="${value}"`);
        if (/^\s*(javascript|data|vbscript):/i.test(value)) faults.push(`${url} holds ${name}="${value}"`);
      }
    }
  }
  return faults;
}

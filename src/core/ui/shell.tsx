/** The page around every page: head, header, main, footer. */
import type { ComponentChildren } from 'preact';
import type { Head } from '../http/route.js';
import { LANGUAGES, useWords } from '../messages/index.js';
import { standingNotice } from '../standing.js';
import { THEMES, useSurroundings } from './context.js';
import { desksOf } from './desks.js';
import { deviceName } from './device-name.js';
import { JsonLd } from './html.js';

/** What staff told a member. */
const NOTICES_PATH = '/my/notices';
const PROOF_PATH = '/account/second-factor';

function HeadElements({ title, head, origin }: { title: string; head: Head; origin: string }) {
  const { settings, asset } = useSurroundings();
  const absolute = (path: string) => (path.startsWith('/') ? origin + path : path);
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === settings.name ? title : `${title} · ${settings.name}`}</title>
      <meta name="color-scheme" content="light dark" />
      {head.description ? <meta name="description" content={head.description} /> : null}
      {head.robots ? <meta name="robots" content={head.robots} /> : null}
      {head.canonical ? <link rel="canonical" href={absolute(head.canonical)} /> : null}
      {head.prev ? <link rel="prev" href={head.prev} /> : null}
      {head.next ? <link rel="next" href={head.next} /> : null}
      {Object.entries(head.openGraph ?? {}).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={asset('app.css')} />
      {head.styles?.map((path) => (
        <link key={path} rel="stylesheet" href={path} />
      ))}
      <script type="module" src={asset('common.js')} />
      {head.scripts?.map((name) => (
        <script key={name} type="module" src={asset(name)} />
      ))}
      {head.jsonLd ? <JsonLd data={head.jsonLd} /> : null}
    </head>
  );
}

/** The link of the page that is shown says so. */
function NavLink({ to, children }: { to: string; children: ComponentChildren }) {
  const { here } = useSurroundings();
  return (
    <a href={to} aria-current={here.split('?')[0] === to ? 'page' : undefined}>
      {children}
    </a>
  );
}

/**
 * The page to log in on, which leads back to `here`. On that page itself it leads where that page does,
 * and an address with a token in it is written into no link.
 */
export function logInPath(here: string): string {
  const [path, ...rest] = here.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const to = path === '/login' ? query.get('to') : query.has('token') ? null : here;
  return to ? `/login?to=${encodeURIComponent(to)}` : '/login';
}

function Menu() {
  const w = useWords();
  const { viewer, here } = useSurroundings();
  const [desk] = desksOf(viewer);
  return (
    <nav aria-label={w.site.menu}>
      <ul>
        <li>
          <NavLink to="/works">{w.site.browse}</NavLink>
        </li>
        {viewer.kind === 'member' ? (
          <>
            <li>
              <NavLink to="/import">{w.site.import}</NavLink>
            </li>
            <li>
              <NavLink to="/my/works">{w.site.mine}</NavLink>
            </li>
            <li>
              <NavLink to="/account">{w.account.link}</NavLink>
            </li>
            {desk ? (
              <li>
                <NavLink to={desk.path}>{w.site.admin}</NavLink>
              </li>
            ) : null}
            <li>
              <form method="post" action="/logout" data-who={deviceName(viewer)}>
                <button type="submit" class="quiet">
                  {w.site.logOut}
                </button>
              </form>
            </li>
          </>
        ) : (
          <li>
            <a href={logInPath(here)} rel="nofollow">
              {w.site.logIn}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function SiteHeader() {
  const { settings, isSetUp } = useSurroundings();
  return (
    <header class="site-header">
      <a class="site-name" href="/">
        {settings.name}
      </a>
      {isSetUp ? <Menu /> : null}
    </header>
  );
}

function SiteFooter() {
  const w = useWords();
  const { theme, here } = useSurroundings();
  return (
    <footer class="site-footer">
      <form method="post" action="/theme" class="theme-form">
        <input type="hidden" name="to" value={here} />
        <label for="theme">{w.site.theme}</label>
        <select id="theme" name="theme">
          {THEMES.map((name) => (
            <option key={name} value={name} selected={name === theme}>
              {w.site.themes[name]}
            </option>
          ))}
        </select>
        <button type="submit">{w.site.themeSet}</button>
      </form>
      <form method="post" action="/language" class="theme-form language-form">
        <input type="hidden" name="to" value={here} />
        <label for="language">{w.site.language}</label>
        <select id="language" name="language">
          {LANGUAGES.map(([code, name]) => (
            <option key={code} value={code} lang={code} selected={code === w.locale}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit">{w.site.languageSet}</button>
      </form>
      <p>{w.site.poweredBy}</p>
    </footer>
  );
}

/** Whoever may not write is told so on every page, and until when; and whatever staff told them waits to be read. */
function StandingNotice() {
  const w = useWords();
  const { viewer, here } = useSurroundings();
  const notice = standingNotice(viewer, w);
  const waits = viewer.kind === 'member' && viewer.unread === true && here.split('?')[0] !== NOTICES_PATH;
  if (!notice && !waits) return null;
  return (
    <p class="problem">
      {notice ?? w.staff.notices.waiting} {waits ? <a href={NOTICES_PATH}>{w.staff.notices.open}</a> : null}
    </p>
  );
}

/** Whose roles wait for a second proof. */
function ProofNotice() {
  const w = useWords();
  const { viewer, here } = useSurroundings();
  if (viewer.kind !== 'member' || !viewer.mustProve || here.startsWith(PROOF_PATH)) return null;
  return (
    <p class="problem">
      {w.secondFactor.required} <a href={PROOF_PATH}>{w.secondFactor.app.setUp}</a>
    </p>
  );
}

export function Shell(props: {
  title: string;
  head?: Head;
  origin: string;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const w = useWords();
  const { theme } = useSurroundings();
  return (
    <html lang={w.locale} dir={w.direction} data-theme={theme}>
      <HeadElements title={props.title} head={props.head ?? {}} origin={props.origin} />
      <body>
        <a class="skip-link" href="#main">
          {w.site.skip}
        </a>
        <SiteHeader />
        <main id="main" class={props.wide ? 'wide' : undefined} tabIndex={-1}>
          <StandingNotice />
          <ProofNotice />
          {props.children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}

import { safePath } from '../../core/http/forms.js';
import { open, page, type Route, redirect } from '../../core/http/route.js';
import { LANGUAGE_COOKIE, THEME_COOKIE } from '../../core/http/session.js';
import { LANGUAGES } from '../../core/messages/index.js';
import { THEMES } from '../../core/ui/context.js';
import { type FindApp, favouritesOf, newestKeys } from '../find/index.js';
import { chooseLanguage } from '../people/index.js';
import { blurbs } from '../works/index.js';
import { FAVICON, robots, securityText } from './small-files.js';
import { HomeView } from './views.js';

const YEAR = 365 * 24 * 3600;
const SHOWN = 10;

export const homeRoutes = (app: FindApp): Route[] => [
  open('GET', '/', async (ask) => {
    const works = await blurbs(app.db, ask.viewer, await newestKeys(app, ask.viewer, SHOWN), ask.words);
    const favourites = await favouritesOf(app.db, ask.viewer);
    return page(ask.settings.name, <HomeView works={works} favourites={favourites} />, {
      wide: true,
      head: { canonical: '/' },
    });
  }),
  open(
    'POST',
    '/theme',
    (ask) => {
      const theme = THEMES.find((name) => name === ask.form.text('theme')) ?? 'system';
      return redirect(safePath(ask.form.text('to')), {
        cookies: [{ name: THEME_COOKIE, value: theme === 'system' ? null : theme, maxAgeSeconds: YEAR }],
      });
    },
    { does: 'nothing' },
  ),
  open(
    'POST',
    '/language',
    async (ask) => {
      const language = LANGUAGES.find(([code]) => code === ask.form.text('language'))?.[0] ?? null;
      if (language && ask.viewer.kind === 'member')
        await chooseLanguage(app.db, ask.viewer.accountId, language);
      return redirect(safePath(ask.form.text('to')), {
        cookies: [{ name: LANGUAGE_COOKIE, value: language, maxAgeSeconds: YEAR }],
      });
    },
    { does: 'nothing' },
  ),
  open('GET', '/robots.txt', () => ({ kind: 'bytes', type: 'text/plain; charset=utf-8', body: robots })),
  open('GET', '/.well-known/security.txt', (ask) => ({
    kind: 'bytes',
    type: 'text/plain; charset=utf-8',
    body: securityText(ask.origin, app.config.FANLIGHT_CONTACT, ask.now),
  })),
  open(
    'GET',
    '/favicon.svg',
    () => ({
      kind: 'bytes',
      type: 'image/svg+xml',
      body: FAVICON,
      headers: { 'cache-control': 'public, max-age=86400' },
    }),
    { beforeSetup: true },
  ),
];

/** A page answer becomes HTML. */
import { renderToString } from 'preact-render-to-string';
import type { App } from '../app.js';
import { WordsProvider } from '../messages/index.js';
import { type Surroundings, SurroundingsProvider, THEMES, type Theme } from '../ui/context.js';
import { assemble, type DrawnHtml, Kept, Pieces } from '../ui/drawn.js';
import { Shell } from '../ui/shell.js';
import { isReading } from './origin.js';
import type { Ask, PageAnswer } from './route.js';
import { THEME_COOKIE } from './session.js';

const themeOf = (cookie: string | undefined): Theme => THEMES.find((theme) => theme === cookie) ?? 'system';

/** Whole pages for guests, by everything that went into them. */
const kept = new Kept<Buffer>(32 * 1024 * 1024, (page) => page.length);

export function renderPage(app: App, ask: Ask, answer: PageAnswer): Buffer {
  const around: Surroundings = {
    settings: ask.settings,
    isSetUp: ask.isSetUp,
    viewer: ask.viewer,
    theme: themeOf(ask.cookies[THEME_COOKIE]),
    timeZone: ask.timeZone,
    here: isReading(ask.request) ? ask.url : '/',
    asset: app.assets.url,
  };
  if (answer.keptAs === undefined || ask.viewer.kind !== 'guest') return drawPage(around, ask, answer);
  const { name } = ask.settings;
  const key = [
    answer.keptAs,
    around.theme,
    around.here,
    ask.origin,
    name,
    ask.words.locale,
    around.timeZone,
    app.assets.url('app.css'),
  ].join('\n');
  return kept.find(key) ?? kept.keep(key, drawPage(around, ask, answer));
}

function drawPage(around: Surroundings, ask: Ask, answer: PageAnswer): Buffer {
  const pieces: DrawnHtml[] = [];
  const html = renderToString(
    <WordsProvider value={ask.words}>
      <SurroundingsProvider value={around}>
        <Pieces.Provider value={pieces}>
          <Shell
            title={answer.title}
            head={answer.head ?? {}}
            origin={ask.origin}
            wide={answer.wide ?? false}
          >
            {answer.view}
          </Shell>
        </Pieces.Provider>
      </SurroundingsProvider>
    </WordsProvider>,
  );
  return assemble(`<!doctype html>${html}`, pieces);
}

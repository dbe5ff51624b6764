import type { App } from '../../../core/app.js';
import { AppError } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import type { Returned } from '../../people/index.js';
import { dropSearch, renameSearch, saveSearch, searchesOf, setAlerts } from './store.js';
import { SearchesView } from './views.js';

const PATH = '/my/searches';

async function show(app: App, ask: MemberAsk, returned: Returned): Promise<Answer> {
  const searches = await searchesOf(app.db, ask.viewer.accountId);
  return page(ask.words.find.saved.title, <SearchesView searches={searches} returned={returned} />, {
    status: returned.summary ? 422 : 200,
  });
}

async function carryOut(app: App, ask: MemberAsk): Promise<void> {
  const { form, words, now } = ask;
  const { accountId } = ask.viewer;
  const [act, id, name] = [form.text('act'), form.text('id'), form.text('name')];
  if (act === 'save') {
    const given = { name, query: form.text('query'), alerts: form.text('alerts') === 'yes' };
    await saveSearch(app.db, accountId, given, words, now);
  } else if (act === 'rename') await renameSearch(app.db, accountId, id, name, words);
  else if (act === 'alert' || act === 'quiet') await setAlerts(app.db, accountId, id, act === 'alert', now);
  else if (act === 'drop') await dropSearch(app.db, accountId, id);
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    await carryOut(app, ask);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return show(app, ask, { values: ask.form.values(), faults: error.fields, summary: error.safe });
  }
  return redirect(`${PATH}?${ask.form.text('act') === 'drop' ? 'dropped' : 'saved'}`);
}

export const savedRoutes = (app: App): Route[] => [
  members('GET', PATH, (ask) => {
    const { saved, dropped } = ask.words.find.saved;
    const notice = ask.query.has('saved') ? saved : ask.query.has('dropped') ? dropped : undefined;
    return show(app, ask, { values: {}, faults: {}, notice });
  }),
  members('POST', PATH, (ask) => change(app, ask), { does: 'nothing' }),
];

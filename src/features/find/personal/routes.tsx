/** What a reader never wants to see: the page of their account, and hiding one work from its place in a list. */
import type { App } from '../../../core/app.js';
import { AppError } from '../../../core/errors.js';
import { safePath } from '../../../core/http/forms.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import type { Returned } from '../../people/index.js';
import { ADDABLE, addFilters, hideWork, removeFilter } from './actions.js';
import { filtersOf } from './queries.js';
import { FiltersView } from './views.js';

const PATH = '/account/filters';

async function show(app: App, ask: MemberAsk, returned: Returned): Promise<Answer> {
  const filters = await filtersOf(app.db, ask.viewer);
  return page(ask.words.find.mine.title, <FiltersView filters={filters} returned={returned} />, {
    status: returned.summary ? 422 : 200,
  });
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const { form, viewer, words, now } = ask;
  if (form.text('act') === 'remove') {
    await removeFilter(app.db, viewer.accountId, form.text('id'));
    return redirect(`${PATH}?removed`);
  }
  const kind = ADDABLE.find((one) => one === form.text('kind')) ?? 'tag';
  try {
    const given = { kind, value: form.text('value'), reason: form.text('reason').trim() };
    await addFilters(app.db, viewer, given, words, now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return show(app, ask, { values: form.values(), faults: error.fields, summary: error.safe });
  }
  return redirect(`${PATH}?added`);
}

async function exported(app: App, ask: MemberAsk): Promise<Answer> {
  const filters = await filtersOf(app.db, ask.viewer);
  const list = filters.map(({ kind, name, tagType, words, reason, workId }) => ({
    kind,
    ...(tagType === null ? {} : { type: tagType }),
    ...(name === null ? {} : { name }),
    ...(words === null ? {} : { words }),
    ...(workId === null ? {} : { work: `${ask.origin}/works/${workId}` }),
    ...(reason === '' ? {} : { reason }),
  }));
  return {
    kind: 'bytes',
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify({ filters: list }, null, 2)}\n`,
    headers: { 'cache-control': 'private, no-store' },
  };
}

async function hide(app: App, ask: MemberAsk): Promise<Answer> {
  const hidden = ask.form.text('act') !== 'show';
  await hideWork(app.db, ask.viewer, ask.params.id ?? '', hidden, ask.words, ask.now);
  return redirect(safePath(ask.form.text('to'), '/works'));
}

export const personalRoutes = (app: App): Route[] => [
  members('GET', PATH, (ask) => {
    const { added, removed } = ask.words.find.mine;
    const notice = ask.query.has('added') ? added : ask.query.has('removed') ? removed : undefined;
    return show(app, ask, { values: {}, faults: {}, notice });
  }),
  members('POST', PATH, (ask) => change(app, ask), { does: 'nothing' }),
  members('GET', `${PATH}.json`, (ask) => exported(app, ask)),
  members('POST', '/works/:id/hide', (ask) => hide(app, ask), { does: 'nothing' }),
];

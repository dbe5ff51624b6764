/** The second step of an import: what is said about the work, and then it is saved. */
import { isDeepStrictEqual } from 'node:util';
import type { App } from '../../core/app.js';
import { AppError, type FieldFaults, notFound } from '../../core/errors.js';
import { type Answer, type MemberAsk, members, page, type Route, redirect } from '../../core/http/route.js';
import { pseudsOf } from '../people/index.js';
import { readWorkForm, WORK_FORM_SCRIPTS } from '../works/index.js';
import { keepFields } from './actions.js';
import { readForOthers } from './for-others.js';
import { draftOf, importById } from './queries.js';
import { saveImport } from './save.js';
import { DetailsView } from './views.js';

async function askedDraft(app: App, ask: MemberAsk) {
  const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
  if (!row) throw notFound();
  return { row, draft: row.state === 'review' ? await draftOf(app.db, ask.viewer, row.key) : undefined };
}

async function show(app: App, ask: MemberAsk, faults: FieldFaults = {}, summary?: string): Promise<Answer> {
  const { row, draft } = await askedDraft(app, ask);
  if (!draft) return redirect(`/imports/${row.id}`);
  const pseuds = await pseudsOf(app.db, ask.viewer.accountId);
  const chosen = ask.form.text('pseud') || pseuds[0]?.publicId || '';
  return page(
    ask.words.imports.details.title,
    <DetailsView
      id={row.id}
      draft={draft}
      pseuds={pseuds}
      pseud={chosen}
      faults={faults}
      summary={summary}
    />,
    { status: summary ? 422 : 200, head: { scripts: WORK_FORM_SCRIPTS } },
  );
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    return await saveOnce(app, ask);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error;
    // The same form, sent twice at once: the other one has saved it.
    const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
    if (row?.state === 'saved') return redirect(`/imports/${row.id}`);
    return show(app, ask, error.fields, error.said(ask.words));
  }
}

async function saveOnce(app: App, ask: MemberAsk): Promise<Answer> {
  const { row, draft } = await askedDraft(app, ask);
  if (!draft) return redirect(`/imports/${row.id}`);
  // What was typed is kept first, whatever becomes of the saving.
  const fields = readWorkForm(ask.form, draft.fields, [ask.origin, ask.settings.address]);
  const forOthers = readForOthers(ask.form, draft.forOthers);
  if (!isDeepStrictEqual([fields, forOthers], [draft.fields, draft.forOthers]))
    await keepFields(app.db, ask.viewer, row.id, { fields, ...(forOthers ? { forOthers } : {}) }, ask.now);
  const wish = ask.form.text('save');
  if (wish === 'back') return redirect(`/imports/${row.id}`);
  const state = wish === 'posted' ? 'posted' : 'draft';
  const pseuds = await pseudsOf(app.db, ask.viewer.accountId);
  const pseud = pseuds.find((p) => p.publicId === ask.form.text('pseud'));
  const tools = { db: app.db, sanitiser: app.sanitiser, words: ask.words };
  const id = await saveImport(tools, ask.viewer, row.id, state, ask.now, pseud?.id);
  return redirect(`/works/${id}?${state === 'posted' ? 'posted' : 'saved'}`);
}

export const detailsRoutes = (app: App): Route[] => [
  members('GET', '/imports/:id/details', (ask) => show(app, ask)),
  members('POST', '/imports/:id/details', (ask) => save(app, ask)),
];

/** A file that its person has here already: what is new in it, and what is to become of it. And a joined work, taken apart. */
import type { App } from '../../core/app.js';
import { AppError, badInput, notFound } from '../../core/errors.js';
import { type Answer, type MemberAsk, members, page, type Route, redirect } from '../../core/http/route.js';
import { othersBySource } from '../works/index.js';
import { takeApart } from './batches/join.js';
import { batchPath } from './batches/views.js';
import { existingWork } from './existing.js';
import { ApartView, ExistingNotice, ExistingView } from './existing-views.js';
import { type ImportRow, importById, partNames } from './queries.js';
import { decideOne, isDecidable, previewImport, updateWithImport } from './save.js';

async function asked(app: App, ask: MemberAsk): Promise<ImportRow> {
  const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
  if (!row) throw notFound();
  return row;
}

/** The person's own work that this import is, as long as it can still become part of it. */
const ownExisting = (app: App, ask: MemberAsk, row: ImportRow) =>
  isDecidable(row) ? existingWork(app.db, ask.viewer.accountId, row) : undefined;

const toolsOf = (app: App, ask: MemberAsk) => ({
  db: app.db,
  sanitiser: app.sanitiser,
  words: ask.words,
});

async function show(app: App, ask: MemberAsk, fault?: AppError): Promise<Answer> {
  const row = await asked(app, ask);
  const existing = await ownExisting(app, ask, row);
  if (!existing) return redirect(`/imports/${row.id}`);
  const preview = await previewImport(toolsOf(app, ask), ask.viewer, row.key, existing.id);
  return page(
    ask.words.batches.one.title,
    <ExistingView row={row} existing={existing} preview={preview} fault={fault?.said(ask.words)} />,
    { status: fault?.status ?? 200 },
  );
}

async function decide(app: App, ask: MemberAsk): Promise<Answer> {
  const row = await asked(app, ask);
  const existing = await ownExisting(app, ask, row);
  if (!existing) return redirect(`/imports/${row.id}`);
  const choice = ask.form.text('choice');
  const back = row.batchId ? batchPath(row.batchId) : '/imports';
  if (choice === 'skip') {
    await decideOne(app.db, ask.viewer, row.id, 'skip', ask.now);
    return redirect(back);
  }
  if (choice === 'new') {
    await decideOne(app.db, ask.viewer, row.id, 'new', ask.now);
    return redirect(`/imports/${row.id}`);
  }
  if (choice !== 'update') throw badInput(ask.words.imports.review.title(row.name));
  await decideOne(app.db, ask.viewer, row.id, 'update', ask.now);
  const to = { workId: existing.id, replaceMine: ask.form.has('mine') };
  const id = await updateWithImport(toolsOf(app, ask), ask.viewer, row.id, to, ask.now);
  return redirect(`/works/${id}/chapters?updated`);
}

async function choose(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    return await decide(app, ask);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error;
    return show(app, ask, error);
  }
}

/** What the review says above its text when the work may be here already; null when it is not. */
export async function existingNotice(app: App, ask: MemberAsk, row: ImportRow) {
  const existing = row.asAnother ? undefined : await ownExisting(app, ask, row);
  const other =
    existing || !row.sourceKey ? undefined : await othersBySource(app.db, ask.viewer, row.sourceKey);
  return existing || other ? <ExistingNotice id={row.id} own={existing} other={other} /> : null;
}

async function askApart(app: App, ask: MemberAsk): Promise<Answer> {
  const row = await asked(app, ask);
  const parts = await partNames(app.db, ask.viewer, row.key);
  if (parts.length === 0) return redirect(`/imports/${row.id}`);
  return page(ask.words.batches.apartTitle, <ApartView row={row} parts={parts} />);
}

async function apart(app: App, ask: MemberAsk): Promise<Answer> {
  const row = await asked(app, ask);
  await takeApart(app.db, ask.viewer, row.id, ask.now);
  return redirect(row.batchId ? `${batchPath(row.batchId)}?did=apart` : '/imports');
}

export const existingRoutes = (app: App): Route[] => [
  members('GET', '/imports/:id/existing', (ask) => show(app, ask)),
  members('POST', '/imports/:id/existing', (ask) => choose(app, ask)),
  members('GET', '/imports/:id/apart', (ask) => askApart(app, ask)),
  members('POST', '/imports/:id/apart', (ask) => apart(app, ask)),
];

import type { App } from '../../core/app.js';
import { notFound } from '../../core/errors.js';
import { findOnce } from '../../core/http/once.js';
import {
  type Answer,
  type Ask,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../core/http/route.js';
import { newId } from '../../core/ids.js';
import { LIMITS } from '../../core/limits.js';
import { pageNumber } from '../../core/ui/pager.js';
import { discardImport, placeOf, readAgain, takeIn } from './actions.js';
import { detailsRoutes } from './details-routes.js';
import { type ImportRow, importById, importsOf } from './queries.js';
import { reviewRoutes, showReview } from './review/routes.js';
import { dropFile, keepText, readUpload, type Upload } from './upload.js';
import { BringView, DiscardView, FailedView, ImportsView, WaitView } from './views.js';

export async function askedImport(app: App, ask: MemberAsk): Promise<ImportRow> {
  const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
  if (!row) throw notFound();
  return row;
}

const bring = (ask: Ask, paste = '', fault?: string): Answer =>
  page(ask.words.imports.title, <BringView once={newId()} paste={paste} fault={fault} />, {
    status: fault ? 422 : 200,
    head: { scripts: ['paste.js'] },
  });

/** The clipboard's HTML comes in a field of its own when the browser gave it; else what was typed may be HTML source. */
async function withPaste(app: App, ask: Ask, { form, arrivals }: Upload): Promise<Upload['arrivals']> {
  const html = form.text('html');
  const typed = form.text('paste');
  const text = html.trim() ? html : typed;
  if (text.trim() === '') return arrivals;
  const looksLikeHtml =
    html.trim() !== '' || /^\s*<(?:!doctype|html|body|p|div|h[1-6]|article|section)\b/i.test(text);
  const source =
    looksLikeHtml && !/<html\b/i.test(text)
      ? `<!doctype html><meta charset="utf-8"><title></title><body>${text}`
      : text;
  return [
    ...arrivals,
    await keepText(
      app.config.dataDir,
      `${ask.words.imports.pasted}.${looksLikeHtml ? 'html' : 'txt'}`,
      source,
    ),
  ];
}

async function take(app: App, ask: MemberAsk): Promise<Answer> {
  await app.limiter.act('import', `account:${ask.viewer.accountId}`);
  const upload = await readUpload(app.config.dataDir, ask.request);
  const key = `import:${ask.viewer.accountId}:${upload.form.text('once')}`;
  const arrivals = await withPaste(app, ask, upload);
  if (arrivals.length === 0) return bring(ask, upload.form.text('paste'), ask.words.imports.nothing);
  try {
    return redirect(
      placeOf(
        await takeIn(app.db, ask.viewer.accountId, arrivals, {}, ask.now, { withJob: true, once: key }),
      ),
    );
  } catch (error) {
    // Nothing was taken in: the copies go, and a form that was carried out before leads where it led then.
    await Promise.all(arrivals.map((arrival) => dropFile(app.config.dataDir, arrival.file)));
    const before = await findOnce(app.db, key);
    if (before) return redirect(before);
    throw error;
  }
}

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const rows = await importsOf(app.db, ask.viewer, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  const notice = ask.query.has('discarded') ? ask.words.imports.discarded : undefined;
  const waits = rows.some((row) => row.state === 'waiting' || row.state === 'reading');
  return page(
    ask.words.imports.list,
    <ImportsView
      rows={rows.slice(0, LIMITS.pageSize)}
      page={number}
      more={rows.length > LIMITS.pageSize}
      notice={notice}
    />,
    {
      headers: waits ? { refresh: '3' } : {},
    },
  );
}

async function one(app: App, ask: MemberAsk): Promise<Answer> {
  const row = await askedImport(app, ask);
  switch (row.state) {
    case 'waiting':
    case 'reading':
      return page(ask.words.imports.waitTitle, <WaitView row={row} />, { headers: { refresh: '1' } });
    case 'failed':
      return page(ask.words.imports.states.failed, <FailedView row={row} />);
    case 'saved':
      return redirect(row.workId ? `/works/${row.workId}` : '/imports');
    case 'review':
      return showReview(app, ask, row);
  }
}

async function discard(app: App, ask: MemberAsk): Promise<Answer> {
  await dropFile(app.config.dataDir, await discardImport(app.db, ask.viewer, ask.params.id ?? ''));
  return redirect('/imports?discarded');
}

async function again(app: App, ask: MemberAsk): Promise<Answer> {
  await readAgain(app.db, ask.viewer, ask.params.id ?? '', ask.now);
  return redirect(`/imports/${ask.params.id}`);
}

export const importsRoutes = (app: App): Route[] => [
  members('GET', '/import', (ask) => bring(ask)),
  members('POST', '/import', (ask) => take(app, ask), { upload: true }),
  members('GET', '/imports', (ask) => list(app, ask)),
  members('GET', '/imports/:id', (ask) => one(app, ask)),
  members('GET', '/imports/:id/discard', async (ask) =>
    page(ask.words.imports.discardTitle, <DiscardView row={await askedImport(app, ask)} />),
  ),
  members('POST', '/imports/:id/discard', (ask) => discard(app, ask)),
  members('POST', '/imports/:id/again', (ask) => again(app, ask)),
  ...reviewRoutes(app),
  ...detailsRoutes(app),
];

import type { App } from '../../core/app.js';
import { type AppError, asAppError, badInput, notFound } from '../../core/errors.js';
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
import { batchesOf } from './batches/queries.js';
import { batchRoutes } from './batches/routes.js';
import { takeInMany } from './batches/take-in.js';
import { BatchList, batchPath } from './batches/views.js';
import { detailsRoutes } from './details-routes.js';
import { existingNotice, existingRoutes } from './existing-routes.js';
import { readForOthersWish } from './for-others.js';
import { type ImportRow, importById, importsOf } from './queries.js';
import { reviewRoutes, showReview } from './review/routes.js';
import { dropFile, keepText, readUpload, type Upload } from './upload.js';
import { BringView, DiscardView, FailedView, ImportsView, WaitView } from './views.js';
import { walkRoutes } from './walk/routes.js';

export async function askedImport(app: App, ask: MemberAsk): Promise<ImportRow> {
  const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
  if (!row) throw notFound();
  return row;
}

interface Brought {
  paste: string;
  html: string;
  forOthers: { archive: string; chosen: boolean };
}

const NOTHING: Brought = { paste: '', html: '', forOthers: { archive: '', chosen: false } };

const bring = (ask: Ask, brought: Brought = NOTHING, fault?: AppError): Answer =>
  page(ask.words.imports.title, <BringView once={newId()} {...brought} fault={fault?.said(ask.words)} />, {
    status: fault?.status ?? 200,
    headers: fault?.headers ?? {},
    head: { scripts: ['paste.js'] },
  });

const HTML_SOURCE = /^\s*<(?:!doctype|html|head|body|p|div|h[1-6]|article|section|span|meta|br)\b/i;
const NAME_WORDS = 6;

/** A paste is called by its first words. */
function pasteName(ask: Ask, text: string): string {
  const first = text
    .slice(0, 2000)
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, NAME_WORDS)
    .join(' ');
  return `${ask.words.imports.pasted}: ${first.slice(0, 80)} …`;
}

/** The clipboard's HTML comes in a field of its own where the browser gave it; else what was typed may be HTML source. */
async function withPaste(app: App, ask: Ask, { form, arrivals }: Upload): Promise<Upload['arrivals']> {
  const html = form.text('html');
  const typed = form.text('paste');
  const text = html.trim() ? html : typed;
  if (text.trim() === '') return arrivals;
  const isHtml = html.trim() !== '' || HTML_SOURCE.test(text);
  const source =
    isHtml && !/<html\b/i.test(text)
      ? `<!doctype html><meta charset="utf-8"><title></title><body>${text}`
      : text;
  return [...arrivals, await keepText(app.config.dataDir, pasteName(ask, typed || text), source)];
}

/** Takes in what was sent. @throws AppError; nothing is kept then. */
async function takeUpload(app: App, ask: MemberAsk, upload: Upload): Promise<Answer> {
  const { db, config } = app;
  // A form without a key is a new form each time.
  const key = `import:${ask.viewer.accountId}:${upload.form.text('once').slice(0, 64) || newId()}`;
  const wishes = readForOthersWish(upload.form, ask.viewer, ask.words);
  const arrivals = await withPaste(app, ask, upload);
  if (arrivals.length === 0) throw badInput(ask.words.imports.nothing);
  try {
    const many = await takeInMany(
      app,
      ask.viewer.accountId,
      { ...upload, arrivals },
      { once: key, wishes },
      ask,
    );
    if (many) return redirect(batchPath(many));
    const ids = await takeIn(db, ask.viewer.accountId, arrivals, wishes, ask.now, {
      withJob: true,
      once: key,
    });
    return redirect(placeOf(ids));
  } catch (error) {
    // Nothing was taken in: the copies go, and a form that was carried out before leads where it led then.
    await Promise.all(arrivals.map((arrival) => dropFile(config.dataDir, arrival.file)));
    const before = await findOnce(db, key);
    if (before) return redirect(before);
    throw error;
  }
}

async function take(app: App, ask: MemberAsk): Promise<Answer> {
  await app.limiter.act('import', `account:${ask.viewer.accountId}`);
  let brought = NOTHING;
  try {
    const upload = await readUpload(app.config, ask.request);
    const { form } = upload;
    brought = {
      paste: form.text('paste'),
      html: form.text('html'),
      forOthers: { archive: form.text('archive'), chosen: form.has('forOthers') },
    };
    return await takeUpload(app, ask, upload);
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.status >= 500) throw error;
    return bring(ask, brought, error);
  }
}

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const rows = await importsOf(app.db, ask.viewer, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  const batches = await batchesOf(app.db, ask.viewer, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  const notice = ask.query.has('discarded')
    ? ask.words.imports.discarded
    : ask.query.has('removed')
      ? ask.words.batches.removed
      : undefined;
  const waits = rows.some((row) => row.state === 'waiting' || row.state === 'reading');
  return page(
    ask.words.imports.list,
    <ImportsView
      rows={rows.slice(0, LIMITS.pageSize)}
      page={number}
      more={rows.length > LIMITS.pageSize || batches.length > LIMITS.pageSize}
      notice={notice}
      before={<BatchList batches={batches.slice(0, LIMITS.pageSize)} />}
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
    case 'skipped':
      return redirect(`/imports/${row.id}/existing`);
    case 'joined':
      return redirect(`/imports/${row.joinedInto}`);
    case 'review': {
      const notice = await existingNotice(app, ask, row);
      const answer = await showReview(app, ask, row);
      if (notice === null || answer.kind !== 'page') return answer;
      return {
        ...answer,
        view: (
          <>
            {notice}
            {answer.view}
          </>
        ),
      };
    }
  }
}

async function discard(app: App, ask: MemberAsk): Promise<Answer> {
  const { batchId } = await askedImport(app, ask);
  for (const file of await discardImport(app.db, ask.viewer, ask.params.id ?? ''))
    await dropFile(app.config.dataDir, file);
  return redirect(batchId ? `${batchPath(batchId)}?did=failed` : '/imports?discarded');
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
  members('POST', '/imports/:id/discard', (ask) => discard(app, ask), { does: 'deletes' }),
  members('POST', '/imports/:id/again', (ask) => again(app, ask)),
  ...batchRoutes(app),
  ...existingRoutes(app),
  ...reviewRoutes(app),
  ...walkRoutes(app),
  ...detailsRoutes(app),
];

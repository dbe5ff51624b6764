import type { App } from '../../../core/app.js';
import { AppError, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { pseudsOf } from '../../people/index.js';
import { RATINGS, readTagList, WARNINGS } from '../../tags/index.js';
import { dropFile } from '../upload.js';
import {
  againFailed,
  continueBatch,
  decideExisting,
  fillMissing,
  removeBatch,
  removeFailed,
  saveAll,
  stopBatch,
} from './acts.js';
import { isGoing, progressHtml } from './progress.js';
import {
  type BatchCounts,
  type BatchRow,
  batchById,
  countsOf,
  FILTERS,
  type Filter,
  filesOf,
  reportOf,
} from './queries.js';
import { reportLines, toCsv } from './report.js';
import { BatchView, batchPath, type SureAct, SureView } from './views.js';

async function asked(app: App, ask: MemberAsk): Promise<{ batch: BatchRow; counts: BatchCounts }> {
  const batch = await batchById(app.db, ask.viewer, ask.params.id ?? '');
  if (!batch) throw notFound();
  return { batch, counts: await countsOf(app.db, batch) };
}

const countOf = (filter: Filter, counts: BatchCounts): number =>
  filter === 'all' ? counts.files - counts.parts + counts.joinedWorks : counts[filter];

async function show(app: App, ask: MemberAsk, fault?: AppError): Promise<Answer> {
  const { batch, counts } = await asked(app, ask);
  const filter = FILTERS.find((name) => name === ask.query.get('show')) ?? 'all';
  const number = pageNumber(ask.query);
  const [files, pseuds] = await Promise.all([
    filesOf(app.db, batch, filter, { offset: (number - 1) * LIMITS.pageSize, limit: LIMITS.pageSize }),
    pseudsOf(app.db, ask.viewer.accountId),
  ]);
  return page(
    ask.words.batches.title(batch.name),
    <BatchView
      batch={batch}
      counts={counts}
      files={files}
      filter={filter}
      page={number}
      last={Math.max(1, Math.ceil(countOf(filter, counts) / LIMITS.pageSize))}
      pseuds={pseuds}
      notice={noticeOf(ask)}
      fault={fault?.said(ask.words)}
    />,
    { status: fault?.status ?? 200, head: { scripts: ['batch.js'] } },
  );
}

function noticeOf(ask: MemberAsk): string | undefined {
  const { did } = ask.words.batches;
  const name = ask.query.get('did') ?? '';
  return Object.hasOwn(did, name) ? did[name] : undefined;
}

async function progress(app: App, ask: MemberAsk): Promise<Answer> {
  const { batch, counts } = await asked(app, ask);
  return {
    kind: 'bytes',
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ html: progressHtml(batch, counts, ask.words), going: isGoing(batch, counts) }),
  };
}

const SURE: readonly SureAct[] = ['remove', 'failed', 'posted'];

async function sure(app: App, ask: MemberAsk): Promise<Answer> {
  const { batch, counts } = await asked(app, ask);
  const act = SURE.find((name) => name === ask.query.get('act'));
  if (!act) return redirect(batchPath(batch.id));
  return page(
    batch.name,
    <SureView batch={batch} counts={counts} act={act} pseud={ask.query.get('pseud') ?? ''} />,
  );
}

async function dropFiles(app: App, files: readonly string[]): Promise<void> {
  for (const file of files) await dropFile(app.config.dataDir, file);
}

async function pseudAsked(app: App, ask: MemberAsk): Promise<number | undefined> {
  const pseuds = await pseudsOf(app.db, ask.viewer.accountId);
  return pseuds.find((pseud) => pseud.publicId === ask.form.text('pseud'))?.id;
}

/** Carries out what the pressed button says. @returns where to go, when that is not the batch itself. */
async function carryOut(app: App, ask: MemberAsk, id: string): Promise<string | undefined> {
  const { db } = app;
  const { viewer, now, form } = ask;
  const act = form.text('act');
  switch (act) {
    case 'stop':
      await stopBatch(db, viewer, id, now);
      return undefined;
    case 'go':
      await continueBatch(db, viewer, id, now);
      return undefined;
    case 'draft':
    case 'posted':
      await saveAll(db, viewer, id, act, await pseudAsked(app, ask), now);
      return undefined;
    case 'skip':
    case 'update':
    case 'new':
      await decideExisting(db, viewer, id, act, now);
      return undefined;
    case 'again':
      await againFailed(db, viewer, id, now);
      return undefined;
    case 'failed':
      await dropFiles(app, await removeFailed(db, viewer, id));
      return undefined;
    case 'remove':
      await dropFiles(app, await removeBatch(db, viewer, id));
      return '/imports?removed';
    case 'fill': {
      const filling = {
        fandoms: readTagList(form.text('fandoms')),
        rating: RATINGS.find((name) => name === form.text('rating')) ?? '',
        warnings: WARNINGS.filter((name) => form.all('warnings').includes(name)),
        language: form.text('language'),
      };
      await fillMissing(db, viewer, id, filling, now, ask.words.batches.fillNothing);
      return undefined;
    }
    default:
      throw notFound();
  }
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const id = ask.params.id ?? '';
  try {
    const to = await carryOut(app, ask, id);
    return redirect(to ?? `${batchPath(id)}?did=${ask.form.text('act')}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error;
    return show(app, ask, error);
  }
}

async function report(app: App, ask: MemberAsk, form: 'csv' | 'json'): Promise<Answer> {
  const { batch } = await asked(app, ask);
  const { batches } = ask.words;
  const lines = reportLines(await reportOf(app.db, batch), ask.origin, {
    states: ask.words.imports.states,
    missing: batches.missing,
    missable: batches.missable,
    here: batches.hereAs,
  });
  return {
    kind: 'bytes',
    type: form === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    body: form === 'csv' ? toCsv(lines) : `${JSON.stringify(lines, null, 2)}\n`,
    headers: { 'content-disposition': `attachment; filename="import-${batch.id}.${form}"` },
  };
}

export const batchRoutes = (app: App): Route[] => [
  members('GET', '/batches/:id', (ask) => show(app, ask)),
  members('POST', '/batches/:id', (ask) => change(app, ask)),
  members('GET', '/batches/:id/progress', (ask) => progress(app, ask)),
  members('GET', '/batches/:id/sure', (ask) => sure(app, ask)),
  members('GET', '/batches/:id/report.csv', (ask) => report(app, ask, 'csv')),
  members('GET', '/batches/:id/report.json', (ask) => report(app, ask, 'json')),
];

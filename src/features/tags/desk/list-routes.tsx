/** The pages of the desk that list: suggestions, the history, files. */
import type { FastifyRequest } from 'fastify';
import type { App } from '../../../core/app.js';
import { badInput } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  page,
  type Route,
  redirect,
  withRight,
} from '../../../core/http/route.js';
import type { Messages } from '../../../core/messages/index.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { undoAct } from '../graph/acts.js';
import { Refusal } from '../graph/refusal.js';
import type { TagsOnWorks } from '../on-works.js';
import { dismissSuggestion, suggestMerges } from '../suggest/suggest.js';
import { writeCsv } from '../transfer/csv.js';
import { writeJson } from '../transfer/document.js';
import { exportTags } from '../transfer/export.js';
import { importTags, previewImport, readTagFile } from '../transfer/import.js';
import type { ImportPlan } from '../transfer/plan-import.js';
import { pastActs } from './history.js';
import { FilesView, HistoryView, SuggestionsView } from './lists-view.js';
import { DESK } from './parts.js';
import { deskTags } from './queries.js';
import { readScope, saidOf } from './scope.js';

const HIDDEN = { head: { robots: 'noindex' } } as const;
const SUGGESTED = 40;

async function suggestions(
  app: App,
  onWorks: TagsOnWorks,
  ask: MemberAsk,
  problem?: string,
): Promise<Answer> {
  const scope = await readScope(app, ask);
  const found = scope.problem ? [] : await suggestMerges(app.db, onWorks, { ...scope, most: SUGGESTED });
  return page(
    ask.words.wrangling.desk.suggestions,
    <SuggestionsView {...scope} suggestions={found} problem={problem ?? scope.problem} />,
    { ...HIDDEN, status: problem ? 422 : 200 },
  );
}

async function dismiss(app: App, onWorks: TagsOnWorks, ask: MemberAsk): Promise<Answer> {
  try {
    const [tag] = await deskTags(app.db, [ask.form.text('tag')]);
    const [into] = await deskTags(app.db, [ask.form.text('into')]);
    if (!tag || !into) throw new Refusal('missing');
    await dismissSuggestion(app.db, ask.viewer, { tag, into }, ask.now);
  } catch (error) {
    return suggestions(app, onWorks, ask, saidOf(error, ask));
  }
  const back = new URLSearchParams({ type: ask.form.text('type'), fandom: ask.form.text('fandom') });
  return redirect(`${DESK}/suggestions?${back}`);
}

async function history(app: App, ask: MemberAsk, problem?: string): Promise<Answer> {
  const d = ask.words.wrangling.desk;
  const number = Math.min(pageNumber(ask.query), 100_000);
  const past = await pastActs(app.db, { page: number, tagId: null });
  const notice = ask.query.has('undone') ? d.takenBack : ask.query.has('done') ? d.done : undefined;
  return page(d.history, <HistoryView {...past} page={number} notice={notice} problem={problem} />, {
    ...HIDDEN,
    status: problem ? 422 : 200,
  });
}

async function undo(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    await undoAct(app.db, ask.viewer, ask.form.text('id'), { at: ask.now });
  } catch (error) {
    return history(app, ask, saidOf(error, ask));
  }
  return redirect(`${DESK}/history?undone`);
}

function files(ask: MemberAsk, plan?: ImportPlan, problem?: string): Answer {
  const d = ask.words.wrangling.desk;
  return page(
    d.files,
    <FilesView plan={plan} problem={problem} notice={ask.query.has('done') ? d.imported : undefined} />,
    { ...HIDDEN, status: problem ? 422 : 200 },
  );
}

async function exported(app: App, format: 'json' | 'csv'): Promise<Answer> {
  const tags = await exportTags(app.db);
  return {
    kind: 'bytes',
    type: format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
    body: format === 'json' ? writeJson(tags) : writeCsv(tags),
    headers: {
      'content-disposition': `attachment; filename="tags.${format}"`,
      'cache-control': 'private, no-store',
    },
  };
}

/** About a hundred thousand tags. */
const MOST_BYTES = 5 * 1024 * 1024;

/** The file of the form, and which of its two buttons was pressed. */
async function readUploaded(
  request: FastifyRequest,
  words: Messages,
): Promise<{ text: string; does: string }> {
  const says = words.wrangling.desk;
  if (!request.isMultipart()) throw badInput(says.fileNone);
  let does = '';
  let bytes: Buffer | null = null;
  for await (const part of request.parts({ limits: { files: 1, fields: 5, fieldSize: 1_024 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'do') does = String(part.value);
      continue;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_BYTES) throw badInput(says.fileLarge);
      chunks.push(chunk);
    }
    if (part.filename) bytes = Buffer.concat(chunks);
  }
  if (!bytes || bytes.length === 0) throw badInput(says.fileNone);
  return { text: new TextDecoder().decode(bytes), does };
}

async function bringIn(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    const { text, does } = await readUploaded(ask.request, ask.words);
    const entries = readTagFile(text, ask.words);
    const plan = await previewImport(app.db, ask.viewer, entries);
    if (does !== 'import' || plan.conflicts.length > 0)
      return files(
        ask,
        plan,
        does === 'import' ? ask.words.wrangling.file.refused(plan.conflicts.length) : undefined,
      );
    await importTags(app.db, ask.viewer, entries, { at: ask.now, words: ask.words });
  } catch (error) {
    return files(ask, undefined, saidOf(error, ask));
  }
  return redirect(`${DESK}/files?done`);
}

const desk = withRight('wrangle-tags');

export const listRoutes = (app: App, onWorks: TagsOnWorks): Route[] => [
  desk('GET', `${DESK}/suggestions`, (ask) => suggestions(app, onWorks, ask)),
  desk('POST', `${DESK}/dismiss`, (ask) => dismiss(app, onWorks, ask)),
  desk('GET', `${DESK}/history`, (ask) => history(app, ask)),
  desk('POST', `${DESK}/undo`, (ask) => undo(app, ask)),
  desk('GET', `${DESK}/files`, (ask) => files(ask)),
  desk('GET', `${DESK}/tags.json`, () => exported(app, 'json')),
  desk('GET', `${DESK}/tags.csv`, () => exported(app, 'csv')),
  desk('POST', `${DESK}/files`, (ask) => bringIn(app, ask), { upload: true }),
];

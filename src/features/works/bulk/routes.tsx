/** Many works at once: chosen, said what is to become of them, looked at, carried out. */
import type { App } from '../../../core/app.js';
import { AppError, badInput, type FieldFaults } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { pageNumber } from '../../../core/ui/pager.js';
import { pseudsOf } from '../../people/index.js';
import { languageName } from '../languages.js';
import { COMMENTERS, fieldFaults } from '../schema.js';
import { archiveSkin } from '../skins/house/index.js';
import { skinChoices } from '../skins/queries.js';
import { WORK_FORM_SCRIPTS } from '../work-form.js';
import { BULK_LIMITS, begin, chooseWorks, keepChanges } from './actions.js';
import { carryOut, formOf } from './carry-out.js';
import {
  applyChanges,
  type BulkChanges,
  changeFaults,
  differences,
  NO_CHANGES,
  readChanges,
} from './changes.js';
import { BULK_PATH, ChooseView } from './choose-view.js';
import { BulkForm } from './form-view.js';
import { type Extras, LookView, type Planned, ResultsView, SureView } from './look-view.js';
import {
  BULK_ACTS,
  type Bulk,
  type BulkLine,
  bulkOf,
  linesOf,
  ownFandoms,
  worksToChoose,
} from './queries.js';

const HIDDEN = { robots: 'noindex' } as const;

/** Works on one page of the list to choose from, and of the others. */
const CHOOSE_PAGE = 100;
const LOOK_PAGE = 50;

const lastPage = (total: number, size: number): number => Math.max(1, Math.ceil(total / size));

async function choose(app: App, ask: MemberAsk, fandom: string, fault?: string): Promise<Answer> {
  const number = pageNumber(ask.query);
  const slice = { offset: (number - 1) * CHOOSE_PAGE, limit: CHOOSE_PAGE };
  const { works, total } = await worksToChoose(app.db, ask.viewer, fandom, slice);
  const marked = ask.query.has('marked');
  const shown = { works, total, fandom, page: number, last: lastPage(total, CHOOSE_PAGE), marked };
  return page(
    ask.words.bulk.title,
    <ChooseView shown={shown} fandoms={await ownFandoms(app.db, ask.viewer)} fault={fault} />,
    { status: fault ? 422 : 200, head: HIDDEN },
  );
}

async function chosen(app: App, ask: MemberAsk): Promise<Answer> {
  const { form, viewer, words } = ask;
  const act = BULK_ACTS.find((one) => one === form.text('act')) ?? 'edit';
  const fandom = form.text('fandom');
  const which = form.has('every') ? { every: { fandom } } : { ids: form.all('work') };
  try {
    const id = await chooseWorks(app.db, viewer, which, act, words, ask.now);
    return redirect(`${BULK_PATH}/${id}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return choose(app, ask, fandom, error.safe);
  }
}

async function form(
  app: App,
  ask: MemberAsk,
  bulk: Bulk,
  changes: BulkChanges,
  faults: FieldFaults = {},
): Promise<Answer> {
  return page(
    ask.words.bulk.form.title(bulk.total),
    <BulkForm
      bulk={bulk}
      changes={changes}
      skins={await skinChoices(app.db, ask.viewer, null)}
      pseuds={await pseudsOf(app.db, ask.viewer.accountId)}
      faults={faults}
    />,
    { status: Object.keys(faults).length > 0 ? 422 : 200, head: { ...HIDDEN, scripts: WORK_FORM_SCRIPTS } },
  );
}

async function plan(app: App, ask: MemberAsk, line: BulkLine, changes: BulkChanges): Promise<Planned> {
  const { title } = line;
  const gone = { id: '', title, differences: [], refused: ask.words.bulk.results.gone };
  if (line.workId === null) return gone;
  const { fields, posted } = await formOf(app.db, ask.viewer, line.workId);
  const after = applyChanges(fields, changes, 1);
  const faults = Object.values(fieldFaults(after, posted ? 'posted' : 'draft', ask.words, ask.now));
  const changed = differences(fields, after);
  return {
    id: line.workId,
    title,
    differences: changed,
    refused: faults.length > 0 && changed.length > 0 ? faults.join(' ') : null,
  };
}

/** Values that forms hold as codes, in words. */
async function extrasOf(app: App, ask: MemberAsk, changes: BulkChanges): Promise<Extras> {
  const { words: w, viewer } = ask;
  const skins = await skinChoices(app.db, viewer, null);
  const pseuds = await pseudsOf(app.db, viewer.accountId);
  return {
    invite: changes.invite,
    pseud: pseuds.find(({ publicId }) => publicId === changes.pseud)?.name ?? '',
    nameOf(part, value) {
      if (part === 'language') return languageName(value);
      if (part === 'restricted' || part === 'commentsModerated')
        return value === 'true' ? w.bulk.form.yes : w.bulk.form.no;
      if (part === 'comments') {
        const who = COMMENTERS.find((one) => one === value);
        return who ? w.works.form.commenters[who] : value;
      }
      if (part !== 'skin') return value;
      const known = archiveSkin(value);
      return known
        ? w.skins.archive[known].name
        : (skins.find((one) => one.value === value)?.title ?? w.skins.field);
    },
  };
}

async function look(
  app: App,
  ask: MemberAsk,
  bulk: Bulk,
  changes: BulkChanges,
  number: number,
): Promise<Answer> {
  const offset = (number - 1) * LOOK_PAGE;
  const lines = await linesOf(app.db, ask.viewer, bulk.key, { offset, limit: LOOK_PAGE });
  const works: Planned[] = [];
  for (const line of lines) works.push(await plan(app, ask, line, changes));
  return page(
    ask.words.bulk.look.title(bulk.total),
    <LookView
      bulk={bulk}
      works={works}
      extras={await extrasOf(app, ask, changes)}
      page={number}
      last={lastPage(bulk.total, LOOK_PAGE)}
    />,
    { head: HIDDEN },
  );
}

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const bulk = await bulkOf(app.db, ask.viewer, ask.params.id ?? '');
  const number = pageNumber(ask.query);
  if (bulk.state === 'open' && bulk.act === 'edit')
    return bulk.changes === null || ask.query.has('change')
      ? form(app, ask, bulk, bulk.changes ?? NO_CHANGES)
      : look(app, ask, bulk, bulk.changes, number);
  const slice = { offset: (number - 1) * LOOK_PAGE, limit: LOOK_PAGE };
  const paged = {
    bulk,
    lines: await linesOf(app.db, ask.viewer, bulk.key, slice),
    page: number,
    last: lastPage(bulk.total, LOOK_PAGE),
  };
  return page(
    ask.words.bulk.title,
    bulk.state === 'open' ? <SureView {...paged} /> : <ResultsView {...paged} />,
    { head: HIDDEN },
  );
}

async function act(app: App, ask: MemberAsk): Promise<Answer> {
  const bulk = await bulkOf(app.db, ask.viewer, ask.params.id ?? '');
  const path = `${BULK_PATH}/${bulk.id}`;
  // A form that is sent again finds what the first one did.
  if (bulk.state !== 'open') return redirect(path);
  if (ask.form.text('act') === 'look' && bulk.act === 'edit') {
    const changes = readChanges(ask.form);
    const faults = changeFaults(changes, ask.words);
    if (Object.keys(faults).length > 0) return form(app, ask, bulk, changes, faults);
    await keepChanges(app.db, bulk, changes);
    return redirect(path);
  }
  if (ask.form.text('act') !== 'begin' || (bulk.act === 'edit' && bulk.changes === null))
    throw badInput(ask.words.bulk.form.faults.nothing);
  await begin(app.db, bulk, { keepName: ask.form.has('keepName') }, ask.now);
  if (bulk.total <= BULK_LIMITS.atOnce) await carryOut(app, bulk.key);
  return redirect(path);
}

export const bulkRoutes = (app: App): Route[] => [
  members('GET', BULK_PATH, (ask) => choose(app, ask, ask.query.get('fandom') ?? '')),
  members('POST', BULK_PATH, (ask) => chosen(app, ask)),
  members('GET', `${BULK_PATH}/:id`, (ask) => show(app, ask)),
  members('POST', `${BULK_PATH}/:id`, (ask) => act(app, ask)),
];

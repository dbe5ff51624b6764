/** The page on which those who have a work in a series describe and order it. */
import type { App } from '../../../core/app.js';
import { AppError, badInput, type FieldFaults, notFound } from '../../../core/errors.js';
import type { Form } from '../../../core/http/forms.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import type { Messages } from '../../../core/messages/index.js';
import { overLimit } from '../../../core/over-limit.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { written } from '../prepare.js';
import { isLong, lengthOf } from '../schema.js';
import { addWork, MOST_PLACE, placeWork, saveSeries, takeOut } from './actions.js';
import { deskSeries, mySeries, placedWorks, type SeriesFields, worksToAdd } from './queries.js';
import { EditSeriesView, MySeriesView } from './views.js';

const HIDDEN = { head: { robots: 'noindex' } } as const;

interface Typed {
  fields: SeriesFields;
  faults: FieldFaults;
  summary: string;
}

async function editPage(app: App, ask: MemberAsk, typed?: Typed): Promise<Answer> {
  const series = await deskSeries(app.db, ask.viewer, ask.params.id ?? '');
  if (!series) throw notFound();
  return page(
    ask.words.series.editTitle,
    <EditSeriesView
      id={series.id}
      fields={typed?.fields ?? series.fields}
      works={await placedWorks(app.db, ask.viewer, series.key)}
      toAdd={await worksToAdd(app.db, ask.viewer, series.key)}
      notice={ask.query.has('saved') ? ask.words.series.saved : undefined}
      faults={typed?.faults ?? {}}
      summary={typed?.summary}
    />,
    { ...HIDDEN, status: typed ? 422 : 200 },
  );
}

const readSeries = (form: Form): SeriesFields => ({
  title: oneLine(stripBidiOverrides(form.text('title'))).normalize('NFC'),
  description: form.text('description').trim(),
  notes: form.text('notes').trim(),
  complete: form.has('complete'),
});

function faultsOf(fields: SeriesFields, w: Messages): FieldFaults {
  const { faults } = w.series;
  return {
    ...(fields.title === '' ? { title: faults.title } : {}),
    ...(fields.title.length > LIMITS.title
      ? { title: overLimit(w, faults.titleLong, fields.title.length) }
      : {}),
    ...(isLong(fields.description, LIMITS.summary)
      ? { description: overLimit(w, faults.descriptionLong, lengthOf(fields.description)) }
      : {}),
    ...(isLong(fields.notes, LIMITS.notes)
      ? { notes: overLimit(w, faults.notesLong, lengthOf(fields.notes)) }
      : {}),
  };
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  const id = ask.params.id ?? '';
  if (!(await deskSeries(app.db, ask.viewer, id))) throw notFound();
  const fields = readSeries(ask.form);
  const faults = faultsOf(fields, ask.words);
  if (Object.keys(faults).length > 0)
    return editPage(app, ask, { fields, faults, summary: ask.words.works.form.problem });
  try {
    const prepared = {
      title: fields.title,
      description: await written(app.sanitiser, fields.description),
      notes: await written(app.sanitiser, fields.notes),
      complete: fields.complete,
    };
    await saveSeries(app.db, ask.viewer, id, prepared, ask.words, ask.now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return editPage(app, ask, { fields, faults: error.fields, summary: error.safe });
  }
  return redirect(`/series/${id}/edit?saved`);
}

/** @throws badInput for what is no number of a place */
function placeOf(text: string, words: Messages): { position: number } {
  const position = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  if (position < 1) throw badInput(words.series.faults.place(MOST_PLACE));
  return { position };
}

async function order(app: App, ask: MemberAsk): Promise<Answer> {
  const ids = { series: ask.params.id ?? '', work: ask.form.text('work') };
  const series = await deskSeries(app.db, ask.viewer, ids.series);
  if (!series) throw notFound();
  const { db } = app;
  const act = ask.form.text('act');
  try {
    if (act === 'up') await placeWork(db, ask.viewer, ids, -1, ask.now);
    if (act === 'down') await placeWork(db, ask.viewer, ids, 1, ask.now);
    if (act === 'place') {
      const to = placeOf(ask.form.text('position'), ask.words);
      await placeWork(db, ask.viewer, ids, to, ask.now);
    }
    if (act === 'add') await addWork(db, ask.viewer, ids, ask.now);
    if (act === 'remove' && !(await takeOut(db, ask.viewer, ids, ask.now))) return redirect('/my/series');
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return editPage(app, ask, { fields: series.fields, faults: {}, summary: error.safe });
  }
  return redirect(`/series/${ids.series}/edit?saved`);
}

export const seriesRoutes = (app: App): Route[] => [
  members('GET', '/my/series', async (ask) =>
    page(ask.words.series.mine, <MySeriesView series={await mySeries(app.db, ask.viewer)} />, HIDDEN),
  ),
  members('GET', '/series/:id/edit', (ask) => editPage(app, ask)),
  members('POST', '/series/:id/edit', (ask) => save(app, ask)),
  members('POST', '/series/:id/works', (ask) => order(app, ask)),
];

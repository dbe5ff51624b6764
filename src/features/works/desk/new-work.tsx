/** A work that is typed here: header and first chapter in one form, with four exits. */
import type { App } from '../../../core/app.js';
import { AppError, badInput } from '../../../core/errors.js';
import { findOnce, rememberOnce } from '../../../core/http/once.js';
import { type Answer, type MemberAsk, page, redirect } from '../../../core/http/route.js';
import { newId } from '../../../core/ids.js';
import { direction } from '../../../core/text/index.js';
import { type Pseud, pseudsOf } from '../../people/index.js';
import { insertWork } from '../actions.js';
import { prepareChapters, prepareHeader } from '../prepare.js';
import { placeRelated } from '../related/place.js';
import { emptyFields, fieldFaults, readWorkForm, type WorkFields } from '../schema.js';
import { type SkinChoice, skinChoices } from '../skins/queries.js';
import { WORK_FORM_SCRIPTS } from '../work-form.js';
import { dropUnsaved } from './autosave.js';
import {
  type ChapterFields,
  chapterFaults,
  emptyChapter,
  OF_NEW_WORK,
  readFirstChapter,
  toInput,
} from './chapter-fields.js';
import type { Returned } from './form-parts.js';
import { NewWorkView } from './new-work-view.js';
import { type AboutUnsaved, aboutUnsaved, TAB_FIELD, UnsavedView } from './unsaved.js';

const PATH = '/works/new';

interface Typed {
  fields: WorkFields;
  chapter: ChapterFields;
  /** One's own, and the one that was chosen by its random id. */
  pseuds: readonly Pseud[];
  as: string;
  skins: readonly SkinChoice[];
}

function formPage(ask: MemberAsk, typed: Typed, returned: Returned, about?: AboutUnsaved): Answer {
  return page(
    ask.words.desk.newTitle,
    <>
      <UnsavedView ask={ask} about={about} />
      <NewWorkView {...typed} once={ask.form.text('once') || newId()} returned={returned} />
    </>,
    {
      status: returned.summary ? 422 : 200,
      head: { robots: 'noindex', scripts: ['desk.js', ...WORK_FORM_SCRIPTS] },
    },
  );
}

/** Addresses of works of this archive begin with one of these. */
const originsOf = (ask: MemberAsk): string[] => [ask.origin, ask.settings.address];

export async function newWorkPage(app: App, ask: MemberAsk): Promise<Answer> {
  const pseuds = await pseudsOf(app.db, ask.viewer.accountId);
  const about = await aboutUnsaved(app, ask, PATH, null);
  const { form } = about;
  const skins = await skinChoices(app.db, ask.viewer, null);
  const empty = emptyFields(ask.settings.language);
  const typed = form
    ? {
        fields: readWorkForm(form, empty, originsOf(ask)),
        chapter: readFirstChapter(form),
        pseuds,
        as: form.text('as'),
        skins,
      }
    : { fields: empty, chapter: emptyChapter(1), pseuds, as: '', skins };
  return formPage(form ? { ...ask, form } : ask, typed, { faults: {} }, about);
}

/** Of the chapter's fields, by the names that they have in this form. */
function faultsOf(ask: MemberAsk, { fields, chapter }: Typed, state: 'draft' | 'posted') {
  const { title, text } = chapterFaults(chapter, ask.words, ask.now);
  return {
    ...fieldFaults(fields, state, ask.words, ask.now),
    ...(title ? { [OF_NEW_WORK.title]: title } : {}),
    ...(text ? { text } : {}),
  };
}

async function prepared(app: App, ask: MemberAsk, { fields, chapter }: Typed) {
  const [header, chapters] = await Promise.all([
    prepareHeader(app.sanitiser, fields),
    prepareChapters(app.sanitiser, [toInput(chapter)], ask.words),
  ]);
  const [first] = chapters;
  if (!first) throw badInput(ask.words.desk.faults.empty, { text: ask.words.desk.faults.empty });
  return { header, first };
}

async function preview(app: App, ask: MemberAsk, typed: Typed): Promise<Answer> {
  const { header, first } = await prepared(app, ask, typed);
  const { fields } = typed;
  return formPage(ask, typed, {
    faults: {},
    preview: {
      title: fields.title || ask.words.works.draft,
      lang: fields.language,
      dir: direction(fields.language),
      summary: header.summary?.html ?? null,
      startNotes: header.startNotes?.html ?? null,
      body: first.body.html,
      endNotes: header.endNotes?.html ?? null,
    },
  });
}

/** @returns where it leads */
async function keep(app: App, ask: MemberAsk, typed: Typed, state: 'draft' | 'posted'): Promise<string> {
  const { header: written, first } = await prepared(app, ask, typed);
  const related = await placeRelated(app, ask.viewer, typed.fields.related, { words: ask.words });
  const header = { ...written, related };
  const pseud = typed.pseuds.find(({ publicId }) => publicId === typed.as) ?? typed.pseuds[0];
  if (!pseud) throw new Error('An account has no pseud.');
  const { accountId } = ask.viewer;
  return app.db.transaction().execute(async (trx) => {
    const { id } = await insertWork(
      trx,
      { header, chapters: [first], accountId, pseudIds: [pseud.id], state, mediaIds: [] },
      ask.now,
    );
    const to = `/works/${id}?${state === 'posted' ? 'posted' : 'saved'}`;
    const once = ask.form.text('once');
    if (once) await rememberOnce(trx, `${accountId}:${once}`, to, ask.now);
    await dropUnsaved(trx, accountId, { form: PATH, tab: ask.form.text(TAB_FIELD) });
    return to;
  });
}

export async function saveNewWork(app: App, ask: MemberAsk): Promise<Answer> {
  const act = ask.form.text('act');
  const typed = {
    fields: readWorkForm(ask.form, emptyFields(ask.settings.language), originsOf(ask)),
    chapter: readFirstChapter(ask.form),
    pseuds: await pseudsOf(app.db, ask.viewer.accountId),
    as: ask.form.text('as'),
    skins: await skinChoices(app.db, ask.viewer, null),
  };
  const key = `${ask.viewer.accountId}:${ask.form.text('once')}`;
  const before = await findOnce(app.db, key);
  if (before) return redirect(before);
  const state = act === 'post' ? 'posted' : 'draft';
  const faults = faultsOf(ask, typed, state);
  if (Object.keys(faults).length > 0)
    return formPage(ask, typed, { faults, summary: ask.words.works.form.problem });
  try {
    if (act === 'preview') return await preview(app, ask, typed);
    return redirect(await keep(app, ask, typed, state));
  } catch (error) {
    const again = await findOnce(app.db, key);
    if (again) return redirect(again);
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const { 'chapter-0': text, ...others } = error.fields;
    return formPage(ask, typed, {
      faults: { ...others, ...(text ? { text } : {}) },
      summary: error.said(ask.words),
    });
  }
}

/** Chapters of one's own work: the list, and the forms that add, change, order, post and delete them. */
import type { App } from '../../../core/app.js';
import { AppError, notFound } from '../../../core/errors.js';
import { findOnce, rememberOnce } from '../../../core/http/once.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { newId } from '../../../core/ids.js';
import { direction, fromStore } from '../../../core/text/index.js';
import type { WorkHeader } from '../header.js';
import { prepareChapters } from '../prepare.js';
import { workHeader } from '../queries.js';
import { hoursOf } from '../schedule/drafts.js';
import { WORK_FORM_SCRIPTS } from '../work-form.js';
import { dropUnsaved } from './autosave.js';
import { autosaveRoutes } from './autosave-routes.js';
import { addChapter, deleteChapter, editChapter, moveChapter, postChapter } from './chapter-actions.js';
import {
  type ChapterFields,
  chapterFaults,
  emptyChapter,
  readChapter,
  toChapterTags,
  toInput,
} from './chapter-fields.js';
import { deskChapters, type OwnChapter, ownChapter } from './chapter-queries.js';
import { type ChapterForm, ChapterView } from './chapter-view.js';
import { ChaptersView, DeleteChapterView } from './chapters-view.js';
import { type Comparison, compareTexts } from './compare.js';
import type { Returned } from './form-parts.js';
import { newWorkPage, saveNewWork } from './new-work.js';
import { revisionRoutes } from './revision-routes.js';
import { type AboutUnsaved, aboutUnsaved, TAB_FIELD, UnsavedView } from './unsaved.js';

async function ownWork(app: App, ask: MemberAsk): Promise<WorkHeader> {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work?.byline.own) throw notFound();
  return work;
}

async function askedChapter(app: App, ask: MemberAsk): Promise<OwnChapter> {
  const chapter = await ownChapter(app.db, ask.viewer, ask.params.id ?? '', ask.params.chapter ?? '');
  if (!chapter) throw notFound();
  return chapter;
}

const NOTICES = ['moved', 'posted', 'saved', 'deleted', 'draftSaved', 'updated'] as const;

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const work = await ownWork(app, ask);
  const chapters = await deskChapters(app.db, ask.viewer, work.id);
  const hours = await hoursOf(app.db, ask.viewer, { work: work.id });
  const notice = NOTICES.find((name) => ask.query.has(name));
  return page(
    ask.words.desk.chapters,
    <ChaptersView work={work} chapters={chapters} hours={hours} notice={notice && ask.words.desk[notice]} />,
    { head: { robots: 'noindex' } },
  );
}

interface Shown {
  work: WorkHeader;
  /** null is a new one. */
  chapter: OwnChapter | null;
  last: number;
}

async function shown(app: App, ask: MemberAsk): Promise<Shown> {
  const work = await ownWork(app, ask);
  const chapter = ask.params.chapter === undefined ? null : await askedChapter(app, ask);
  const count = (await deskChapters(app.db, ask.viewer, work.id)).length;
  return { work, chapter, last: chapter ? count : count + 1 };
}

const formOf = ({ work, chapter, last }: Shown, seen: string): ChapterForm => ({
  workId: work.id,
  workTitle: work.title,
  chapterId: chapter?.id ?? null,
  workPosted: work.posted,
  posted: chapter?.posted ?? false,
  last,
  seen,
});

interface Given {
  fields: ChapterFields;
  returned: Returned;
  status?: number;
  theirs?: { chapter: OwnChapter; comparison: Comparison };
  about?: AboutUnsaved;
}

function formPage(ask: MemberAsk, on: Shown, { fields, returned, status, theirs, about }: Given): Answer {
  const d = ask.words.desk;
  // After a conflict the form knows what stands there now: saving again is meant.
  const seen = theirs
    ? theirs.chapter.changed.toISOString()
    : ask.form.text('seen') || (on.chapter?.changed.toISOString() ?? '');
  return page(
    on.chapter ? d.editChapter : d.newChapter,
    <>
      <UnsavedView ask={ask} about={about} />
      <ChapterView
        form={formOf(on, seen)}
        fields={fields}
        once={ask.form.text('once') || newId()}
        theirs={
          theirs && {
            html: fromStore(theirs.chapter.html),
            comparison: theirs.comparison,
            lang: on.work.language,
          }
        }
        returned={returned}
      />
    </>,
    {
      status: status ?? (returned.summary ? 422 : 200),
      head: { robots: 'noindex', scripts: ['desk.js', ...WORK_FORM_SCRIPTS] },
    },
  );
}

const formPath = ({ work, chapter }: Shown): string =>
  `/works/${work.id}/chapters/${chapter ? `${chapter.id}/edit` : 'new'}`;

async function showForm(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await shown(app, ask);
  const about = await aboutUnsaved(app, ask, formPath(on), on.chapter && fromStore(on.chapter.html));
  const fields = about.form ? readChapter(about.form) : (on.chapter?.fields ?? emptyChapter(on.last));
  const filled = about.form ? { ...ask, form: about.form } : ask;
  return formPage(filled, on, { fields, returned: { faults: {} }, about });
}

async function prepareOne(app: App, ask: MemberAsk, fields: ChapterFields) {
  const [chapter] = await prepareChapters(app.sanitiser, [toInput(fields)], ask.words);
  if (!chapter) throw new Error('One chapter was given.');
  return chapter;
}

async function preview(app: App, ask: MemberAsk, on: Shown, fields: ChapterFields): Promise<Answer> {
  const chapter = await prepareOne(app, ask, fields);
  const { language } = on.work;
  return formPage(ask, on, {
    fields,
    returned: {
      faults: {},
      preview: {
        title: chapter.title ?? ask.words.works.chapter(Number(fields.position)),
        lang: language,
        dir: direction(language),
        summary: chapter.summary?.html ?? null,
        startNotes: chapter.startNotes?.html ?? null,
        body: chapter.body.html,
        endNotes: chapter.endNotes?.html ?? null,
      },
    },
  });
}

const dateOf = (iso: string): Date | null => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** Saves a new chapter or a changed one. @returns where it leads */
async function keep(app: App, ask: MemberAsk, on: Shown, fields: ChapterFields): Promise<string> {
  const chapter = await prepareOne(app, ask, fields);
  const post = ask.form.text('act') === 'post';
  const position = Number(fields.position);
  const tags = toChapterTags(fields);
  const list = `/works/${on.work.id}/chapters`;
  const to = `${list}?${post ? 'posted' : on.work.posted && !on.chapter?.posted ? 'draftSaved' : 'saved'}`;
  if (on.chapter) {
    const ids = { work: on.work.id, chapter: on.chapter.id };
    const seen = dateOf(ask.form.text('seen'));
    const edit = { chapter, position, post, silent: fields.silent, tags, seen };
    await editChapter(app.db, ask.viewer, ids, edit, ask.words, ask.now);
    return to;
  }
  const once = ask.form.text('once');
  return app.db.transaction().execute(async (trx) => {
    if (once) await rememberOnce(trx, `${ask.viewer.accountId}:${once}`, to, ask.now);
    await addChapter(
      trx,
      ask.viewer,
      on.work.id,
      { chapter, position, post, silent: fields.silent, tags },
      ask.now,
    );
    return to;
  });
}

/** The chapter as somebody else has saved it meanwhile, and what this form would make of it. */
async function otherState(app: App, ask: MemberAsk, fields: ChapterFields): Promise<Given['theirs']> {
  const chapter = await askedChapter(app, ask);
  const { body } = await prepareOne(app, ask, fields);
  return { chapter, comparison: compareTexts(fromStore(chapter.html), body.html) };
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await shown(app, ask);
  const fields = readChapter(ask.form);
  const key = `${ask.viewer.accountId}:${ask.form.text('once')}`;
  const before = on.chapter ? undefined : await findOnce(app.db, key);
  if (before) return redirect(before);
  const faults = chapterFaults(fields, ask.words, ask.now);
  if (Object.keys(faults).length > 0)
    return formPage(ask, on, { fields, returned: { faults, summary: ask.words.works.form.problem } });
  try {
    if (ask.form.text('act') === 'preview') return await preview(app, ask, on, fields);
    const to = await keep(app, ask, on, fields);
    const tab = ask.form.text(TAB_FIELD);
    await dropUnsaved(app.db, ask.viewer.accountId, { form: formPath(on), tab });
    return redirect(to);
  } catch (error) {
    const again = on.chapter ? undefined : await findOnce(app.db, key);
    if (again) return redirect(again);
    if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error;
    const { 'chapter-0': text, ...others } = error.fields;
    const returned = { faults: { ...others, ...(text ? { text } : {}) }, summary: error.said(ask.words) };
    const theirs = error.status === 409 ? await otherState(app, ask, fields) : undefined;
    return formPage(ask, on, { fields, returned, status: error.status, ...(theirs ? { theirs } : {}) });
  }
}

const idsOf = (ask: MemberAsk) => ({ work: ask.params.id ?? '', chapter: ask.params.chapter ?? '' });
const listOf = (ask: MemberAsk, said: string): string => `/works/${ask.params.id}/chapters?${said}`;

async function move(app: App, ask: MemberAsk): Promise<Answer> {
  const place = Number.parseInt(ask.form.text('to'), 10) || 1;
  await moveChapter(app.db, ask.viewer, idsOf(ask), place, ask.now);
  return redirect(listOf(ask, 'moved'));
}

async function post(app: App, ask: MemberAsk): Promise<Answer> {
  await postChapter(app.db, ask.viewer, idsOf(ask), ask.now);
  return redirect(listOf(ask, 'posted'));
}

const deletePage = (ask: MemberAsk, chapter: OwnChapter, fault?: string): Answer =>
  page(
    ask.words.desk.deleteTitle,
    <DeleteChapterView workId={ask.params.id ?? ''} chapter={chapter} fault={fault} />,
    { status: fault ? 422 : 200, head: { robots: 'noindex' } },
  );

async function remove(app: App, ask: MemberAsk): Promise<Answer> {
  const chapter = await askedChapter(app, ask);
  try {
    await deleteChapter(app.db, ask.viewer, idsOf(ask), ask.words, ask.now);
  } catch (error) {
    if (error instanceof AppError && error.status === 422) return deletePage(ask, chapter, error.safe);
    throw error;
  }
  return redirect(listOf(ask, 'deleted'));
}

const CHAPTER = '/works/:id/chapters/:chapter';

export const deskRoutes = (app: App): Route[] => [
  members('GET', '/works/new', (ask) => newWorkPage(app, ask)),
  members('POST', '/works/new', (ask) => saveNewWork(app, ask), { refills: true }),
  members('GET', '/works/:id/chapters', (ask) => list(app, ask)),
  members('GET', '/works/:id/chapters/new', (ask) => showForm(app, ask)),
  members('POST', '/works/:id/chapters/new', (ask) => save(app, ask), { refills: true }),
  members('GET', `${CHAPTER}/edit`, (ask) => showForm(app, ask)),
  members('POST', `${CHAPTER}/edit`, (ask) => save(app, ask), { refills: true }),
  ...autosaveRoutes(app),
  members('POST', `${CHAPTER}/move`, (ask) => move(app, ask)),
  members('POST', `${CHAPTER}/post`, (ask) => post(app, ask)),
  members('GET', `${CHAPTER}/delete`, async (ask) => deletePage(ask, await askedChapter(app, ask))),
  members('POST', `${CHAPTER}/delete`, (ask) => remove(app, ask), { does: 'deletes' }),
  ...revisionRoutes(app),
];

import type { App } from '../../core/app.js';
import { AppError, type FieldFaults, notFound } from '../../core/errors.js';
import { FILE_SECURITY_POLICY } from '../../core/http/headers.js';
import {
  type Answer,
  type Ask,
  type MemberAsk,
  members,
  open,
  page,
  type Route,
  redirect,
} from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { wordsFor } from '../../core/messages/index.js';
import { pageNumber } from '../../core/ui/pager.js';
import { deleteWork } from './actions.js';
import { blurbs, ownBlurbs } from './blurb.js';
import { bulkRoutes } from './bulk/routes.js';
import { chapterPage } from './chapter-page.js';
import { chapterLinks, chapterTexts } from './chapters.js';
import { completionRoutes } from './complete-routes.js';
import { coverRoutes } from './cover/routes.js';
import { creatorsRoutes } from './creators/routes.js';
import { deskRoutes } from './desk/chapter-routes.js';
import { displayOf } from './display.js';
import { editHeader } from './edit-header.js';
import { fieldsOf } from './fields-of.js';
import { gateRoutes, passGate } from './gate.js';
import { giftsRoutes } from './gifts/routes.js';
import { headOf } from './head.js';
import type { WorkHeader } from './header.js';
import { headerRevisionRoutes } from './header-revisions/routes.js';
import { imageStream, visibleImage } from './media.js';
import { postDraft } from './post-draft.js';
import { prepareHeader } from './prepare.js';
import { seriesPage, workHeader } from './queries.js';
import { placeRelated } from './related/place.js';
import { relatedRoutes } from './related/routes.js';
import { draftsOf } from './schedule/drafts.js';
import { scheduleRoutes } from './schedule/routes.js';
import { fieldFaults, readWorkForm, type WorkFields } from './schema.js';
import { seriesRoutes } from './series-desk/routes.js';
import { isPlain } from './skins/choice.js';
import { skinChoices } from './skins/queries.js';
import { skinRoutes } from './skins/routes.js';
import { workSources } from './sources.js';
import { DeleteWork, EditWork, MyWorks, SeriesView } from './views.js';
import { WORK_FORM_SCRIPTS } from './work-form.js';
import { ReadView, WorkPage } from './work-page.js';

async function askedWork(app: App, ask: Ask): Promise<WorkHeader> {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work) throw notFound();
  return work;
}

async function ownWork(app: App, ask: MemberAsk): Promise<WorkHeader> {
  const work = await askedWork(app, ask);
  if (!work.byline.own) throw notFound();
  return work;
}

interface Standing {
  own: boolean;
  posted: boolean;
}

const noticeOf = (ask: Ask, { own, posted }: Standing): string | undefined => {
  if (!own) return undefined;
  if (!posted) return ask.query.has('saved') ? ask.words.works.draftSaved : ask.words.works.draftNotice;
  return ask.query.has('posted') ? ask.words.works.posted : undefined;
};

const placeOf = (ask: Ask) => ({ origin: ask.origin, name: ask.settings.name });

/** Of a work with a skin: whether this asker sees it plainly, and the style sheet that the page then has or not. */
function dressed(ask: Ask, skin: string | null): { plain: boolean | null; styles: string[] } {
  if (skin === null) return { plain: null, styles: [] };
  const plain = isPlain(ask);
  return { plain, styles: plain ? [] : [skin] };
}

async function oneChapter(app: App, ask: Ask): Promise<Answer> {
  const asked = { id: ask.params.id ?? '', chapter: ask.params.chapter ?? '' };
  const found = await chapterPage(app.db, ask.viewer, asked, placeOf(ask), ask.words);
  if (!found) throw notFound();
  const { plain, styles } = dressed(ask, found.skin);
  return (
    passGate(ask, found) ??
    page(found.title, <ReadView notice={noticeOf(ask, found)} plain={plain} article={found.article} />, {
      head: { ...found.head, styles },
      keptAs: `${found.hash} ${plain}`,
    })
  );
}

async function entireWork(app: App, ask: Ask): Promise<Answer> {
  const work = await askedWork(app, ask);
  const standing = { adult: work.adult, own: work.byline.own, posted: work.posted };
  const gate = passGate(ask, standing);
  if (gate) return gate;
  const { plain, styles } = dressed(ask, work.skin);
  const links = await chapterLinks(app.db, work);
  const texts = await chapterTexts(
    app.db,
    links.map((link) => link.key),
  );
  return page(
    work.title || ask.words.works.draft,
    <ReadView notice={noticeOf(ask, standing)} plain={plain}>
      <WorkPage work={work} links={links} texts={texts} at={null} display={displayOf(ask.viewer)} />
    </ReadView>,
    { head: headOf(work, placeOf(ask), ask.words, { canonical: `/works/${work.id}/entire`, styles }) },
  );
}

async function myWorks(app: App, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const works = await ownBlurbs(
    app.db,
    ask.viewer,
    {
      offset: (number - 1) * LIMITS.pageSize,
      limit: LIMITS.pageSize + 1,
    },
    ask.words,
  );
  const drafts = number === 1 ? await draftsOf(app.db, ask.viewer) : [];
  const notice = ask.query.has('deleted') ? ask.words.works.deletePage.done : undefined;
  return page(
    ask.words.works.mine.title,
    <MyWorks
      works={works.slice(0, LIMITS.pageSize)}
      waiting={drafts.filter(({ scheduledFor, faults }) => scheduledFor ?? faults)}
      now={ask.now}
      page={number}
      more={works.length > LIMITS.pageSize}
      notice={notice}
    />,
  );
}

/** The form of the header, filled in; `problem` says why it comes back. */
async function editForm(
  app: App,
  ask: MemberAsk,
  { work, fields }: { work: WorkHeader; fields: WorkFields },
  problem?: { summary: string; faults: FieldFaults },
): Promise<Answer> {
  const skins = await skinChoices(app.db, ask.viewer, work.id);
  return page(
    ask.words.works.form.editTitle,
    <EditWork
      work={work}
      fields={fields}
      faults={problem?.faults ?? {}}
      skins={skins}
      summary={problem?.summary}
    />,
    { status: problem ? 422 : 200, head: { scripts: WORK_FORM_SCRIPTS } },
  );
}

async function ownForm(app: App, ask: MemberAsk): Promise<{ work: WorkHeader; fields: WorkFields }> {
  const work = await ownWork(app, ask);
  const sources = await workSources(app.db, ask.viewer, work.id);
  if (!sources) throw notFound();
  return { work, fields: fieldsOf(work, sources) };
}

const isFault = (error: unknown): error is AppError =>
  error instanceof AppError && error.status < 500 && error.status !== 404;

async function saveEdit(app: App, ask: MemberAsk): Promise<Answer> {
  const { work, fields: before } = await ownForm(app, ask);
  const fields = readWorkForm(ask.form, before, [ask.origin, ask.settings.address]);
  const faults = fieldFaults(fields, work.posted ? 'posted' : 'draft', ask.words, ask.now);
  if (Object.keys(faults).length > 0)
    return editForm(app, ask, { work, fields }, { summary: ask.words.works.form.problem, faults });
  try {
    const links = { words: ask.words, of: work.id, before: before.related };
    const related = await placeRelated(app, ask.viewer, fields.related, links);
    const header = { ...(await prepareHeader(app.sanitiser, fields)), related };
    await editHeader(app.db, ask.viewer, work.id, header, ask.now);
  } catch (error) {
    if (!isFault(error)) throw error;
    return editForm(app, ask, { work, fields }, { summary: error.said(ask.words), faults: error.fields });
  }
  return redirect(`/works/${work.id}`);
}

async function postWork(app: App, ask: MemberAsk): Promise<Answer> {
  const { work, fields } = await ownForm(app, ask);
  const faults = fieldFaults(fields, 'posted', ask.words, ask.now);
  if (Object.keys(faults).length > 0)
    return editForm(app, ask, { work, fields }, { summary: ask.words.works.form.needed, faults });
  await postDraft(app.db, ask.viewer, work.id, ask.now);
  return redirect(`/works/${work.id}?posted`);
}

async function remove(app: App, ask: MemberAsk): Promise<Answer> {
  const work = await ownWork(app, ask);
  const desk = { words: wordsFor(ask.settings.language), archiveName: ask.settings.name };
  await deleteWork(app.db, ask.viewer, work.id, desk, ask.now);
  return redirect('/my/works?deleted');
}

async function image(app: App, ask: Ask): Promise<Answer> {
  const found = await visibleImage(app.db, ask.viewer, ask.params.id ?? '');
  if (!found) throw notFound();
  return {
    kind: 'bytes',
    type: found.type,
    body: imageStream(app.config.dataDir, found.sha256),
    headers: {
      'content-security-policy': FILE_SECURITY_POLICY,
      'content-disposition': 'inline',
      'cache-control': 'private, no-cache',
    },
  };
}

async function series(app: App, ask: Ask): Promise<Answer> {
  const number = pageNumber(ask.query);
  const slice = { offset: (number - 1) * LIMITS.pageSize, limit: LIMITS.pageSize };
  const found = await seriesPage(app.db, ask.viewer, ask.params.id ?? '', slice);
  if (!found) throw notFound();
  return page(
    found.title,
    <SeriesView
      series={found}
      works={await blurbs(app.db, ask.viewer, found.keys, ask.words)}
      page={number}
      last={Math.ceil(found.total / LIMITS.pageSize)}
    />,
    { wide: true },
  );
}

export const worksRoutes = (app: App, rememberAdult: (accountId: number) => Promise<void>): Route[] => [
  ...deskRoutes(app),
  ...scheduleRoutes(app),
  ...completionRoutes(app),
  open('GET', '/works/:id', (ask) =>
    ask.viewer.kind === 'member' && ask.viewer.wholeWork ? entireWork(app, ask) : oneChapter(app, ask),
  ),
  open('GET', '/works/:id/chapters/:chapter', (ask) => oneChapter(app, ask)),
  open('GET', '/works/:id/entire', (ask) => entireWork(app, ask)),
  open('GET', '/series/:id', (ask) => series(app, ask)),
  open('GET', '/media/:id', (ask) => image(app, ask)),
  members('GET', '/my/works', (ask) => myWorks(app, ask)),
  members('GET', '/works/:id/edit', async (ask) => editForm(app, ask, await ownForm(app, ask))),
  members('POST', '/works/:id/edit', (ask) => saveEdit(app, ask)),
  members('POST', '/works/:id/post', (ask) => postWork(app, ask)),
  members('GET', '/works/:id/delete', async (ask) =>
    page(ask.words.works.deletePage.title, <DeleteWork work={await ownWork(app, ask)} />),
  ),
  members('POST', '/works/:id/delete', (ask) => remove(app, ask), { does: 'deletes' }),
  ...creatorsRoutes(app),
  ...seriesRoutes(app),
  ...giftsRoutes(app),
  ...relatedRoutes(app),
  ...headerRevisionRoutes(app),
  ...bulkRoutes(app),
  ...coverRoutes(app),
  ...skinRoutes(app),
  ...gateRoutes(rememberAdult),
];

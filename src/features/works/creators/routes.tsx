/** Pages where creators are asked, named and taken leave of. */
import type { App } from '../../../core/app.js';
import { notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { oneLine } from '../../../core/text/index.js';
import { pseudsOf } from '../../people/index.js';
import { deskChapters } from '../desk/chapter-queries.js';
import { answered, isRefusal, NOTHING, refused } from '../naming/views.js';
import { workHeader } from '../queries.js';
import { answerRequest, changePseud, creditChapter, leaveWork, withdraw } from './actions.js';
import { ChapterCreatorsView, LeaveView } from './chapter-views.js';
import { invite } from './invite.js';
import { chapterCreators, creatorsOf, requestsTo } from './queries.js';
import { RequestsView } from './request-views.js';
import { CreatorsView } from './views.js';

const HIDDEN = { head: { robots: 'noindex' } } as const;

async function ownWork(app: App, ask: MemberAsk) {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work?.byline.own) throw notFound();
  return work;
}

const DONE = ['invited', 'added', 'withdrawn', 'changed', 'saved'] as const;

async function creatorsPage(app: App, ask: MemberAsk, returned = NOTHING): Promise<Answer> {
  const work = await ownWork(app, ask);
  const [rows, pseuds, chapters] = [
    await creatorsOf(app.db, ask.viewer, work.id),
    await pseudsOf(app.db, ask.viewer.accountId),
    await deskChapters(app.db, ask.viewer, work.id),
  ];
  const did = DONE.find((name) => ask.query.has(name));
  return page(
    ask.words.creators.title,
    <CreatorsView
      work={work}
      rows={rows}
      pseuds={pseuds}
      chapters={chapters}
      notice={did && ask.words.creators.did[did]}
      returned={returned}
    />,
    answered(returned),
  );
}

async function carryOut(app: App, ask: MemberAsk, asked: { name: string; pseud: string }): Promise<Answer> {
  const { form, viewer, words } = ask;
  const workId = ask.params.id ?? '';
  const to = (did: (typeof DONE)[number]) => redirect(`/works/${workId}/creators?${did}`);
  switch (form.text('act')) {
    case 'withdraw':
      await withdraw(app.db, viewer, workId, asked.pseud, ask.now);
      return to('withdrawn');
    case 'as': {
      const pseuds = { from: form.text('from'), to: form.text('as') };
      await changePseud(app.db, viewer, workId, pseuds, words, ask.now);
      return to('changed');
    }
    case 'invite': {
      await app.limiter.act('asking', `invite:${viewer.accountId}`);
      const sender = { archiveName: ask.settings.name, origin: ask.origin, language: ask.settings.language };
      const outcome = await invite(app.db, viewer, workId, asked, { words, sender }, ask.now);
      if (outcome.did !== 'which') return to(outcome.did);
      return creatorsPage(app, ask, {
        ...NOTHING,
        name: asked.name,
        choices: outcome.choices,
        summary: words.creators.which,
      });
    }
    default:
      return redirect(`/works/${workId}/creators`);
  }
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  await ownWork(app, ask);
  const asked = {
    name: oneLine(ask.form.text('name')).slice(0, LIMITS.title),
    pseud: ask.form.text('pseud'),
  };
  try {
    return await carryOut(app, ask, asked);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return creatorsPage(app, ask, refused(error, asked.name));
  }
}

async function chapterPage(app: App, ask: MemberAsk, chosen?: string[], fault?: string): Promise<Answer> {
  const work = await ownWork(app, ask);
  const chapters = await deskChapters(app.db, ask.viewer, work.id);
  const chapter = chapters.find(({ id }) => id === ask.params.chapter);
  if (!chapter) throw notFound();
  const rows = await creatorsOf(app.db, ask.viewer, work.id);
  const named = await chapterCreators(app.db, ask.viewer, { work: work.id, chapter: chapter.id });
  return page(
    ask.words.creators.chapterTitle,
    <ChapterCreatorsView
      work={work}
      chapter={{ id: chapter.id, title: chapter.title ?? ask.words.works.chapter(chapter.position) }}
      rows={rows}
      chosen={chosen ?? (named.length > 0 ? named : rows.map(({ id }) => id))}
      fault={fault}
    />,
    { ...HIDDEN, status: fault ? 422 : 200 },
  );
}

async function saveChapter(app: App, ask: MemberAsk): Promise<Answer> {
  const ids = { work: ask.params.id ?? '', chapter: ask.params.chapter ?? '' };
  const by = ask.form.all('by');
  try {
    await creditChapter(app.db, ask.viewer, ids, by, ask.words, ask.now);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return chapterPage(app, ask, by, error.safe);
  }
  return redirect(`/works/${ids.work}/creators?saved`);
}

async function leavePage(app: App, ask: MemberAsk, fault?: string): Promise<Answer> {
  const work = await ownWork(app, ask);
  return page(ask.words.creators.leaveTitle, <LeaveView work={work} fault={fault} />, {
    ...HIDDEN,
    status: fault ? 422 : 200,
  });
}

async function leave(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    await leaveWork(app.db, ask.viewer, ask.params.id ?? '', ask.words, ask.now);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return leavePage(app, ask, error.safe);
  }
  return redirect('/my/works');
}

async function requestsPage(app: App, ask: MemberAsk, fault?: string): Promise<Answer> {
  const requests = await requestsTo(app.db, ask.viewer.accountId);
  const r = ask.words.creators.requests;
  const notice = ask.query.has('accepted') ? r.accepted : ask.query.has('declined') ? r.declined : undefined;
  return page(r.title, <RequestsView requests={requests} notice={notice} fault={fault} />, {
    ...HIDDEN,
    status: fault ? 422 : 200,
  });
}

async function answer(app: App, ask: MemberAsk): Promise<Answer> {
  const { form } = ask;
  const act = form.text('act');
  if (act !== 'accept' && act !== 'decline') return redirect('/my/invitations');
  const asked = { work: form.text('work'), pseud: form.text('pseud'), accept: act === 'accept' };
  try {
    await answerRequest(app.db, ask.viewer, asked, ask.words, ask.now);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return requestsPage(app, ask, error.safe);
  }
  return redirect(asked.accept ? `/works/${asked.work}` : '/my/invitations?declined');
}

const CHAPTER = '/works/:id/chapters/:chapter/creators';

export const creatorsRoutes = (app: App): Route[] => [
  members('GET', '/works/:id/creators', (ask) => creatorsPage(app, ask)),
  members('POST', '/works/:id/creators', (ask) => change(app, ask)),
  members('GET', CHAPTER, (ask) => chapterPage(app, ask)),
  members('POST', CHAPTER, (ask) => saveChapter(app, ask)),
  members('GET', '/works/:id/leave', (ask) => leavePage(app, ask)),
  members('POST', '/works/:id/leave', (ask) => leave(app, ask), { does: 'deletes' }),
  members('GET', '/my/invitations', (ask) => requestsPage(app, ask)),
  members('POST', '/my/invitations', (ask) => answer(app, ask)),
];

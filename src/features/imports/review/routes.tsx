import type { App } from '../../../core/app.js';
import { type AppError, asAppError, badInput, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { CHANGED, type Edited, editDraft, undoEdit } from '../actions.js';
import { draftOf, type ImportRow, importById } from '../queries.js';
import { editAnswer } from './answer.js';
import type { Said } from './blocks.js';
import type { Draft } from './draft.js';
import { SentAct } from './edit.js';
import { BLOCKS_PER_PAGE, landing, reviewPath } from './place.js';
import { Refused } from './refused.js';
import { ReviewPage } from './views.js';

const natural = (text: string | null): number => {
  const n = Number(text ?? '1');
  return Number.isInteger(n) && n > 0 ? n - 1 : 0;
};

/** The chapter and the part of it that an address names, as far as they are there. */
function whereOf(ask: MemberAsk, draft: Draft): { chapter: number; part: number } {
  const chapter = Math.min(natural(ask.query.get('chapter')), draft.chapters.length - 1);
  const parts = Math.max(1, Math.ceil(draft.chapters[chapter]!.blocks.length / BLOCKS_PER_PAGE));
  return { chapter, part: Math.min(natural(ask.query.get('part')), parts - 1) };
}

/** What the act before led here to say. */
function saidBefore(ask: MemberAsk): Partial<Said> | undefined {
  const notice = ask.words.imports.done[ask.query.get('did') ?? ''];
  return notice ? { notice, block: Number(ask.query.get('block') ?? 0) } : undefined;
}

interface Trouble {
  status: number;
  said: Partial<Said>;
  typedTitle?: string | undefined;
}

export async function showReview(
  app: App,
  ask: MemberAsk,
  row: ImportRow,
  trouble?: Trouble,
): Promise<Answer> {
  const draft = await draftOf(app.db, ask.viewer, row.key);
  if (!draft) throw notFound();
  return page(
    ask.words.imports.review.title(draft.fields.title || row.name),
    <ReviewPage
      id={row.id}
      name={row.name}
      draft={draft}
      {...whereOf(ask, draft)}
      revision={row.revision}
      canUndo={row.canUndo}
      messages={row.messages}
      said={trouble?.said ?? saidBefore(ask)}
      typedTitle={trouble?.typedTitle}
    />,
    { status: trouble?.status ?? 200, head: { scripts: ['review.js'] } },
  );
}

function readAct(ask: MemberAsk): SentAct {
  const read = SentAct.safeParse(ask.form.values());
  if (read.success) return read.data;
  throw new Refused(read.error.issues.some((issue) => issue.path[0] === 'title') ? 'longTitle' : 'unclear');
}

async function edited(app: App, ask: MemberAsk): Promise<Edited> {
  const id = ask.params.id ?? '';
  const revision = Number(ask.form.text('revision') || Number.NaN);
  return ask.form.text('act') === 'undo'
    ? undoEdit(app.db, ask.viewer, id, revision, ask.now)
    : editDraft(app, ask.viewer, id, { act: readAct(ask), revision }, ask.now);
}

const wantsScript = (ask: MemberAsk): boolean =>
  /\bapplication\/json\b/.test(ask.request.headers.accept ?? '');

/** A form that could not be carried out: the page as it stands now, with why and with what was typed. */
async function formAgain(app: App, ask: MemberAsk, error: AppError): Promise<Answer> {
  const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
  if (row?.state !== 'review') throw error;
  const { form } = ask;
  const act = form.text('act');
  return showReview(app, ask, row, {
    status: error.status,
    said: {
      fault: error.said(ask.words),
      ...(form.has('block') ? { block: Number(form.text('block')) } : {}),
      ...(act === 'text' ? { typed: form.text('text') } : {}),
    },
    ...(act === 'chapter-title' && error.code !== CHANGED ? { typedTitle: form.text('title') } : {}),
  });
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const id = ask.params.id ?? '';
  try {
    const done = await edited(app, ask);
    if (!wantsScript(ask)) return redirect(reviewPath(id, landing(done), done.did));
    return {
      kind: 'bytes',
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(editAnswer(id, done, natural(ask.query.get('chapter')), ask.url, ask.words)),
    };
  } catch (thrown) {
    const error =
      thrown instanceof Refused ? badInput(ask.words.imports.refused[thrown.why]) : asAppError(thrown);
    if (wantsScript(ask) || error.status >= 500 || error.status === 404) throw error;
    return formAgain(app, ask, error);
  }
}

export const reviewRoutes = (app: App): Route[] => [
  // A form that could not be carried out is answered at this address, and people reload or keep it.
  members('GET', '/imports/:id/edit', (ask) => {
    const chapter = natural(ask.query.get('chapter'));
    return redirect(reviewPath(ask.params.id ?? '', { chapter, part: natural(ask.query.get('part')) }));
  }),
  members('POST', '/imports/:id/edit', (ask) => change(app, ask)),
];

import type { App } from '../../../core/app.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { type Edited, editDraft, undoEdit } from '../actions.js';
import { draftOf, type ImportRow, importById } from '../queries.js';
import { editAnswer } from './answer.js';
import type { Draft } from './draft.js';
import { Act } from './edit.js';
import { BLOCKS_PER_PAGE, ReviewPage } from './views.js';

interface Where {
  chapter: number;
  part: number;
}

const natural = (text: string | null): number => {
  const n = Number(text ?? '1');
  return Number.isInteger(n) && n > 0 ? n - 1 : 0;
};

/** The chapter and the part of it that an address names, as far as they are there. */
function whereOf(ask: MemberAsk, draft: Draft): Where {
  const chapter = Math.min(natural(ask.query.get('chapter')), draft.chapters.length - 1);
  const parts = Math.max(1, Math.ceil(draft.chapters[chapter]!.blocks.length / BLOCKS_PER_PAGE));
  return { chapter, part: Math.min(natural(ask.query.get('part')), parts - 1) };
}

interface Trouble {
  fault?: string;
  typed?: string;
}

export async function showReview(
  app: App,
  ask: MemberAsk,
  row: ImportRow,
  trouble: Trouble = {},
): Promise<Answer> {
  const draft = await draftOf(app.db, ask.viewer, row.key);
  if (!draft) throw notFound();
  const did = ask.query.get('did');
  const notice = did ? ask.words.imports.done[did] : undefined;
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
      notice={notice}
      {...trouble}
    />,
    { status: trouble.fault ? 422 : 200, head: { scripts: ['review.js'] } },
  );
}

const readAct = (ask: MemberAsk): Act => {
  const read = Act.safeParse(ask.form.values());
  if (!read.success) throw badInput('This change cannot be understood. Reload the page and try it again.');
  return read.data;
};

async function edited(app: App, ask: MemberAsk): Promise<Edited> {
  const id = ask.params.id ?? '';
  return ask.form.text('act') === 'undo'
    ? undoEdit(app.db, ask.viewer, id, ask.now)
    : editDraft(app.db, ask.viewer, id, readAct(ask), ask.now);
}

/** After a form without scripts: the page again, at the block that was changed. */
function backTo(ask: MemberAsk, done: Edited): Answer {
  const { patch } = done;
  const last = done.draft.chapters.length - 1;
  const chapter =
    'chapters' in patch ? Math.min(patch.at + (done.did === 'chapterBegun' ? 1 : 0), last) : patch.chapter;
  const index = 'chapters' in patch ? 0 : patch.at;
  const anchor =
    'chapters' in patch
      ? undefined
      : (patch.insert[0] ?? done.draft.chapters[chapter]!.blocks[Math.max(0, index - 1)]);
  const part = Math.floor(index / BLOCKS_PER_PAGE);
  return redirect(
    `/imports/${ask.params.id}?chapter=${chapter + 1}${part > 0 ? `&part=${part + 1}` : ''}&did=${done.did}${anchor ? `#block-${anchor.id}` : ''}`,
  );
}

async function change(app: App, ask: MemberAsk): Promise<Answer> {
  const script = /\bapplication\/json\b/.test(ask.request.headers.accept ?? '');
  try {
    const done = await edited(app, ask);
    if (!script) return backTo(ask, done);
    const chapter = natural(ask.query.get('chapter'));
    return {
      kind: 'bytes',
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(editAnswer(done, chapter, ask.url, ask.words)),
    };
  } catch (error) {
    if (script || !(error instanceof AppError) || error.status !== 422) throw error;
    const row = await importById(app.db, ask.viewer, ask.params.id ?? '');
    if (row?.state !== 'review') throw error;
    return showReview(app, ask, row, { fault: error.safe, typed: ask.form.text('text') });
  }
}

export const reviewRoutes = (app: App): Route[] => [
  members('POST', '/imports/:id/edit', (ask) => change(app, ask)),
];

/** Pages on which works are given away, pen names and accounts deleted. */
import type { App } from '../../../core/app.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  open,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { SESSION_COOKIE } from '../../../core/http/session.js';
import type { LetGo } from '../../../core/let-go.js';
import { checkPassword, profilesOf, type Returned, takeCode } from '../../people/index.js';
import { deleteAccount, type Leaving, OF_SHARED, OF_SOLE } from './delete-account.js';
import { giveAway } from './orphan.js';
import { givable, type OwnWork, ownWorks } from './own-works.js';
import { removePseud, worksUnder } from './remove-pseud.js';
import { DeleteView, OrphanView, RemovePseudView, SureView } from './views.js';
import { type WriteBook, worksZip } from './works-zip.js';

export interface LeavingParts {
  letGo: readonly LetGo[];
  writeBook: WriteBook;
}

const nothing: Returned = { values: {}, faults: {} };
const ORPHAN = '/account/orphan';
const DELETE = '/account/delete';

const returnedOf = (error: unknown, values: Record<string, string> = {}): Returned => {
  if (!(error instanceof AppError) || error.status !== 422) throw error;
  return { values, faults: error.fields, summary: error.safe };
};

/** Guesses at the password are counted as those at the log-in are. @throws badInput */
async function prove(app: App, ask: MemberAsk): Promise<void> {
  const who = `c:${ask.viewer.accountId}`;
  await app.limiter.act('login', who);
  await checkPassword(app.db, ask.viewer.accountId, ask.form.text('current'), ask);
  await app.limiter.forgive('login', who);
}

async function showOrphan(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const { accountId } = ask.viewer;
  const { title, done } = ask.words.leaving.orphan;
  const said = ask.query.has('done') && !returned.summary ? { ...returned, notice: done } : returned;
  const works = givable(await ownWorks(app.db, accountId));
  const pseuds = (await profilesOf(app.db, accountId)).filter(({ publicId }) =>
    works.some(({ pseud }) => pseud === publicId),
  );
  return page(title, <OrphanView works={works} pseuds={pseuds} returned={said} />, {
    status: returned.summary ? 422 : 200,
  });
}

function chosen(ask: MemberAsk, works: readonly OwnWork[]): OwnWork[] {
  const which = ask.form.text('which');
  const marked = new Set(ask.form.all('works'));
  if (which === 'all') return [...works];
  return works.filter(({ id, pseud }) => (which === 'some' ? marked.has(id) : pseud === which));
}

async function sure(
  app: App,
  ask: MemberAsk,
  works: readonly OwnWork[],
  returned = nothing,
): Promise<Answer> {
  const keepName = ask.form.text('keep') === 'yes';
  const pseuds = await profilesOf(app.db, ask.viewer.accountId);
  const names = pseuds.filter(({ publicId }) => works.some(({ pseud }) => pseud === publicId));
  const { login } = ask.viewer;
  const shown = { works, keepName, login, returned, names: names.map(({ name }) => name) };
  return page(ask.words.leaving.orphan.sureTitle(works.length), <SureView {...shown} />, {
    status: returned.summary ? 422 : 200,
  });
}

async function orphan(app: App, ask: MemberAsk): Promise<Answer> {
  const { accountId } = ask.viewer;
  const works = chosen(ask, givable(await ownWorks(app.db, accountId)));
  const { faults } = ask.words.leaving.orphan;
  if (works.length === 0)
    return showOrphan(app, ask, { values: {}, faults: { works: faults.none }, summary: faults.none });
  if (!ask.form.has('sure')) return sure(app, ask, works);
  try {
    await prove(app, ask);
  } catch (error) {
    return sure(app, ask, works, returnedOf(error));
  }
  await app.db.transaction().execute(async (trx) => {
    const keys = works.map(({ key }) => key);
    await trx.selectFrom('works').select('id').where('id', 'in', keys).orderBy('id').forUpdate().execute();
    // Once more under the lock: somebody may have left a work meanwhile.
    const still = givable(await ownWorks(trx, accountId)).filter(({ key }) => keys.includes(key));
    const keepName = ask.form.text('keep') === 'yes';
    await giveAway(trx, { accountId, works: still.map(({ key }) => key), keepName }, ask.now);
  });
  return redirect(`${ORPHAN}?done`);
}

async function showDelete(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const works = await ownWorks(app.db, ask.viewer.accountId);
  const { login, hasSecondProof = false } = ask.viewer;
  return page(
    ask.words.leaving.delete.title,
    <DeleteView works={works} login={login} asksCode={hasSecondProof} returned={returned} />,
    { status: returned.summary ? 422 : 200 },
  );
}

/** @throws badInput when works wait for a choice that was not made */
async function readLeaving(app: App, ask: MemberAsk): Promise<Leaving> {
  const { choice } = ask.words.leaving.delete.faults;
  const works = (await ownWorks(app.db, ask.viewer.accountId)).filter((work) => !work.asArchivist);
  const sole = OF_SOLE.find((value) => value === ask.form.text('sole'));
  const shared = OF_SHARED.find((value) => value === ask.form.text('shared'));
  if (!sole && works.some((work) => !work.shared)) throw badInput(choice, { sole: choice });
  if (!shared && works.some((work) => work.shared)) throw badInput(choice, { shared: choice });
  // What was shared at the last moment is left to the others; what was not is given away.
  return { sole: sole ?? 'orphan', shared: shared ?? 'leave' };
}

async function carryOut(app: App, ask: MemberAsk, { letGo }: LeavingParts): Promise<Answer> {
  const { accountId, hasSecondProof } = ask.viewer;
  const { words } = ask;
  const d = words.leaving.delete;
  try {
    const how = await readLeaving(app, ask);
    await prove(app, ask);
    if (hasSecondProof) {
      await app.limiter.act('login', `c:${accountId}`);
      if (!(await takeCode(app.db, accountId, ask.form.text('code').slice(0, 100), ask.now)))
        throw badInput(d.faults.code, { code: d.faults.code });
    }
    await deleteAccount(app.db, accountId, how, { letGo, words, archiveName: ask.settings.name }, ask.now);
  } catch (error) {
    const { sole = '', shared = '' } = ask.form.values();
    return showDelete(app, ask, returnedOf(error, { sole, shared }));
  }
  return redirect('/gone', { cookies: [{ name: SESSION_COOKIE, value: null }] });
}

async function ownPseud(app: App, ask: MemberAsk) {
  const own = await profilesOf(app.db, ask.viewer.accountId);
  const pseud = own.find(({ publicId }) => publicId === ask.params.id);
  if (!pseud) throw notFound();
  return { pseud, others: own.filter((one) => one !== pseud) };
}

async function showRemove(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const { pseud, others } = await ownPseud(app, ask);
  const works = (await worksUnder(app.db, pseud.id)).length;
  return page(
    ask.words.pseuds.removeTitle(pseud.name),
    <RemovePseudView pseud={pseud} others={others} works={works} returned={returned} />,
    { status: returned.summary ? 422 : 200 },
  );
}

async function remove(app: App, ask: MemberAsk): Promise<Answer> {
  const { form, params, viewer, words, now } = ask;
  try {
    await removePseud(app.db, viewer.accountId, params.id ?? '', form.text('to'), words, now);
  } catch (error) {
    return showRemove(app, ask, returnedOf(error));
  }
  return redirect('/account/pseuds?removed');
}

async function takeAlong(app: App, ask: MemberAsk, { writeBook }: LeavingParts): Promise<Answer> {
  const name = `${ask.words.leaving.fileName}.zip`;
  return {
    kind: 'bytes',
    type: 'application/zip',
    body: await worksZip(app, ask, writeBook),
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  };
}

export const leavingRoutes = (app: App, parts: LeavingParts): Route[] => [
  members('GET', ORPHAN, (ask) => showOrphan(app, ask)),
  members('POST', ORPHAN, (ask) => orphan(app, ask), { does: 'deletes' }),
  members('GET', DELETE, (ask) => showDelete(app, ask)),
  members('POST', DELETE, (ask) => carryOut(app, ask, parts), { does: 'deletes' }),
  members('GET', '/account/works.zip', (ask) => takeAlong(app, ask, parts)),
  members('GET', '/account/pseuds/:id/delete', (ask) => showRemove(app, ask)),
  members('POST', '/account/pseuds/:id/delete', (ask) => remove(app, ask), { does: 'deletes' }),
  open('GET', '/gone', (ask) => {
    const { doneTitle, done } = ask.words.leaving.delete;
    return page(
      doneTitle,
      <>
        <h1>{doneTitle}</h1>
        <p>{done}</p>
      </>,
      { head: { robots: 'noindex' } },
    );
  }),
];

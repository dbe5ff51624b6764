/** The page that the link leads to. Open to whoever has it, found by nobody else: no index, no referrer, wrong ones are counted. */
import type { App } from '../../core/app.js';
import { addressKey } from '../../core/http/rate-limit.js';
import { type Answer, type Ask, open, page, type Route } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { pageNumber } from '../../core/ui/pager.js';
import { type Pseud, pseudsOf } from '../people/index.js';
import { BadLinkView, ClaimView, DoneView, SureView } from './claim-views.js';
import { CHOICES, type Choice, type Decisions, decide } from './decide.js';
import { type ClaimingWriter, worksOfWriter, writerByToken } from './queries.js';

const pathOf = (ask: Ask): string => `/claim/${encodeURIComponent(ask.params.token ?? '')}`;

/** The address holds a secret: it is told to no other page, and the page is kept nowhere. */
const SECRET = { 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store' };

const secretPage = (title: string, view: Parameters<typeof page>[1], status = 200): Answer =>
  page(title, view, { status, headers: SECRET, head: { robots: 'noindex, nofollow' } });

/** undefined, and the guess counted, when the link is not good. */
async function askedWriter(app: App, ask: Ask): Promise<ClaimingWriter | undefined> {
  const writer = await writerByToken(app.db, ask.params.token ?? '', ask.now);
  if (!writer) await app.limiter.act('claim', addressKey(ask.address));
  return writer;
}

const badLink = (ask: Ask): Answer => secretPage(ask.words.claims.claim.bad.title, <BadLinkView />, 404);

const ownPseuds = (app: App, ask: Ask): Promise<Pseud[]> =>
  ask.viewer.kind === 'member' ? pseudsOf(app.db, ask.viewer.accountId) : Promise.resolve([]);

async function show(app: App, ask: Ask, problem?: string): Promise<Answer> {
  const writer = await askedWriter(app, ask);
  if (!writer) return badLink(ask);
  const number = pageNumber(ask.query);
  const works = await worksOfWriter(
    app.db,
    writer.key,
    { offset: (number - 1) * LIMITS.pageSize, limit: LIMITS.pageSize + 1 },
    'waiting',
  );
  return secretPage(
    ask.words.claims.claim.title(writer.name),
    <ClaimView
      path={pathOf(ask)}
      writer={writer}
      works={works.slice(0, LIMITS.pageSize)}
      page={number}
      more={works.length > LIMITS.pageSize}
      pseuds={await ownPseuds(app, ask)}
      values={ask.form.values()}
      problem={problem}
    />,
    problem ? 422 : 200,
  );
}

const choiceOf = (text: string): Choice | null => CHOICES.find((choice) => choice === text) ?? null;

function readDecisions({ form }: Ask): Decisions {
  const each = new Map<string, Choice>();
  for (const name of form.names()) {
    const id = /^work-(.+)$/.exec(name)?.[1];
    const choice = id ? choiceOf(form.text(name)) : null;
    if (id && choice) each.set(id, choice);
  }
  return { each, all: choiceOf(form.text('all')), never: form.has('never') };
}

/** How many of the works that wait each choice falls on. */
async function countChoices(
  app: App,
  writer: ClaimingWriter,
  decisions: Decisions,
): Promise<Record<Choice, number>> {
  const counts: Record<Choice, number> = { members: 0, open: 0, leave: 0, refuse: 0 };
  const waiting = await worksOfWriter(app.db, writer.key, { offset: 0, limit: 100_000 }, 'waiting');
  for (const work of waiting) {
    const choice = decisions.all ?? decisions.each.get(work.id);
    if (choice) counts[choice] += 1;
  }
  return counts;
}

const sentAgain = ({ form }: Ask): [string, string][] =>
  form
    .names()
    .filter((name) => name === 'pseud' || name === 'all' || name === 'never' || name.startsWith('work-'))
    .filter((name) => form.text(name) !== '')
    .map((name) => [name, form.text(name)]);

async function take(app: App, ask: Ask): Promise<Answer> {
  const writer = await askedWriter(app, ask);
  if (!writer) return badLink(ask);
  const { words } = ask;
  const decisions = readDecisions(ask);
  const counts = await countChoices(app, writer, decisions);
  const chosen = counts.members + counts.open + counts.leave + counts.refuse;
  if (chosen === 0 && !decisions.never) return show(app, ask, words.claims.claim.nothing);
  const pseuds = await ownPseuds(app, ask);
  const pseud = pseuds.find((one) => one.publicId === ask.form.text('pseud'));
  if (counts.members + counts.open > 0 && !pseud) return show(app, ask, words.claims.claim.pseud);
  if (ask.form.text('sure') !== 'yes')
    return secretPage(
      words.claims.claim.sure.title,
      <SureView
        path={pathOf(ask)}
        counts={counts}
        never={decisions.never}
        as={pseud?.name ?? ''}
        fields={sentAgain(ask)}
      />,
    );
  const by = pseud ?? pseuds[0];
  const claims = by ? { accountId: by.accountId, pseudId: by.id } : null;
  const outcome = await decide(app.db, writer, decisions, claims, ask.now);
  return secretPage(words.claims.claim.done.title, <DoneView outcome={outcome} path={pathOf(ask)} />);
}

export const claimRoutes = (app: App): Route[] => [
  open('GET', '/claim/:token', (ask) => show(app, ask)),
  open('POST', '/claim/:token', (ask) => take(app, ask)),
];

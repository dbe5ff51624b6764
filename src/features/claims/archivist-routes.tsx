/** Where archivists look after the writers whom they brought works in for; and staff after all of those. */
import type { App } from '../../core/app.js';
import { badInput, notFound } from '../../core/errors.js';
import { veiled } from '../../core/http/rate-limit.js';
import { type Answer, type MemberAsk, page, type Route, redirect, withRight } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { queueLetter } from '../../core/mail/index.js';
import { pageNumber } from '../../core/ui/pager.js';
import { claimLetter } from './letter.js';
import { makeLink, revokeLink, setEmail } from './links.js';
import {
  CLAIM_STATES,
  type Scope,
  type Writer,
  type WritersQuery,
  worksOfWriter,
  writerById,
  writersOf,
} from './queries.js';
import { readEmail } from './schema.js';
import { type Desk, LinkView, type WriterProps, WritersView, WriterView } from './views.js';

const OWN: Desk = { path: '/archivist', own: true };
const ALL: Desk = { path: '/admin/writers', own: false };

const scopeOf = (desk: Desk, ask: MemberAsk): Scope => (desk.own ? { archivist: ask.viewer } : 'all');

/** What no choice is, is no filter. */
const readQuery = (query: URLSearchParams): WritersQuery => ({
  text: (query.get('q') ?? '').trim().slice(0, LIMITS.email),
  state: CLAIM_STATES.find((state) => state === query.get('state')) ?? '',
});

async function list(app: App, desk: Desk, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const query = readQuery(ask.query);
  const writers = await writersOf(app.db, scopeOf(desk, ask), query, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  return page(
    ask.words.claims.desk.title,
    <WritersView
      desk={desk}
      query={query}
      writers={writers.slice(0, LIMITS.pageSize)}
      page={number}
      more={writers.length > LIMITS.pageSize}
      now={ask.now}
    />,
    { wide: true },
  );
}

async function askedWriter(app: App, desk: Desk, ask: MemberAsk): Promise<Writer> {
  const writer = await writerById(app.db, scopeOf(desk, ask), ask.params.id ?? '');
  if (!writer) throw notFound();
  return writer;
}

function noticeOf(ask: MemberAsk): string | undefined {
  const { writer } = ask.words.claims;
  if (ask.query.has('revoked')) return writer.revoked;
  if (ask.query.has('sent')) return writer.sent;
  return ask.query.has('kept') ? writer.kept : undefined;
}

async function show(app: App, desk: Desk, ask: MemberAsk, email?: WriterProps['email']): Promise<Answer> {
  const writer = await askedWriter(app, desk, ask);
  const number = pageNumber(ask.query);
  const works = await worksOfWriter(app.db, writer.key, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  return page(
    ask.words.claims.writer.title(writer.name),
    <WriterView
      desk={desk}
      writer={writer}
      works={works.slice(0, LIMITS.pageSize)}
      page={number}
      more={works.length > LIMITS.pageSize}
      now={ask.now}
      notice={noticeOf(ask)}
      email={email}
    />,
    { status: email ? 422 : 200 },
  );
}

/** Shown in answer to the form itself: what leads to the link stands in no address and is kept nowhere. */
async function link(app: App, ask: MemberAsk): Promise<Answer> {
  const writer = await askedWriter(app, OWN, ask);
  const made = await makeLink(app.db, ask.viewer, writer.id, ask.now);
  return page(
    ask.words.claims.writer.title(writer.name),
    <LinkView writer={writer} link={made} address={`${ask.origin}/claim/${made.token}`} />,
  );
}

/** Sends a new link to the writer's address; the one before is good for nothing any more. */
async function sendLink(app: App, ask: MemberAsk): Promise<Answer> {
  const writer = await askedWriter(app, OWN, ask);
  const { email } = writer;
  if (email === null) throw badInput(ask.words.claims.faults.noEmail);
  await app.limiter.act('letter', veiled(email.toLowerCase()));
  await makeLink(app.db, ask.viewer, writer.id, ask.now, async (trx, made) => {
    const letter = claimLetter(ask.words, ask.settings.name, ask.origin, writer, made);
    await queueLetter(trx, { accountId: null, email, kind: 'claim', letter }, ask.settings.name, ask.now);
  });
  return redirect(`${OWN.path}/${writer.id}?sent`);
}

async function revoke(app: App, desk: Desk, ask: MemberAsk): Promise<Answer> {
  const id = ask.params.id ?? '';
  await revokeLink(app.db, scopeOf(desk, ask), id, ask.viewer, ask.now);
  return redirect(`${desk.path}/${id}?revoked`);
}

async function keepEmail(app: App, ask: MemberAsk): Promise<Answer> {
  const writer = await askedWriter(app, OWN, ask);
  const typed = ask.form.text('email');
  const email = readEmail(typed);
  if (email === undefined) return show(app, OWN, ask, { typed, fault: ask.words.claims.faults.email });
  await setEmail(app.db, ask.viewer, writer.id, email);
  return redirect(`${OWN.path}/${writer.id}?kept`);
}

const archivists = withRight('import-for-others');
const overseers = withRight('see-external-writers');

export const archivistRoutes = (app: App): Route[] => [
  archivists('GET', '/archivist', (ask) => list(app, OWN, ask)),
  archivists('GET', '/archivist/:id', (ask) => show(app, OWN, ask)),
  archivists('POST', '/archivist/:id/link', (ask) => link(app, ask)),
  archivists('POST', '/archivist/:id/send', (ask) => sendLink(app, ask)),
  archivists('POST', '/archivist/:id/revoke', (ask) => revoke(app, OWN, ask)),
  archivists('POST', '/archivist/:id/email', (ask) => keepEmail(app, ask)),
  overseers('GET', '/admin/writers', (ask) => list(app, ALL, ask)),
  overseers('GET', '/admin/writers/:id', (ask) => show(app, ALL, ask)),
  overseers('POST', '/admin/writers/:id/revoke', (ask) => revoke(app, ALL, ask)),
];

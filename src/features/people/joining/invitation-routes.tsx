import { z } from 'zod';
import type { App } from '../../../core/app.js';
import { AppError, badInput, type FieldFaults } from '../../../core/errors.js';
import { addressKey, veiled } from '../../../core/http/rate-limit.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
  withRight,
} from '../../../core/http/route.js';
import { LIMITS } from '../../../core/limits.js';
import { overLimit } from '../../../core/over-limit.js';
import { emailKey, nameKey } from '../schema.js';
import { InvitationDeskView, InvitationsView } from './invitation-views.js';
import {
  answerRequest,
  askedFor,
  askForInvitations,
  invitationsOf,
  inviteByLetter,
  MOST_ASKED,
  makeInvitations,
  requestsForInvitations,
  sendOwnInvitation,
} from './invitations.js';
import { deskOf } from './routes.js';
import { inviteFirst, takeOffList, waitingList } from './waiting-list.js';

interface Returned {
  values: Record<string, string>;
  faults: FieldFaults;
  summary?: string;
}

const nothing: Returned = { values: {}, faults: {} };
const FIRST_SHOWN = 50;

function emailOf(ask: MemberAsk): string {
  const fault = ask.words.people.faults.email;
  const read = z.email().max(LIMITS.email).safeParse(ask.form.text('email').trim());
  if (!read.success) throw badInput(fault, { email: fault });
  return read.data;
}

function countOf(ask: MemberAsk, name: string, most: number): number {
  const fault = ask.words.joining.invitations.wantedFault;
  const read = z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .safeParse(ask.form.text(name).trim() || 'none');
  if (!read.success) throw badInput(fault, { [name]: fault });
  return read.data;
}

async function ownPage(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const i = ask.words.joining.invitations;
  const [invitations, asked] = await Promise.all([
    invitationsOf(app.db, ask.viewer.accountId),
    askedFor(app.db, ask.viewer.accountId),
  ]);
  return page(
    i.title,
    <InvitationsView
      invitations={invitations}
      asked={asked?.wanted ?? null}
      origin={ask.origin}
      notice={ask.query.has('sent') ? i.sent : undefined}
      {...returned}
    />,
    { status: returned.summary ? 422 : 200 },
  );
}

async function deskPage(app: App, ask: MemberAsk, returned = nothing): Promise<Answer> {
  const d = ask.words.joining.desk;
  const [{ first, total }, requests] = await Promise.all([
    waitingList(app.db, FIRST_SHOWN),
    requestsForInvitations(app.db),
  ]);
  const invited = ask.query.get('invited');
  const notice =
    invited && /^\d{1,4}$/.test(invited)
      ? d.invited(Number(invited))
      : ask.query.has('given')
        ? d.given
        : undefined;
  return page(
    d.title,
    <InvitationDeskView
      waiting={first}
      total={total}
      requests={requests}
      hint={ask.settings.joining === 'invitation' ? null : d.openHint}
      notice={notice}
      {...returned}
    />,
    { status: returned.summary ? 422 : 200 },
  );
}

/** The form that came comes back filled in when it cannot be carried out. */
async function orBack(
  ask: MemberAsk,
  act: () => Promise<string>,
  back: (returned: Returned) => Promise<Answer>,
): Promise<Answer> {
  try {
    return redirect(await act());
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return back({ values: ask.form.values(), faults: error.fields, summary: error.safe });
  }
}

async function send(app: App, ask: MemberAsk): Promise<string> {
  const email = emailOf(ask);
  await app.limiter.act('letters', veiled(addressKey(ask.address)));
  await app.limiter.act('letter', veiled(emailKey(email)));
  const id = ask.form.text('invitation');
  await sendOwnInvitation(app.db, deskOf(ask), ask.viewer.accountId, id, email, ask.now);
  return '/account/invitations?sent';
}

async function askMore(app: App, ask: MemberAsk): Promise<string> {
  const wanted = countOf(ask, 'wanted', MOST_ASKED);
  const reason = ask.form.text('reason').trim();
  const { reasonLong, invitations } = ask.words.joining;
  const fault = reason ? overLimit(ask.words, reasonLong, reason.length) : invitations.reasonFault;
  if (!reason || reason.length > LIMITS.reason) throw badInput(fault, { reason: fault });
  await askForInvitations(app.db, ask.viewer.accountId, { wanted, reason }, ask.now);
  return '/account/invitations';
}

async function giveToMember(app: App, ask: MemberAsk): Promise<void> {
  const count = countOf(ask, 'given', MOST_ASKED);
  const account = await app.db
    .selectFrom('accounts')
    .select('id')
    .where('login_key', '=', nameKey(ask.form.text('login').trim()))
    .executeTakeFirst();
  const fault = ask.words.joining.desk.noSuchMember;
  if (!account) throw badInput(fault, { login: fault });
  await makeInvitations(app.db, account.id, count, ask.now);
}

async function actAtDesk(app: App, ask: MemberAsk): Promise<string> {
  const desk = deskOf(ask);
  const { form } = ask;
  switch (form.text('act')) {
    case 'remove':
      await takeOffList(app.db, Number.parseInt(form.text('waiting'), 10) || 0);
      return '/admin/invitations';
    case 'invite':
      return `/admin/invitations?invited=${await inviteFirst(app.db, desk, countOf(ask, 'count', 1000), ask.now)}`;
    case 'grant':
    case 'refuse':
      await answerRequest(app.db, form.text('request'), form.text('act') === 'grant', ask.now);
      return '/admin/invitations?given';
    case 'direct': {
      const email = emailOf(ask);
      await app.db.transaction().execute((trx) => inviteByLetter(trx, desk, email, ask.now));
      return '/admin/invitations?invited=1';
    }
    case 'give':
      await giveToMember(app, ask);
      return '/admin/invitations?given';
    default:
      throw badInput(ask.words.home.setup.summary);
  }
}

export const invitationRoutes = (app: App): Route[] => [
  members('GET', '/account/invitations', (ask) => ownPage(app, ask)),
  members('POST', '/account/invitations/send', (ask) =>
    orBack(
      ask,
      () => send(app, ask),
      (returned) => ownPage(app, ask, returned),
    ),
  ),
  members('POST', '/account/invitations/ask', (ask) =>
    orBack(
      ask,
      () => askMore(app, ask),
      (returned) => ownPage(app, ask, returned),
    ),
  ),
  withRight('invite-people')('GET', '/admin/invitations', (ask) => deskPage(app, ask)),
  withRight('invite-people')('POST', '/admin/invitations', (ask) =>
    orBack(
      ask,
      () => actAtDesk(app, ask),
      (returned) => deskPage(app, ask, returned),
    ),
  ),
];

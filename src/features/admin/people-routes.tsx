/** Where staff find people and act on them. Every act goes back to the person's page, which says that it is written down. */
import type { App } from '../../core/app.js';
import { AppError, asAppError, notFound } from '../../core/errors.js';
import { type Answer, type MemberAsk, page, type Route, redirect, withRight } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { pageNumber } from '../../core/ui/pager.js';
import {
  ban,
  type FoundPerson,
  findPeople,
  giveRole,
  liftBan,
  liftSuspension,
  mayActOn,
  mayChangeRole,
  noteAbout,
  notesAbout,
  personById,
  type StaffDeed,
  suspend,
  takeRole,
  warn,
} from '../people/index.js';
import { readDays, readPeopleQuery, readRole, readWhy } from './people-form.js';
import { PeopleView } from './people-views.js';
import { type PersonProps, PersonView, SureView } from './person-views.js';

const pathOf = (person: FoundPerson): string => `/admin/people/${person.publicId}`;

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const query = readPeopleQuery(ask.query);
  const people = await findPeople(
    app.db,
    ask.viewer,
    query,
    { offset: (number - 1) * LIMITS.pageSize, limit: LIMITS.pageSize + 1 },
    ask.now,
  );
  return page(
    ask.words.staff.people.title,
    <PeopleView
      viewer={ask.viewer}
      query={query}
      people={people.slice(0, LIMITS.pageSize)}
      page={number}
      more={people.length > LIMITS.pageSize}
    />,
    { wide: true },
  );
}

async function askedPerson(app: App, ask: MemberAsk): Promise<FoundPerson> {
  const person = await personById(app.db, ask.viewer, ask.params.id ?? '', ask.now);
  if (!person) throw notFound();
  return person;
}

async function show(app: App, ask: MemberAsk, failed?: PersonProps['failed']): Promise<Answer> {
  const person = await askedPerson(app, ask);
  const notes = await notesAbout(app.db, person.accountId);
  return page(
    person.login,
    <PersonView
      viewer={ask.viewer}
      person={person}
      notes={notes}
      done={ask.query.has('done')}
      {...(failed ? { failed } : {})}
    />,
    { status: failed ? 422 : 200 },
  );
}

type Deed = (person: FoundPerson, deed: (needed: boolean) => StaffDeed) => Promise<Answer | undefined>;

/** Does one act; what is wrong with its form comes back in it. */
async function act(app: App, ask: MemberAsk, name: string, deed: Deed): Promise<Answer> {
  const person = await askedPerson(app, ask);
  const deedOf = (needed: boolean): StaffDeed => ({
    by: ask.viewer,
    at: ask.now,
    words: ask.words,
    why: readWhy(ask.form, ask.words, needed),
  });
  try {
    return (await deed(person, deedOf)) ?? redirect(`${pathOf(person)}?done`);
  } catch (thrown) {
    const error = asAppError(thrown);
    if (!(thrown instanceof AppError) || error.status !== 422) throw thrown;
    return show(app, ask, {
      act: name,
      values: ask.form.values(),
      faults: error.fields,
      summary: error.safe,
    });
  }
}

/** null when the person has said yes. */
function unsure(
  ask: MemberAsk,
  person: FoundPerson,
  name: string,
  question: string,
  warning?: string,
): Answer | null {
  if (ask.form.text('sure') === 'yes') return null;
  const fields = Object.fromEntries(
    ['role', 'do', 'why']
      .filter((field) => ask.form.has(field))
      .map((field) => [field, ask.form.text(field)]),
  );
  return page(
    ask.words.staff.sure.title,
    <SureView
      action={`${pathOf(person)}/${name}`}
      question={question}
      warning={warning}
      fields={fields}
      back={pathOf(person)}
    />,
  );
}

const changeRole = (app: App, ask: MemberAsk): Promise<Answer> =>
  act(app, ask, 'role', async (person, deedOf) => {
    const role = readRole(ask.form, ask.words);
    if (!mayChangeRole(ask.viewer, role, person)) throw notFound();
    const deed = deedOf(false);
    const takes = ask.form.text('do') === 'take';
    const { sure, roles } = ask.words.staff;
    const question = takes ? sure.take(roles[role], person.login) : sure.give(roles[role], person.login);
    const own = takes && person.accountId === ask.viewer.accountId ? sure.takeOwn(roles[role]) : undefined;
    const asks = unsure(ask, person, 'role', question, own);
    if (asks) return asks;
    await (takes ? takeRole : giveRole)(app.db, person.publicId, role, deed);
    // Whoever gave up their own role may not see the person's page any more.
    return own ? redirect('/') : undefined;
  });

const banPerson = (app: App, ask: MemberAsk): Promise<Answer> =>
  act(app, ask, 'ban', async (person, deedOf) => {
    if (!mayActOn(ask.viewer, 'ban-people', person)) throw notFound();
    const deed = deedOf(true);
    const asks = unsure(
      ask,
      person,
      'ban',
      ask.words.staff.sure.ban(person.login),
      ask.words.staff.person.banHelp,
    );
    if (asks) return asks;
    await ban(app.db, person.publicId, deed);
    return undefined;
  });

/** An act that needs no second question. */
const plain =
  (
    app: App,
    name: string,
    run: (publicId: string, deed: StaffDeed, ask: MemberAsk) => Promise<void>,
    needed = true,
  ) =>
  (ask: MemberAsk): Promise<Answer> =>
    act(app, ask, name, async (person, deedOf) => {
      await run(person.publicId, deedOf(needed), ask);
      return undefined;
    });

export const staffPeopleRoutes = (app: App): Route[] => [
  withRight('find-people')('GET', '/admin/people', (ask) => list(app, ask)),
  withRight('find-people')('GET', '/admin/people/:id', (ask) => show(app, ask)),
  withRight('give-roles')('POST', '/admin/people/:id/role', (ask) => changeRole(app, ask)),
  withRight('write-notes')(
    'POST',
    '/admin/people/:id/note',
    plain(app, 'note', (id, deed) => noteAbout(app.db, id, deed)),
  ),
  withRight('warn-people')(
    'POST',
    '/admin/people/:id/warn',
    plain(app, 'warn', (id, deed) => warn(app.db, id, deed)),
  ),
  withRight('suspend-people')(
    'POST',
    '/admin/people/:id/suspend',
    plain(app, 'suspend', (id, deed, ask) => suspend(app.db, id, readDays(ask.form, ask.words), deed)),
  ),
  withRight('suspend-people')(
    'POST',
    '/admin/people/:id/unsuspend',
    plain(app, 'unsuspend', (id, deed) => liftSuspension(app.db, id, deed), false),
  ),
  withRight('ban-people')('POST', '/admin/people/:id/ban', (ask) => banPerson(app, ask)),
  withRight('ban-people')(
    'POST',
    '/admin/people/:id/unban',
    plain(app, 'unban', (id, deed) => liftBan(app.db, id, deed), false),
  ),
];

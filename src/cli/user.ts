import { text } from 'node:stream/consumers';
import { badInput } from '../core/errors.js';
import { newToken } from '../core/ids.js';
import { wordsFor } from '../core/messages/index.js';
import { ROLES, type Role } from '../core/viewer.js';
import {
  accountNamed,
  createAccount,
  giveRole,
  newAccount,
  rolesOf,
  type StaffDeed,
  takeRole,
} from '../features/people/index.js';
import { readArguments, UsageError } from './arguments.js';
import { settingsOf, withArchive } from './with-archive.js';

const OPTIONS = {
  email: { type: 'string' },
  role: { type: 'string', multiple: true },
  pseud: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  give: { type: 'string', multiple: true },
  take: { type: 'string', multiple: true },
  why: { type: 'string' },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

/** @throws UsageError */
function rolesCalled(names: readonly string[] = []): Role[] {
  return names.map((name) => {
    const role = ROLES.find((known) => known === name);
    if (!role) throw new UsageError(`There is no role “${name}”. Roles: ${ROLES.join(', ')}.`);
    return role;
  });
}

/** Without --password-stdin a password is made up and printed, once. */
async function add(login: string, values: Values): Promise<number> {
  if (!values.email) throw new UsageError('An account needs an e-mail: --email name@example.org');
  const roles = rolesCalled(values.role);
  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const password = given ?? newToken().slice(0, 20);
  return withArchive(async (archive) => {
    const words = wordsFor((await settingsOf(archive)).language);
    const account = newAccount(words).safeParse({
      login,
      email: values.email,
      password,
      pseud: values.pseud ?? login,
    });
    if (!account.success)
      throw new UsageError([...new Set(account.error.issues.map((issue) => issue.message))].join('\n'));
    await createAccount(archive.app.db, account.data, {
      roles,
      at: archive.app.clock.now(),
      words,
    });
    process.stdout.write(
      given === undefined ? `Added ${login}. Password: ${password}\n` : `Added ${login}.\n`,
    );
    return 0;
  });
}

/** Gives before it takes, so that one call can hand the host's role on. Prints the roles that are there then. */
async function changeRoles(login: string, values: Values): Promise<number> {
  const give = rolesCalled(values.give);
  const take = rolesCalled(values.take);
  return withArchive(async (archive) => {
    const { db, clock } = archive.app;
    const id = await accountNamed(db, login);
    if (!id) throw badInput(`Nobody here logs in as “${login}”.`);
    const deed: StaffDeed = {
      by: 'command-line',
      at: clock.now(),
      why: values.why ?? '',
      words: wordsFor((await settingsOf(archive)).language),
    };
    for (const role of give) await giveRole(db, id, role, deed);
    for (const role of take) await takeRole(db, id, role, deed);
    process.stdout.write(`${login}: ${(await rolesOf(db, id)).join(', ') || 'no role'}\n`);
    return 0;
  });
}

export async function userVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [act, login] = positionals;
  if ((act !== 'add' && act !== 'role') || !login || positionals.length > 2)
    throw new UsageError('Say whom: user add NAME --email E, or user role NAME --give ROLE');
  return act === 'add' ? add(login, values) : changeRoles(login, values);
}

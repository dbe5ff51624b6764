import { text } from 'node:stream/consumers';
import { newToken } from '../core/ids.js';
import { wordsFor } from '../core/messages/index.js';
import { ROLES, type Role } from '../core/viewer.js';
import { createAccount, newAccount } from '../features/people/index.js';
import { readArguments, UsageError } from './arguments.js';
import { settingsOf, withArchive } from './with-archive.js';

/** Without --password-stdin a password is made up and printed, once. */
export async function userVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    pseud: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  });
  const [act, login] = positionals;
  if (act !== 'add' || !login || positionals.length > 2)
    throw new UsageError('Say whom to add: user add NAME --email E');
  if (!values.email) throw new UsageError('An account needs an e-mail: --email name@example.org');
  const roles = values.role ?? [];
  for (const role of roles)
    if (!ROLES.some((known) => known === role))
      throw new UsageError(`There is no role “${role}”. Roles: ${ROLES.join(', ')}.`);
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
      roles: roles as Role[],
      at: archive.app.clock.now(),
      words,
    });
    process.stdout.write(
      given === undefined ? `Added ${login}. Password: ${password}\n` : `Added ${login}.\n`,
    );
    return 0;
  });
}

import { badInput } from '../../core/errors.js';
import type { Messages } from '../../core/messages/index.js';
import { isCommonPassword } from './common-passwords.js';
import { hashPassword } from './password.js';

/**
 * The hash of a password that somebody chooses.
 * @throws badInput with a fault of the field `password` when a guesser would try it early.
 */
export async function choosePassword(
  { password, login, email }: { password: string; login: string; email: string },
  words: Messages,
): Promise<string> {
  const fault = words.people.faults.commonPassword;
  if (await isCommonPassword(password, [login, email])) throw badInput(fault, { password: fault });
  return hashPassword(password);
}

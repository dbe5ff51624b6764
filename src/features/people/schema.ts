/** What an account is made of, checked. Messages are the catalogue's, so a form shows them as they are. */
import { z } from 'zod';
import { badInput } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import type { Messages } from '../../core/messages/index.js';
import { overLimit } from '../../core/over-limit.js';
import { stripBidiOverrides } from '../../core/text/index.js';

const line = z.string().transform((value) => stripBidiOverrides(value).normalize('NFC').trim());

/**
 * Letters of every script with their marks, digits, spaces, hyphens, underscores; one of them at least is seen.
 * Fillers count as letters in Unicode and show nothing: a name of them would be nobody's.
 */
const PSEUD =
  /^(?=.*[\p{L}\p{N}])(?!.*\p{Default_Ignorable_Code_Point})(?!.*\p{M}{5})[\p{L}\p{M}\p{N}_\- ]{1,40}$/u;

/** The rule, and where its length is what is wrong, how long it was. */
const lengthFault =
  (w: Messages, fault: string, { min, max }: { min: number; max: number }) =>
  ({ input }: { input?: unknown }): string => {
    const given = String(input ?? '').length;
    return given < min || given > max ? overLimit(w, fault, given) : fault;
  };

export const newAccount = (w: Messages) =>
  z.object({
    login: line.pipe(
      z.string(w.people.faults.login).regex(/^[A-Za-z0-9](?:[A-Za-z0-9_]{1,38}[A-Za-z0-9])$/, {
        error: lengthFault(w, w.people.faults.login, LIMITS.login),
      }),
    ),
    email: line.pipe(
      z
        .email({
          error: ({ input }) =>
            String(input).length > LIMITS.email
              ? overLimit(w, w.people.faults.emailLong, String(input).length)
              : w.people.faults.email,
        })
        .max(LIMITS.email, {
          error: ({ input }) => overLimit(w, w.people.faults.emailLong, String(input).length),
        }),
    ),
    password: z
      .string(w.people.faults.password)
      .min(LIMITS.password.min, { error: lengthFault(w, w.people.faults.password, LIMITS.password) })
      .max(LIMITS.password.max, { error: lengthFault(w, w.people.faults.password, LIMITS.password) }),
    pseud: line.pipe(
      z.string().regex(PSEUD, {
        error: lengthFault(w, w.people.faults.pseud, { min: 1, max: LIMITS.pseud }),
      }),
    ),
  });

/** One field by itself. @throws badInput with its fault */
function readField(field: 'login' | 'email' | 'password', text: string, w: Messages): string {
  const read = newAccount(w).shape[field].safeParse(text);
  if (read.success) return read.data;
  const fault = read.error.issues[0]?.message ?? w.people.faults[field];
  throw badInput(fault, { [field]: fault });
}

export const loginOf = (text: string, w: Messages): string => readField('login', text, w);
export const emailOf = (text: string, w: Messages): string => readField('email', text, w);
export const passwordOf = (text: string, w: Messages): string => readField('password', text, w);

export type NewAccount = z.infer<ReturnType<typeof newAccount>>;

/** One identity of a mail address: case, gmail dots, googlemail and +tags do not count. */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  let name = email.slice(0, at).toLowerCase().replace(/\+.*$/, '');
  let host = email.slice(at + 1).toLowerCase();
  if (host === 'googlemail.com') host = 'gmail.com';
  if (host === 'gmail.com') name = name.replaceAll('.', '');
  return `${name}@${host}`;
}

/** What an account is looked up with: the key of its mail, or of its name, which holds no @. */
export function logInKey(nameOrMail: string): string {
  const given = nameOrMail.trim();
  return given.includes('@') ? emailKey(given) : nameKey(given);
}

export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();

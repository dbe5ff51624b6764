/** What the forms about people say, read and checked. */
import { badInput } from '../../core/errors.js';
import type { Form } from '../../core/http/forms.js';
import { LIMITS } from '../../core/limits.js';
import type { Messages } from '../../core/messages/index.js';
import { stripBidiOverrides } from '../../core/text/index.js';
import { ROLES, type Role, type Standing } from '../../core/viewer.js';
import type { PeopleQuery } from '../people/index.js';

export const LONGEST_SUSPENSION_DAYS = 3_650;

/** @throws badInput */
export function readWhy(form: Form, words: Messages, needed: boolean): string {
  const why = stripBidiOverrides(form.text('why')).trim();
  const { faults } = words.staff;
  if (needed && why === '') throw badInput(faults.text, { why: faults.text });
  if (why.length > LIMITS.notes) throw badInput(faults.long, { why: faults.long });
  return why;
}

/** @throws badInput */
export function readDays(form: Form, words: Messages): number {
  const typed = form.text('days').trim();
  const days = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  const { faults } = words.staff;
  if (days < 1 || days > LONGEST_SUSPENSION_DAYS) throw badInput(faults.days, { days: faults.days });
  return days;
}

const roleOf = (text: string | null): Role | undefined => ROLES.find((role) => role === text);

/** @throws badInput */
export function readRole(form: Form, words: Messages): Role {
  const role = roleOf(form.text('role'));
  const { faults } = words.staff;
  if (!role) throw badInput(faults.role, { role: faults.role });
  return role;
}

export const STANDINGS: readonly Standing['kind'][] = ['good', 'suspended', 'banned'];

/** What no choice is, is no filter. */
export const readPeopleQuery = (query: URLSearchParams): PeopleQuery => ({
  text: (query.get('q') ?? '').trim().slice(0, LIMITS.email),
  role: roleOf(query.get('role')) ?? '',
  standing: STANDINGS.find((kind) => kind === query.get('standing')) ?? '',
});

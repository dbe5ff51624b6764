/** Which of the staff may do what to whom. What a role gives at all stands in core/rights. */
import { HIGH_ROLES, isAbove, may, type Right } from '../../core/rights.js';
import type { Member, Role } from '../../core/viewer.js';

export interface Person {
  accountId: number;
  roles: readonly Role[];
}

/** Acts that weigh on a person: never on oneself, never on one's equals or those above. */
export const mayActOn = (viewer: Member, right: Right, other: Person): boolean =>
  may(viewer, right) && viewer.accountId !== other.accountId && isAbove(viewer.roles, other.roles);

/**
 * Host and admin are given and taken by hosts alone, a host's from another host too. The other roles are given to and
 * taken from oneself and those below.
 */
export function mayChangeRole(viewer: Member, role: Role, other: Person): boolean {
  if (may(viewer, 'give-high-roles')) return true;
  if (HIGH_ROLES.includes(role) || !may(viewer, 'give-roles')) return false;
  return viewer.accountId === other.accountId || isAbove(viewer.roles, other.roles);
}

/** Whatever staff note and do about a person, they are told of by the page that lets them do it. */
export const mayNote = (viewer: Member): boolean => may(viewer, 'write-notes');

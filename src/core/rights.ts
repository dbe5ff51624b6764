/**
 * Who may do what: the one table. A right that a role does not stand beside is refused. Pages declare the right that
 * they need (`withRight` in core/http/route), everything else asks `may`. docs/ROLES.md is made from here.
 */
import { ROLES, type Role, type Viewer } from './viewer.js';

export const RIGHTS = {
  'change-settings': ['host', 'admin'],
  'find-people': ['host', 'admin', 'moderator'],
  'see-emails': ['host', 'admin'],
  'write-notes': ['host', 'admin', 'moderator'],
  'warn-people': ['host', 'admin', 'moderator'],
  'suspend-people': ['host', 'admin', 'moderator'],
  'ban-people': ['host', 'admin'],
  'give-roles': ['host', 'admin'],
  'give-high-roles': ['host'],
  'read-staff-log': ['host', 'admin'],
  'invite-people': ['host', 'admin'],
  'read-letters': ['host'],
  'see-hidden': ['host', 'admin', 'moderator'],
  'hide-works': ['host', 'admin', 'moderator'],
  'handle-reports': ['host', 'admin', 'moderator'],
  'wrangle-tags': ['host', 'admin', 'tag_wrangler'],
  /** More than case and accents of a name. */
  'rename-tags': ['host', 'admin'],
  'import-for-others': ['host', 'archivist'],
  'see-external-writers': ['host', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

/** Roles that only `give-high-roles` gives and takes. */
export const HIGH_ROLES: readonly Role[] = ['host', 'admin'];

/** A suspended or banned member keeps the roles and has none of their rights. */
export function may(viewer: Viewer, right: Right): boolean {
  if (viewer.kind !== 'member' || viewer.standing.kind !== 'good') return false;
  const roles: readonly Role[] = RIGHTS[right];
  return viewer.roles.some((role) => roles.includes(role));
}

/** 0 for the host, 1 for an admin and so on; ordinary members, wranglers and archivists are beyond all who act on people. */
export function rankOf(roles: readonly Role[]): number {
  const acting: readonly Role[] = ['host', 'admin', 'moderator'];
  const places = roles.map((role) => acting.indexOf(role)).filter((place) => place >= 0);
  return Math.min(ROLES.length, ...places);
}

/** Staff act on people below them, never on their equals. */
export const isAbove = (actor: readonly Role[], other: readonly Role[]): boolean =>
  rankOf(actor) < rankOf(other);

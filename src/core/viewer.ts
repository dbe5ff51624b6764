/** Who is looking. Everything that can be hidden is asked with a viewer. */
export type Role = 'host' | 'admin' | 'moderator' | 'tag_wrangler' | 'archivist';

export interface Member {
  readonly kind: 'member';
  readonly accountId: number;
  readonly login: string;
  readonly roles: readonly Role[];
  /** Has agreed to be shown adult works without being asked. */
  readonly showsAdult: boolean;
}

export interface Guest {
  readonly kind: 'guest';
}

export type Viewer = Guest | Member;

export const GUEST: Guest = { kind: 'guest' };

/** Staff see what is hidden from readers; the right comes from a role, never from a flag of its own. */
export const isStaff = (viewer: Viewer): boolean =>
  viewer.kind === 'member' &&
  viewer.roles.some((role) => role === 'host' || role === 'admin' || role === 'moderator');

export const isHost = (viewer: Viewer): boolean => viewer.kind === 'member' && viewer.roles.includes('host');

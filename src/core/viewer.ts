/** Who is looking. Everything that can be hidden is asked with a viewer. */
export const ROLES = ['host', 'admin', 'moderator', 'tag_wrangler', 'archivist'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a member may write: everybody may, until a member of staff says otherwise. */
export type Standing = { kind: 'good' } | { kind: 'suspended'; until: Date } | { kind: 'banned' };

export const GOOD: Standing = { kind: 'good' };

/** What somebody rather sees, or rather does not, of works that are not their own. */
export interface Display {
  /** Without the skins of their writers. */
  plain: boolean;
  hidesWarnings: boolean;
  hidesFreeforms: boolean;
  showsCovers: boolean;
}

export interface Member {
  readonly kind: 'member';
  readonly accountId: number;
  readonly login: string;
  readonly roles: readonly Role[];
  /** Has agreed to be shown adult works without being asked. */
  readonly showsAdult: boolean;
  readonly standing: Standing;
  /** The language of the pages, BCP 47, and the time zone; where they chose none, the archive's hold. */
  readonly language?: string | null;
  readonly timeZone?: string | null;
  /** A work of several chapters opens whole. */
  readonly wholeWork?: boolean;
  readonly display?: Display;
  /** Staff told this member something that was not yet said to be read. */
  readonly unread?: boolean;
  /** Logs in with more than a password. */
  readonly hasSecondProof?: boolean;
  /** Has roles, but the archive asks for a second proof first; until then they give nothing. */
  readonly mustProve?: boolean;
}

export interface Guest {
  readonly kind: 'guest';
}

export type Viewer = Guest | Member;

export const GUEST: Guest = { kind: 'guest' };

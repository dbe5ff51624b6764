import type { SourceAuthor, SourceWork } from '../../source-work.js';

/** Where the sites that FanFicFare reads keep what they call a person by. */
const LOGINS = [
  /\/users\/([^/?#]+)/,
  /\/members\/([^/?#]+)/,
  /\/u\/([^/?#]+)/,
  /\/(?:user|profile|authors?|writer|people)\/([^/?#]+)/,
  /\/~([^/?#]+)/,
  /[?&](?:uid|user|author|authorid)=([^&#]+)/,
];

/** A person by name and address. AO3 shows a pseud as `pseud (login)`. */
export function authorAt(shown: string, url: string | undefined): SourceAuthor {
  const login = LOGINS.map((pattern) => pattern.exec(url ?? '')?.[1]).find(Boolean);
  if (!login) return { name: shown, ...(url && /^https?:/.test(url) ? { url } : {}) };
  const user = decoded(login);
  const tail = ` (${user})`;
  const name = shown.endsWith(tail) && shown.length > tail.length ? shown.slice(0, -tail.length) : shown;
  return { name, user, ...(url ? { url } : {}) };
}

/** AO3's works without a named author are by `Anonymous`, whose address is the site's. */
export function setAuthors(work: SourceWork, authors: readonly SourceAuthor[]): void {
  const isNobody = ({ name, user }: SourceAuthor): boolean => name === 'Anonymous' && user === undefined;
  work.anonymous = authors.length > 0 && authors.every(isNobody);
  work.authors = authors.filter((author) => author.name !== '' && !isNobody(author));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

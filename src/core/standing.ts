/**
 * What a suspended or a banned member may still do, in one place: the server asks here before every form. Both read on
 * as before. A suspended member writes nothing, deletes nothing. A banned one may delete what is theirs.
 */
import { forbidden } from './errors.js';
import type { Route } from './http/route.js';
import type { Messages } from './messages/index.js';
import type { Standing, Viewer } from './viewer.js';

/** What a form does to what the archive keeps. */
export type Deed = 'adds' | 'deletes' | 'nothing';

/** A form that does not say what it does, adds. */
export const deedOf = (route: Pick<Route, 'method' | 'does'>): Deed =>
  route.method === 'GET' ? 'nothing' : (route.does ?? 'adds');

export function standingAllows(standing: Standing, deed: Deed): boolean {
  if (deed === 'nothing' || standing.kind === 'good') return true;
  return standing.kind === 'banned' && deed === 'deletes';
}

/** What a member is told who is not in good standing; null for everybody else. */
export function standingNotice(viewer: Viewer, words: Messages): string | null {
  if (viewer.kind === 'guest' || viewer.standing.kind === 'good') return null;
  return viewer.standing.kind === 'banned'
    ? words.people.banned
    : words.people.suspended(words.day(viewer.standing.until));
}

/** @throws 403 that says why, and until when. */
export function refuseByStanding(
  viewer: Viewer,
  route: Pick<Route, 'method' | 'does'>,
  words: Messages,
): void {
  if (viewer.kind === 'guest' || standingAllows(viewer.standing, deedOf(route))) return;
  throw forbidden(standingNotice(viewer, words) ?? '');
}

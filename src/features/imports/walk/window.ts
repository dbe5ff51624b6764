/** Which of the doubtful places a page of the walk shows, and its address. */
import type { Draft } from '../review/draft.js';
import { type DoubtfulPlace, doubtfulPlacesOf, leastCertainFirst } from './places.js';

/** Places on one page. */
export const PLACES_PER_PAGE = 20;

export interface Window {
  places: DoubtfulPlace[];
  from: number;
  left: number;
}

/** The places from one on; from the first where there are none so far on. */
export function windowOf(draft: Draft, from: number): Window {
  const order = leastCertainFirst(doubtfulPlacesOf(draft));
  const first = from < order.length ? from : 0;
  return { places: order.slice(first, first + PLACES_PER_PAGE), from: first, left: order.length };
}

/** `did` is a key of the catalogue's `walk.done`, to be said on the page. */
export function walkPath(id: string, at: { from?: number; all?: number }, did?: string): string {
  const query = new URLSearchParams();
  if (at.from) query.set('from', String(at.from));
  if (at.all) query.set('all', String(at.all));
  if (did) query.set('did', did);
  return `/imports/${id}/doubts${query.size > 0 ? `?${query}` : ''}`;
}

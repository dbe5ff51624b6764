/**
 * A form is only taken from a page of this archive: by Sec-Fetch-Site where the browser says it, else by Origin.
 * Browsers leave Sec-Fetch-Site out where the archive is reached by plain http, and old ones always.
 */
import type { FastifyRequest } from 'fastify';
import { spoken } from '../errors.js';

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** Nothing is changed by it. */
export const isReading = (request: Pick<FastifyRequest, 'method'>): boolean =>
  request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';

/**
 * `addresses` are the archive's own as its host set them: behind a proxy that does not pass the Host header on,
 * the browser's Origin agrees with those alone.
 * @throws 403 when a request that changes something was not sent by a page of ours.
 */
export function refuseForeignForms(
  request: FastifyRequest,
  addresses: readonly (string | undefined)[] = [],
): void {
  if (isReading(request)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  const origin = urlOf(request.headers.origin ?? '');
  if (site === undefined && origin !== null) {
    if (origin.host === request.host) return;
    if (addresses.some((address) => address && urlOf(address)?.origin === origin.origin)) return;
  }
  throw spoken('forbidden', 403, (w) => w.foreignForm);
}

/** A form is only taken from a page of this archive: by Sec-Fetch-Site where the browser says it, else by Origin. */
import type { FastifyRequest } from 'fastify';
import { forbidden } from '../errors.js';

const hostOf = (url: string): string | null => {
  try {
    return new URL(url).host;
  } catch {
    return null;
  }
};

/** @throws 403 when a request that changes something was not sent by a page of ours. */
export function refuseForeignForms(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  const origin = request.headers.origin;
  if (site === undefined && origin !== undefined && hostOf(origin) === request.host) return;
  throw forbidden(
    'This form was not sent from a page of this archive, so nothing was done. Open the page here and send it again. (If you are the host: the address the archive is set to and the one in the browser must agree.)',
  );
}

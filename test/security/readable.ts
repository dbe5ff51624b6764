/** Everything in an answer that a person could read, and what of it is chance. */
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { Received } from './client.js';

/** The texts of a zip's entries, with their names. */
async function unzipped(bytes: Buffer): Promise<string> {
  const open = promisify<Buffer, object, ZipFile>(fromBuffer);
  const zip = await open(bytes, { lazyEntries: true });
  const parts: string[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(parts.join('\n')));
    zip.on('entry', (entry: Entry) => {
      parts.push(entry.fileName);
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        stream.on('data', (part: Buffer) => parts.push(part.toString('utf8')));
        stream.on('error', reject);
        stream.on('end', () => zip.readEntry());
      });
    });
    zip.readEntry();
  });
}

/** Status, headers and body as text; a book is opened. */
export async function readable(answer: Received): Promise<string> {
  const type = String(answer.headers['content-type'] ?? '');
  const body = type.includes('zip') ? await unzipped(answer.body) : answer.text;
  return `${answer.status}\n${JSON.stringify(answer.headers)}\n${body}`;
}

/** Where a guest's form is kept while they log in; how many are kept at a time is limited. */
const KEPT_TO = '/login?to=%2Fkept';

/** An answer with what is chance taken out: the key of a form, the cookie that finds a kept one. */
export function settled(answer: Received): string {
  const text = answer.body.toString('latin1').replace(/(name="once" value=")[^"]*/g, '$1');
  const { 'set-cookie': cookies = [], ...headers } = answer.headers;
  const told = [cookies].flat().filter((cookie) => !cookie.startsWith('fanlight_kept='));
  const location = headers.location === KEPT_TO ? '/login?to=%2F' : headers.location;
  const shown = { ...headers, ...(location ? { location } : {}), ...(told.length > 0 ? { told } : {}) };
  return `${answer.status}\n${JSON.stringify(shown)}\n${text}`;
}

const ATTRIBUTE = /\s(?:href|src)="([^"]*)"/g;

/** Addresses of this archive that a page links to, without fragments. */
export function linksIn(answer: Received, origins: readonly string[]): string[] {
  if (!String(answer.headers['content-type'] ?? '').startsWith('text/html')) return [];
  const found = [...answer.text.matchAll(ATTRIBUTE)].map(([, link]) => (link ?? '').replaceAll('&amp;', '&'));
  const here = found.map((link) => {
    const origin = origins.find((known) => link.startsWith(`${known}/`));
    return (origin ? link.slice(origin.length) : link).split('#')[0] ?? '';
  });
  return [...new Set(here.filter((link) => link.startsWith('/')))];
}

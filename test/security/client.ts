/** Requests as they go over the wire: no redirect followed, no header added, nothing decompressed. */
import { Agent, request } from 'node:http';

export interface Sent {
  method?: string;
  cookie?: string | undefined;
  headers?: Record<string, string>;
  /** A form's fields, sent urlencoded from a page of the archive itself. */
  form?: Record<string, string> | [string, string][];
  body?: string | Buffer;
}

export interface Received {
  status: number;
  /** Lower-case names in alphabetical order, with `date` left out. */
  headers: Record<string, string | string[]>;
  body: Buffer;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** What a browser sends along with a form of our own page. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

export function send(origin: string, path: string, sent: Sent = {}): Promise<Received> {
  const body = sent.form ? new URLSearchParams(sent.form).toString() : sent.body;
  const method = sent.method ?? (sent.form ? 'POST' : 'GET');
  const { hostname, port } = new URL(origin);
  const headers = {
    ...(sent.cookie ? { cookie: sent.cookie } : {}),
    ...(sent.form ? { 'content-type': 'application/x-www-form-urlencoded', ...OWN_PAGE } : {}),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const asked = request({ agent, hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        const { date: _, ...rest } = answer.headers;
        const names = Object.keys(rest).sort();
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(names.map((name) => [name, rest[name] ?? ''])),
          body: bytes,
          text: bytes.toString('utf8'),
        });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The cookies of an answer as a browser would send them back. */
export const cookiesOf = (answer: Received): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');

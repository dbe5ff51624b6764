/** A file as a browser sends it, read by the job that reads files. */
import type { App } from '../../src/core/app.js';
import { OWN_PAGE, type Received, send } from './client.js';

const BOUNDARY = 'a-boundary-of-these-tests';

/** A multipart form: fields, and files by their names. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): { body: Buffer; headers: Record<string, string> } {
  const parts = [
    ...Object.entries(fields).map(
      ([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
    ),
    ...Object.entries(files).map(
      ([name, text]) =>
        `Content-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${text}`,
    ),
  ];
  const body = `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('')}--${BOUNDARY}--\r\n`;
  return {
    body: Buffer.from(body),
    headers: { ...OWN_PAGE, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

/** Sends the form that brings files. */
export const sendImport = (
  origin: string,
  cookie: string,
  fields: Record<string, string>,
  files: Record<string, string> = {},
): Promise<Received> => send(origin, '/import', { method: 'POST', cookie, ...multipart(fields, files) });

/** Waits until no import waits to be read. @throws after ten seconds. */
export async function untilRead(app: App): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    const { n } = await app.db
      .selectFrom('imports')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', 'in', ['waiting', 'reading'])
      .executeTakeFirstOrThrow();
    if (n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('An import was not read in ten seconds.');
}

/** Brings one file and waits until it was read. The server must run its jobs. */
export async function bringFile(
  app: App,
  origin: string,
  cookie: string,
  name: string,
  text: string,
): Promise<Received> {
  const answer = await sendImport(origin, cookie, { once: `once-of-${name}` }, { [name]: text });
  if (answer.status !== 303) throw new Error(`Bringing ${name} was answered with ${answer.status}.`);
  await untilRead(app);
  return answer;
}

/** How letters leave: through the SMTP server that is set, else as files that the host reads on the archive's own pages. */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';

/** A letter that is drawn and addressed. */
export interface Envelope {
  /** Outward id: of a letter that is sent twice after a crash, a mail server sees one. */
  id: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments: readonly { name: string; type: string; text: string }[];
  /** Address that ends letters of its kind at one POST. */
  stopUrl: string | null;
  at: Date;
}

export interface Mailer {
  /** Rejects with what the mail server said. */
  send(envelope: Envelope): Promise<void>;
}

/** The server refused this letter for good: sending it again would change nothing. */
export class LetterRefused extends Error {}

const MINUTE = 60_000;

function message(envelope: Envelope): SendMailOptions {
  const { id, from, to, subject, text, html, attachments, stopUrl, at } = envelope;
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    date: at,
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    attachments: attachments.map((file) => ({
      filename: file.name,
      contentType: `${file.type}; charset=utf-8`,
      content: file.text,
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(stopUrl
        ? { 'List-Unsubscribe': `<${stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    // Nothing of a letter is ever read from a file or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function overSmtp(url: string): Mailer {
  const transport: Transporter = createTransport({
    url,
    connectionTimeout: MINUTE,
    greetingTimeout: MINUTE,
    socketTimeout: 2 * MINUTE,
  });
  return {
    async send(envelope) {
      try {
        await transport.sendMail(message(envelope));
      } catch (error) {
        const code = (error as { responseCode?: unknown }).responseCode;
        if (typeof code === 'number' && code >= 500) throw new LetterRefused(String(code), { cause: error });
        throw error;
      }
    },
  };
}

export const mailFolder = (dataDir: string): string => join(dataDir, 'mail');

/** Letters hold links that open accounts: nobody but the archive's own user may read the files. */
function intoFiles(dataDir: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(envelope) {
      const folder = mailFolder(dataDir);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { message: bytes } = await transport.sendMail(message(envelope));
      const name = fileName(envelope);
      const file = await open(join(folder, `${name}.part`), 'w', 0o600);
      try {
        await file.writeFile(bytes as Buffer);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(join(folder, `${name}.part`), join(folder, name));
    },
  };
}

const fileName = ({ id, at }: Envelope): string =>
  `${at.toISOString().slice(0, 19).replaceAll(':', '-')}-${id}.eml`;

export const openMailer = (smtpUrl: string | undefined, dataDir: string): Mailer =>
  smtpUrl ? overSmtp(smtpUrl) : intoFiles(dataDir);

const FILE = /^[\dT-]+-[0-9a-z]{10}\.eml$/;

/** Names of the letters that lie in files, the newest first. */
export async function letterFiles(dataDir: string): Promise<string[]> {
  const names = await readdir(mailFolder(dataDir)).catch(() => []);
  return names
    .filter((name) => FILE.test(name))
    .sort()
    .reverse();
}

/** A letter of `letterFiles` as it would have been sent, or null where there is none of that name. */
export async function readLetterFile(dataDir: string, name: string): Promise<string | null> {
  if (!FILE.test(name)) return null;
  return readFile(join(mailFolder(dataDir), name), 'utf8').catch(() => null);
}

export async function removeLetterFile(dataDir: string, name: string): Promise<void> {
  if (FILE.test(name)) await rm(join(mailFolder(dataDir), name), { force: true });
}

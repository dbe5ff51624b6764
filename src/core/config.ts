/**
 * Everything that can be set from outside, in one object. Read once at start,
 * from the environment and, beneath it, an optional fanlight.config.json.
 * A secret may be given as a file: NAME_FILE=/run/secrets/name.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './errors.js';

/** Scheme, host and port of a web address, and nothing behind them: pages stand at its root. */
export const originOf = (address: string): string | null => {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  const isBare = url?.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return isBare && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : null;
};

/** An address, or a network as ADDRESS/BITS. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

const port = z.coerce.number().int().min(0).max(65535);

export const configSchema = z.object({
  PORT: port.default(3000).describe('The port that the pages are served on; 0 takes a free one.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address to listen on. 0.0.0.0 opens it to the network.'),
  METRICS_PORT: port
    .default(0)
    .describe('A loopback port for /metrics; 0 takes a free one, written to the log.'),
  FANLIGHT_DATA: z
    .string()
    .default('./data')
    .describe('The folder that holds the database, images and mails.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe('A Postgres server (15 or later) to use in place of the embedded one.'),
  FANLIGHT_URL: z
    .string()
    .transform(
      (url, context) =>
        originOf(url) ??
        context.addIssue({
          code: 'custom',
          message: 'must be a whole address such as https://archive.example, with no path behind it',
        }) ??
        z.NEVER,
    )
    .optional()
    .describe('The public address of the archive. Overrides the one given at set-up.'),
  FANLIGHT_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/)/, 'must begin with mailto: or https://')
    .optional()
    .describe('Where holes are reported, mailto: or https://; it stands in security.txt.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional()
    .describe('Where letters are sent through; without it they become files that the host can read.'),
  FANLIGHT_MAIL_FROM: z
    .email('must be an e-mail address such as archive@example.org')
    .optional()
    .describe('The address that letters come from; without it, archive@ the archive’s host.'),
  FANLIGHT_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every(isNetwork), 'must be addresses such as 127.0.0.1 or 10.0.0.0/8')
    .describe('Addresses of proxies whose X-Forwarded headers are believed, parted by commas.'),
  FANLIGHT_PAGES_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(600)
    .describe('How many pages one address may ask for in a minute.'),
  FANLIGHT_UPLOAD_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(2048)
    .describe('How many megabytes of files one person may send at once, such as a zip of many works.'),
  FANLIGHT_DISK_RESERVE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(512)
    .describe('How many megabytes of the disk uploads leave free; the database needs them.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
    .default('info')
    .describe('How much is logged.'),
});

export type Config = Readonly<z.infer<typeof configSchema>> & { readonly dataDir: string };

type Env = Record<string, string | undefined>;

function fromFiles(env: Env, faults: string[]): Env {
  const out: Env = {};
  for (const name of Object.keys(configSchema.shape)) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    try {
      out[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE names ${file}, which cannot be read.`);
    }
  }
  return out;
}

function fromConfigFile(path: string, faults: string[]): Env {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  try {
    const values: unknown = JSON.parse(text);
    if (values === null || typeof values !== 'object' || Array.isArray(values))
      throw new Error('not an object');
    return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, String(v)]));
  } catch {
    faults.push(`${path} is not a JSON object.`);
    return {};
  }
}

/** @throws ConfigError that names every fault. */
export function readConfig(env: Env = process.env, configFile = 'fanlight.config.json'): Config {
  const faults: string[] = [];
  const set = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const values = { ...fromConfigFile(configFile, faults), ...set, ...fromFiles(env, faults) };
  const result = configSchema.safeParse(values);
  if (!result.success) {
    for (const issue of result.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return Object.freeze({ ...result.data, dataDir: resolve(result.data.FANLIGHT_DATA) });
}

/** The configuration as it may be shown: passwords in addresses are blotted out. */
export function redact(config: Config): Record<string, string> {
  const hide = (value: string) => value.replace(/(\/\/[^:@/]*):[^@/]*@/, '$1:•••@');
  return Object.fromEntries(
    Object.keys(configSchema.shape).map((name) => {
      const value = config[name as keyof typeof configSchema.shape];
      return [name, value === undefined ? '' : hide(String(value))];
    }),
  );
}

import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { OpenArchive } from '../archive.js';
import { openArchive } from '../archive.js';
import { type Config, readConfig, redact } from '../core/config.js';
import { pendingMigrations } from '../core/db/migrate.js';
import { AppError, ConfigError } from '../core/errors.js';
import { bundleAssets } from '../core/http/assets.js';
import { seenHost } from '../core/http/seen-host.js';
import { createLog } from '../core/log.js';
import { createSanitiser } from '../core/text/index.js';
import { countAccounts } from '../features/people/index.js';
import { countWorks } from '../features/works/index.js';
import { readArguments } from './arguments.js';

interface Finding {
  part: string;
  ok: boolean;
  /** What was found. */
  says: string;
  /** What to do about it, where it fails. */
  mend?: string;
}

const MEGABYTE = 1024 * 1024;
const LITTLE_ROOM = 512 * MEGABYTE;

/** The program's version of Node, the data folder and its room. */
async function checkMachine(config: Config): Promise<Finding[]> {
  const node: Finding = {
    part: 'Node',
    ok: Number(process.versions.node.split('.')[0]) >= 26,
    says: process.version,
    mend: 'Run npm ci: it brings the Node that Fanlight needs.',
  };
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    await access(config.dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(config.dataDir);
    const room = bavail * bsize;
    return [
      node,
      { part: 'Data folder', ok: true, says: config.dataDir },
      {
        part: 'Room on the disk',
        ok: room > LITTLE_ROOM,
        says: `${Math.floor(room / MEGABYTE).toLocaleString('en')} MB free`,
        mend: 'Make room: below 512 MB imports and backups will soon fail.',
      },
    ];
  } catch {
    return [
      node,
      {
        part: 'Data folder',
        ok: false,
        says: config.dataDir,
        mend: 'It cannot be written. Give it to the user that runs Fanlight, or name another with FANLIGHT_DATA.',
      },
    ];
  }
}

async function checkDatabase({ app, pool, database }: OpenArchive): Promise<Finding[]> {
  const pending = await pendingMigrations(pool);
  const upToDate: Finding = {
    part: 'Migrations',
    ok: pending.length === 0,
    says:
      pending.length === 0
        ? 'up to date'
        : `${pending.length} to come: ${pending.map((m) => m.name).join(', ')}`,
    mend: 'Make a backup, then run: npm run -s fanlight -- migrate',
  };
  const server: Finding = {
    part: 'Database',
    ok: true,
    says: `Postgres ${database.version}, ${database.kind}`,
  };
  if (!upToDate.ok) return [server, upToDate];
  const [settings, works, accounts, host] = await Promise.all([
    app.settings.get(),
    countWorks(app.db),
    countAccounts(app.db),
    seenHost(app.db),
  ]);
  const configured = app.config.FANLIGHT_URL ?? settings?.address ?? '';
  const differs = host !== null && configured !== '' && new URL(configured).host !== host;
  return [
    server,
    upToDate,
    {
      part: 'Set-up',
      ok: settings !== null,
      says: settings ? `“${settings.name}”` : 'not done yet',
      mend: 'Run npm start and open the link that it prints.',
    },
    {
      part: 'Address',
      ok: !differs,
      says:
        configured === ''
          ? 'none set'
          : differs
            ? `${configured}, but the host's browser came by ${host}`
            : configured,
      mend: 'Set FANLIGHT_URL to the address that people use, or have the proxy pass the Host header on: links and e-books name the wrong place while they differ, and forms may be refused.',
    },
    {
      part: 'What it holds',
      ok: true,
      says: `${works.posted} works, ${works.drafts} drafts, ${accounts} accounts`,
    },
  ];
}

async function checkParts(): Promise<Finding[]> {
  const sanitiser = createSanitiser({ workers: 1 });
  try {
    const { html } = await sanitiser.sanitise('<p onclick="x()">A <em>line</em>.</p>');
    const assets = await bundleAssets();
    return [
      {
        part: 'Sanitiser',
        ok: html === '<p>A <em>line</em>.</p>',
        says: 'cleans in a thread of its own',
        mend: 'The installation is damaged: run npm ci again.',
      },
      {
        part: 'Styles and scripts',
        ok: assets.files.size > 0,
        says: `${assets.files.size} files`,
        mend: 'The installation is damaged: run npm ci again.',
      },
    ];
  } finally {
    await sanitiser.close();
  }
}

const checkMail = (config: Config): Finding =>
  config.SMTP_URL
    ? { part: 'Mail', ok: true, says: 'SMTP_URL is set; mail is sent once the archive has letters to send' }
    : { part: 'Mail', ok: true, says: 'no SMTP_URL: letters become files under the data folder' };

async function check(config: Config): Promise<Finding[]> {
  const findings = [...(await checkMachine(config)), checkMail(config), ...(await checkParts())];
  try {
    const archive = await openArchive(config, createLog('error', process.stderr), {
      assets: false,
      migrate: false,
    });
    try {
      return [...findings, ...(await checkDatabase(archive))];
    } finally {
      await archive.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [...findings, { part: 'Database', ok: false, says: 'cannot be opened', mend: error.safe }];
  }
}

/** Prints every part; 1 when one fails. */
export async function doctorVerb(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } });
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok: false, faults: error.faults })}\n`
        : `✗ Configuration\n${error.faults.map((fault) => `    ${fault}`).join('\n')}\n`,
    );
    return 1;
  }
  const findings = await check(config);
  const ok = findings.every((finding) => finding.ok);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ ok, configuration: redact(config), findings })}\n`);
  else {
    process.stdout.write(
      `Configuration\n${Object.entries(redact(config))
        .map(([name, value]) => `    ${name}=${value}`)
        .join('\n')}\n\n`,
    );
    for (const finding of findings)
      process.stdout.write(
        `${finding.ok ? '✓' : '✗'} ${finding.part}: ${finding.says}\n${finding.ok || !finding.mend ? '' : `    → ${finding.mend}\n`}`,
      );
  }
  return ok ? 0 : 1;
}

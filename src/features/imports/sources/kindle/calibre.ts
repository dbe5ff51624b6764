/**
 * Calibre's `ebook-convert`, where it is installed: run without a shell, on a copy in an empty folder of its own,
 * with none of the host's settings or plug-ins, and ended at its limits.
 */
import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IMPORT_LIMITS } from '../../files/limits.js';

export interface CalibreLimits {
  /** By the clock, and of the processor. */
  seconds: number;
  /** Address space in bytes, where the system can limit it. */
  memory: number;
}

export const CALIBRE_LIMITS: CalibreLimits = { seconds: 180, memory: 4 * 1024 ** 3 };

const PLACES = ['/opt/calibre', '/Applications/calibre.app/Contents/MacOS', 'C:\\Program Files\\Calibre2'];

async function findProgram(
  name: string,
  searchPath: string,
  more: readonly string[],
): Promise<string | null> {
  for (const folder of [...searchPath.split(path.delimiter).filter(path.isAbsolute), ...more]) {
    for (const ending of process.platform === 'win32' ? ['.exe'] : ['']) {
      const program = path.join(folder, name + ending);
      try {
        await access(program, constants.X_OK);
        if ((await stat(program)).isFile()) return program;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

/** Where `ebook-convert` is: on the path, or where calibre's own installers put it. */
export const findCalibre = (searchPath = process.env.PATH ?? ''): Promise<string | null> =>
  findProgram('ebook-convert', searchPath, PLACES);

export type Conversion =
  | { kind: 'done'; bytes: Uint8Array }
  /** `limit`: it took too long, or wrote too much. */
  | { kind: 'failed'; why: 'limit' | 'refused'; said: string };

/** Makes an EPUB of a Kindle book. */
export async function convertToEpub(
  program: string,
  book: Uint8Array,
  limits: CalibreLimits = CALIBRE_LIMITS,
): Promise<Conversion> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fanlight-kindle-'));
  try {
    // The name given by a person stays outside: calibre asks the ending what it is.
    const [from, to] = [path.join(folder, 'book.azw3'), path.join(folder, 'book.epub')];
    await writeFile(from, book, { mode: 0o600 });
    const run = await runLimited(program, [from, to, '--no-default-epub-cover'], folder, limits);
    if (run.kind === 'failed') return run;
    const made = await stat(to).catch(() => null);
    if (!made) return { kind: 'failed', why: 'refused', said: run.said };
    if (made.size > IMPORT_LIMITS.file) return { kind: 'failed', why: 'limit', said: 'too large' };
    return { kind: 'done', bytes: await readFile(to) };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runLimited(
  program: string,
  args: readonly string[],
  folder: string,
  { seconds, memory }: CalibreLimits,
): Promise<{ kind: 'done'; said: string } | { kind: 'failed'; why: 'limit' | 'refused'; said: string }> {
  const fence =
    process.platform === 'linux' ? await findProgram('prlimit', process.env.PATH ?? '', []) : null;
  const [command, ...before] = fence
    ? [
        fence,
        `--as=${memory}`,
        `--cpu=${seconds}`,
        `--fsize=${IMPORT_LIMITS.zipUnpacked}`,
        '--core=0',
        program,
      ]
    : [program];
  const output = await open(path.join(folder, 'said.txt'), 'w');
  try {
    const child = spawn(command!, [...before, ...args], {
      cwd: folder,
      // A group of its own, so that what it starts is ended with it.
      detached: process.platform !== 'win32',
      shell: false,
      stdio: ['ignore', output.fd, output.fd],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: folder,
        TEMP: folder,
        CALIBRE_TEMP_DIR: folder,
        CALIBRE_CONFIG_DIRECTORY: path.join(folder, 'config'),
        CALIBRE_CACHE_DIRECTORY: path.join(folder, 'cache'),
        XDG_RUNTIME_DIR: folder,
        QT_QPA_PLATFORM: 'offscreen',
        LANG: 'C.UTF-8',
      },
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, seconds * 1000);
    const code = await new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('exit', (status) => resolve(status));
    });
    clearTimeout(timer);
    endGroup(child.pid);
    const said = (await readFile(path.join(folder, 'said.txt'), 'utf8')).slice(-4000);
    if (code === 0) return { kind: 'done', said };
    const limit = late || /MemoryError|Cannot allocate memory|File size limit/i.test(said);
    return { kind: 'failed', why: limit ? 'limit' : 'refused', said };
  } finally {
    await output.close();
  }
}

/** Ends a process and what it left running; it may be gone already. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}

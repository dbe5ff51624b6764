/**
 * What the tests need beyond npm: Chromium, EPUBCheck with Java. Finds them, or installs them by the system's package
 * manager when it may, or fails naming the command to run.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Program → Debian's package. */
const TOOLS = { chromium: 'chromium', java: 'default-jre-headless', epubcheck: 'epubcheck' };

function inPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const missing = () => Object.keys(TOOLS).filter((name) => !inPath(name));

/** @returns {boolean} whether every tool is there now */
export function ensureTools() {
  const before = missing();
  if (before.length === 0) return true;
  const packages = before.map((name) => TOOLS[name]);
  const command = `apt-get install -y ${packages.join(' ')}`;
  if (process.getuid?.() === 0 && inPath('apt-get')) {
    console.log(`Installing ${packages.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  }
  const after = missing();
  if (after.length > 0) {
    console.error(`The tests need ${after.join(', ')}. On Debian run: sudo ${command}`);
    return false;
  }
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = ensureTools() ? 0 : 1;

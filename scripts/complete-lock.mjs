/**
 * Completes package-lock.json after `npm install`: packages for other systems that the registry did not have are left
 * out of the lock by npm, and `npm ci` then refuses the whole of it. Each gets an entry with the version that its
 * parent names and the system that its own name names, so that it is skipped where it is not for.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {{ version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */

const path = new URL('../package-lock.json', import.meta.url);
const text = readFileSync(path, 'utf8');
const lock = JSON.parse(text);
/** @type {Record<string, Entry>} */
const packages = lock.packages;

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Whether a package is locked where its parent, or one above it, would find it. @param {string} parent @param {string} name */
function isLocked(parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '' || !at.includes('/node_modules/'))
      return at !== '' && packages[`node_modules/${name}`] !== undefined;
  }
}

/** @param {string} name @param {string} version @param {boolean | undefined} dev @returns {Entry} */
function entryFor(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length === 0 || cpu.length === 0 || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version} is not locked, and its name does not say which system it is for.`);
  }
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os };
}

let added = 0;
for (const [parent, { optionalDependencies, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    if (isLocked(parent, name)) continue;
    packages[`node_modules/${name}`] = entryFor(name, version, dev);
    added += 1;
  }
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (added > 0) writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(
  added === 0
    ? 'package-lock.json is complete.'
    : `${added} packages for other systems added to package-lock.json.`,
);

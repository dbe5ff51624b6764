/**
 * Turns src/ into dist/, file by file (no bundle), so that workers, weights and
 * fonts lie where the tests find them. What has not changed is left alone:
 * dist/.build.json notes size, time and hash of every source file, and the time
 * counts only as a hint, for a copied or cloned folder has new times.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

/** @typedef {{ size: number, mtime: number, hash: string }} Stamp */
/** @typedef {{ builder: string, files: Record<string, Stamp> }} Record_ */

/** @param {string} path */
const hashOf = (path) => createHash('sha1').update(readFileSync(path)).digest('hex');

/** @param {string} name */
const isTest = (name) => /\.test\.tsx?$/.test(name) || name.endsWith('.d.ts');

/** @param {string} name */
const isCode = (name) => ['.ts', '.tsx'].includes(extname(name));

/** @param {string} source @returns {string[]} every file that belongs in dist, relative to src */
function listSources(source) {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1))
    .sort();
}

/** @param {string} path @returns {Record_ | undefined} */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} path @param {Stamp | undefined} before @returns {Stamp} */
function stampOf(path, before) {
  const { size, mtimeMs } = statSync(path);
  const same = before?.size === size && before.mtime === mtimeMs;
  return { size, mtime: mtimeMs, hash: same ? before.hash : hashOf(path) };
}

/** @param {string} name */
const outputOf = (name) => (isCode(name) ? name.replace(/\.tsx?$/, '.js') : name);

/** Two programs may build at once: each file appears whole or not at all. @param {string} path @param {string | Uint8Array} content */
function writeWhole(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** @param {string} source @param {string} target @param {string[]} names */
async function compile(source, target, names) {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: names.map((name) => join(source, name)),
    ...{ outdir: target, outbase: source, write: false, bundle: false },
    ...{ format: 'esm', platform: 'node', target: 'es2024', sourcemap: true },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', charset: 'utf8', logLevel: 'silent' },
  });
  for (const file of result.outputFiles) writeWhole(file.path, file.contents);
}

/** @param {string} target @param {string} name */
function removeOutput(target, name) {
  rmSync(join(target, outputOf(name)), { force: true });
  if (isCode(name)) rmSync(join(target, `${outputOf(name)}.map`), { force: true });
}

/** @param {unknown} error @param {string} target @returns {Error} */
function explain(error, target) {
  const { code, errors } =
    /** @type {{ code?: string, errors?: { text: string, location?: { file: string, line: number } }[] }} */ (
      error
    );
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new Error(
      `${target} is out of date and cannot be written. Run "node scripts/build.mjs" once as the user who owns it.`,
    );
  }
  const first = errors?.[0];
  if (first) return new Error(`${first.location?.file}:${first.location?.line}: ${first.text}`);
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * Brings dist up to date with src.
 * @param {string} root the folder of the checkout
 * @returns {Promise<number>} how many files were built or copied
 */
export async function build(root) {
  const source = join(root, 'src');
  const target = join(root, 'dist');
  // A package that was published holds dist alone.
  if (!existsSync(source)) return 0;
  const recordPath = join(target, '.build.json');
  const builder = `${hashOf(here)} ${hashOf(join(root, 'package.json'))}`;
  const found = readRecord(recordPath);
  const before = found?.builder === builder ? found.files : {};
  const names = listSources(source);
  /** @type {Record<string, Stamp>} */
  const files = {};
  for (const name of names) files[name] = stampOf(join(source, name), before[name]);
  const changed = names.filter(
    (name) => files[name]?.hash !== before[name]?.hash || !existsSync(join(target, outputOf(name))),
  );
  const outputs = new Set(names.map(outputOf));
  const removed = Object.keys(found?.files ?? {}).filter((name) => !outputs.has(outputOf(name)));
  if (changed.length === 0 && removed.length === 0) return 0;
  try {
    const code = changed.filter(isCode);
    if (code.length > 0) await compile(source, target, code);
    for (const name of changed)
      if (!isCode(name)) writeWhole(join(target, name), readFileSync(join(source, name)));
    for (const name of removed) removeOutput(target, name);
    writeWhole(recordPath, JSON.stringify({ builder, files }));
  } catch (error) {
    throw explain(error, target);
  }
  return changed.length + removed.length;
}

if (process.argv[1] === here) {
  const begun = performance.now();
  const count = await build(dirname(dirname(here)));
  console.log(
    count === 0
      ? 'dist is up to date.'
      : `${count} files built in ${Math.round(performance.now() - begun)} ms.`,
  );
}

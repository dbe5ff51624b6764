/**
 * Every check and every test. `npm test` runs all groups; `npm test -- unit browser` runs those named;
 * `npm test -- src/core/ids.test.ts` runs files.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { ensureTools } from './test-tools.mjs';

const wanted = process.argv.slice(2);
const all = globSync('{src,test}/**/*.test.{ts,tsx}').sort();
const needsMore = (file) =>
  /support\/(?:app|db|browser)\.js|node:child_process|worker_threads|createSanitiser/.test(
    readFileSync(file, 'utf8'),
  );

const under = (folder) => all.filter((file) => file.startsWith(folder));
const elsewhere = all.filter((file) => !/^test\/(?:start|epub|e2e)\//.test(file));

/** Files that only compute share one process; those with a database, a server or a browser have each their own. */
const GROUPS = {
  unit: { files: elsewhere.filter((file) => !needsMore(file)), flags: ['--test-isolation=none'] },
  database: { files: elsewhere.filter(needsMore), flags: ['--test-concurrency=2'] },
  start: { files: under('test/start/'), flags: ['--test-concurrency=1'] },
  epub: { files: under('test/epub/'), flags: ['--test-concurrency=1'] },
  browser: { files: under('test/e2e/'), flags: ['--test-concurrency=2'] },
};

const total = { pass: 0, fail: 0, skipped: 0 };

/** Groups that run beside one another: the first keeps one processor busy, the second mostly waits for programs. */
const TURNS = [['unit', 'start'], ['database'], ['epub'], ['browser']];

/** @returns {Promise<number>} the exit code */
function run(args, count, write = (text) => process.stdout.write(text)) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    child.stdout.setEncoding('utf8');
    let rest = '';
    child.stdout.on('data', (data) => {
      write(data);
      if (!count) return;
      const lines = (rest + data).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const found = /^ℹ (pass|fail|skipped) (\d+)$/.exec(line);
        if (found) total[found[1]] += Number(found[2]);
      }
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function runGroup(name, { files, flags }, write) {
  if (files.length === 0) return true;
  const begun = performance.now();
  write(`\n— ${name}: ${files.length} files\n`);
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', ...flags, ...files];
  const code = await run(args, true, write);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  write(`— ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return code === 0;
}

/** Runs groups beside one another; what the later ones say is held back until all are done. */
async function runBeside(names) {
  const said = names.map(() => '');
  const results = await Promise.all(
    names.map((name, i) =>
      runGroup(name, GROUPS[name], (text) => {
        if (i === 0) process.stdout.write(text);
        else said[i] += text;
      }),
    ),
  );
  process.stdout.write(said.join(''));
  return results.every(Boolean);
}

async function main() {
  const files = wanted.filter((name) => name.includes('.'));
  if (files.length > 0)
    return runGroup('files', { files, flags: ['--test-concurrency=2'] }, (text) =>
      process.stdout.write(text),
    );
  const unknown = wanted.filter((name) => name !== 'check' && !Object.hasOwn(GROUPS, name));
  if (unknown.length > 0) {
    console.error(
      `There is no group ${unknown.join(', ')}. Groups: check, ${Object.keys(GROUPS).join(', ')}.`,
    );
    return false;
  }
  const includes = (name) => wanted.length === 0 || wanted.includes(name);
  let ok = true;
  if (includes('check')) ok = (await run(['scripts/check.mjs'], false)) === 0;
  if (!ensureTools()) return false;
  for (const turn of TURNS) ok = (await runBeside(turn.filter(includes))) && ok;
  return ok;
}

const ok = await main();
console.log(`\n${total.pass} passed, ${total.fail} failed, ${total.skipped} skipped`);
process.exitCode = ok ? 0 : 1;

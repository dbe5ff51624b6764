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
  /(?:support\/(?:app|browser|db|factories|tables)|\.\/site)\.js|node:child_process|worker_threads|createSanitiser/.test(
    readFileSync(file, 'utf8'),
  );

const under = (folder) => all.filter((file) => file.startsWith(folder));
const CRAWL = 'test/security/crawl.test.ts';
const elsewhere = all.filter((file) => file !== CRAWL && !/^test\/(?:start|epub|e2e)\//.test(file));

const ONE_PROCESS = ['--test-isolation=none'];
const EACH_ITS_OWN = ['--test-concurrency=1'];

/**
 * Files that only compute share one process; those with a database or a server have each their own. `most` cuts a
 * group into runs of so many files.
 */
const GROUPS = {
  unit: { files: elsewhere.filter((file) => !needsMore(file)), flags: ONE_PROCESS },
  start: { files: under('test/start/'), flags: EACH_ITS_OWN },
  crawl: { files: [CRAWL], flags: ONE_PROCESS },
  epub: { files: under('test/epub/'), flags: EACH_ITS_OWN },
  browser: { files: under('test/e2e/'), flags: EACH_ITS_OWN, most: 2 },
  database: { files: elsewhere.filter(needsMore), flags: EACH_ITS_OWN, most: 6 },
};

/**
 * Runs beside one another, whatever their groups. Three on two processors took longer than two: each brings a browser
 * or a database of its own. The groups stand above in the order in which they begin, the longest first.
 */
const AT_ONCE = 2;

const total = { pass: 0, fail: 0, skipped: 0 };

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

/** @returns {Promise<boolean>} whether all passed */
async function runFiles(name, files, flags, write) {
  const begun = performance.now();
  write(`\n— ${name}: ${files.length} files\n`);
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', ...flags, ...files];
  const code = await run(args, true, write);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  write(`— ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return code === 0;
}

/** The runs of a group. Neighbours by name tend to be alike, so each run takes files from all over the list. */
function runsOf(name) {
  const { files, flags, most = files.length } = GROUPS[name];
  const count = Math.ceil(files.length / most);
  return Array.from({ length: count }, (_, i) => ({
    name: count > 1 ? `${name} ${i + 1} of ${count}` : name,
    files: files.filter((_, at) => at % count === i),
    flags,
  }));
}

/** Runs groups, a few runs at once. What a run says is shown when it is done. @returns the names of those that failed */
async function runGroups(names) {
  const waiting = names.flatMap(runsOf);
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      let said = '';
      // Whoever waits sees what is going on, and which run never ends.
      console.log(`… ${next.name} begins`);
      const ok = await runFiles(next.name, next.files, next.flags, (text) => {
        said += text;
      });
      process.stdout.write(said);
      if (!ok) failed.push(next.name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

async function main() {
  const files = wanted.filter((name) => name.includes('.'));
  if (files.length > 0)
    return runFiles('files', files, ['--test-concurrency=2'], (text) => process.stdout.write(text));
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
  const failed = await runGroups(Object.keys(GROUPS).filter(includes));
  if (failed.length > 0) console.log(`\nFAILED: ${failed.join(', ')}`);
  return ok && failed.length === 0;
}

const ok = await main();
console.log(`\n${total.pass} passed, ${total.fail} failed, ${total.skipped} skipped`);
process.exitCode = ok ? 0 : 1;

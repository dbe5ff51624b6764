/** The real `npm start`: in a copy of the checkout, as its users have it. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { processState } from '../../src/core/db/processes.js';
import { copyCheckout, npmStart, removeDatabaseLinks } from './checkout.js';
import { checkout, databaseRuns, isRoot, makeFolder, NOBODY, postmasterPid, run, until } from './support.js';

const clean = { code: 0, signal: null };

test('in a private folder: started, stopped by SIGTERM to npm, started again, stopped by Ctrl-C, nothing left', async () => {
  // As root this lies where no other user may enter, so that the database's user needs help to.
  const copy = makeFolder(isRoot ? join(homedir(), 'fanlight-test-') : undefined);
  chmodSync(copy, 0o700);
  copyCheckout(copy, 'hard links');
  const links = removeDatabaseLinks(copy);
  const data = join(copy, 'data');

  const first = await npmStart(copy);
  assert.ok(
    links.every((link) => existsSync(link)),
    'the links of the database are made where install scripts were off',
  );
  const setUp = /Set it up here, once: (\S+)/.exec(first.output())?.[1] ?? 'no link';
  assert.equal((await fetch(setUp)).status, 200);
  const database = postmasterPid(data);
  first.kill('SIGTERM');
  assert.deepEqual(await first.ended(), clean, first.output());
  for (const pid of [first.serverPid, database]) assert.notEqual(processState(pid), 'alive');

  const second = await npmStart(copy);
  second.kill('SIGINT', 'group');
  assert.deepEqual(await second.ended(), clean, second.output());
  assert.notEqual(processState(second.serverPid), 'alive');
  assert.equal(databaseRuns(data), false);
  assert.deepEqual(readdirSync(join(data, 'postgres-users')), []);
});

test('an ordinary user, whose packages are not theirs to write', async () => {
  const owner = isRoot ? NOBODY : undefined;
  const copy = makeFolder(undefined, owner);
  copyCheckout(copy, isRoot ? 'hard links' : 'symbolic link');
  if (isRoot) {
    removeDatabaseLinks(copy);
    for (const name of ['src', 'scripts', 'bin'])
      execFileSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, join(copy, name)]);
  }
  const data = join(copy, 'data');
  const archive = await npmStart(copy, { user: owner });
  if (isRoot) {
    assert.equal(statSync(`/proc/${archive.serverPid}`).uid, NOBODY.uid);
    assert.equal(
      existsSync(join(data, 'postgres-lib')),
      true,
      'the links are made in the data folder instead',
    );
  }
  archive.kill('SIGTERM', 'group');
  assert.deepEqual(await archive.ended(), clean, archive.output());
  assert.equal(databaseRuns(data), false);
});

test('killed in every way it comes back with no hand; a second one is refused', async () => {
  const copy = makeFolder();
  copyCheckout(copy, 'symbolic link');
  const data = join(copy, 'data');

  const first = await npmStart(copy);
  const refused = run('npm', ['start'], { cwd: copy });
  assert.equal((await refused.ended()).code, 1);
  assert.match(refused.output(), new RegExp(`it is process ${first.serverPid}\\.`));
  assert.equal(await first.ready(), true);

  const firstDatabase = postmasterPid(data);
  process.kill(firstDatabase, 'SIGKILL');
  await until(
    'it has a new database',
    async () => databaseRuns(data) && postmasterPid(data) !== firstDatabase && (await first.ready()),
  );
  assert.equal(processState(first.serverPid), 'alive');

  const orphan = postmasterPid(data);
  process.kill(first.serverPid, 'SIGKILL');
  await first.ended();
  const second = await npmStart(copy);
  assert.equal(postmasterPid(data), orphan);

  process.kill(second.serverPid, 'SIGKILL');
  process.kill(orphan, 'SIGKILL');
  await second.ended();
  const third = await npmStart(copy);
  third.kill('SIGTERM');
  assert.deepEqual(await third.ended(), clean, third.output());
  assert.equal(databaseRuns(data), false);
});

test('a folder that cannot be written is fine when it was built before, and says so when it was not', {
  skip: !isRoot,
}, async () => {
  const copy = makeFolder();
  copyCheckout(copy, 'symbolic link');
  chmodSync(copy, 0o755);
  const data = makeFolder(undefined, NOBODY);
  const options = { user: NOBODY, cwd: copy, env: { FANLIGHT_DATA: data, HOME: data } };
  const unbuilt = run('npm', ['start'], options);
  assert.equal((await unbuilt.ended()).code, 1);
  assert.match(
    unbuilt.output(),
    /dist is out of date and cannot be written\. Run "node scripts\/build\.mjs"/,
  );
  execFileSync(process.execPath, [join(copy, 'scripts', 'build.mjs')], { stdio: 'ignore' });
  const archive = await npmStart(copy, options);
  archive.kill('SIGTERM');
  assert.deepEqual(await archive.ended(), clean, archive.output());
});

test('a port that is taken, and a wrong setting, are told in one line', async () => {
  const copy = makeFolder();
  copyCheckout(copy, 'symbolic link');
  const wrong = run('npm', ['start'], { cwd: copy, env: { PORT: 'eighty' } });
  assert.equal((await wrong.ended()).code, 2);
  assert.match(wrong.output(), /PORT/);
  assert.equal(existsSync(join(copy, 'data')), false);

  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const address = occupant.address();
  const port = String(typeof address === 'object' ? address?.port : address);
  const late = run('npm', ['start'], { cwd: copy, env: { PORT: port } });
  const { code } = await late.ended().finally(() => occupant.close());
  assert.equal(code, 1);
  assert.match(late.output(), new RegExp(`Port ${port} is taken`));
  assert.equal(databaseRuns(join(copy, 'data')), false);
});

/** A Node of the system that is too old for the program. */
function oldNode(): string | undefined {
  return ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
    const major = Number(/^v(\d+)/.exec(version)?.[1] ?? Number.NaN);
    return major >= 20 && major < 26;
  });
}

test('an older Node is told what to run; the command line runs itself again with the right one', {
  skip: !oldNode(),
}, async () => {
  const old = oldNode() ?? '';
  const start = run(old, [join(checkout, 'scripts', 'start.mjs')]);
  assert.equal((await start.ended()).code, 1);
  assert.match(
    start.output(),
    /^Fanlight needs Node 26 or later; this is v\d+\.\d+\.\d+\. Its own lies beside it: run npm start\n$/,
  );

  const copy = makeFolder();
  copyCheckout(copy, 'symbolic link');
  const verb = run(old, [join(copy, 'bin', 'fanlight'), 'no-such-verb'], { cwd: copy });
  assert.equal((await verb.ended()).code, 2);
});

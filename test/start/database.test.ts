/** The embedded database's life: booted, stopped, killed in every way, shared. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { processState } from '../../src/core/db/processes.js';
import {
  databaseRuns,
  isRoot,
  makeFolder,
  NOBODY,
  postmasterPid,
  sleep,
  startServer,
  startVerb,
  until,
} from './support.js';

const clean = { code: 0, signal: null };

test('the first start makes the database, a stop ends it, the next start finds what was written', async () => {
  const data = join(makeFolder(), 'data');
  const first = await startServer(data);
  assert.equal(await first.notes('POST'), 1);
  assert.equal(statSync(data).mode & 0o777, 0o700);
  assert.equal(statSync(join(data, 'postgres')).mode & 0o777, 0o700);
  const pid = postmasterPid(data);
  first.kill('SIGTERM');
  assert.deepEqual(await first.ended(), clean);
  assert.equal(processState(pid), 'gone', 'nothing is left running');
  assert.deepEqual(readdirSync(join(data, 'postgres-users')), []);
  assert.equal(existsSync(join(data, 'fanlight.lock')), false);

  const second = await startServer(data);
  assert.equal(await second.notes(), 1);
  // As a terminal's Ctrl-C: the whole group gets it, and it comes twice.
  second.kill('SIGINT', 'group');
  second.kill('SIGINT', 'group');
  assert.deepEqual(await second.ended(), clean);
  assert.equal(databaseRuns(data), false);
});

test('a database whose program was killed is attached to, and stopped by the new program', async () => {
  const data = makeFolder();
  const first = await startServer(data);
  await first.notes('POST');
  const pid = postmasterPid(data);
  first.kill('SIGKILL');
  await first.ended();
  assert.equal(processState(pid), 'alive');

  const second = await startServer(data);
  assert.equal(postmasterPid(data), pid);
  assert.match(second.output(), new RegExp(`process ${pid}\\); attached`));
  assert.equal(await second.notes('POST'), 2);
  second.kill('SIGTERM');
  assert.deepEqual(await second.ended(), clean);
  assert.equal(databaseRuns(data), false);
});

test('a killed database is started again under the running program, with nothing lost', async () => {
  const data = makeFolder();
  const server = await startServer(data);
  for (let i = 0; i < 20; i++) await server.notes('POST');
  const pid = postmasterPid(data);
  process.kill(pid, 'SIGKILL');
  await until('there is a new database', () => databaseRuns(data) && postmasterPid(data) !== pid);
  await until('the program uses it', () =>
    server.notes().then(
      (n) => n === 20,
      () => false,
    ),
  );
  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), clean);
  assert.equal(databaseRuns(data), false);
});

/** The server's process and all that it started. */
function databaseProcesses(data: string): number[] {
  const pid = postmasterPid(data);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return [pid, ...children];
}

test('a database that is frozen is refused soon and is back soon after', {
  skip: process.platform !== 'linux',
}, async () => {
  const data = makeFolder();
  const server = await startServer(data);
  await Promise.all([server.notes('POST'), server.notes('POST'), server.notes('POST')]);
  const frozen = databaseProcesses(data);
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  try {
    for (let i = 0; i < 12; i++) {
      const begun = performance.now();
      await assert.rejects(
        Promise.all([server.notes(), server.notes('POST')]),
        /does not answer|Connection terminated/,
      );
      assert.ok(performance.now() - begun < 10_000, `answer ${i}`);
      await sleep(150);
    }
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  }
  await until(
    'it is used again',
    () =>
      server.notes().then(
        () => true,
        () => false,
      ),
    5_000,
  );
  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), clean);
});

test('after both were killed at once the next start recovers by itself', async () => {
  const data = makeFolder();
  const first = await startServer(data);
  for (let i = 0; i < 20; i++) await first.notes('POST');
  const pid = postmasterPid(data);
  first.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  const second = await startServer(data);
  assert.equal(await second.notes(), 20);
  assert.notEqual(postmasterPid(data), pid);
  second.kill('SIGTERM');
  assert.deepEqual(await second.ended(), clean);
});

test('a left postmaster.pid whose pid now belongs to another program does not hinder the start', async () => {
  const data = makeFolder();
  const first = await startServer(data);
  await first.notes('POST');
  const pid = postmasterPid(data);
  const pidFile = join(data, 'postgres', 'postmaster.pid');
  const text = readFileSync(pidFile, 'utf8');
  first.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await until('the database is gone', () => processState(pid) === 'gone');
  writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)));
  const second = await startServer(data);
  assert.equal(await second.notes(), 1);
  second.kill('SIGTERM');
  assert.deepEqual(await second.ended(), clean);
});

test('a second server on the same folder is refused at once, naming the first, which is unharmed', async () => {
  const data = makeFolder();
  const first = await startServer(data);
  const begun = performance.now();
  const refused = await startServer(data).then(
    () => 'it started',
    (error: Error) => error.message,
  );
  assert.match(refused, new RegExp(`it is process ${first.pid}\\.`));
  assert.ok(performance.now() - begun < 30_000);
  assert.equal(await first.notes('POST'), 1);
  first.kill('SIGTERM');
  assert.deepEqual(await first.ended(), clean);
});

test('a verb boots the database for its time; a server that comes meanwhile keeps it', async () => {
  const data = makeFolder();
  const alone = startVerb(data);
  assert.deepEqual(await alone.ended(), clean);
  assert.match(alone.output(), /notes 1/);
  assert.equal(databaseRuns(data), false, 'the last one out stops it');

  const verb = startVerb(data, 2_500);
  await until('the verb works', () => /notes 2/.test(verb.output()));
  const pid = postmasterPid(data);
  const server = await startServer(data);
  assert.equal(postmasterPid(data), pid);
  assert.deepEqual(await verb.ended(), clean);
  assert.equal(await server.notes('POST'), 3);
  const beside = startVerb(data);
  assert.deepEqual(await beside.ended(), clean);
  assert.match(beside.output(), /notes 4/);
  assert.equal(postmasterPid(data), pid);
  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), clean);
  assert.equal(databaseRuns(data), false);
});

test('three verbs started at once share one new database', async () => {
  const data = makeFolder();
  const verbs = [startVerb(data), startVerb(data), startVerb(data)];
  for (const verb of verbs) assert.deepEqual(await verb.ended(), clean, verb.output());
  const counts = verbs.map((verb) => Number(/notes (\d)/.exec(verb.output())?.[1]));
  assert.deepEqual(new Set(counts).size, 3, 'each saw the notes of those before it');
  assert.equal(databaseRuns(data), false);
});

test('a path of 150 characters, with spaces and letters of other scripts, that nobody else may enter', async () => {
  const data = join(makeFolder(), `${'d'.repeat(60)} é "q" ñ`, 'ü'.repeat(40));
  mkdirSync(join(data, '..'), { mode: 0o700 });
  const server = await startServer(data);
  assert.equal(await server.notes('POST'), 1);
  const verb = startVerb(data);
  assert.deepEqual(await verb.ended(), clean, verb.output());
  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), clean);
  assert.equal(databaseRuns(data), false);
});

test('an ordinary user runs it; root works beside them; another user is told whose it is', {
  skip: !isRoot,
}, async () => {
  const data = makeFolder(undefined, NOBODY);
  const server = await startServer(data, { user: NOBODY });
  assert.equal(await server.notes('POST'), 1);
  assert.equal(statSync(`/proc/${postmasterPid(data)}`).uid, NOBODY.uid);
  const rootsVerb = startVerb(data);
  assert.deepEqual(await rootsVerb.ended(), clean, rootsVerb.output());
  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), clean);

  // Root boots it alone, as its owner, and leaves nothing behind that its owner could not touch.
  const alone = startVerb(data);
  assert.deepEqual(await alone.ended(), clean, alone.output());
  const again = startVerb(data, 0, { user: NOBODY });
  assert.deepEqual(await again.ended(), clean, again.output());
  assert.match(again.output(), /notes 4/);

  const stranger = startVerb(data, 0, { user: { uid: 1, gid: 1 } });
  assert.notEqual((await stranger.ended()).code, 0);

  const unknown = startVerb(makeFolder(undefined, { uid: 12345, gid: 12345 }), 0, {
    user: { uid: 12345, gid: 12345 },
  });
  assert.notEqual((await unknown.ended()).code, 0);
  assert.match(unknown.output(), /number 12345 has no entry in \/etc\/passwd/);
});

test('a folder with files but no database is left alone', async () => {
  const data = makeFolder();
  mkdirSync(join(data, 'postgres'));
  writeFileSync(join(data, 'postgres', 'diary.txt'), 'mine');
  const refused = startVerb(data);
  assert.notEqual((await refused.ended()).code, 0);
  assert.match(refused.output(), /holds files but no database/);
  assert.equal(readFileSync(join(data, 'postgres', 'diary.txt'), 'utf8'), 'mine');
});

/** DATABASE_URL: a right one works, a wrong one is told in plain words and without its password. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { connect } from '../../src/core/db/connect.js';
import { openDatabase } from '../../src/core/db/open.js';
import { AppError } from '../../src/core/errors.js';
import { type ForeignServer, freePort, hasPostgres15, startPostgres15 } from './postgres15.js';
import { makeFolder, startServer } from './support.js';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const open = (databaseUrl: string) => openDatabase({ dataDir: '/nonexistent', databaseUrl }, log);

async function refusalOf(databaseUrl: string): Promise<string> {
  const error = await open(databaseUrl).then(
    () => assert.fail(`${databaseUrl} was taken`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AppError, String(error));
  assert.match(error.safe, /^DATABASE_URL: [^\n]+$/);
  assert.doesNotMatch(error.safe, /secret/);
  return error.safe;
}

test('an address where nothing answers', async () => {
  const port = await freePort();
  assert.match(
    await refusalOf(`postgres://ann:secret@127.0.0.1:${port}/archive`),
    new RegExp(`nothing answers at 127.0.0.1:${port}`),
  );
});

test('a host that does not exist', async () => {
  assert.match(
    await refusalOf('postgres://ann:secret@no-such-host.invalid/archive'),
    /no host is called no-such-host\.invalid/,
  );
});

test('a socket that does not exist', async () => {
  assert.match(
    await refusalOf('postgres://ann@/archive?host=/nonexistent'),
    /there is no socket at \/nonexistent\/\.s\.PGSQL\.5432/,
  );
});

test('what is no address', async () => {
  assert.match(await refusalOf('postgres://ann:sec%ret@:x:y/archive'), /this is no address/);
});

test('something that is not Postgres', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const refusal = refusalOf(`postgres://ann:secret@127.0.0.1:${address.port}/archive`);
  assert.match(await refusal.finally(() => server.close()), /not a Postgres server/);
});

describe('on Postgres 15', { skip: hasPostgres15 ? false : 'it is not installed here' }, () => {
  let server: ForeignServer;
  before(async () => {
    server = await startPostgres15();
    await server.sql(`
      create role ann login password 'ann''s secret'; create database archive owner ann;
      create role guest login password 'guest secret'; create role maker login password 'maker secret';
      create database latin template template0 encoding 'LATIN1' locale 'C' owner ann;
      create database closed owner ann; revoke connect on database closed from public;
      create database shared; `);
  });
  after(() => server.stop());
  const address = (user: string, password: string, database: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}`;

  test('a right address works, over TCP and over the socket', async () => {
    for (const url of [
      address('ann', "ann's secret", 'archive'),
      `postgres://ann@/archive?host=${server.socketFolder}&port=${server.port}`,
    ]) {
      const database = await open(url);
      assert.equal(database.kind, 'external');
      assert.match(database.version, /^15\./);
      const { pool, close } = connect<Record<string, never>>(database.settings, log, {
        name: 'test',
        statementTimeoutMs: 200,
      });
      const { rows } = await pool.query(
        `select 2::bigint ^ 40 as f, 4294967296::bigint as n, array[1, null]::bigint[] as a, current_setting('application_name') as name`,
      );
      assert.deepEqual(rows, [{ f: 2 ** 40, n: 2 ** 32, a: [1, null], name: 'test' }]);
      await assert.rejects(pool.query('select 9223372036854775807::bigint'), RangeError);
      await assert.rejects(pool.query('select pg_sleep(5)'), { code: '57014' });
      await close();
      await database.stop();
    }
  });

  test('a wrong password, or none', async () => {
    assert.match(
      await refusalOf(address('ann', 'secret!', 'archive')),
      /refuses the password of the user ann/,
    );
    assert.match(
      await refusalOf(`postgres://ann@127.0.0.1:${server.port}/archive`),
      /holds none for the user ann/,
    );
  });

  test('a database that does not exist, with the command that makes it', async () => {
    assert.match(
      await refusalOf(address('ann', "ann's secret", 'nothing')),
      new RegExp(
        `no database called nothing\\. Make it: createdb -h 127\\.0\\.0\\.1 -p ${server.port} -U ann -E UTF8 -T template0 nothing$`,
      ),
    );
  });

  test('a database that the user may not enter, or not make tables or schemas in', async () => {
    assert.match(
      await refusalOf(address('guest', 'guest secret', 'closed')),
      /guest may not connect to the database closed/,
    );
    assert.match(
      await refusalOf(address('guest', 'guest secret', 'shared')),
      /guest may not make tables in shared.*alter database shared owner to guest$/,
    );
    await server.sql('grant create on database shared to guest');
    assert.match(await refusalOf(address('guest', 'guest secret', 'shared')), /may not make tables/);
  });

  test('a database that is not in UTF-8', async () => {
    assert.match(
      await refusalOf(address('ann', "ann's secret", 'latin')),
      /latin is in LATIN1.*createdb -E UTF8/,
    );
  });

  test('TLS asked of a server without it', async () => {
    assert.match(
      await refusalOf(`${address('ann', "ann's secret", 'archive')}?sslmode=require`),
      /does not speak TLS/,
    );
  });

  test('a program with it keeps no database of its own', async () => {
    const data = makeFolder();
    const program = await startServer(data, {
      env: { DATABASE_URL: address('ann', "ann's secret", 'archive') },
    });
    assert.equal(await program.notes('POST'), 1);
    assert.equal(existsSync(join(data, 'postgres')), false);
    program.kill('SIGTERM');
    assert.deepEqual(await program.ended(), { code: 0, signal: null });
  });
});

/** The command line as its users run it: processes of bin/fanlight, at first alone with a data folder, then beside a server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createPool } from '../../src/core/db/connect.js';
import { openDatabase } from '../../src/core/db/open.js';
import { dryRunFile } from '../../src/features/imports/dry-run.js';
import { checkout, databaseRuns, makeFolder, run, until } from './support.js';

const BIN = join(checkout, 'bin', 'fanlight');
const folder = makeFolder();
const data = join(folder, 'data');

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a verb to its end, in a folder without a configuration. */
async function fanlight(
  args: string[],
  options: { stdin?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const { DATABASE_URL: _1, NODE_OPTIONS: _2, NODE_TEST_CONTEXT: _3, ...inherited } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { ...inherited, FANLIGHT_DATA: data, FANLIGHT_URL: 'https://archive.example', ...options.env },
    timeout: 120_000,
  });
  // A verb that reads nothing may have ended before it was written to.
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

interface Line {
  file: string;
  state: string;
  id: string | null;
  address: string | null;
  message: string | null;
}

const lines = (out: string): Line[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

async function query<T>(sql: string): Promise<T[]> {
  const silent = { info() {}, warn() {}, error() {} };
  const database = await openDatabase({ dataDir: data }, silent);
  const pool = createPool(database.settings, silent);
  try {
    const { rows } = await pool.query(sql);
    return rows as T[];
  } finally {
    await pool.end();
    await database.stop();
  }
}

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const STORY =
  '<html lang="en"><head><title>The Lamp</title></head><body><p>The lamp was lit before anybody came.</p><p>Nobody had lit it.</p></body></html>';
const WISHES = [
  ...['--fandom', 'Lighthouse Tales (Invented)', '--rating', 'general audiences'],
  ...['--warning', 'No Archive Warnings Apply', '--language', 'en'],
];

test('help, and what is wrong use', async () => {
  const [help, none, unknown, option, verbHelp] = await Promise.all([
    fanlight(['help']),
    fanlight([]),
    fanlight(['bake']),
    fanlight(['reshape', '--sideways']),
    fanlight(['download', '--help']),
  ]);
  assert.deepEqual([help.code, help.err], [0, '']);
  for (const verb of ['serve', 'migrate', 'doctor', 'reshape', 'import', 'download', 'user', 'demo'])
    assert.match(help.out, new RegExp(`^ {2}${verb}\\b`, 'm'));
  assert.equal(none.code, 2);
  assert.deepEqual([unknown.code, unknown.out], [2, '']);
  assert.match(unknown.err, /no verb “bake”/);
  assert.deepEqual([option.code, option.out], [2, '']);
  assert.match(option.err, /--sideways[\s\S]*Use: fanlight reshape/);
  assert.equal(verbHelp.code, 0);
  assert.match(verbHelp.out, /^fanlight download WORK/);
});

test('reshape: lines of JSON, and a text', async () => {
  const flat = '“Who is there?” she asked. “Only me,” said Tobias. The door stood open.';
  const [jsonl, plain, missing] = await Promise.all([
    fanlight(['reshape', '--jsonl'], {
      stdin: `${JSON.stringify({ id: 'a', flat })}\n{"id": 7}\n\n${JSON.stringify({ id: 'b', flat: 'One line.' })}\n`,
    }),
    fanlight(['reshape'], { stdin: 'First & line.\n\nSecond line.\n' }),
    fanlight(['reshape', join(folder, 'missing.txt')]),
  ]);
  assert.equal(jsonl.code, 1);
  assert.match(jsonl.err, /^Line 2 /);
  const given = jsonl.out.trimEnd().split('\n');
  assert.deepEqual(
    given.map((line) => (JSON.parse(line) as { id: string }).id),
    ['a', 'b'],
  );
  assert.ok((JSON.parse(given[0] ?? '') as { blocks: unknown[] }).blocks.length > 0);
  assert.deepEqual(plain, { code: 0, out: '<p>First &amp; line.</p>\n<p>Second line.</p>\n', err: '' });
  assert.deepEqual([missing.code, missing.out], [2, '']);
  assert.match(missing.err, /missing\.txt cannot be read/);
});

test('a dry run needs no database', async () => {
  const path = file('dry.html', STORY);
  const done = await fanlight(['import', path, join(folder, 'missing.html'), '--dry-run', '--json']);
  assert.equal(done.code, 1);
  const [read, missing] = done.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string; works: { title: string }[]; errors: unknown[] });
  assert.deepEqual([read?.file, read?.works[0]?.title, read?.errors], [path, 'The Lamp', []]);
  assert.equal(missing?.errors.length, 1);
  assert.equal(databaseRuns(data), false);
});

test('doctor says what is wrong with the configuration and with the database', async () => {
  const [faulty, faultyVerb, wrong] = await Promise.all([
    fanlight(['doctor'], { env: { PORT: 'many', LOG_LEVEL: 'loud' } }),
    fanlight(['migrate'], { env: { PORT: 'many' } }),
    fanlight(['doctor', '--json'], { env: { DATABASE_URL: 'postgres://ann:secret@127.0.0.1:1/archive' } }),
  ]);
  assert.equal(faulty.code, 1);
  assert.match(faulty.out, /✗ Configuration\n {4}PORT: .*\n {4}LOG_LEVEL: /);
  assert.equal(faultyVerb.code, 2);
  assert.match(faultyVerb.err, /PORT/);
  assert.equal(wrong.code, 1);
  assert.doesNotMatch(wrong.out + wrong.err, /secret/);
  const { ok, findings } = JSON.parse(wrong.out) as {
    ok: boolean;
    findings: { part: string; ok: boolean; mend?: string }[];
  };
  const database = findings.find(({ part }) => part === 'Database');
  assert.deepEqual([ok, database?.ok], [false, false]);
  assert.match(database?.mend ?? '', /DATABASE_URL: .*127\.0\.0\.1:1/);
});

test('alone on an empty folder, the demo sets an archive up, the same for the same seed', async () => {
  const early = await fanlight(['import', file('early.html', STORY)]);
  assert.equal(early.code, 1);
  assert.match(early.err, /not set up yet/);
  const first = await fanlight(['demo', '--works', '5', '--seed', '3']);
  assert.deepEqual([first.code, first.out], [0, '5 works added.\n'], first.err);
  assert.equal(databaseRuns(data), false, 'the database is ended with the verb');
  assert.equal((await fanlight(['demo', '--works', 'few'])).code, 2);
});

test('tags go out to a file and come in from one, whole or not at all', async () => {
  const out = join(folder, 'tags.csv');
  assert.equal((await fanlight(['tags', 'export', out])).code, 0);
  assert.match(readFileSync(out, 'utf8'), /^type,name,status,synonym of,metatags,parents\r\n/);
  const given = file(
    'graph.json',
    JSON.stringify({
      format: 'fanlight-tags',
      version: 1,
      tags: [
        { type: 'fandom', name: 'Canon Harbour', status: 'canonical' },
        { type: 'fandom', name: 'CH', status: 'synonym', synonymOf: 'Canon Harbour' },
      ],
    }),
  );
  const dry = await fanlight(['tags', 'import', given, '--dry-run']);
  assert.deepEqual([dry.code, dry.out], [0, 'new tags: 2\nmade canonical: 1\nmade synonyms: 1\n']);
  assert.deepEqual(await query(`select id from tags where name = 'CH'`), []);
  assert.equal((await fanlight(['tags', 'import', given])).out, dry.out);
  const wrong = file('wrong.csv', readFileSync(out, 'utf8').concat('fandom,CH,canonical,,,\r\n'));
  const refused = await fanlight(['tags', 'import', wrong]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /“CH” is canonical in the file, and a synonym of “Canon Harbour” here/);
  assert.equal((await fanlight(['tags', 'import'])).code, 2);
});

test('beside a running server', async (t) => {
  let url = '';
  const server = run(process.execPath, [BIN, 'serve'], { cwd: folder, env: { FANLIGHT_DATA: data } });
  await until(
    'the server is open',
    () => {
      url = /Fanlight is open at (\S+)/.exec(server.output())?.[1] ?? '';
      return url !== '';
    },
    30_000,
  );

  await t.test('the demo gives the same works again, and the database is up to date', async () => {
    const again = await fanlight(['demo', '--works', '5', '--seed', '3']);
    assert.equal(again.code, 0, again.err);
    const works = await query<{ title: string; html: string }>(
      'select works.title, string_agg(html, $$|$$ order by chapters.position) as html from works join chapters on work_id = works.id group by works.id order by works.id',
    );
    assert.equal(works.length, 10);
    assert.deepEqual(works.slice(5), works.slice(0, 5));
    const migrate = await fanlight(['migrate']);
    assert.deepEqual(migrate, { code: 0, out: 'The database is up to date.\n', err: '' });
  });

  await t.test('doctor finds everything well', async () => {
    const env = { FANLIGHT_URL: '' };
    const [told, json] = await Promise.all([
      fanlight(['doctor'], { env }),
      fanlight(['doctor', '--json'], { env }),
    ]);
    assert.equal(told.code, 0, told.out);
    assert.match(told.out, /✓ Database: Postgres \d+/);
    assert.doesNotMatch(told.out, /✗/);
    assert.deepEqual([json.code, (JSON.parse(json.out) as { ok: boolean }).ok], [0, true]);
  });

  await t.test('an account that is added can log in', async () => {
    const add = ['user', 'add', 'petra', '--email', 'petra@example.org', '--password-stdin'];
    const added = await fanlight(add, { stdin: 'the password of petra\n' });
    assert.deepEqual(added, { code: 0, out: 'Added petra.\n', err: '' });
    const logIn = (password: string) =>
      fetch(`${url}/login`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ name: 'petra', password }),
      });
    const right = await logIn('the password of petra');
    assert.equal(right.status, 303);
    assert.match(right.headers.get('set-cookie') ?? '', /session=/);
    assert.notEqual((await logIn('another password')).status, 303);

    const [taken, role, short, printed] = await Promise.all([
      fanlight(add, { stdin: 'the password of petra' }),
      fanlight(['user', 'add', 'corin', '--email', 'corin@example.org', '--role', 'king']),
      fanlight(['user', 'add', 'corin', '--email', 'corin', '--password-stdin'], { stdin: 'short' }),
      fanlight([
        'user',
        'add',
        'ilse',
        '--email',
        'i@example.org',
        '--pseud',
        'Quire',
        '--role',
        'moderator',
      ]),
    ]);
    assert.deepEqual([taken.code, taken.out], [1, '']);
    assert.match(taken.err, /taken|already/i);
    assert.deepEqual([role.code, short.code], [2, 2]);
    assert.match(printed.out, /^Added ilse\. Password: \S{20}\n$/);
  });

  await t.test('roles are given and taken, but not the last host’s', async () => {
    const role = (...args: string[]) => fanlight(['user', 'role', ...args]);
    const given = await role('ilse', '--give', 'archivist', '--take', 'moderator', '--why', 'A new task.');
    assert.deepEqual(given, { code: 0, out: 'ilse: archivist\n', err: '' });
    const [shown, nobody, unknown] = await Promise.all([
      role('ILSE'),
      role('no_such_person', '--give', 'admin'),
      role('ilse', '--give', 'king'),
    ]);
    assert.equal(shown.out, 'ILSE: archivist\n');
    assert.deepEqual([nobody.code, unknown.code], [1, 2]);
    assert.match(nobody.err, /Nobody here logs in/);
    const hosts = await query<{ login: string }>(
      'select login from accounts join account_roles on account_id = id where role = $$host$$',
    );
    assert.equal(hosts.length, 1);
    const first = hosts[0]?.login ?? '';
    const last = await role(first, '--take', 'host');
    assert.deepEqual([last.code, last.out], [1, '']);
    assert.match(last.err, /needs a host/);
    assert.equal((await role('petra', '--give', 'host')).out, 'petra: host\n');
    assert.equal((await role(first, '--take', 'host')).out, `${first}: no role\n`);
  });

  await t.test('files become drafts and works, and one that fails does not hold up the others', async () => {
    const [good, other] = [file('good.html', STORY), file('other.html', STORY.replace('Lamp', 'Stair'))];
    const broken = file('broken.epub', 'PK\u0003\u0004 this is no book');
    const missing = join(folder, 'missing.html');
    const done = await fanlight(['import', good, broken, missing, other, '--json']);
    assert.equal(done.code, 1, done.err);
    const said = lines(done.out);
    assert.deepEqual(
      said.map(({ file: path, state }) => [path, state]),
      [
        [good, 'draft'],
        [broken, 'failed'],
        [missing, 'failed'],
        [other, 'draft'],
      ],
    );
    assert.match(said[0]?.address ?? '', /^https:\/\/archive\.example\/works\/[0-9a-z]+$/);
    assert.match(said[0]?.message ?? '', /fandom/i);
    for (const { message } of said.slice(1, 3)) assert.ok(message);

    const again = await fanlight(['import', good, other, '--json']);
    assert.deepEqual([again.code, lines(again.out).map(({ state }) => state)], [0, ['here', 'here']]);
    const one = await fanlight(['import', good]);
    assert.match(one.out, /^here\t/);
    const drafts = await fanlight(['import', good, '--existing', 'new']);
    assert.equal(drafts.code, 0);
    assert.match(drafts.out, /^draft\t[0-9a-z]+\thttps:\S+\t.*good\.html\t/);
  });

  await t.test('--post posts what is whole and leaves the rest at the printed address', async () => {
    const path = file('post.html', STORY);
    const [posted, lacking, badRating] = await Promise.all([
      fanlight([
        'import',
        path,
        '--post',
        '--as',
        'petra',
        '--title',
        'A New Name',
        ...WISHES,
        '--existing',
        'new',
        '--json',
      ]),
      fanlight(['import', path, '--post', '--existing', 'new', '--json']),
      fanlight(['import', path, '--rating', 'Splendid']),
    ]);
    const [work] = lines(posted.out);
    assert.deepEqual([posted.code, work?.state, work?.message], [0, 'posted', null], posted.err);
    const page = await fetch(`${url}/works/${work?.id}`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /A New Name[\s\S]*petra/);

    const [review] = lines(lacking.out);
    assert.deepEqual([lacking.code, review?.state], [1, 'review']);
    assert.match(review?.address ?? '', /^https:\/\/archive\.example\/imports\/[0-9a-z]+$/);
    assert.match(review?.message ?? '', /fandom/i);
    const imports = await query<{ state: string }>(
      `select state from imports where public_id = '${review?.id}'`,
    );
    assert.deepEqual(imports, [{ state: 'review' }]);
    assert.equal(badRating.code, 2);
    assert.match(badRating.err, /no rating “Splendid”.*Not Rated/);
  });

  await t.test('--as a name that nobody has, and one that two have', async () => {
    const path = file('as.html', STORY);
    const [nobody, two] = await Promise.all([
      fanlight(['import', path, '--as', 'Nobody Here', '--json']),
      fanlight(['import', path, '--as', 'Quire', '--json']),
    ]);
    assert.deepEqual([nobody.code, lines(nobody.out)[0]?.state], [1, 'failed']);
    assert.match(lines(nobody.out)[0]?.message ?? '', /Nobody here is called “Nobody Here”/);
    assert.equal(two.code, 1);
    const { message } = lines(two.out)[0] ?? {};
    const id = /by its id: ([0-9a-z]+), [0-9a-z]+\.$/.exec(message ?? '')?.[1];
    assert.ok(id, message ?? '');
    const one = await fanlight(['import', path, '--as', id, '--json']);
    assert.deepEqual([one.code, lines(one.out)[0]?.state], [0, 'draft']);
  });

  await t.test('a work is written to a file by its id or address; a draft is not', async () => {
    const [work] = await query<{ public_id: string; title: string }>(
      'select public_id, title from works where posted_at is not null order by id limit 1',
    );
    const [draft] = await query<{ public_id: string }>(
      'select public_id from works where posted_at is null limit 1',
    );
    assert.ok(work && draft);
    const [byId, byAddress] = [join(folder, 'id.epub'), join(folder, 'address.epub')];
    const [first, second, unknown, unposted, form] = await Promise.all([
      fanlight(['download', work.public_id, '-o', byId]),
      fanlight(['download', `${url}/works/${work.public_id}?full`, '--format', 'epub', '-o', byAddress]),
      fanlight(['download', 'nothing0000', '-o', join(folder, 'none.epub')]),
      fanlight(['download', draft.public_id, '-o', join(folder, 'draft.epub')]),
      fanlight(['download', work.public_id, '--format', 'scroll']),
    ]);
    assert.deepEqual(first, { code: 0, out: `${byId}\n`, err: '' });
    assert.equal(second.code, 0, second.err);
    assert.deepEqual(readFileSync(byId), readFileSync(byAddress));
    const read = await dryRunFile(byId);
    assert.deepEqual([read.errors, read.works[0]?.title], [[], work.title]);
    for (const refused of [unknown, unposted]) {
      assert.deepEqual([refused.code, refused.out], [1, '']);
      assert.notEqual(refused.err, '');
    }
    assert.equal(form.code, 2);
  });

  server.kill('SIGTERM');
  assert.deepEqual(await server.ended(), { code: 0, signal: null }, server.output());
});

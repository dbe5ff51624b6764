import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { originOf, readConfig, redact } from './config.js';
import { ConfigError } from './errors.js';

const folder = mkdtempSync(join(tmpdir(), 'fanlight-test-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const NONE = join(folder, 'none.json');

function faultsOf(env: Record<string, string>, configFile = NONE): string[] {
  try {
    readConfig(env, configFile);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
}

test('defaults', () => {
  const config = readConfig({}, NONE);
  assert.deepEqual(
    [config.PORT, config.HOST, config.FANLIGHT_URL, config.DATABASE_URL, config.FANLIGHT_PROXIES],
    [3000, '127.0.0.1', undefined, undefined, []],
  );
  assert.equal(config.dataDir, resolve('./data'));
  assert.ok(Object.isFrozen(config));
});

test('every fault at once, with what would be right', () => {
  const faults = faultsOf({
    PORT: '70000',
    DATABASE_URL: 'mysql://x',
    FANLIGHT_URL: 'archive.example',
    FANLIGHT_PROXIES: 'proxy.local',
    LOG_LEVEL: 'loud',
    FANLIGHT_PAGES_PER_MINUTE: '0',
  });
  assert.deepEqual(faults.map((fault) => fault.split(':')[0]).sort(), [
    'DATABASE_URL',
    'FANLIGHT_PAGES_PER_MINUTE',
    'FANLIGHT_PROXIES',
    'FANLIGHT_URL',
    'LOG_LEVEL',
    'PORT',
  ]);
  assert.ok(faults.some((fault) => fault.includes('postgres://')));
  assert.ok(faults.some((fault) => fault.includes('https://archive.example')));
  assert.ok(faults.some((fault) => fault.includes('10.0.0.0/8')));
  assert.match(new ConfigError(faults).message, /^The configuration has 6 faults:\n {2}/);
});

test('a file beneath the environment, a secret in a file of its own above both', () => {
  const configFile = file('fanlight.config.json', '{"PORT": 4000, "LOG_LEVEL": "warn"}');
  const secret = file('database-url', 'postgres://ann:secret@db/archive\n');
  const config = readConfig({ PORT: '5000', HOST: '', DATABASE_URL_FILE: secret }, configFile);
  assert.deepEqual(
    [config.PORT, config.LOG_LEVEL, config.HOST, config.DATABASE_URL],
    [5000, 'warn', '127.0.0.1', 'postgres://ann:secret@db/archive'],
  );
  assert.deepEqual(faultsOf({ DATABASE_URL_FILE: '/nonexistent' }), [
    'DATABASE_URL_FILE names /nonexistent, which cannot be read.',
  ]);
  for (const text of ['[1]', 'null', '{"PORT": ', '"x"'])
    assert.equal(faultsOf({}, file('bad.json', text)).length, 1, text);
});

test('an address is scheme, host and port, and nothing behind them', () => {
  const right = {
    'https://Archive.Example/': 'https://archive.example',
    ' http://127.0.0.1:3000 ': 'http://127.0.0.1:3000',
    'https://archive.example:443': 'https://archive.example',
    'https://bücher.example': 'https://xn--bcher-kva.example',
    'http://[::1]:3000/': 'http://[::1]:3000',
  };
  for (const [given, origin] of Object.entries(right)) assert.equal(originOf(given), origin);
  for (const wrong of [
    '',
    'archive.example',
    'https://',
    'ftp://archive.example',
    'https://archive.example/path',
    'https://archive.example/?x',
    'https://archive.example/#x',
    'https://ann@archive.example',
    'https://ann:secret@archive.example',
    'javascript:alert(1)',
  ])
    assert.equal(originOf(wrong), null, wrong);
});

test('proxies are addresses or networks', () => {
  const list = (text: string) => readConfig({ FANLIGHT_PROXIES: text }, NONE).FANLIGHT_PROXIES;
  assert.deepEqual(list('127.0.0.1, ::1  10.0.0.0/8,2001:db8::/32'), [
    '127.0.0.1',
    '::1',
    '10.0.0.0/8',
    '2001:db8::/32',
  ]);
  for (const wrong of ['localhost', '10.0.0.0/33', '10.0.0.0/', '::1/129', '10.0.0/8', '*', 'true', '1/2/3'])
    assert.equal(faultsOf({ FANLIGHT_PROXIES: wrong }).length, 1, wrong);
});

test('passwords are blotted out of what is shown', () => {
  const config = readConfig(
    { DATABASE_URL: 'postgres://ann:s%40cret@db/archive', SMTP_URL: 'smtps://bob:hunter2@mail.example' },
    NONE,
  );
  const shown = JSON.stringify(redact(config));
  for (const secret of ['s%40cret', 'hunter2']) assert.ok(!shown.includes(secret));
  assert.equal(redact(config).DATABASE_URL, 'postgres://ann:•••@db/archive');
});

/** Limits hold over processes and are taken back as they should; a household of IPv6 is one address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/db.js';
import { AppError } from '../errors.js';
import { addressKey, createLimiter } from './rate-limit.js';

const { pool } = await testDatabase();
const one = createLimiter(pool, 3);
/** Another process on the same database. */
const other = createLimiter(pool, 3);

async function refusal(attempt: Promise<void>): Promise<AppError | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    assert.ok(error instanceof AppError);
    return error;
  }
}

test('addresses', () => {
  const same = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ];
  for (const [address = '', key] of same) assert.equal(addressKey(address), key, address);
});

test('pages, by address', async () => {
  for (let i = 0; i < 3; i += 1) await one.page('203.0.113.1');
  const error = await refusal(one.page('203.0.113.1'));
  assert.equal(error?.status, 429);
  const wait = Number(error?.headers['retry-after']);
  assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 60, String(wait));
  assert.match(error?.safe ?? '', new RegExp(`Wait ${wait} seconds`));
  assert.equal(await refusal(one.page('203.0.113.2')), null);
});

test('a household of IPv6 has one count', async () => {
  for (let i = 1; i <= 3; i += 1) await one.page(`2001:db8:9:9::${i}`);
  assert.equal((await refusal(one.page('2001:db8:9:9:a:b:c:d')))?.status, 429);
  assert.equal(await refusal(one.page('2001:db8:9:a::1')), null);
});

test('guesses are counted over processes', async () => {
  for (let i = 0; i < 10; i += 1) await (i % 2 ? one : other).act('login', 'n:ann');
  assert.equal((await refusal(one.act('login', 'n:ann')))?.status, 429);
  assert.equal((await refusal(other.act('login', 'n:ann')))?.status, 429);
  // A third, started now.
  assert.equal((await refusal(createLimiter(pool, 3).act('login', 'n:ann')))?.status, 429);
  assert.equal(await refusal(one.act('setup', 'n:ann')), null);
});

test('ten at once are ten', async () => {
  const all = Array.from({ length: 14 }, (_, i) => refusal((i % 2 ? one : other).act('login', 'n:burst')));
  const refused = (await Promise.all(all)).filter(Boolean);
  assert.equal(refused.length, 4);
});

test('forgiving takes the count back, a refund one attempt', async () => {
  for (let i = 0; i < 10; i += 1) await one.act('login', 'n:bob');
  await other.forgive('login', 'n:bob');
  assert.equal(await refusal(one.act('login', 'n:bob')), null);
  for (let i = 0; i < 9; i += 1) await one.act('login', 'a:home');
  await one.act('login', 'a:home');
  await one.refund('login', 'a:home');
  assert.equal(await refusal(one.act('login', 'a:home')), null);
  assert.equal((await refusal(one.act('login', 'a:home')))?.status, 429);
});

test('attempts are kept no longer than they count', async () => {
  await one.act('login', 'n:carol');
  await pool.query('update rate_limits set expire = 1');
  // Looked for at the first act of a process, then every few seconds.
  assert.equal(await refusal(createLimiter(pool, 3).act('login', 'n:dave')), null);
  const { rows } = await pool.query<{ key: string }>('select key from rate_limits');
  assert.deepEqual(
    rows.map((row) => row.key),
    ['login:n:dave'],
  );
});

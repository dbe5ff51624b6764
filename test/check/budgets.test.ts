/** A budget that cannot fail is no budget: a bench whose feature is switched off ends with 1, and says what it missed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

function bench(name: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bench/run.ts', name, '--json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } },
  );
  return { status, last: stdout.trim().split('\n').at(-1) ?? '', said: stderr };
}

test('a bench that keeps its budgets ends with 0 and its figures', () => {
  const { status, last, said } = bench('reshape');
  const missed = [...said.matchAll(/MISSED (\w+)/g)].map((match) => match[1]);
  // How fast this machine is just now is no test's business.
  assert.ok(
    missed.every((figure) => figure === 'wordsPerSecond'),
    said,
  );
  assert.equal(status, missed.length === 0 ? 0 : 1);
  const { name, figures } = JSON.parse(last) as { name: string; figures: Record<string, number> };
  assert.equal(name, 'reshape');
  assert.ok(figures.goldenF1! > 0.9);
});

test('a bench whose feature is switched off ends with 1', () => {
  const { status, said } = bench('reshape', { BENCH_OFF: '1' });
  assert.equal(status, 1);
  assert.match(said, /MISSED goldenF1/);
});

test('a bench that does not exist is named, with those that do', () => {
  const { status, said } = bench('nothing');
  assert.equal(status, 2);
  assert.match(said, /reshape/);
});

/** Everything that can be known without running the program: format, lint and layers, types, unused code, file lengths. All at once. */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

const MOST_LINES = 500;

/** @returns {Promise<{ name: string, ok: boolean, output: string, seconds: number }>} */
function run(name, command, args) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ name, ok: false, output: String(error), seconds: 0 }));
    child.on('close', (code) =>
      resolve({ name, ok: code === 0, output, seconds: (performance.now() - begun) / 1000 }),
    );
  });
}

/** A file that passes 300 lines is two files; 500 fails. */
function lengths() {
  const long = globSync(['src/**/*.{ts,tsx,css}', 'scripts/*.mjs', 'test/**/*.ts', 'bench/**/*.ts'])
    .filter((file) => !file.endsWith('tables.ts') && !file.endsWith('.generated.ts'))
    .map((file) => [file, readFileSync(file, 'utf8').split('\n').length])
    .filter(([, lines]) => lines > MOST_LINES);
  return {
    name: 'file lengths',
    ok: long.length === 0,
    seconds: 0,
    output: long
      .map(([file, lines]) => `${file} has ${lines} lines; ${MOST_LINES} is the most. Two rooms in one?`)
      .join('\n'),
  };
}

const results = await Promise.all([
  run('format, lint and layers', 'biome', [
    'check',
    '--error-on-warnings',
    '--no-errors-on-unmatched',
    '--max-diagnostics=50',
    '.',
  ]),
  run('types', 'tsc', ['--noEmit']),
  run('unused code', 'knip', ['--no-progress']),
  lengths(),
]);

for (const { name, ok, output, seconds } of results) {
  console.log(`${ok ? '✓' : '✗'} ${name}${seconds ? ` (${seconds.toFixed(1)} s)` : ''}`);
  if (!ok) console.log(output);
}
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

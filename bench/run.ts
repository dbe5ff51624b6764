/**
 * `npm run -s bench -- NAME [--json]`: runs one bench, prints its figures and says which budgets of budgets.json it
 * misses. The last line is {"name", "figures"}; 1 when a budget is missed, 2 when there is no such bench.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findTool } from '../test/support/tools.js';

/** A figure must not be above `max` or below `min`. `where` names the tool that it is measured against: without it there is no figure, and the budget is passed over aloud. */
interface Budget {
  where?: keyof typeof TOOLS;
  max?: number;
  min?: number;
}

/** What must be installed for a comparison, and by which program it is known. */
const TOOLS = { calibre: 'ebook-convert' } as const;

const folder = new URL('./', import.meta.url).pathname;
const names = globSync('*.bench.ts', { cwd: folder }).map((file) => basename(file, '.bench.ts'));
const [name = '', ...flags] = process.argv.slice(2);

if (!names.includes(name)) {
  process.stderr.write(`There is no bench “${name}”. Benches: ${names.sort().join(', ')}.\n`);
  process.exit(2);
}

const budgets =
  (JSON.parse(readFileSync(`${folder}budgets.json`, 'utf8')) as Record<string, Record<string, Budget>>)[
    name
  ] ?? {};
const { run } = (await import(`./${name}.bench.ts`)) as { run(): Promise<Record<string, number>> };
const figures = await run();

let missed = 0;
const say = flags.includes('--json') ? process.stderr : process.stdout;
for (const [figure, value] of Object.entries(figures))
  say.write(`${figure.padEnd(28)} ${value.toLocaleString('en', { maximumFractionDigits: 2 })}\n`);
for (const [figure, { max, min, where }] of Object.entries(budgets)) {
  if (where !== undefined && !findTool(TOOLS[where])) {
    say.write(`SKIPPED ${figure}: ${where} is not installed\n`);
    continue;
  }
  const value = figures[figure];
  const over =
    value === undefined ||
    Number.isNaN(value) ||
    (max !== undefined && value > max) ||
    (min !== undefined && value < min);
  if (over) {
    missed += 1;
    say.write(
      `MISSED ${figure}: ${value ?? 'not measured'}, budget ${max !== undefined ? `at most ${max}` : ''}${min !== undefined ? `at least ${min}` : ''}\n`,
    );
  }
}
process.stdout.write(`${JSON.stringify({ name, figures })}\n`);
process.exitCode = missed > 0 ? 1 : 0;

/** What start.mjs and bin/fanlight share. Read by old versions of Node too, so it is written plainly. */
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that the program runs on. */
const OLDEST = 26;

/** The folder of the checkout, or of the installed package. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that `npm ci` installs beside the program. */
export const ownNode = join(root, 'node_modules', '.bin', 'node');

export const nodeIsNewEnough = Number(process.versions.node.split('.')[0]) >= OLDEST;

/** One line on what to run instead. @param {string} command as npm would run it */
export function refusal(command) {
  const first = `Fanlight needs Node ${OLDEST} or later; this is ${process.version}.`;
  if (existsSync(ownNode)) return `${first} Its own lies beside it: run ${command}`;
  return `${first} Run "npm ci" in ${root}, which installs one beside it, then ${command}`;
}

/**
 * Builds what is out of date and runs one of the program's entries.
 * @param {'main.js' | 'cli.js'} entry
 */
export async function run(entry) {
  process.setSourceMapsEnabled(true);
  // A verb is short: most of its time is loading, so what was compiled once is kept. Without a place to write, nothing is.
  if (entry === 'cli.js') nodeModule.enableCompileCache?.(join(root, 'dist', '.compiled'));
  const { build } = await import('./build.mjs');
  try {
    await build(root);
  } catch (error) {
    console.error(`Fanlight could not be built: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  await import(new URL(`../dist/${entry}`, import.meta.url).href);
}

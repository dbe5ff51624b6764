/** What `npm start` runs: looks at the version of Node, builds what is out of date, starts the server. */
import { nodeIsNewEnough, refusal, run } from './runtime.mjs';

if (nodeIsNewEnough) {
  await run('main.js');
} else {
  console.error(refusal('npm start'));
  process.exitCode = 1;
}

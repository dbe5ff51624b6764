/** Loads a snapshot in a process of its own and says how long it took and what the process then takes: PATH WORKS. */
import { performance } from 'node:perf_hooks';
import { openIndex, perMillion } from './engine.js';
import { asking } from './questions.js';

const [path, works] = process.argv.slice(2);
const store = openIndex(path);
await store.stats();
const before = process.memoryUsage().rss;
const begun = performance.now();
const loaded = await store.load();
const loadSeconds = (performance.now() - begun) / 1_000;
if (!('works' in loaded)) throw new Error(`The snapshot was refused: ${loaded.refused}`);
await store.open();
const question = asking({ op: 'and', of: [] });
await store.page(question, { offset: 0, limit: 20 });
await store.facets(question);
process.stdout.write(JSON.stringify({ loadSeconds, loadedMiBPerMillion: perMillion(before, Number(works)) }));
await store.close();

/**
 * Finding among a million works (BENCH_WORKS for another number, for which the budgets are not): the index through its door, thread and messages
 * included, against Postgres with the same works under the better of a GIN index and join tables. Both warm, medians,
 * and both must give the same. Then what 200 permanent exclusions cost, two readers at once, 10,000 edits, the
 * snapshot. At last 2,000 random questions (BENCH_QUESTIONS) on 20,000 works (BENCH_RANDOM_WORKS), and as many again
 * after the edits: `randomQuestions` counts what Postgres answers otherwise. BENCH_PEER=off leaves Postgres out, and the
 * ratios and the random questions with it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, makeArchive } from '../src/demo/archive-shape.js';
import {
  fill,
  hideRatios,
  medians,
  openIndex,
  perMillion,
  readers,
  singleTags,
  snapshot,
  wrongAfterEdits,
} from './find/engine.js';
import { type Answers, answersOf, peerMedians } from './find/peer/measure.js';
import { fillPeer, openPeer } from './find/peer/tables.js';
import { randomQuestions } from './find/random.js';

const WORKS = Number(process.env.BENCH_WORKS ?? 1_000_000);
const EDITS = Number(process.env.BENCH_EDITS ?? 10_000);
const RANDOM_WORKS = Number(process.env.BENCH_RANDOM_WORKS ?? 20_000);
const QUESTIONS = Number(process.env.BENCH_QUESTIONS ?? 2_000);

function* worksOf(archive: Archive) {
  for (let place = 0; place < archive.works; place++) yield archive.work(place);
}

const say = (figures: Record<string, number>): void => {
  process.stderr.write(`${JSON.stringify(figures)}\n`);
};

/** How many times longer Postgres takes. */
async function ratios(
  folder: string,
  archive: Archive,
  answers: readonly Answers[],
  index: Record<string, number>,
): Promise<Record<string, number>> {
  const peer = await openPeer(join(folder, 'peer'));
  try {
    await fillPeer(peer, worksOf(archive), archive.tagKinds());
    const postgres = await peerMedians(peer, answers);
    say(postgres);
    return Object.fromEntries(
      Object.entries(postgres).map(([name, ms]) => [name.replace('Ms', 'Times'), ms / index[name]!]),
    );
  } finally {
    await peer.close();
  }
}

export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-'));
  const path = join(folder, 'index.snapshot');
  const archive = makeArchive(WORKS, 1);
  const before = process.memoryUsage().rss;
  const store = openIndex(path);
  try {
    const fillSeconds = await fill(store, archive);
    const rssMiBPerMillion = perMillion(before, WORKS);
    const arraysMiBPerMillion = (await store.stats()).bytes / 2 ** 20 / (WORKS / 1e6);
    const asked = await medians(store, archive);
    say(asked);
    const answers = await answersOf(store, archive);
    const hidden = await hideRatios(store, archive);
    const singleTagP95Ms = await singleTags(store, archive);
    const load = await readers(store, archive, 600);
    const wrong = await wrongAfterEdits(store, archive, EDITS);
    const figures = {
      fillSeconds,
      rssMiBPerMillion,
      arraysMiBPerMillion,
      ...asked,
      ...hidden,
      singleTagP95Ms,
      mixP50Ms: load.p50,
      mixP99Ms: load.p99,
      mixAbove150: load.above150,
      loopHeldMs: load.loopHeldMs,
      wrongAfterEdits: wrong,
      ...(await snapshot(store, path, WORKS)),
    };
    say(figures);
    if (process.env.BENCH_PEER === 'off') return figures;
    const times = await ratios(folder, archive, answers, asked);
    const random = { works: RANDOM_WORKS, questions: QUESTIONS, edits: EDITS };
    return { ...figures, ...times, ...(await randomQuestions(folder, random)) };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

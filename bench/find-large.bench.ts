/**
 * The index alone at the size of the largest archive: 17,000,000 works generated straight into it (BENCH_WORKS for
 * another number). Needs about 8 GB and, on two calm processors, a quarter of an hour.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeArchive } from '../src/demo/archive-shape.js';
import { EVERYTHING } from '../src/features/find/query/condition.js';
import {
  fill,
  hideRatios,
  medians,
  openIndex,
  perMillion,
  quantile,
  readers,
  singleTags,
  snapshot,
  timed,
} from './find/engine.js';
import { Forward } from './find/forward.js';
import { asking, comparison, tag } from './find/questions.js';

const WORKS = Number(process.env.BENCH_WORKS ?? 17_000_000);

export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'fanlight-bench-'));
  const path = join(folder, 'index.snapshot');
  const store = openIndex(path);
  try {
    const before = process.memoryUsage().rss;
    const archive = makeArchive(WORKS, 1);
    const forward = new Forward();
    const fillSeconds = await fill(store, archive, (work) =>
      forward.add(work, work.audience === 'public' && work.filters.includes(archive.top.fandom)),
    );
    const stats = await store.stats();
    // The list that facets are measured against is not part of the index.
    const rssMiBPerMillion = perMillion(before + forward.bytes, WORKS);
    const say = (figures: Record<string, number>): void => {
      process.stderr.write(`${JSON.stringify(figures)}\n`);
    };
    const first = {
      fillSeconds,
      rssMiBPerMillion,
      arraysMiBPerMillion: stats.bytes / 2 ** 20 / (WORKS / 1e6),
    };
    say({ ...first, segments: stats.segments });
    const asked = await medians(store, archive);
    say(asked);
    const forwards = Array.from({ length: 7 }, () => forward.count());
    const question = comparison(archive)[0]!.question;
    const fullCountMs = quantile(forwards, 0.5);
    const facetsVsFullCount = asked.topFacetsMs! / fullCountMs;
    say({ fullCountMs, facetsVsFullCount, hits: (await store.counts([question]))[0]! });
    const everything = {
      everythingPageMs: quantile(
        await timed(40, () => store.page(asking(EVERYTHING), { offset: 0, limit: 20 })),
        0.5,
      ),
      everythingFacetsMs: quantile(await timed(10, () => store.facets(asking(EVERYTHING))), 0.5),
      deepestPageMs: quantile(
        await timed(5, () => store.page(asking(tag(3)), { offset: 99_980, limit: 20 })),
        0.5,
      ),
      singleTagP95Ms: await singleTags(store, archive),
    };
    say(everything);
    const hidden = await hideRatios(store, archive, 30);
    say(hidden);
    const load = await readers(store, archive, Number(process.env.BENCH_QUESTIONS ?? 400));
    say({ ...load });
    return {
      ...first,
      ...asked,
      fullCountMs,
      facetsVsFullCount,
      ...everything,
      ...hidden,
      mixP50Ms: load.p50,
      mixP99Ms: load.p99,
      mixAbove150: load.above150,
      loopHeldMs: load.loopHeldMs,
      ...(await snapshot(store, path, WORKS)),
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

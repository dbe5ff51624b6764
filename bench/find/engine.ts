/** The index under measure: filled through its door as its follower does it, asked through its door as pages do. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Archive } from '../../src/demo/archive-shape.js';
import { dice } from '../../src/demo/dice.js';
import { createIndexStore } from '../../src/features/find/index/index.js';
import type { IndexChange, IndexedWork, IndexStore, TagKind } from '../../src/features/find/index/types.js';
import { EVERYTHING } from '../../src/features/find/query/condition.js';
import { bruteFacets, brutePage } from '../../test/support/brute-find.js';
import { asking, comparison, exclusions, readersQuestion, tag, usedTag } from './questions.js';

const FIRST_PAGE = { offset: 0, limit: 20 };

export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

const mib = (bytes: number): number => bytes / 2 ** 20;

export const openIndex = (path: string): IndexStore =>
  createIndexStore({
    path,
    warn: (message, cause) =>
      process.stderr.write(`${message} ${cause instanceof Error ? cause.stack : ''}\n`),
  });

/** Fills an index a batch at a time. `also` sees each work as it passes. @returns seconds */
export async function fill(
  store: IndexStore,
  archive: Archive,
  also: (work: IndexedWork) => void = () => {},
): Promise<number> {
  const begun = performance.now();
  const kinds: TagKind[] = [];
  // Of the tags that one work alone can have, those that it has come with it.
  for (const kind of archive.tagKinds(0))
    if (kinds.push(kind) === 50_000) await store.setTagKinds(kinds.splice(0));
  await store.setTagKinds(kinds.splice(0));
  const changes: IndexChange[] = [];
  for (let place = 0; place < archive.works; place++) {
    const work = archive.work(place);
    also(work);
    const single = archive.single(place);
    if (work.direct.includes(single)) kinds.push({ id: single, type: 'freeform' });
    if (changes.push({ key: work.key, work }) === 2_000) {
      await store.setTagKinds(kinds.splice(0));
      await store.apply(changes.splice(0));
    }
    if (place % 1_000_000 === 999_999) process.stderr.write(`${place + 1} works in the index\n`);
  }
  await store.setTagKinds(kinds);
  await store.apply(changes, 'filled');
  await store.open();
  return (performance.now() - begun) / 1_000;
}

/** How long an answer takes from asking to having it, in milliseconds. */
export async function timed(times: number, ask: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await ask(i);
    taken.push(performance.now() - begun);
  }
  return taken;
}

/** Medians of the comparison's questions: page and exact count, facets. */
export async function medians(
  store: IndexStore,
  archive: Archive,
  times = 60,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const { name, question, range } of comparison(archive)) {
    await timed(10, () => store.page(question, range));
    figures[`${name}PageMs`] = quantile(await timed(times, () => store.page(question, range)), 0.5);
    await timed(5, () => store.facets(question));
    figures[`${name}FacetsMs`] = quantile(await timed(times, () => store.facets(question)), 0.5);
  }
  return figures;
}

/** What 200 permanent exclusions cost: each question with them as a multiple of itself without, asked in turns. */
export async function hideRatios(
  store: IndexStore,
  archive: Archive,
  times = 60,
): Promise<Record<string, number>> {
  const hide = exclusions(dice(200), archive, 200);
  const figures: Record<string, number> = {};
  for (const { name, question, range } of comparison(archive)) {
    for (const [kind, ask] of [
      ['Page', (q: typeof question) => store.page(q, range)],
      ['Facets', (q: typeof question) => store.facets(q)],
    ] as const) {
      const hidden = { ...question, hide };
      await timed(5, () => ask(hidden));
      const plain: number[] = [];
      const filtered: number[] = [];
      for (let i = 0; i < times; i++) {
        plain.push(...(await timed(1, () => ask(question))));
        filtered.push(...(await timed(1, () => ask(hidden))));
      }
      figures[`hide${name}${kind}`] = quantile(filtered, 0.5) / quantile(plain, 0.5);
    }
  }
  return figures;
}

/** Page and count of single tags of all frequencies: half as often as they are used, half the rarer the likelier. */
export async function singleTags(store: IndexStore, archive: Archive, count = 400): Promise<number> {
  const d = dice(11);
  const rare = (): number => {
    const { direct } = archive.work(d.below(archive.works));
    return Math.max(...direct);
  };
  const { fandom, relationship, character, freeforms } = archive.top;
  const ids = [
    1,
    2,
    3,
    4,
    5,
    11,
    12,
    13,
    14,
    21,
    22,
    23,
    24,
    25,
    26,
    fandom,
    relationship,
    character,
    ...freeforms,
  ];
  while (ids.length < count) ids.push(ids.length % 2 ? usedTag(d, archive) : rare());
  const taken = await timed(ids.length, (i) => store.page(asking(tag(ids[i]!)), FIRST_PAGE));
  return quantile(taken, 0.95);
}

export interface Load {
  /** Of page answers. */
  p50: number;
  p99: number;
  /** Of a hundred page answers, how many took more than 150 ms. */
  above150: number;
  /** The longest that one question kept the asking thread busy, milliseconds. */
  loopHeldMs: number;
}

/** Two readers at once: each asks for a page, then for its facets, then goes on. */
export async function readers(store: IndexStore, archive: Archive, questions: number): Promise<Load> {
  const taken: number[] = [];
  let loopHeldMs = 0;
  const read = async (seed: number): Promise<void> => {
    const d = dice(seed);
    for (let i = 0; i < questions; i++) {
      const { question, range } = readersQuestion(d, archive);
      const begun = performance.now();
      await store.page(question, range);
      taken.push(performance.now() - begun);
      await store.facets(question);
    }
  };
  // One reader alone first, so that what the thread was busy with is this question's.
  const d = dice(3);
  for (let i = 0; i < 200; i++) {
    const { question, range } = readersQuestion(d, archive);
    const before = performance.eventLoopUtilization();
    await Promise.all([store.page(question, range), store.facets(question)]);
    loopHeldMs = Math.max(loopHeldMs, performance.eventLoopUtilization(before).active);
  }
  await Promise.all([read(1), read(2)]);
  return {
    p50: quantile(taken, 0.5),
    p99: quantile(taken, 0.99),
    above150: (taken.filter((ms) => ms > 150).length / taken.length) * 100,
    loopHeldMs,
  };
}

/** Edits works at random: new versions, deletions, works that were not there. @returns what then is where it was */
export async function edit(
  store: IndexStore,
  archive: Archive,
  count: number,
): Promise<Map<number, IndexedWork | null>> {
  const d = dice(99);
  const edited = new Map<number, IndexedWork | null>();
  for (let done = 0; done < count; ) {
    const changes: IndexChange[] = [];
    const kinds: TagKind[] = [];
    for (let i = 0; i < 50; i++, done++) {
      const place = d.below(archive.works);
      const key = place + 1;
      if (d.below(10) === 0) {
        edited.set(key, null);
        changes.push({ key, gone: true });
      } else {
        const work = archive.work(place, 1 + d.below(1_000));
        edited.set(key, work);
        kinds.push({ id: archive.single(place), type: 'freeform' });
        changes.push({ key, work });
      }
    }
    await store.setTagKinds(kinds);
    await store.apply(changes, `edit ${done}`);
    if (done % 500 === 0) await store.page(asking(EVERYTHING), FIRST_PAGE);
  }
  return edited;
}

/** How many of some questions are answered otherwise than the works say, after so many edits. */
export async function wrongAfterEdits(store: IndexStore, archive: Archive, edits: number): Promise<number> {
  const edited = await edit(store, archive, edits);
  const types = new Map<number, TagKind['type']>();
  for (const { id, type } of archive.tagKinds()) types.set(id, type);
  const d = dice(5);
  const questions = [
    ...comparison(archive),
    ...Array.from({ length: 8 }, () => readersQuestion(d, archive)),
  ].map(({ question, range }) => ({ question: { ...question, audience: 'members' as const }, range }));
  const found = questions.map((): IndexedWork[] => []);
  for (let place = 0; place < archive.works; place++) {
    const work = edited.has(place + 1) ? edited.get(place + 1)! : archive.work(place);
    if (work === null) continue;
    for (const [i, { question }] of questions.entries())
      if (brutePage([work], question, FIRST_PAGE).total === 1) found[i]!.push(work);
  }
  let wrong = 0;
  for (const [i, { question, range }] of questions.entries()) {
    const page = await store.page(question, range);
    const facets = await store.facets(question);
    const right =
      JSON.stringify(page) === JSON.stringify(brutePage(found[i]!, question, range)) &&
      JSON.stringify(facets) === JSON.stringify(bruteFacets(found[i]!, question, types));
    if (!right) wrong += 1;
  }
  return wrong;
}

/** Saves, and loads the file in another process. */
export async function snapshot(
  store: IndexStore,
  path: string,
  works: number,
): Promise<Record<string, number>> {
  const begun = performance.now();
  await store.save();
  const saveSeconds = (performance.now() - begun) / 1_000;
  await store.close();
  const script = fileURLToPath(new URL('load-one.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    script,
    path,
    `${works}`,
  ]);
  rmSync(path);
  return { saveSeconds, ...(JSON.parse(stdout) as Record<string, number>) };
}

/** Memory of the whole process beyond `before` bytes, for a million works. */
export const perMillion = (before: number, works: number): number =>
  mib(process.memoryUsage().rss - before) / (works / 1e6);

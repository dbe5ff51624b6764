/** The index against what is worked out the slow way: the same works in the same order, the same counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bruteFacets, bruteKeys, brutePage } from '../../../../test/support/brute-find.js';
import {
  randomCondition,
  randomQuestion,
  randomTags,
  randomWork,
  randomWorks,
} from '../../../../test/support/random-find.js';
import { type Dice, dice } from '../../../demo/dice.js';
import type { TagType } from '../../tags/canon.js';
import { EVERYTHING, NOTHING, type Question } from '../query/condition.js';
import { buildSegment } from './build.js';
import { Engine, type EngineSettings, finish } from './engine.js';
import { toSent } from './hits.js';
import type { IndexedWork } from './types.js';
import { rowsOf } from './unbuild.js';

type Tags = ReturnType<typeof randomTags>;

function engineOf(
  works: readonly IndexedWork[],
  types: ReadonlyMap<number, TagType>,
  settings: EngineSettings,
) {
  const engine = new Engine(settings);
  for (const [id, type] of types) engine.parts.tags.set(id, type);
  engine.parts.apply(
    works.map((work) => ({ key: work.key, work })),
    true,
  );
  return engine;
}

function assertSame(
  engine: Engine,
  works: readonly IndexedWork[],
  { types }: Tags,
  question: Question,
  d: Dice,
): void {
  const says = JSON.stringify(question);
  const range = d.pick([
    { offset: 0, limit: 20 },
    { offset: 3, limit: 5 },
    { offset: 100, limit: 200 },
    { offset: 0, limit: 10_000 },
    { offset: 1_000_000, limit: 20 },
  ]);
  const expected = brutePage(works, question, range);
  assert.deepEqual(finish(engine.page(toSent(question), range)), expected, says);
  assert.deepEqual(finish(engine.facets(toSent(question))), bruteFacets(works, question, types), says);
  assert.deepEqual(finish(engine.counts([toSent(question), toSent(question)])), [
    expected.total,
    expected.total,
  ]);
  const picked = finish(engine.pick(toSent(question), d.unit()));
  const all = bruteKeys(works, question);
  assert.ok(picked === null ? all.size === 0 : all.has(picked), says);
}

/** Builds anew whatever wants it, as the thread in the background does. */
function mergeAll(engine: Engine, headTags: number | undefined, meanwhile: () => void = () => {}): number {
  let merges = 0;
  for (let sources = engine.parts.mergeable(); sources !== null; sources = engine.parts.mergeable()) {
    const rows = rowsOf(sources);
    meanwhile();
    engine.parts.replace(sources, rows.count === 0 ? null : buildSegment(rows, headTags));
    merges += 1;
    assert.ok(merges < 1_000, 'merging comes to an end');
  }
  return merges;
}

const SETTINGS: { says: string; works: number; questions: number; settings: EngineSettings }[] = [
  { says: 'one segment, all tags in its head', works: 2_000, questions: 150, settings: {} },
  {
    says: 'small segments, small heads, heads proven or not',
    works: 3_000,
    questions: 200,
    settings: { segmentWorks: 700, freshWorks: 100, headTags: 60, fullFacets: 50 },
  },
  {
    says: 'heads of next to nothing, always proven or refuted',
    works: 1_500,
    questions: 150,
    settings: { segmentWorks: 400, freshWorks: 100, headTags: 12, fullFacets: 0 },
  },
  {
    says: 'several chunks, tags as bitmaps',
    works: 70_007,
    questions: 8,
    settings: { headTags: 500, fullFacets: 5_000 },
  },
];

for (const { says, works: count, questions, settings } of SETTINGS) {
  test(`answers equal what is worked out the slow way: ${says}`, () => {
    const d = dice(count);
    const tags = randomTags(120);
    const works = randomWorks(d, count, tags.ids);
    const engine = engineOf(works, tags.types, settings);
    for (let i = 0; i < questions; i++) assertSame(engine, works, tags, randomQuestion(d, works), d);
    const order = { sort: 'title', ascending: false } as const;
    for (const audience of ['public', 'members'] as const)
      assertSame(engine, works, tags, { audience, where: EVERYTHING, hide: null, order }, d);
  });
}

test('answers stay equal over edits, deletions, merges and edits during a merge', () => {
  const d = dice(77);
  const tags = randomTags(60);
  const settings = { segmentWorks: 600, freshWorks: 40, headTags: 80, fullFacets: 60 };
  const works = new Map(randomWorks(d, 1_500, tags.ids).map((work) => [work.key, work]));
  const engine = engineOf([...works.values()], tags.types, settings);
  const edit = (): void => {
    const changes = Array.from({ length: 1 + d.below(30) }, () => {
      const key = d.below(5) === 0 ? d.below(9_000) : d.pick([...works.keys()]);
      if (d.below(4) === 0) {
        works.delete(key);
        return { key, gone: true as const };
      }
      const work = randomWork(d, key, tags.ids);
      works.set(key, work);
      return { key, work };
    });
    engine.parts.apply(changes, false);
  };
  let merges = 0;
  for (let round = 0; round < 120; round++) {
    edit();
    if (round % 3 === 0) {
      const now = [...works.values()];
      for (let i = 0; i < 3; i++) assertSame(engine, now, tags, randomQuestion(d, now), d);
    }
    if (round % 10 === 9) merges += mergeAll(engine, settings.headTags, edit);
  }
  assert.ok(merges > 3, `${merges} merges`);
  const stats = engine.parts.stats();
  assert.equal(stats.works, works.size);
  assert.ok(stats.segments < 30, `${stats.segments} segments`);
});

test('what a question has begun with does not change under it', () => {
  const d = dice(5);
  const tags = randomTags(40);
  const works = randomWorks(d, 900, tags.ids);
  const engine = engineOf(works, tags.types, { segmentWorks: 200, freshWorks: 20 });
  const question: Question = {
    audience: 'members',
    where: EVERYTHING,
    hide: null,
    order: { sort: 'kudos', ascending: false },
  };
  const range = { offset: 0, limit: 1_000 };
  const before = brutePage(works, question, range);
  const answer = engine.page(toSent(question), range);
  answer.next();
  engine.parts.apply(
    works.slice(0, 500).map(({ key }) => ({ key, gone: true })),
    false,
  );
  engine.parts.apply([{ key: 1e9, work: randomWork(d, 1e9, tags.ids) }], false);
  mergeAll(engine, undefined);
  assert.deepEqual(finish(answer), before);
  assert.equal(finish(engine.counts([toSent(question)]))[0], 401);
});

test('while an index is filled, what comes twice counts once, as it came last, and what is gone is gone', () => {
  const d = dice(21);
  const tags = randomTags(30);
  const works = new Map(randomWorks(d, 500, tags.ids).map((work) => [work.key, work]));
  const engine = engineOf([...works.values()], tags.types, { segmentWorks: 120, freshWorks: 20 });
  for (const key of [...works.keys()].slice(0, 90)) {
    const work = randomWork(d, key, tags.ids);
    const again = randomWork(d, key, tags.ids);
    const gone = d.below(3) === 0;
    engine.parts.apply(
      [{ key, work }, gone ? { key, gone } : { key, work: again }, { key: -key - 1, gone: true }],
      true,
    );
    if (gone) works.delete(key);
    else works.set(key, again);
  }
  const now = [...works.values()];
  for (let i = 0; i < 30; i++) assertSame(engine, now, tags, randomQuestion(d, now), d);
});

test('an index of nothing, and questions for nothing', () => {
  const engine = new Engine();
  const tags = randomTags(1);
  const d = dice(1);
  const question = (where: Question['where']): Question => ({
    audience: 'public',
    where,
    hide: NOTHING,
    order: { sort: 'title', ascending: true },
  });
  assertSame(engine, [], tags, question(EVERYTHING), d);
  assertSame(engine, [], tags, question(NOTHING), d);
  const works = randomWorks(d, 3, tags.ids);
  const some = engineOf(works, tags.types, {});
  assertSame(some, works, tags, question(NOTHING), d);
  assertSame(some, works, tags, { ...question(EVERYTHING), hide: EVERYTHING }, d);
  some.parts.clear();
  assertSame(some, [], tags, question(EVERYTHING), d);
});

test('tags whose type is said or changed later are counted under it from then on', () => {
  const d = dice(9);
  const tags = randomTags(30);
  const works = randomWorks(d, 400, tags.ids);
  const engine = engineOf(works, new Map(), { headTags: 20, fullFacets: 10 });
  const question: Question = {
    audience: 'members',
    where: EVERYTHING,
    hide: null,
    order: { sort: 'updated', ascending: false },
  };
  assert.deepEqual(finish(engine.facets(toSent(question))), bruteFacets(works, question, new Map()));
  for (const [id, type] of tags.types) engine.parts.tags.set(id, type);
  assertSame(engine, works, tags, question, d);
  const other = new Map(
    [...tags.types].map(([id, type]) => [id, type === 'character' ? 'freeform' : type] as const),
  );
  for (const [id, type] of other) engine.parts.tags.set(id, type);
  assertSame(engine, works, { ...tags, types: other }, question, d);
});

test('deep brackets are no deeper than what they mean', () => {
  const d = dice(3);
  const tags = randomTags(20);
  const works = randomWorks(d, 300, tags.ids);
  const engine = engineOf(works, tags.types, {});
  let where = randomCondition(d, works, 1);
  for (let i = 0; i < 1_900; i++)
    where = i % 3 === 0 ? { op: 'not', of: where } : { op: i % 3 === 1 ? 'and' : 'or', of: [where] };
  const order = { sort: 'updated', ascending: false } as const;
  assertSame(engine, works, tags, { audience: 'members', where, hide: where, order }, d);
});

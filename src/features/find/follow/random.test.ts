/**
 * What the index of a process answers is what SQL answers from the rows that it follows: ids, counts and facets of
 * random questions over the made-up archive, before and after very many edits. `npm run -s bench -- find` asks more.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/support/db.js';
import { insertListed, insertTags, removeListed } from '../../../../test/support/listed-works.js';
import { randomQuestion } from '../../../../test/support/random-find.js';
import { createLog } from '../../../core/log.js';
import { makeArchive } from '../../../demo/archive-shape.js';
import { dice } from '../../../demo/dice.js';
import { tagOf } from '../../../demo/tag-names.js';
import { createIndexStore, type IndexedWork } from '../index/index.js';
import { sqlFinder } from '../sql/finder.js';
import { startFollower } from './follower.js';
import { isBehind, readPosition } from './read.js';

const WORKS = 20_000;
const QUESTIONS = 300;
const EDITS = 10_000;
const QUESTIONS_AFTER = 100;

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'fanlight-random-'));
after(() => rm(folder, { recursive: true, force: true }));
const d = dice(300);
const archive = makeArchive(WORKS, 3);
const inSql = sqlFinder(db, 0);
const tagged = new Set<number>();
const works = new Map<number, IndexedWork>();

/** Writes rows as they are derived: so many in one transaction, with the tags that they are the first to have. */
async function write(batch: readonly IndexedWork[]): Promise<void> {
  const fresh = [...new Set(batch.flatMap(({ direct }) => direct))].filter((id) => !tagged.has(id));
  for (const id of fresh) tagged.add(id);
  await insertTags(db, new Map(fresh.map((id) => [id, tagOf(id).type])), new Date('2026-03-01T10:00:00Z'));
  await insertListed(db, batch);
  for (const work of batch) works.set(work.key, work);
}

/** New versions of works, works that go and works that come, in transactions of one to eighty. */
async function edit(count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const changed = new Map<number, IndexedWork | null>();
    for (let i = Math.min(count - done, 1 + d.below(80)); i > 0; i -= 1, done += 1) {
      const place = d.below(Math.round(WORKS * 1.05));
      const gone = d.below(6) === 0;
      changed.set(place + 1, gone ? null : archive.work(place, 1 + d.below(1_000)));
    }
    await write([...changed.values()].filter((work) => work !== null));
    const gone = [...changed].filter(([, work]) => work === null).map(([key]) => key);
    for (const key of gone) works.delete(key);
    await removeListed(db, gone);
  }
}

test('300 random questions on 20,000 works, and 100 more after 10,000 edits, are answered as SQL does', {
  timeout: 900_000,
}, async (t) => {
  for (let place = 0; place < WORKS; place += 2_000)
    await write(Array.from({ length: 2_000 }, (_, i) => archive.work(place + i)));
  const store = createIndexStore({
    path: join(folder, 'find.index'),
    settings: { segmentWorks: 6_000, freshWorks: 500 },
    warn: (message) => assert.fail(message),
  });
  const follower = startFollower({ db, log: createLog('fatal') }, store);
  t.after(() => follower.stop());

  const caughtUp = async (): Promise<void> => {
    for (;;) {
      follower.wake();
      const position = readPosition(store.position);
      if (store.ready && position && !(await isBehind(db, position))) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const assertSame = async (questions: number): Promise<void> => {
    const all = [...works.values()];
    let found = 0;
    for (let i = 0; i < questions; i += 1) {
      const question = randomQuestion(d, all);
      const says = JSON.stringify(question);
      const range = { offset: d.below(3) === 0 ? d.below(400) : 0, limit: 1 + d.below(40) };
      const [page, facets] = await Promise.all([inSql.page(question, range), inSql.facets(question)]);
      assert.deepEqual(await store.page(question, range), page, says);
      assert.deepEqual(await store.facets(question), facets, says);
      if (page.total > 0) found += 1;
    }
    assert.ok(found > questions / 2, `only ${found} of ${questions} questions found anything`);
  };

  await caughtUp();
  await assertSame(QUESTIONS);
  const before = store.position;
  await edit(EDITS);
  await caughtUp();
  assert.notEqual(store.position, before);
  assert.equal((await store.stats()).works, works.size);
  await assertSame(QUESTIONS_AFTER);
});

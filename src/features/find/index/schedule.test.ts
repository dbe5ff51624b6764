/** Who comes first in the thread of the index, and who is let go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../core/errors.js';
import type { Work } from './engine.js';
import { Schedule } from './schedule.js';

const NEVER = Number.POSITIVE_INFINITY;

/** Adds a job and waits for what becomes of it. */
const asked = (schedule: Schedule, id: number, urgent: boolean, work: Work<unknown>, until = NEVER) =>
  new Promise<unknown>((resolve, reject) => {
    schedule.add({ id, urgent, until, work, done: resolve, failed: reject });
  });

test('a page that is asked for while facets are counted is answered first', async () => {
  const schedule = new Schedule();
  let paged = false;
  function* facets(): Work<boolean> {
    // Never ends by itself: without the page in between, this test would not end either.
    while (!paged) yield;
    return true;
  }
  function* page(): Work<void> {
    yield;
    paged = true;
  }
  const counted = asked(schedule, 1, false, facets());
  await new Promise((resolve) => setImmediate(resolve));
  await asked(schedule, 2, true, page());
  assert.equal(await counted, true);
});

test('pages take turns: a long one keeps no short one waiting for its end', async () => {
  const schedule = new Schedule();
  let answered = false;
  function* long(): Work<void> {
    while (!answered) yield;
  }
  function* short(): Work<void> {
    yield;
    answered = true;
  }
  await Promise.all([asked(schedule, 1, true, long()), asked(schedule, 2, true, short())]);
  assert.ok(answered);
});

test('what takes too long is refused and tidied up after; what fails says why; the others go on', async () => {
  const schedule = new Schedule();
  let tidied = 0;
  function* endless(): Work<void> {
    try {
      for (;;) yield;
    } finally {
      tidied += 1;
    }
  }
  function* broken(): Work<void> {
    yield;
    throw new Error('broken');
  }
  function* good(): Work<number> {
    yield;
    return 7;
  }
  const [late, wrong, right] = await Promise.allSettled([
    asked(schedule, 1, true, endless(), performance.now()),
    asked(schedule, 2, true, broken()),
    asked(schedule, 3, false, good()),
  ]);
  assert.ok(late.status === 'rejected' && late.reason instanceof AppError && late.reason.status === 503);
  assert.ok(wrong.status === 'rejected' && wrong.reason.message === 'broken');
  assert.deepEqual(right, { status: 'fulfilled', value: 7 });
  assert.equal(tidied, 1);

  void asked(schedule, 4, false, endless());
  await asked(schedule, 5, true, good());
  schedule.drop(4);
  schedule.drop(400);
  assert.equal(tidied, 1, 'what was never begun has nothing to tidy');
  assert.equal(await asked(schedule, 6, false, good()), 7);
});

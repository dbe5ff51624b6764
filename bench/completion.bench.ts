/**
 * Completion of tags at two million: what people type, asked as the page asks it, on one connection. Time on the clock,
 * and the processor's time of the database's process, which says the same on a busy machine; both beside looking up one
 * tag by its key.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { connect } from '../src/core/db/connect.js';
import type { DB } from '../src/core/db/tables.js';
import { GOOD, type Member } from '../src/core/viewer.js';
import { completeTags } from '../src/features/works/complete-tags.js';
import { createTestDatabase } from '../test/support/db.js';
import { fillTags } from './completion/fill.js';
import { questions } from './completion/questions.js';

const TAGS = Number(process.env.BENCH_TAGS ?? 2_000_000);
const QUESTIONS = 1_000;
const ROUNDS = 2;
const quiet = { info() {}, warn() {}, error() {} };
const viewer: Member = {
  kind: 'member',
  accountId: 0,
  login: 'bench',
  roles: [],
  showsAdult: false,
  standing: GOOD,
};

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]!;

/** Milliseconds of processor time of a process so far, as the scheduler counts them. */
const cpuMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

export async function run(): Promise<Record<string, number>> {
  const database = await createTestDatabase();
  const { db, close } = connect<DB>(database.settings, quiet, { max: 1, statementTimeoutMs: 0 });
  try {
    await fillTags(db, TAGS);
    const asked = await questions(db, QUESTIONS);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    const pid = rows[0]!.pid;
    const measure = async (work: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> => {
      const before = { wall: performance.now(), cpu: cpuMs(pid) };
      await work();
      return { wall: performance.now() - before.wall, cpu: cpuMs(pid) - before.cpu };
    };
    const completions: { wall: number; cpu: number }[] = [];
    const points: { wall: number; cpu: number }[] = [];
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [i, one] of asked.entries()) {
        const completion = await measure(() => completeTags(db, viewer, one));
        const point = await measure(() =>
          db
            .selectFrom('tags')
            .select('name')
            .where('id', '=', 1 + ((i * 7919) % TAGS))
            .execute(),
        );
        if (round === 0) continue;
        completions.push(completion);
        points.push(point);
      }
    const wall = completions.map((one) => one.wall);
    const cpu = completions.map((one) => one.cpu);
    return {
      p50Ms: at(wall, 0.5),
      p95Ms: at(wall, 0.95),
      p99Ms: at(wall, 0.99),
      cpuP50Ms: at(cpu, 0.5),
      cpuP95Ms: at(cpu, 0.95),
      pointP50Ms: at(
        points.map((one) => one.wall),
        0.5,
      ),
      pointP95Ms: at(
        points.map((one) => one.wall),
        0.95,
      ),
      p50VsPoint:
        at(wall, 0.5) /
        at(
          points.map((one) => one.wall),
          0.5,
        ),
    };
  } finally {
    await close();
    await database.close();
  }
}

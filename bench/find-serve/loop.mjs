/**
 * Put into a server by NODE_OPTIONS: measures how long its web thread holds its loop. At SIGUSR2 it writes what it
 * measured since the last one to the file named in BENCH_LOOP.
 *
 * On a busy machine a thread is also kept waiting by other programs, so beside the time on the clock stands the time
 * that the thread itself had the processor.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_LOOP;

/** Of a histogram that counts microseconds, in milliseconds. */
const figures = (histogram) => ({
  p99: histogram.count === 0 ? 0 : histogram.percentile(99) / 1_000,
  max: histogram.count === 0 ? 0 : histogram.max / 1_000,
});

if (isMainThread && file) {
  const wall = createHistogram();
  const cpu = createHistogram();
  let over = 0;
  let before = performance.now();
  let beforeCpu = process.threadCpuUsage();
  // Fires once in each turn of the loop: what lies between two is what the loop did at one stretch. Turns without work
  // are left out, or an idle server would look quick whatever it does when asked.
  setInterval(() => {
    const now = performance.now();
    const used = process.threadCpuUsage(beforeCpu);
    const held = used.user + used.system;
    if (held >= 200) {
      wall.record(Math.max(1, Math.round((now - before) * 1_000)));
      cpu.record(Math.max(1, held));
      if (held > 20_000) over += 1;
    }
    before = performance.now();
    beforeCpu = process.threadCpuUsage();
  }, 1).unref();
  process.on('SIGUSR2', () => {
    writeFileSync(`${file}.new`, JSON.stringify({ wall: figures(wall), cpu: figures(cpu), over }));
    renameSync(`${file}.new`, file);
    wall.reset();
    cpu.reset();
    over = 0;
  });
}

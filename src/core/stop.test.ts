import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createStopper, type StopOptions } from './stop.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const others = SIGNALS.map((signal) => process.listeners(signal));
afterEach(() => {
  SIGNALS.forEach((signal, i) => {
    for (const listener of process.listeners(signal))
      if (!others[i]?.includes(listener)) process.removeListener(signal, listener);
  });
});

function setUp(options: StopOptions = {}) {
  const events: string[] = [];
  const log = { info: () => {}, error: (message: string) => void events.push(message) };
  let exited: (code: number) => void = () => {};
  const end = new Promise<number>((resolve) => {
    exited = resolve;
  });
  const stopper = createStopper(log, { ...options, exit: (code) => exited(code) });
  return { stopper, events, end };
}

/** As a signal would, but only what this test made hears it. */
function signal(name: (typeof SIGNALS)[number]): void {
  const before = others[SIGNALS.indexOf(name)];
  const ours = process.listeners(name).filter((listener) => !before?.includes(listener));
  for (const listener of ours as ((name: NodeJS.Signals) => void)[]) listener(name);
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('parts stop one after the other in their order, once, whoever asks how often', async () => {
  const { stopper, events, end } = setUp();
  stopper.add('pages', async () => {
    await sleep(20);
    events.push('pages');
  });
  stopper.add('database', () => void events.push('database'));
  assert.equal(stopper.stopping, false);
  signal('SIGTERM');
  signal('SIGINT');
  void stopper.stop('a third time');
  assert.equal(stopper.stopping, true);
  assert.equal(await end, 0);
  assert.deepEqual(events, ['pages', 'database']);
});

test('a part that fails does not keep the others from stopping, and the code says so', async () => {
  const { stopper, events, end } = setUp();
  stopper.add('jobs', () => {
    throw new Error('no');
  });
  stopper.add('database', () => void events.push('database'));
  void stopper.stop('test');
  assert.equal(await end, 1);
  assert.deepEqual(events, ['Stopping jobs failed: no', 'database']);
});

test('a part that was being opened when the stop began is stopped too', async () => {
  const { stopper, events, end } = setUp();
  stopper.add('pages', async () => {
    stopper.add('late', () => void events.push('late'));
  });
  void stopper.stop('test', 3);
  assert.equal(await end, 3);
  assert.deepEqual(events, ['late']);
});

test('a stop that hangs is ended with a message', async () => {
  const { stopper, events, end } = setUp({ limitMs: 50 });
  stopper.add('pages', () => new Promise(() => {}));
  void stopper.stop('test');
  assert.equal(await end, 1);
  assert.deepEqual(events, ['The stop took longer than 0.05 s; ending now.']);
});

test('a host who asks again after two seconds is heard: the part is told, cut short, and the next one stops', async () => {
  const { stopper, events, end } = setUp();
  stopper.add('pages', (hurry) => {
    hurry.addEventListener('abort', () => events.push('told'));
    return new Promise(() => {});
  });
  stopper.add('database', () => void events.push('database'));
  signal('SIGINT');
  await sleep(2_100);
  signal('SIGINT');
  assert.equal(await end, 1);
  assert.deepEqual(events, ['told', 'Stopping pages was cut short.', 'database']);
});

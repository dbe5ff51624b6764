/**
 * A flood of log-ins while others read: 200 a second with other names from other addresses, so that no limit stops
 * them, and 20 a second from one address, which the limit does stop. What is beyond the queue gets 503 with
 * Retry-After; readers should hardly notice.
 */
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, HOST, memoryMiB, type Server } from './server.js';

const READERS = 4;
const PAUSE_MS = 10;
const CALM_MS = 15_000;
const FLOOD_MS = 20_000;
const A_SECOND = 200;
const STOPPED_A_SECOND = 20;

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

/** @returns how long each page took, in milliseconds. */
async function read(server: Server, paths: readonly string[], forMs: number): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: READERS });
  const times: number[] = [];
  const until = performance.now() + forMs;
  const reader = async (number: number): Promise<void> => {
    for (let i = number; performance.now() < until; i += 1) {
      const { status, ms } = await ask(server, paths[i % paths.length] ?? '/', { agent });
      if (status !== 200) throw new Error(`A page was answered with ${status}.`);
      times.push(ms);
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, i) => reader(i)));
  agent.destroy();
  return times;
}

/** Sends a form whether or not the ones before it were answered. @returns all answers, when the last has come. */
async function flood(
  server: Server,
  forMs: number,
  aSecond: number,
  of: (i: number) => [name: string, from: string],
) {
  const agent = new http.Agent({ keepAlive: true });
  const going: Promise<Answer>[] = [];
  const begun = performance.now();
  for (let sent = 0; ; ) {
    const passed = performance.now() - begun;
    if (passed >= forMs) break;
    for (; sent < (passed / 1000) * aSecond; sent += 1) {
      const [name, from] = of(sent);
      const form = new URLSearchParams({ name, password: 'not the password', to: '/' }).toString();
      going.push(ask(server, '/login', { agent, form, from }));
    }
    await sleep(5);
  }
  const answers = await Promise.all(going);
  agent.destroy();
  return answers;
}

/** Other addresses of one country: no two of them share a /64, which is what a limit counts by. */
const addressOf = (i: number): string => `2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::1`;

export async function logInFlood(server: Server, paths: readonly string[]): Promise<Record<string, number>> {
  await read(server, paths, 3_000);
  const idleMiB = memoryMiB(server.pid, 'VmRSS');
  const calm = p99(await read(server, paths, CALM_MS));
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, memoryMiB(server.pid, 'VmRSS'));
  }, 50);
  const [pages, tried, stopped] = await Promise.all([
    read(server, paths, FLOOD_MS),
    flood(server, FLOOD_MS, A_SECOND, (i) => [i % 10 === 0 ? HOST.login : `nobody_${i}`, addressOf(i)]),
    flood(server, FLOOD_MS, STOPPED_A_SECOND, (i) => [`other_${i}`, '198.51.100.7']),
  ]);
  clearInterval(watch);
  const count = (answers: Answer[], status: number) => answers.filter((one) => one.status === status).length;
  const honest = tried.every(({ status, headers }) =>
    status === 503 ? Number(headers['retry-after']) > 0 : status === 422 || status === 429,
  );
  if (!honest) throw new Error('A log-in was answered with neither 422, 429 nor 503 with Retry-After.');
  return {
    calmP99Ms: calm,
    floodP99Ms: p99(pages),
    floodP99VsCalm: p99(pages) / calm,
    floodPeakOverIdleMiB: peakMiB - idleMiB,
    logInsASecond: tried.length / (FLOOD_MS / 1000),
    answeredASecond: count(tried, 422) / (FLOOD_MS / 1000),
    // Of one address's log-ins that were not turned away at the door: all but the ten that the limit lets through.
    stoppedShare: count(stopped, 429) / (count(stopped, 429) + count(stopped, 422)),
    turnedAwayShare: count(tried, 503) / tried.length,
  };
}

/**
 * What saving costs beyond reading and writing the text once: a work of 100,000 words in two chapters, sent as the forms
 * send it, and the autosave of a chapter of 10,000. The base, taken in turn with them, is parse5's parse and
 * serialisation of the same text and an empty transaction on the same database.
 */
import http from 'node:http';
import { parseFragment, serialize } from 'parse5';
import type pg from 'pg';
import { dice } from '../../src/demo/dice.js';
import { inventedChapter } from '../../src/demo/prose.js';
import { fieldsOf } from '../../test/security/fields.js';
import { type Answer, ask, memoryMiB, type Server } from './server.js';

const WARM = 4;
const ROUNDS = 15;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function baseMs(pool: pg.Pool, texts: readonly string[]): Promise<number> {
  const begun = performance.now();
  for (const text of texts) serialize(parseFragment(text));
  const client = await pool.connect();
  await client.query('begin');
  await client.query('commit');
  client.release();
  return performance.now() - begun;
}

/** The form at an address as a browser would send it, with other values in place of some. */
async function formAt(
  server: Server,
  cookie: string,
  path: string,
  given: Record<string, string>,
): Promise<string> {
  const { body } = await ask(server, path, { cookie });
  const fields = fieldsOf(body, path).filter(([name]) => !(name in given));
  return new URLSearchParams([...fields, ...Object.entries(given)]).toString();
}

function sent(answer: Answer, to: RegExp): Answer {
  if (answer.status === 303 && to.test(answer.headers.location ?? '')) return answer;
  throw new Error(`A form was answered with ${answer.status}: ${answer.body.slice(0, 300)}`);
}

const HEADER = {
  title: 'A Long Work',
  rating: 'General Audiences',
  warnings: 'No Archive Warnings Apply',
  fandoms: 'Bench (Invented)',
  relationships: 'Anna/Bea',
  freeforms: 'Slow Burn, Harbours',
  summary: 'A work of two long chapters.',
  chaptersExpected: '2',
};

/** As a browser sends a text: with two signs for a line's end. */
const asSent = (text: string): string => text.replaceAll('\n', '\r\n');

/** @returns the milliseconds of both forms together. */
async function saveWork(
  server: Server,
  cookie: string,
  agent: http.Agent,
  texts: readonly string[],
): Promise<number> {
  const [first = '', second = ''] = texts;
  const form = await formAt(server, cookie, '/works/new', { ...HEADER, text: asSent(first), act: 'post' });
  const work = sent(await ask(server, '/works/new', { agent, cookie, form }), /^\/works\/\w+\?posted/);
  const path = `${work.headers.location?.split('?')[0]}/chapters/new`;
  const next = await formAt(server, cookie, path, { text: asSent(second), act: 'post' });
  const chapter = sent(await ask(server, path, { agent, cookie, form: next }), /posted/);
  return work.ms + chapter.ms;
}

async function autosave(
  server: Server,
  cookie: string,
  agent: http.Agent,
  text: string,
  known: number,
): Promise<{ ms: number; version: number }> {
  const form = new URLSearchParams({ ...HEADER, format: 'html', text: asSent(text) }).toString();
  const query = new URLSearchParams({ form: '/works/new', tab: 'bench', known: String(known) });
  const answer = await ask(server, `/desk/autosave?${query}`, { agent, cookie, form });
  if (answer.status !== 200) throw new Error(`An autosave was answered with ${answer.status}.`);
  return { ms: answer.ms, version: (JSON.parse(answer.body) as { version: number }).version };
}

/** Another text each time: nothing is saved that stands there already. */
const textOf = (seed: number, words: number): string => inventedChapter(dice(seed), words);

export async function saving(server: Server, cookie: string, pool: pg.Pool): Promise<Record<string, number>> {
  const agent = new http.Agent({ keepAlive: true });
  // What everybody does is loaded, and the threads that clean texts and cut them into words are there, before idle is
  // idle. Long enough for the second of them, which is left alone with short texts.
  await saveWork(server, cookie, agent, [textOf(1, 8_000), textOf(2, 100)]);
  for (let i = 0; i < 200; i += 1) await ask(server, '/works', { agent });
  const idleMiB = memoryMiB(server.pid, 'VmRSS');
  const times = { save: [] as number[], base: [] as number[] };
  const autosaves = { save: [] as number[], base: [] as number[] };
  let version = 0;
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    const texts = [textOf(2 * round + 1, 50_000), textOf(2 * round + 2, 50_000)];
    const base = await baseMs(pool, texts);
    const save = await saveWork(server, cookie, agent, texts);
    const short = textOf(1_000 + round, 10_000);
    const shortBase = await baseMs(pool, [short]);
    const kept = await autosave(server, cookie, agent, short, version);
    version = kept.version;
    if (round < WARM) continue;
    times.save.push(save);
    times.base.push(base);
    autosaves.save.push(kept.ms);
    autosaves.base.push(shortBase);
  }
  const peakMiB = memoryMiB(server.pid, 'VmHWM');
  agent.destroy();
  const ratios = ({ save, base }: typeof times) => median(save.map((ms, i) => ms / (base[i] ?? Number.NaN)));
  return {
    saveVsBase: ratios(times),
    saveMs: median(times.save),
    saveBaseMs: median(times.base),
    autosaveVsBase: ratios(autosaves),
    autosaveMs: median(autosaves.save),
    idleMiB,
    savePeakOverIdleMiB: peakMiB - idleMiB,
  };
}

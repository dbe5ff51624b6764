/** Works posted by the form in one server, and when they stand in the lists of each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { dice } from '../../src/demo/dice.js';
import { inventedChapter } from '../../src/demo/prose.js';
import { fieldsOf } from '../../test/security/fields.js';
import { ask, type Server } from '../desk/server.js';

const LOOK_MS = 20;
const GIVE_UP_MS = 60_000;

/** @returns `performance.now()` when the form was sent off and when it was answered */
async function post(server: Server, cookie: string, title: string, seed: number): Promise<number> {
  const given = {
    title,
    rating: 'General Audiences',
    warnings: 'No Archive Warnings Apply',
    fandoms: 'Bench (Invented)',
    freeforms: 'Slow Burn, Harbours',
    summary: 'Posted to see how soon it is found.',
    text: inventedChapter(dice(seed), 1_500).replaceAll('\n', '\r\n'),
    act: 'post',
  };
  const page = await ask(server, '/works/new', { cookie });
  const fields = fieldsOf(page.body, '/works/new').filter(([name]) => !(name in given));
  const form = new URLSearchParams([...fields, ...Object.entries(given)]).toString();
  const answer = await ask(server, '/works/new', { cookie, form });
  if (answer.status !== 303) throw new Error(`A work was answered with ${answer.status}.`);
  return performance.now();
}

/** @returns milliseconds from `since` until the list of all works, as a guest has it, shows the title */
async function seen(server: Server, title: string, since: number): Promise<number> {
  for (;;) {
    const { body } = await ask(server, '/works');
    const passed = performance.now() - since;
    if (body.includes(title)) return passed;
    if (passed > GIVE_UP_MS) throw new Error('A posted work stands in no list.');
    await sleep(LOOK_MS);
  }
}

/** @returns by server, milliseconds for each work from the answer to its form until it was listed */
export async function posted(servers: readonly Server[], cookie: string, times: number): Promise<number[][]> {
  const [first] = servers;
  const taken: number[][] = servers.map(() => []);
  for (let i = 0; i < times; i += 1) {
    const title = `Seen at Once ${i} ${Date.now()}`;
    const since = await post(first!, cookie, title, i);
    const all = await Promise.all(servers.map((server) => seen(server, title, since)));
    for (const [place, ms] of all.entries()) taken[place]!.push(ms);
    // Posts come at any moment, not in step with what looks once a second.
    await sleep((i * 137) % 1_000);
  }
  return taken;
}

/** The page of one's own works, and the outline of a work's page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../../test/security/client.js';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { LIMITS } from '../../core/limits.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app, origin } = made;

const outlineOf = (html: string): string[] =>
  [...html.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(
    ([, level, inner]) => `${level} ${(inner ?? '').replace(/<[^>]*>/g, '').trim()}`,
  );

test('drafts and what is posted stand under headings of their own, newest change first', async () => {
  const writer = await makePerson(app);
  const mine = async (page = 1) =>
    outlineOf((await send(origin, `/my/works?page=${page}`, { cookie: writer.cookie })).text);
  assert.deepEqual(await mine(), ['1 My works', '2 Drafts', '2 Posted']);
  const states = ['draft', 'posted', 'posted', 'draft'] as const;
  for (const [i, state] of states.entries()) {
    made.clock.set(new Date(AT.getTime() + i * 60_000));
    await makeWork(app, writer, { state, fields: { title: `Work ${i}` } });
  }
  assert.deepEqual(await mine(), [
    '1 My works',
    '2 Drafts',
    '3 Work 3',
    '3 Work 0',
    '2 Posted',
    '3 Work 2',
    '3 Work 1',
  ]);
  for (let i = 0; i < LIMITS.pageSize - 2; i += 1)
    await makeWork(app, writer, { state: 'draft', fields: { title: 'Another' } });
  assert.deepEqual(
    (await mine()).filter((line) => line.startsWith('2')),
    ['2 Drafts'],
  );
  assert.deepEqual(await mine(2), ['1 My works', '2 Posted', '3 Work 2', '3 Work 1']);
});

test('the headings of a chapter leave no gap under the heading above them', async () => {
  const writer = await makePerson(app);
  const outline = async (...htmls: string[]) => {
    const chapters = htmls.map((html) => ({ html }));
    const { id } = await makeWork(app, writer, { chapters, fields: { title: 'A Title' } });
    return outlineOf((await send(origin, `/works/${id}/entire`, { cookie: writer.cookie })).text);
  };
  assert.deepEqual(await outline('<h2>One</h2><h3>Two</h3><p>x</p>'), ['1 A Title', '2 One', '3 Two']);
  assert.deepEqual(await outline('<h2>One</h2><p>x</p>', '<h5>Two</h5><p>x</p>'), [
    '1 A Title',
    '2 Chapter 1',
    '3 One',
    '2 Chapter 2',
    '3 Two',
  ]);
});

/** An archive with an archivist, writers elsewhere whose works wait, and the steps that both sides take. */
import assert from 'node:assert/strict';
import { beforeEach } from 'node:test';
import { type Received, send } from '../../../../test/security/client.js';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork, type TestPerson } from '../../../../test/support/factories.js';
import { newId } from '../../../core/ids.js';

export const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, settings: { joining: 'open' } });
export const { app, origin, clock } = made;

export const archivist = await makePerson(app, {
  roles: ['archivist'],
  login: 'list_keeper',
  pseud: 'Old Keeper',
});
export const writer = await makePerson(app, { pseud: 'Wren Here' });
export const reader = await makePerson(app);
export const host = await makePerson(app, { roles: ['host'] });

beforeEach(async () => {
  clock.set(AT);
  await app.db.deleteFrom('rate_limits').execute();
});

export interface Brought {
  name: string;
  author: string;
  works: { key: number; id: string; title: string; field: string }[];
}

/** A writer elsewhere with works that wait. */
export async function bring(
  titles: readonly string[],
  more: { state?: 'draft' | 'posted'; email?: string; sourceUrl?: string; anonymous?: boolean } = {},
): Promise<Brought> {
  const name = `Writer ${newId()}`;
  const works: Brought['works'] = [];
  for (const title of titles) {
    const work = await makeWork(app, archivist, {
      forOthers: { archive: 'The Old List', writers: [{ name, email: more.email ?? '' }] },
      state: more.state ?? 'posted',
      anonymous: more.anonymous ?? false,
      fields: {
        title,
        sourceUrl: more.sourceUrl ? `${more.sourceUrl}/${newId()}` : '',
        series: [{ title: `Series of ${name}`, position: 1 }],
      },
    });
    const row = await app.db
      .selectFrom('external_creatorships')
      .select('public_id')
      .where('work_id', '=', work.key)
      .executeTakeFirstOrThrow();
    works.push({ ...work, title, field: `work-${row.public_id}` });
  }
  const { public_id } = await app.db
    .selectFrom('external_authors')
    .select('public_id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return { name, author: public_id, works };
}

export async function linkOf(author: string): Promise<string> {
  const answer = await send(origin, `/archivist/${author}/link`, { cookie: archivist.cookie, form: {} });
  const found = /\/claim\/([\w-]{43})</.exec(answer.text);
  assert.ok(found, answer.text.slice(0, 500));
  return `/claim/${found[1]}`;
}

export const get = (path: string, person?: TestPerson): Promise<Received> =>
  send(origin, path, { cookie: person?.cookie });

export const pseudOf = async (person: TestPerson): Promise<string> =>
  (
    await app.db
      .selectFrom('pseuds')
      .select('public_id')
      .where('id', '=', person.pseudId)
      .executeTakeFirstOrThrow()
  ).public_id;

export const decide = async (
  path: string,
  choices: Record<string, string>,
  person?: TestPerson,
): Promise<Received> =>
  send(origin, path, {
    cookie: person?.cookie,
    form: { ...(person ? { pseud: await pseudOf(person) } : {}), ...choices, sure: 'yes' },
  });

/** People and works for tests, made through the doors of their rooms. */
import type { App } from '../../src/core/app.js';
import { newId } from '../../src/core/ids.js';
import { wordsFor } from '../../src/core/messages/index.js';
import { GOOD, type Member, type Role } from '../../src/core/viewer.js';
import { type ForOthers, writersFor } from '../../src/features/claims/index.js';
import { createAccount, startSession } from '../../src/features/people/index.js';
import {
  emptyFields,
  insertWork,
  prepareChapters,
  prepareHeader,
  type WorkFields,
} from '../../src/features/works/index.js';

const words = wordsFor('en');

export interface TestPerson {
  viewer: Member;
  pseudId: number;
  login: string;
  password: string;
  /** Cookie header of a session. */
  cookie: string;
}

type Parts = Pick<App, 'db' | 'clock' | 'sanitiser'>;

export async function makePerson(
  { db, clock }: Parts,
  options: { login?: string; pseud?: string; email?: string; roles?: Role[] } = {},
): Promise<TestPerson> {
  const login = options.login ?? `u${newId()}`;
  const password = 'a long enough password';
  const { accountId, pseudId } = await createAccount(
    db,
    { login, email: options.email ?? `${login}@example.org`, password, pseud: options.pseud ?? login },
    { roles: options.roles ?? [], at: clock.now(), words },
  );
  const { token } = await startSession(db, accountId, clock.now(), false);
  return {
    viewer: {
      kind: 'member',
      accountId,
      login,
      roles: options.roles ?? [],
      showsAdult: false,
      standing: GOOD,
    },
    pseudId,
    login,
    password,
    cookie: `fanlight_session=${token}`,
  };
}

export interface WorkOptions {
  fields?: Partial<WorkFields>;
  chapters?: {
    title?: string | null;
    html: string;
    startNotes?: string;
    endNotes?: string;
    summary?: string;
  }[];
  state?: 'draft' | 'posted';
  /** More pseuds on the byline. */
  withPseuds?: number[];
  anonymous?: boolean;
  /** The person is an archivist who brings it in for these. */
  forOthers?: ForOthers;
}

export async function makeWork(
  parts: Parts,
  person: TestPerson,
  options: WorkOptions = {},
): Promise<{ key: number; id: string }> {
  const fields: WorkFields = {
    ...emptyFields('en'),
    title: 'A Test of Patience',
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    fandoms: ['Testing (Invented)'],
    ...options.fields,
  };
  const given = options.chapters ?? [{ html: '<p>It was a quiet morning.</p>' }];
  const chapters = given.map((c) => ({
    title: c.title ?? null,
    summary: c.summary ?? '',
    startNotes: c.startNotes ?? '',
    endNotes: c.endNotes ?? '',
    html: c.html,
  }));
  const [header, prepared] = [
    await prepareHeader(parts.sanitiser, fields),
    await prepareChapters(parts.sanitiser, chapters, words),
  ];
  const { forOthers } = options;
  const at = parts.clock.now();
  return parts.db.transaction().execute(async (trx) =>
    insertWork(
      trx,
      {
        writersElsewhere: forOthers ? await writersFor(trx, person.viewer, forOthers, fields, words, at) : [],
        anonymous: options.anonymous ?? false,
        header,
        chapters: prepared,
        accountId: person.viewer.accountId,
        pseudIds: [person.pseudId, ...(options.withPseuds ?? [])],
        state: options.state ?? 'posted',
        mediaIds: [],
      },
      at,
    ),
  );
}

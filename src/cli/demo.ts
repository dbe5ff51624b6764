import type { OpenArchive } from '../archive.js';
import { wordsFor } from '../core/messages/index.js';
import { writeSettings } from '../core/settings.js';
import { demoWorks } from '../demo/generator.js';
import { createAccount, hostPseud, pseudsNamed } from '../features/people/index.js';
import { insertWork, prepareChapters, prepareHeader, setCounts } from '../features/works/index.js';
import { readArguments, UsageError } from './arguments.js';
import { progressBar } from './progress.js';
import { withArchive } from './with-archive.js';

const words = wordsFor('en');
const PASSWORD = 'a demo password';
const WRITERS = ['Lamplight', 'saltwater', 'Quire', 'Marginalia', 'two crows'];

const whole = (text: string | undefined, name: string, otherwise: number): number => {
  const n = Number(text ?? otherwise);
  if (!Number.isInteger(n) || n < 0) throw new UsageError(`--${name} takes a whole number.`);
  return n;
};

/** An archive that nobody has set up gets a name and a host, so that pages can be looked at. */
async function ensurePeople({ app }: OpenArchive): Promise<{ accountId: number; pseudId: number }[]> {
  const { db } = app;
  const at = app.clock.now();
  if ((await app.settings.get()) === null) {
    await writeSettings(
      db,
      { name: 'The Demo Archive', address: '', language: 'en', timeZone: 'UTC', joining: 'closed' },
      at,
    );
    if ((await hostPseud(db)).length === 0) {
      await createAccount(
        db,
        { login: 'host', email: 'host@example.org', password: PASSWORD, pseud: 'The Host' },
        { roles: ['host'], at, words },
      );
      process.stderr.write(
        `Set up as “The Demo Archive”. Log in as “host” with the password “${PASSWORD}”.\n`,
      );
    }
  }
  const people: { accountId: number; pseudId: number }[] = [];
  for (const [i, pseud] of WRITERS.entries()) {
    const [before] = await pseudsNamed(db, pseud);
    people.push(
      before
        ? { accountId: before.accountId, pseudId: before.id }
        : await createAccount(
            db,
            { login: `writer${i + 1}`, email: `writer${i + 1}@example.org`, password: PASSWORD, pseud },
            { roles: [], at, words },
          ),
    );
  }
  return people;
}

export async function demoVerb(args: string[]): Promise<number> {
  const { values } = readArguments(args, { works: { type: 'string' }, seed: { type: 'string' } });
  const count = whole(values.works, 'works', 50);
  const seed = whole(values.seed, 'seed', 1);
  return withArchive(async (archive) => {
    const { db, sanitiser, clock } = archive.app;
    const people = await ensurePeople(archive);
    const bar = progressBar('works', count);
    let done = 0;
    for (const work of demoWorks(count, seed, clock.now())) {
      const person = people[done % people.length]!;
      const header = await prepareHeader(sanitiser, work.fields);
      const chapters = await prepareChapters(
        sanitiser,
        work.chapters.map((c) => ({ ...c, summary: '', startNotes: '', endNotes: '' })),
        words,
      );
      await db.transaction().execute(async (trx) => {
        const { key } = await insertWork(
          trx,
          {
            header,
            chapters,
            accountId: person.accountId,
            pseudIds: [person.pseudId],
            state: 'posted',
            mediaIds: [],
          },
          clock.now(),
        );
        await setCounts(trx, key, { kudos: work.kudos, hits: work.hits });
      });
      done += 1;
      bar.at(done);
    }
    bar.end();
    process.stdout.write(`${count} works added.\n`);
    return 0;
  });
}

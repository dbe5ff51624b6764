/** Words, posted chapters and completeness after each act, against a model of a few lines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testApp } from '../../../../test/support/app.js';
import { makePerson, makeWork } from '../../../../test/support/factories.js';
import { wordsFor } from '../../../core/messages/index.js';
import { postDraft } from '../post-draft.js';
import { type PreparedChapter, prepareChapters } from '../prepare.js';
import { setHour } from '../schedule/actions.js';
import { postAllDue } from '../schedule/due.js';
import { addChapter, deleteChapter, editChapter, moveChapter, postChapter } from './chapter-actions.js';

const AT = new Date('2026-03-01T10:00:00Z');
const made = await testApp({ at: AT, jobs: false });
const { app } = made;
const words = wordsFor('en');
const writer = await makePerson(app);
const { viewer } = writer;

interface Model {
  posted: boolean;
  expected: number | null;
  chapters: { id: string; words: number; posted: boolean; hour: boolean; date: number }[];
  /** Milliseconds: the greatest date of the chapters that count. */
  revised: number;
}

const counted = (model: Model) => model.chapters.filter(({ posted }) => posted || !model.posted);
const redate = (model: Model): void => {
  model.revised = Math.max(...counted(model).map(({ date }) => date));
};

const act = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    at: fc.nat(6),
    words: fc.integer({ min: 1, max: 9 }),
    post: fc.boolean(),
  }),
  fc.record({ do: fc.constant('edit' as const), which: fc.nat(9), words: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(9), at: fc.nat(6) }),
  fc.record({ do: fc.constant('post' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('delete' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('hour' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('wait' as const) }),
  fc.record({ do: fc.constant('postWork' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const texts = new Map<number, PreparedChapter>();
async function chapterOf(n: number): Promise<PreparedChapter> {
  const known = texts.get(n);
  if (known) return known;
  const html = `<p>${Array.from({ length: n }, () => 'word').join(' ')}</p>`;
  const input = { title: null, summary: '', startNotes: '', endNotes: '', html };
  const [prepared] = await prepareChapters(app.sanitiser, [input], words);
  assert.ok(prepared);
  texts.set(n, prepared);
  return prepared;
}

const DAY_MS = 24 * 3600_000;

/** Does it to the work and to the model. `now` moves on by a day an act. */
async function carryOut(workId: string, model: Model, one: Act, now: Date): Promise<void> {
  const chapter = 'which' in one ? model.chapters[one.which % model.chapters.length] : undefined;
  const ids = { work: workId, chapter: chapter?.id ?? '' };
  const day = now.getTime();
  if (one.do === 'add') {
    const position = one.at + 1;
    const given = { chapter: await chapterOf(one.words), position, post: one.post };
    const id = await app.db.transaction().execute((trx) => addChapter(trx, viewer, workId, given, now));
    const posted = model.posted && one.post;
    const place = Math.min(position, model.chapters.length + 1) - 1;
    model.chapters.splice(place, 0, { id, words: one.words, posted, hour: false, date: day });
    if (model.expected !== null && model.expected < model.chapters.length) model.expected = null;
    if (posted || !model.posted) redate(model);
  } else if (one.do === 'edit' && chapter) {
    const edit = { chapter: await chapterOf(one.words), position: null, post: false, seen: null };
    await editChapter(app.db, viewer, ids, edit, words, now);
    chapter.words = one.words;
  } else if (one.do === 'move' && chapter) {
    await moveChapter(app.db, viewer, ids, one.at + 1, now);
    model.chapters.splice(model.chapters.indexOf(chapter), 1);
    model.chapters.splice(Math.min(one.at, model.chapters.length), 0, chapter);
  } else if (one.do === 'post' && chapter) {
    await postChapter(app.db, viewer, ids, now);
    if (model.posted && !chapter.posted) {
      Object.assign(chapter, { posted: true, hour: false, date: day });
      redate(model);
    }
  } else if (one.do === 'delete' && chapter) {
    const last = model.chapters.length === 1;
    const lastPosted = chapter.posted && model.chapters.filter(({ posted }) => posted).length === 1;
    const done = deleteChapter(app.db, viewer, ids, words, now);
    if (last || lastPosted) return assert.rejects(done, { status: 422 });
    await done;
    model.chapters.splice(model.chapters.indexOf(chapter), 1);
    if (chapter.posted || !model.posted) redate(model);
  } else if (one.do === 'hour' && chapter) {
    const hour = { at: new Date(day + 1), zone: 'UTC' };
    const done = setHour(app.db, viewer, ids, { hour, silent: false }, words, now);
    if (!model.posted || chapter.posted) return assert.rejects(done, { status: 409 });
    await done;
    chapter.hour = true;
  } else if (one.do === 'wait') {
    await postAllDue(app);
    const due = model.chapters.filter(({ hour }) => hour);
    for (const waited of due) Object.assign(waited, { posted: true, hour: false, date: day });
    if (due.length > 0) redate(model);
  } else if (one.do === 'postWork') {
    await postDraft(app.db, viewer, workId, now);
    if (model.posted) return;
    model.posted = true;
    for (const each of model.chapters) Object.assign(each, { posted: true, date: day });
    redate(model);
  }
}

async function check(workId: string, model: Model): Promise<void> {
  const row = await app.db
    .selectFrom('works')
    .selectAll()
    .where('public_id', '=', workId)
    .executeTakeFirstOrThrow();
  const chapters = await app.db
    .selectFrom('chapters')
    .select(['public_id', 'position'])
    .where('work_id', '=', row.id)
    .orderBy('position')
    .execute();
  assert.deepEqual(
    chapters.map(({ public_id, position }) => [public_id, position]),
    model.chapters.map(({ id }, i) => [id, i + 1]),
  );
  const posted = model.posted ? counted(model).length : 0;
  assert.deepEqual(
    {
      words: row.words,
      posted: row.chapters_posted,
      expected: row.chapters_expected,
      complete: row.complete,
      revised: row.revised_at.getTime(),
    },
    {
      words: counted(model).reduce((sum, chapter) => sum + chapter.words, 0),
      posted,
      expected: model.expected,
      complete: model.expected !== null && posted >= model.expected,
      revised: model.revised,
    },
  );
}

test('after every act the figures are what its chapters say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 3, maxLength: 14 }),
      fc.constantFrom('draft' as const, 'posted' as const),
      fc.constantFrom(null, 1, 2, 3),
      async (acts, state, expected) => {
        made.clock.set(AT);
        const html = '<p>word word</p>';
        const { id, key } = await makeWork(app, writer, {
          state,
          fields: { chaptersExpected: expected },
          chapters: [{ html }],
        });
        const first = await app.db
          .selectFrom('chapters')
          .select('public_id')
          .where('work_id', '=', key)
          .executeTakeFirstOrThrow();
        const posted = state === 'posted';
        const chapter = { id: first.public_id, words: 2, posted, hour: false, date: AT.getTime() };
        const model: Model = { posted, expected, chapters: [chapter], revised: AT.getTime() };
        for (const [i, one] of acts.entries()) {
          const now = new Date(AT.getTime() + (i + 1) * DAY_MS);
          made.clock.set(now);
          await carryOut(id, model, one, now);
          await check(id, model);
        }
        // What still waits for its hour must not come due in the next round.
        await app.db.deleteFrom('works').where('id', '=', key).execute();
      },
    ),
    { numRuns: 40 },
  );
});

/** What makers alone may see of open works: former states, drafts of chapters, works chosen for a change. */
import type { App } from '../../src/core/app.js';
import { newId } from '../../src/core/ids.js';
import { canary, MAKERS, only, type Planted } from './things.js';
import type { People } from './viewers.js';
import type { World } from './world.js';

/** A former state of a chapter that everybody may read: it is for its makers alone. */
export async function plantRevision(app: App, world: World): Promise<Planted> {
  const words = { title: canary('Revision'), text: canary('Revision'), note: canary('Revision') };
  const id = newId();
  const chapter = await only(
    app.db
      .selectFrom('chapters')
      .select(['id', 'public_id'])
      .where('work_id', '=', world.shared.key)
      .where('position', '=', 1)
      .execute(),
  );
  await app.db
    .insertInto('chapter_revisions')
    .values({
      public_id: id,
      chapter_id: chapter.id,
      title: words.title,
      end_notes_source: words.note,
      source: words.text,
      source_format: 'html',
      html: `<p>${words.text}</p>`,
      words: 1,
      saved_at: app.clock.now(),
      replaced_at: app.clock.now(),
    })
    .execute();
  return {
    things: [
      {
        kind: 'revision',
        name: 'a former state of an open chapter',
        params: { id: world.shared.id, chapter: chapter.public_id, revision: id },
        readers: MAKERS,
        makers: MAKERS,
      },
    ],
    secrets: [{ name: 'revision', words: [...Object.values(words), id], seenBy: MAKERS }],
  };
}

/** A former header of a work that everybody may read, likewise. */
export async function plantHeader(app: App, world: World): Promise<Planted> {
  const words = { title: canary('Header'), note: canary('Header'), tag: canary('Header') };
  const id = newId();
  await app.db
    .insertInto('work_revisions')
    .values({
      public_id: id,
      work_id: world.shared.key,
      title: words.title,
      summary_source: words.note,
      tags: JSON.stringify([{ type: 'freeform', name: words.tag, emphasis: null }]),
      saved_at: app.clock.now(),
      replaced_at: app.clock.now(),
    })
    .execute();
  return {
    things: [
      {
        kind: 'header-revision',
        name: 'a former header of an open work',
        params: { id: world.shared.id, revision: id },
        readers: MAKERS,
        makers: MAKERS,
      },
    ],
    secrets: [{ name: 'former header', words: [...Object.values(words), id], seenBy: MAKERS }],
  };
}

/** Works that somebody chose to change: the choice, and what they were called then. */
export async function plantBulk(app: App, people: People): Promise<Planted> {
  const word = canary('Chosen');
  const id = newId();
  const { key } = await only(
    app.db
      .insertInto('bulk_edits')
      .values({
        public_id: id,
        account_id: people.creator.viewer.accountId,
        act: 'delete',
        created_at: app.clock.now(),
      })
      .returning('id as key')
      .execute(),
  );
  await app.db
    .insertInto('bulk_edit_works')
    .values({ bulk_edit_id: key, position: 0, title: word })
    .execute();
  return {
    things: [
      {
        kind: 'bulk',
        name: 'a change of many works',
        params: { id },
        readers: ['creator'],
        makers: ['creator'],
      },
    ],
    secrets: [{ name: 'works chosen for a change', words: [word, id], seenBy: ['creator'] }],
  };
}

export async function plantDraftChapter(app: App, world: World): Promise<Planted> {
  const words = [canary('DraftChapter'), canary('DraftChapter')] as const;
  const id = newId();
  await app.db
    .insertInto('chapters')
    .values({
      public_id: id,
      work_id: world.shared.key,
      position: 3,
      title: words[0],
      source: words[1],
      source_format: 'html',
      html: `<p>${words[1]}</p>`,
      sanitiser_version: 1,
      words: 1,
      posted_at: null,
      // Its hour is over, but no job has posted it: time alone shows nothing.
      scheduled_for: new Date(0),
      scheduled_zone: 'UTC',
      published_at: app.clock.now(),
      created_at: app.clock.now(),
      changed_at: app.clock.now(),
    })
    .execute();
  return {
    things: [
      {
        kind: 'chapter',
        name: 'a draft chapter of a posted work',
        params: { id: world.shared.id, chapter: id },
        readers: MAKERS,
        makers: MAKERS,
      },
    ],
    secrets: [{ name: 'draft chapter', words: [...words, id], seenBy: MAKERS }],
  };
}

/** The secrets, each with words that stand nowhere else. */
import type { App } from '../../src/core/app.js';
import { newId } from '../../src/core/ids.js';
import { wordsFor } from '../../src/core/messages/index.js';
import { setupToken } from '../../src/features/admin/index.js';
import { noteAbout } from '../../src/features/people/index.js';
import { makeWork, type WorkOptions } from '../support/factories.js';
import { bringFile, sendImport, untilRead } from './bring.js';
import { plantBulk, plantDraftChapter, plantHeader, plantRevision } from './former.js';
import {
  ALL,
  accountThing,
  attach,
  canary,
  dress,
  MAKERS,
  MAKERS_AND_STAFF,
  MEMBERS,
  only,
  type Planted,
  personThing,
  plantImage,
  putCover,
  type Secret,
  STAFF,
  seriesThing,
  type Thing,
  tagThing,
  workThings,
} from './things.js';
import type { People, ViewerName } from './viewers.js';
import { SHARED, type World } from './world.js';

const setWork = (app: App, key: number, set: object) =>
  app.db.updateTable('works').set(set).where('id', '=', key).execute();

/** A secret work: words of its own in every field, beside a tag, a series and a writer that are public. */
async function plantWork(
  app: App,
  people: People,
  label: string,
  who: { readers: readonly ViewerName[]; makers?: readonly ViewerName[]; listed?: boolean },
  options: { state?: 'draft' | 'posted'; restricted?: boolean; set?: object } = {},
): Promise<Planted & { key: number; id: string }> {
  const words = {
    title: canary(label),
    tag: canary(label),
    fandom: canary(label),
    series: canary(label),
    text: canary(label),
    note: canary(label),
    chapter: canary(label),
    picture: canary(label),
    cover: canary(label),
  };
  const chapter = (title: string | null): NonNullable<WorkOptions['chapters']>[number] => ({
    title,
    html: `<p>${words.text}</p>`,
    endNotes: words.note,
  });
  const work = await makeWork(app, people.creator, {
    state: options.state ?? 'posted',
    withPseuds: [people.cocreator.pseudId],
    fields: {
      title: words.title,
      summary: words.note,
      fandoms: [SHARED.fandom, words.fandom],
      freeforms: [SHARED.freeform, words.tag],
      restricted: options.restricted ?? false,
      series: [
        // In letters of another size: a draft must not rename the series that readers see.
        { title: SHARED.series.toUpperCase(), position: 2 },
        { title: words.series, position: 1 },
      ],
    },
    chapters: [chapter(words.chapter), chapter(null)],
  });
  await app.db
    .insertInto('creatorships')
    .values({ work_id: work.key, pseud_id: people.invited.pseudId, position: 2, accepted_at: null })
    .execute();
  const mediaId = await plantImage(app, people.creator.viewer.accountId, words.picture);
  await attach(app, work.key, mediaId);
  const coverId = await plantImage(app, people.creator.viewer.accountId, words.cover);
  await putCover(app, work.key, coverId, words.cover);
  const skin = await dress(
    app,
    { label, accountId: people.creator.viewer.accountId, word: canary(label) },
    work,
    { readers: who.readers, owner: 'creator' },
  );
  if (options.set) await setWork(app, work.key, options.set);
  const seen = who.listed ? who.readers : [];
  const { title, ...inside } = words;
  const isTakenAway = 'hidden_at' in (options.set ?? {}) || 'deleted_at' in (options.set ?? {});
  return {
    ...work,
    things: [
      ...(await workThings(app, label, work, who)),
      { kind: 'media', name: `${label}: picture`, params: { id: mediaId }, readers: who.readers, makers: [] },
      { kind: 'media', name: `${label}: cover`, params: { id: coverId }, readers: who.readers, makers: [] },
      ...skin.things,
      tagThing(words.tag, seen),
      await seriesThing(app, words.series, seen, who.makers ?? MAKERS),
    ],
    secrets: [
      { name: label, words: [...Object.values(inside), mediaId, coverId], seenBy: who.readers },
      // Whose it is keeps it, whatever becomes of the work.
      { name: `skin of ${label}`, words: skin.words, seenBy: [...who.readers, 'creator'] },
      {
        name: `title of ${label}`,
        words: [title, work.id],
        seenBy: who.readers,
        // Whoever asks somebody tells them what it is; what staff took out of sight is told to nobody.
        ...(isTakenAway ? {} : { onRequests: 'invited' as const }),
      },
    ],
  };
}

/** A file that its owner has brought and not yet saved as a work, one that could not be read, and a batch of several. */
async function plantImports(app: App, people: People, origin: string): Promise<Planted> {
  const words = {
    good: canary('File'),
    bad: canary('File'),
    text: canary('Import'),
    picture: canary('Picture'),
    many: canary('Batch'),
  };
  const { viewer, cookie } = people.creator;
  const mediaId = await plantImage(app, viewer.accountId, words.picture);
  await bringFile(app, origin, cookie, `${words.good}.txt`, `${words.text}\n\nAnd then it was over.\n`);
  await bringFile(app, origin, cookie, `${words.bad}.epub`, 'no book at all');
  await sendImport(
    origin,
    cookie,
    { once: 'a batch' },
    {
      [`${words.many} Chapter 1.txt`]: `${words.text}\n\nIt began.\n`,
      [`${words.many} Chapter 2.txt`]: `${words.text}\n\nIt ended.\n`,
      [`${words.many}.epub`]: 'no book at all',
    },
  );
  await untilRead(app);
  const batch = await only(app.db.selectFrom('import_batches').select('public_id').execute());
  const rows = await app.db.selectFrom('imports').select(['public_id', 'state', 'file']).execute();
  return {
    things: [
      {
        kind: 'media',
        name: 'picture of an import',
        params: { id: mediaId },
        readers: ['creator'],
        makers: [],
      },
      {
        kind: 'batch',
        name: 'a batch of imports',
        params: { id: batch.public_id },
        readers: ['creator'],
        makers: ['creator'],
      },
      ...rows.map(
        (row): Thing => ({
          kind: 'import',
          name: `an import (${row.state})`,
          params: { id: row.public_id },
          readers: ['creator'],
          makers: ['creator'],
        }),
      ),
    ],
    secrets: [
      {
        name: 'another person’s import',
        words: [
          ...Object.values(words),
          mediaId,
          batch.public_id,
          ...rows.flatMap((row) => [row.public_id, row.file].filter(Boolean)),
        ],
        seenBy: ['creator'],
      },
    ],
  };
}

/** A pseud that stands only where nobody may read it: on an anonymous work, on a draft, on an invitation. */
async function plantPseuds(app: App, people: People, world: World): Promise<Planted> {
  const pseud = async (accountId: number, label: string) => {
    const row = { public_id: newId(), name: canary(label).slice(0, 40) };
    const made = await only(
      app.db
        .insertInto('pseuds')
        .values({
          ...row,
          account_id: accountId,
          name_key: row.name.toLowerCase(),
          is_default: false,
          created_at: app.clock.now(),
        })
        .returning('id')
        .execute(),
    );
    return { ...row, key: made.id };
  };
  const unseen = await pseud(people.creator.viewer.accountId, 'Unseen');
  const invited = await pseud(people.invited.viewer.accountId, 'Invited');
  await app.db
    .insertInto('creatorships')
    .values({ work_id: world.shared.key, pseud_id: invited.key, position: 9, accepted_at: null })
    .execute();
  return {
    things: [
      await personThing(app, 'a pseud that nobody has seen', unseen.key, ['creator']),
      await personThing(app, 'a pseud that was only invited', invited.key, ['invited']),
    ],
    secrets: [
      {
        name: 'unseen pseud',
        words: [unseen.name, unseen.public_id],
        seenBy: ['creator'],
        onPeopleDesk: STAFF,
      },
      {
        name: 'invitation',
        words: [invited.name, invited.public_id],
        seenBy: ['invited'],
        onCreators: MAKERS,
        onPeopleDesk: STAFF,
      },
    ],
  };
}

/** A note of staff about somebody, which that person does not see either. */
async function plantNote(app: App, people: People): Promise<string> {
  const word = canary('Note');
  const id = (await accountThing(app, people.member)).params.id ?? '';
  const deed = { by: people.host.viewer, at: app.clock.now(), why: word, words: wordsFor('en') };
  await noteAbout(app.db, id, deed);
  return word;
}

/** Secrets of a person: whatever page is asked, nobody is sent these. */
async function privateWords(app: App, people: People): Promise<Secret[]> {
  const account = await only(
    app.db.selectFrom('accounts').selectAll().where('id', '=', people.creator.viewer.accountId).execute(),
  );
  const session = await only(
    app.db.selectFrom('sessions').selectAll().where('account_id', '=', account.id).execute(),
  );
  const token = people.creator.cookie.split('=')[1] ?? '';
  return [
    {
      name: 'login name',
      words: [account.login, account.login_key],
      seenBy: [],
      onPeopleDesk: STAFF,
      onOwnAccount: 'creator',
    },
    {
      name: 'e-mail',
      words: [account.email, account.email_key],
      seenBy: [],
      onPeopleDesk: ['host'],
      onOwnAccount: 'creator',
    },
    { name: 'password', words: [account.password_hash, people.creator.password], seenBy: [] },
    { name: 'id of the account', words: [account.public_id], seenBy: [], onPeopleDesk: STAFF },
    {
      name: 'session',
      words: [token, session.token_hash.toString('hex'), session.token_hash.toString('base64')],
      seenBy: [],
    },
    {
      name: 'what staff wrote about an account',
      words: [await plantNote(app, people)],
      seenBy: [],
      onPeopleDesk: STAFF,
    },
    { name: 'set-up token', words: [await setupToken(app.config.dataDir)], seenBy: [] },
  ];
}

/** Everything that neither a guest nor a member may notice. */
export async function plantSecrets(app: App, people: People, world: World, origin: string): Promise<Planted> {
  const now = app.clock.now();
  const parts: Planted[] = [
    await plantWork(app, people, 'Draft', { readers: MAKERS_AND_STAFF }, { state: 'draft' }),
    await plantWork(app, people, 'Unrevealed', { readers: MAKERS_AND_STAFF }, { set: { unrevealed: true } }),
    await plantWork(app, people, 'Hidden', { readers: MAKERS_AND_STAFF }, { set: { hidden_at: now } }),
    await plantWork(app, people, 'Deleted', { readers: STAFF, makers: [] }, { set: { deleted_at: now } }),
    await plantWork(
      app,
      people,
      'Scheduled',
      { readers: MAKERS_AND_STAFF },
      { state: 'draft', set: { scheduled_for: new Date(0), scheduled_zone: 'UTC' } },
    ),
    await plantDraftChapter(app, world),
    await plantRevision(app, world),
    await plantHeader(app, world),
    await plantBulk(app, people),
    await plantImports(app, people, origin),
    await plantPseuds(app, people, world),
    { things: [], secrets: await privateWords(app, people) },
  ];
  const accounts = await Promise.all([people.creator, people.member].map((one) => accountThing(app, one)));
  return {
    things: [...accounts, ...parts.flatMap((p) => p.things)],
    secrets: parts.flatMap((p) => p.secrets),
  };
}

/** What an archivist brought in for somebody who is not here: a work for members, a draft, and an address. */
export async function plantForOthers(app: App, people: People): Promise<Planted> {
  const email = `${canary('mail').toLowerCase()}@elsewhere.example`;
  const forOthers = { archive: 'The Old List', writers: [{ name: canary('Elsewhere'), email }] };
  const words = { posted: canary('Archived'), draft: canary('ArchivedDraft') };
  const bring = (title: string, state: 'draft' | 'posted') =>
    makeWork(app, people.archivist, {
      state,
      forOthers,
      fields: { title, fandoms: [SHARED.fandom], restricted: false },
    });
  const posted = await bring(words.posted, 'posted');
  const draft = await bring(words.draft, 'draft');
  const { public_id } = await only(app.db.selectFrom('external_authors').select('public_id').execute());
  const keepers = ['archivist', ...STAFF] as const;
  const who = { makers: ['archivist'] } as const;
  return {
    things: [
      ...(await workThings(app, 'a work for others', posted, { ...who, readers: MEMBERS, listed: true })),
      ...(await workThings(app, 'a draft for others', draft, { ...who, readers: keepers })),
      {
        kind: 'writer',
        name: 'a writer elsewhere',
        params: { id: public_id },
        readers: ['host'],
        makers: ['archivist'],
      },
    ],
    secrets: [
      { name: 'work for others', words: [words.posted, posted.id], seenBy: MEMBERS },
      { name: 'draft for others', words: [words.draft, draft.id], seenBy: keepers },
      { name: 'e-mail of a writer elsewhere', words: [email], seenBy: ['archivist', 'host'] },
      { name: 'id of a writer elsewhere', words: [public_id], seenBy: ['archivist', 'host'] },
      {
        name: 'login of the archivist',
        words: [people.archivist.login],
        seenBy: ['archivist'],
        onPeopleDesk: STAFF,
      },
    ],
  };
}

/** A work for members: what a guest may not notice, and a member may. */
export const plantRestricted = (app: App, people: People): Promise<Planted> =>
  plantWork(app, people, 'Restricted', { readers: MEMBERS, listed: true }, { restricted: true });

/** Whose an anonymous work is: any of these pseuds, and nobody can tell. */
export async function plantAnonymous(app: App, people: People): Promise<Planted & { key: number }> {
  const work = await makeWork(app, people.creator, {
    fields: {
      title: 'A Work by Nobody',
      fandoms: [SHARED.fandom],
      series: [{ title: 'The Series of Nobody', position: 1 }],
      sourceUrl: 'https://elsewhere.example/canary-source',
    },
  });
  await setWork(app, work.key, { anonymous: true });
  return {
    key: work.key,
    things: [
      ...(await workThings(app, 'an anonymous work', work, {
        readers: ALL,
        makers: ['creator'],
        listed: true,
      })),
      await seriesThing(app, 'The Series of Nobody', [], ['creator']),
    ],
    secrets: [
      {
        name: 'series and source of an anonymous work',
        words: ['The Series of Nobody', 'canary-source'],
        seenBy: ['creator'],
      },
    ],
  };
}

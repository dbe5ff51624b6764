/** Things with addresses, and who may see them there. */
import { randomBytes } from 'node:crypto';
import type { App } from '../../src/core/app.js';
import { newId } from '../../src/core/ids.js';
import { storeImage } from '../../src/features/works/index.js';
import { CLEANER_VERSION } from '../../src/features/works/skins/css/clean.js';
import { skinStampOf } from '../../src/features/works/skins/queries.js';
import type { TestPerson } from '../support/factories.js';
import type { ViewerName } from './viewers.js';

/** A thing with an address of its own, and who may see it there. */
export interface Thing {
  kind:
    | 'work'
    | 'chapter'
    | 'revision'
    | 'series'
    | 'person'
    | 'tag'
    | 'media'
    | 'import'
    | 'batch'
    | 'account'
    | 'writer'
    | 'claim'
    | 'link'
    | 'pseud'
    | 'icon'
    | 'bulk'
    | 'header-revision'
    | 'skin'
    | 'own-skin'
    | 'house-skin'
    | 'stop';
  name: string;
  params: Readonly<Record<string, string>>;
  /** May read it. */
  readers: readonly ViewerName[];
  /** May change it. */
  makers: readonly ViewerName[];
  /** A work that stands in lists and may be taken along as a file. */
  listed?: boolean;
}

/** Words that only these viewers may ever be sent. */
export interface Secret {
  name: string;
  words: readonly string[];
  seenBy: readonly ViewerName[];
  /** May see it besides on the pages where staff look after accounts, and on no other. */
  onPeopleDesk?: readonly ViewerName[];
  /** Is told it where they are asked to be a co-creator, and on no other page. */
  onRequests?: ViewerName;
  /** Are told it where they see who was asked to make a work with them, and on no other page. */
  onCreators?: readonly ViewerName[];
  /** Is told it on the pages of their own account, and on no other. */
  onOwnAccount?: ViewerName;
}

export interface Planted {
  things: Thing[];
  secrets: Secret[];
}

export const ALL: readonly ViewerName[] = [
  'guest',
  'member',
  'invited',
  'cocreator',
  'creator',
  'moderator',
  'archivist',
  'host',
];
export const MEMBERS = ALL.filter((name) => name !== 'guest');
export const MAKERS: readonly ViewerName[] = ['creator', 'cocreator'];
export const STAFF: readonly ViewerName[] = ['moderator', 'host'];
export const MAKERS_AND_STAFF: readonly ViewerName[] = [...MAKERS, ...STAFF];

/** A word that stands nowhere else. */
export const canary = (of: string): string => `Canary${of}${randomBytes(5).toString('hex')}`;

export const only = async <T>(rows: Promise<T[]>): Promise<T> => {
  const [row] = await rows;
  if (row === undefined) throw new Error('There is no such row.');
  return row;
};

const chaptersOf = (app: App, key: number) =>
  app.db
    .selectFrom('chapters')
    .select(['id', 'public_id'])
    .where('work_id', '=', key)
    .orderBy('position')
    .execute();

/** One work and its first chapter as things. */
export async function workThings(
  app: App,
  name: string,
  work: { key: number; id: string },
  who: { readers: readonly ViewerName[]; makers?: readonly ViewerName[]; listed?: boolean },
): Promise<Thing[]> {
  const [first] = await chaptersOf(app, work.key);
  const makers = who.makers ?? MAKERS;
  return [
    {
      kind: 'work',
      name,
      params: { id: work.id },
      makers,
      readers: who.readers,
      listed: who.listed ?? false,
    },
    {
      kind: 'chapter',
      name: `first chapter of ${name}`,
      params: { id: work.id, chapter: first!.public_id },
      makers,
      readers: who.readers,
    },
  ];
}

export const tagThing = (name: string, readers: readonly ViewerName[]): Thing => ({
  kind: 'tag',
  name: `the tag ${name}`,
  params: { name },
  readers,
  makers: [],
});

/** An account, as staff see it. */
export async function accountThing(app: App, person: TestPerson): Promise<Thing> {
  const { public_id } = await only(
    app.db.selectFrom('accounts').select('public_id').where('id', '=', person.viewer.accountId).execute(),
  );
  return {
    kind: 'account',
    name: `the account of ${person.login}`,
    params: { id: public_id },
    readers: STAFF,
    makers: [],
  };
}

export async function personThing(
  app: App,
  name: string,
  pseudId: number,
  readers: readonly ViewerName[],
): Promise<Thing> {
  const { public_id } = await only(
    app.db.selectFrom('pseuds').select('public_id').where('id', '=', pseudId).execute(),
  );
  return { kind: 'person', name, params: { id: public_id }, readers, makers: [] };
}

export async function seriesThing(
  app: App,
  title: string,
  readers: readonly ViewerName[],
  makers: readonly ViewerName[],
): Promise<Thing> {
  const { public_id } = await only(
    app.db.selectFrom('series').select('public_id').where('title', '=', title).execute(),
  );
  return { kind: 'series', name: `the series ${title}`, params: { id: public_id }, readers, makers };
}

/** A picture that is none, with a word in it: enough for what serves it. */
export async function plantImage(app: App, accountId: number, word: string): Promise<string> {
  const bytes = Buffer.from(`\u0089PNG\r\n${word}`, 'latin1');
  return storeImage(
    app.db,
    app.config.dataDir,
    accountId,
    { type: 'image/png', width: 1, height: 1, bytes },
    app.clock.now(),
  );
}

/** Puts a skin on a work that nobody can mistake for another's. */
export async function dress(
  app: App,
  of: { label: string; accountId: number; word: string },
  work: { key: number; id: string },
  who: { readers: readonly ViewerName[]; owner: ViewerName },
): Promise<{ things: Thing[]; words: string[] }> {
  const { label, accountId, word } = of;
  const at = app.clock.now();
  const id = newId();
  const css = `#workskin .${word} {\n  color: red;\n}\n`;
  const row = {
    title: `Skin ${word}`,
    source: `.${word} { color: red }`,
    css,
    cleaner_version: CLEANER_VERSION,
  };
  const { key } = await only(
    app.db
      .insertInto('skins')
      .values({ ...row, public_id: id, account_id: accountId, created_at: at, changed_at: at })
      .returning('id as key')
      .execute(),
  );
  await app.db.updateTable('works').set({ skin_id: key }).where('id', '=', work.key).execute();
  const { stamp } = await only(
    app.db
      .selectFrom('works')
      .where('id', '=', work.key)
      .select((eb) => skinStampOf(eb).as('stamp'))
      .execute(),
  );
  return {
    things: [
      {
        kind: 'skin',
        name: `${label}: skin`,
        params: { file: `${work.id}-${stamp}.css` },
        readers: who.readers,
        makers: [],
      },
      { kind: 'own-skin', name: `${label}: skin`, params: { id }, readers: [who.owner], makers: [who.owner] },
    ],
    words: [word],
  };
}

/** Puts a picture on the front of a work. */
export const putCover = (app: App, workKey: number, mediaId: string, alt: string): Promise<unknown> =>
  app.db.transaction().execute(async (trx) => {
    await trx.updateTable('media').set({ work_id: workKey }).where('public_id', '=', mediaId).execute();
    await trx
      .insertInto('work_covers')
      .values({ work_id: workKey, media: mediaId, small: mediaId, alt })
      .execute();
  });

/** Gives a picture to a work, whose first chapter then shows it. */
export async function attach(app: App, workKey: number, mediaId: string): Promise<void> {
  await app.db.updateTable('media').set({ work_id: workKey }).where('public_id', '=', mediaId).execute();
  await app.db
    .updateTable('chapters')
    .set((eb) => ({ html: eb('html', '||', `<p><img src="/media/${mediaId}" alt="picture"></p>`) }))
    .where('work_id', '=', workKey)
    .where('position', '=', 1)
    .execute();
}

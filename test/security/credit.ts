/** Who is named where: links between works, gifts, pen names, icons, and the words in letters that end them. */
import type { App } from '../../src/core/app.js';
import { newId } from '../../src/core/ids.js';
import { makePerson, makeWork } from '../support/factories.js';
import type { Pages } from './crawl.js';
import { ALL, canary, only, type Planted, personThing, type Thing, workThings } from './things.js';
import type { People, ViewerName } from './viewers.js';
import { SHARED, type World } from './world.js';

export interface OpenCredit {
  things: Thing[];
  /** A work that everybody may see and that says that it was made after the open work, whose makers have not answered. */
  after: { key: number; id: string; title: string };
  /** Of the open work. */
  parentId: string;
  /** A pen name with a work, and another account that might as well be its own. */
  pseud: { key: number; own: number; other: number };
}

async function plantIcon(app: App, pseudId: number, alt: string): Promise<string> {
  const id = newId();
  await app.db
    .insertInto('pseud_icons')
    .values({
      pseud_id: pseudId,
      public_id: id,
      type: 'image/png',
      width: 1,
      height: 1,
      bytes: Buffer.from('\u0089PNG\r\n', 'latin1'),
      alt,
      created_at: app.clock.now(),
    })
    .execute();
  return id;
}

const link = (app: App, workKey: number, parentKey: number, approved: boolean) =>
  app.db
    .insertInto('related_works')
    .values({
      public_id: newId(),
      work_id: workKey,
      parent_id: parentKey,
      created_at: app.clock.now(),
      told_at: app.clock.now(),
      approved_at: approved ? app.clock.now() : null,
    })
    .execute();

/** What everybody may see of this, planted before the first crawl. */
export async function plantOpenCredit(app: App, world: World): Promise<OpenCredit> {
  const writer = await makePerson(app, { pseud: 'Third Hand' });
  const stranger = await makePerson(app, { pseud: 'Nobody Yet' });
  const second = await only(
    app.db
      .insertInto('pseuds')
      .values({
        public_id: newId(),
        account_id: writer.viewer.accountId,
        name: 'Fourth Hand',
        name_key: 'fourth hand',
        is_default: false,
        created_at: app.clock.now(),
      })
      .returning('id')
      .execute(),
  );
  const title = 'Made After The Open One';
  const fields = { fandoms: [SHARED.fandom] };
  const after = await makeWork(app, writer, { fields: { ...fields, title } });
  await link(app, after.key, world.shared.key, false);
  const other = await makeWork(app, writer, { fields: { ...fields, title: 'By The Fourth Hand' } });
  await app.db
    .updateTable('creatorships')
    .set({ pseud_id: second.id })
    .where('work_id', '=', other.key)
    .execute();
  const icon = await plantIcon(app, writer.pseudId, 'a hand');
  return {
    after: { ...after, title },
    parentId: world.shared.id,
    pseud: { key: second.id, own: writer.viewer.accountId, other: stranger.viewer.accountId },
    things: [
      ...(await workThings(app, 'a work made after another', after, {
        readers: ALL,
        makers: [],
        listed: true,
      })),
      await personThing(app, 'a third writer', writer.pseudId, ALL),
      await personThing(app, 'a pen name of the third writer', second.id, ALL),
      { kind: 'icon', name: 'an icon', params: { id: icon }, readers: ALL, makers: [] },
    ],
  };
}

/**
 * Hangs credit on secret works: each is the parent of a work that everybody may see, its creators let the open work's
 * page name it, it is given to the member and to a name, and it was made after something elsewhere.
 */
export async function hangCredit(
  app: App,
  people: People,
  { things }: Planted,
  open: OpenCredit,
): Promise<Planted> {
  const { key: parent } = await workByAddress(app, open.parentId);
  const secrets: Planted['secrets'] = [];
  for (const thing of things.filter(({ kind }) => kind === 'work')) {
    const { key } = await workByAddress(app, thing.params.id ?? '');
    const words = { name: canary('Gift'), title: canary('Elsewhere'), author: canary('Elsewhere') };
    await link(app, open.after.key, key, true);
    await link(app, key, parent, true);
    const { name, ...elsewhere } = words;
    await app.db
      .insertInto('related_works')
      .values({
        ...elsewhere,
        public_id: newId(),
        work_id: key,
        url: `https://elsewhere.example/${name}`,
        created_at: app.clock.now(),
      })
      .execute();
    const gift = { work_id: key, created_at: app.clock.now(), told_at: app.clock.now() };
    const { accountId } = people.member.viewer;
    await app.db
      .insertInto('gifts')
      .values([
        { ...gift, public_id: newId(), name, name_key: name.toLowerCase() },
        {
          ...gift,
          public_id: newId(),
          account_id: accountId,
          pseud_id: people.member.pseudId,
          name: 'Plain Reader',
          name_key: `\n${accountId}`,
        },
      ])
      .execute();
    secrets.push({ name: `credit of ${thing.name}`, words: Object.values(words), seenBy: thing.readers });
  }
  return { things: [], secrets };
}

const workByAddress = (app: App, id: string): Promise<{ key: number }> =>
  only(app.db.selectFrom('works').select('id as key').where('public_id', '=', id).execute());

/** The icon of a pen name that nobody has seen, and the word that ends somebody's letters. */
export async function plantOfPeople(app: App, people: People): Promise<Planted> {
  const { accountId } = people.creator.viewer;
  const words = { alt: canary('Icon'), token: canary('Stop').toLowerCase() };
  const pseud = await only(
    app.db
      .insertInto('pseuds')
      .values({
        public_id: newId(),
        account_id: accountId,
        name: canary('Iconic').slice(0, 40),
        name_key: newId(),
        is_default: false,
        created_at: app.clock.now(),
      })
      .returning(['id', 'name'])
      .execute(),
  );
  const icon = await plantIcon(app, pseud.id, words.alt);
  await app.db.updateTable('accounts').set({ stop_token: words.token }).where('id', '=', accountId).execute();
  return {
    things: [
      {
        kind: 'icon',
        name: 'an icon that nobody has seen',
        params: { id: icon },
        readers: ['creator'],
        makers: [],
      },
      {
        kind: 'stop',
        name: 'the link that ends letters',
        params: { token: words.token, kind: 'gift' },
        readers: ALL,
        makers: [],
      },
    ],
    secrets: [
      {
        name: 'pen name with an icon',
        words: [pseud.name, words.alt, icon],
        seenBy: ['creator'],
        onPeopleDesk: ['moderator', 'host'],
      },
      { name: 'word that ends letters', words: [words.token], seenBy: [] },
    ],
  };
}

/** Pages of a work that name one which nobody allowed there. */
export function unapproved(
  pages: Pages,
  { parentId, after }: Pick<OpenCredit, 'parentId' | 'after'>,
  viewer: ViewerName,
): string[] {
  return [...pages]
    .filter(([url]) => url.startsWith(`/works/${parentId}`))
    .filter(([, { text }]) => text.includes(after.id) || text.includes(after.title))
    .map(([url]) => `${viewer} is told by ${url} what was made after it, though nobody allowed that`);
}

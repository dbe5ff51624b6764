/** Who looks: one of every kind that the archive tells apart. */
import type { App } from '../../src/core/app.js';
import { RIGHTS, type Right } from '../../src/core/rights.js';
import type { Role } from '../../src/core/viewer.js';
import { makePerson, type TestPerson } from '../support/factories.js';

export const VIEWERS = [
  'guest',
  /** Has nothing to do with any secret. */
  'member',
  /** Was named as a co-creator and has not accepted. */
  'invited',
  /** Has accepted, on every secret work. */
  'cocreator',
  /** Made everything that is secret. */
  'creator',
  'moderator',
  /** Brings in works for writers who are not here. */
  'archivist',
  'host',
] as const;

export type ViewerName = (typeof VIEWERS)[number];

/** The roles of those who have any. */
export const ROLES_OF: Readonly<Partial<Record<ViewerName, readonly Role[]>>> = {
  moderator: ['moderator'],
  archivist: ['archivist'],
  host: ['host'],
};

/** What the table of rights says of this viewer. */
export const hasRight = (viewer: ViewerName, right: Right): boolean =>
  (RIGHTS[right] as readonly Role[]).some((role) => ROLES_OF[viewer]?.includes(role));

export type People = Readonly<Record<Exclude<ViewerName, 'guest'>, TestPerson>>;

export async function makePeople(app: App): Promise<People> {
  return {
    member: await makePerson(app, { pseud: 'Plain Reader' }),
    invited: await makePerson(app, { pseud: 'Invited Quokka' }),
    cocreator: await makePerson(app, { pseud: 'Second Hand' }),
    creator: await makePerson(app, {
      pseud: 'Known Writer',
      login: 'canary_login_wren',
      email: 'canary.mail.wren@secret.example',
    }),
    moderator: await makePerson(app, { roles: ['moderator'] }),
    archivist: await makePerson(app, {
      roles: ['archivist'],
      login: 'canary_login_archivist',
      pseud: 'Keeper of Old Lists',
    }),
    host: await makePerson(app, { roles: ['host'] }),
  };
}

export const cookieOf = (people: People, viewer: ViewerName): string | undefined =>
  viewer === 'guest' ? undefined : people[viewer].cookie;

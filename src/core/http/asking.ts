/** Who asks for what: from a request to an `Ask`. */
import type { FastifyRequest } from 'fastify';
import type { App } from '../app.js';
import { LANGUAGES, wordsFor } from '../messages/index.js';
import { Settings } from '../settings.js';
import { GUEST, type Member } from '../viewer.js';
import { Form } from './forms.js';
import type { Ask, Route } from './route.js';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from './session.js';

export interface ServerParts {
  app: App;
  routes: readonly Route[];
  /** Who the session cookie stands for; given by the room of people. */
  readSession(token: string, now: Date): Promise<Member | null>;
  /** Told the route's path, the status and the seconds of every answer. */
  observe?(route: string, status: number, seconds: number): void;
}

const UNSET = Settings.parse({});

/** Everything after the first question mark. A NUL is what no text of the database can hold. */
const queryOf = (url: string): URLSearchParams =>
  new URLSearchParams((url.split('?').slice(1).join('?') || '').replaceAll('%00', ''));

/** An asker of whom nothing is looked up: for answers that must not depend on the database. */
export function plainAsk(parts: ServerParts, request: FastifyRequest): Ask {
  const { app } = parts;
  return {
    params: (request.params ?? {}) as Record<string, string>,
    query: queryOf(request.url),
    url: request.url,
    form: new Form(),
    viewer: GUEST,
    // A request that could not be read did not come as far as the reading of cookies.
    cookies: request.cookies ?? request.server.parseCookie(request.headers.cookie ?? ''),
    settings: UNSET,
    isSetUp: true,
    words: wordsFor(UNSET.language),
    timeZone: UNSET.timeZone,
    origin: app.config.FANLIGHT_URL || `${request.protocol}://${request.host}`,
    now: app.clock.now(),
    address: request.ip,
    request,
  };
}

/** Where the archive asks its staff for a second proof, roles give nothing without one. */
const proven = (member: Member, settings: Settings): Member =>
  settings.staffSecondProof && member.roles.length > 0 && !member.hasSecondProof
    ? { ...member, roles: [], mustProve: true }
    : member;

/** A member's own choice goes before the one that this browser keeps. */
const chosenLanguage = (member: Member | null, cookies: Ask['cookies']): string | undefined =>
  member?.language ?? LANGUAGES.find(([code]) => code === cookies[LANGUAGE_COOKIE])?.[0];

/** The asker, with their session, language and zone. */
export async function makeAsk(parts: ServerParts, request: FastifyRequest): Promise<Ask> {
  const plain = plainAsk(parts, request);
  const token = plain.cookies[SESSION_COOKIE];
  const [settings, member] = await Promise.all([
    parts.app.settings.get(),
    token ? parts.readSession(token, plain.now) : null,
  ]);
  if (!settings) return { ...plain, viewer: member ?? GUEST, isSetUp: false };
  return {
    ...plain,
    viewer: member ? proven(member, settings) : GUEST,
    settings,
    words: wordsFor(chosenLanguage(member, plain.cookies) ?? settings.language),
    timeZone: member?.timeZone ?? settings.timeZone,
    origin: parts.app.config.FANLIGHT_URL || settings.address || plain.origin,
  };
}

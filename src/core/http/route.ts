/**
 * A route is data: its method and path, who may ask, and what answers. The
 * server, the crawl test and the documentation all read the same list.
 */
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../messages/index.js';
import type { Right } from '../rights.js';
import type { Settings } from '../settings.js';
import type { Member, Viewer } from '../viewer.js';
import type { Form } from './forms.js';

/** Who may ask at all. What an asker then sees of a thing is for the room's queries to say. */
export type Access = 'anyone' | 'member' | Right;

export interface Ask {
  /** Path parameters. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Path with its query, as asked. */
  url: string;
  form: Form;
  viewer: Viewer;
  cookies: Readonly<Record<string, string | undefined>>;
  settings: Settings;
  /** False as long as the archive waits for its host. */
  isSetUp: boolean;
  words: Messages;
  /** In which times are shown: the viewer's, else the archive's. IANA. */
  timeZone: string;
  /** Scheme and host for links that leave the page. */
  origin: string;
  now: Date;
  /** For rate limits alone; never logged, never stored. */
  address: string;
  request: FastifyRequest;
}

export type MemberAsk = Ask & { viewer: Member };

export interface Cookie {
  name: string;
  /** null takes the cookie away. */
  value: string | null;
  maxAgeSeconds?: number;
}

export interface Head {
  description?: string;
  /** Path of the one address that stands for this page. */
  canonical?: string;
  prev?: string;
  next?: string;
  robots?: string;
  /** Shown to link previews; only for what everybody may see. */
  openGraph?: Record<string, string>;
  jsonLd?: unknown;
  /** Addresses of style sheets of this archive beside the common one. */
  styles?: string[];
  /** Bundles of client/ that this page wants beside the common one. */
  scripts?: string[];
}

interface AnswerBase {
  status?: number;
  headers?: Record<string, string>;
  cookies?: Cookie[];
}

export interface PageAnswer extends AnswerBase {
  kind: 'page';
  title: string;
  head?: Head;
  /** Wide pages use the whole width; others the measure of a book. */
  wide?: boolean;
  view: VNode | ComponentChildren;
  /** Stands for everything that the page shows but its frame: where it is the same again, so is the page for guests. */
  keptAs?: string;
}

export interface RedirectAnswer extends AnswerBase {
  kind: 'redirect';
  /** A path of this archive. */
  to: string;
}

export interface BytesAnswer extends AnswerBase {
  kind: 'bytes';
  type: string;
  body: string | Uint8Array | Readable;
}

export type Answer = PageAnswer | RedirectAnswer | BytesAnswer;

export interface Route<A extends Ask = Ask> {
  method: 'GET' | 'POST';
  path: string;
  access: Access;
  /** Reads the parts of a multipart form itself. */
  upload?: boolean;
  /** Of a form: the page at its own address shows it filled in again, with what the query's `kept` names. */
  refills?: boolean;
  /** Before set-up everything else leads there. */
  beforeSetup?: boolean;
  /** A form that programs send which show letters (RFC 8058); it comes from no page of ours, and a secret in its address stands for it. */
  fromLetters?: boolean;
  /** Asked by machines, however the archive fares: no limit, no session, no settings, so nothing of the database. */
  bare?: boolean;
  /**
   * What a form does to what the archive keeps; without it, it adds or changes. Suspended members are held to 'nothing',
   * banned ones may delete too.
   */
  does?: 'nothing' | 'deletes';
  handle(ask: A): Promise<Answer> | Answer;
}

export const page = (
  title: string,
  view: PageAnswer['view'],
  more: Partial<PageAnswer> = {},
): PageAnswer => ({
  kind: 'page',
  title,
  view,
  ...more,
});

export const redirect = (to: string, more: Partial<RedirectAnswer> = {}): RedirectAnswer => ({
  kind: 'redirect',
  to,
  ...more,
});

type Handler<A extends Ask> = (ask: A) => Promise<Answer> | Answer;

/** Anyone may ask. */
export const open = (
  method: Route['method'],
  path: string,
  handle: Handler<Ask>,
  more: Partial<Route> = {},
): Route => ({
  method,
  path,
  access: 'anyone',
  handle,
  ...more,
});

function closed(access: Exclude<Access, 'anyone'>) {
  return (
    method: Route['method'],
    path: string,
    handle: Handler<MemberAsk>,
    more: Partial<Route> = {},
  ): Route => ({
    method,
    path,
    access,
    // The server lets nobody but a member through to these, so the viewer is one.
    handle: handle as Handler<Ask>,
    ...more,
  });
}

/** Members only; a guest is led to the log-in page and back. */
export const members = closed('member');

/** For whom the table of rights says so; for everybody else the page does not exist. */
export const withRight = (right: Right) => closed(right);

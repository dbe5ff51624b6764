/**
 * The server: from a list of routes to answers. Every answer passes through
 * here, so headers, limits, sessions, errors and logs are in one place.
 */
import { STATUS_CODES } from 'node:http';
import compress from '@fastify/compress';
import cookies from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { App } from '../app.js';
import { type AppError, asAppError, notFound } from '../errors.js';
import { LIMITS } from '../limits.js';
import { wordsFor } from '../messages/index.js';
import { Settings } from '../settings.js';
import { GUEST, isHost, type Member } from '../viewer.js';
import { serveAssets } from './assets.js';
import { errorPage } from './error-page.js';
import { Form, parseForm } from './forms.js';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './headers.js';
import { refuseForeignForms } from './origin.js';
import { renderPage } from './render.js';
import { type Answer, type Ask, type Cookie, type Route, redirect } from './route.js';
import { SESSION_COOKIE } from './session.js';

export interface ServerParts {
  app: App;
  routes: readonly Route[];
  /** Who the session cookie stands for; given by the room of people. */
  readSession(token: string, now: Date): Promise<Member | null>;
  /** Told the route's path, the status and the seconds of every answer. */
  observe?(route: string, status: number, seconds: number): void;
}

const UNSET = Settings.parse({});

async function makeAsk(parts: ServerParts, request: FastifyRequest): Promise<Ask> {
  const { app } = parts;
  const now = app.clock.now();
  const token = request.cookies[SESSION_COOKIE];
  const [settings, member] = await Promise.all([
    app.settings.get(),
    token ? parts.readSession(token, now) : null,
  ]);
  const known = settings ?? UNSET;
  return {
    params: (request.params ?? {}) as Record<string, string>,
    query: new URLSearchParams(request.url.split('?')[1] ?? ''),
    url: request.url,
    form: Buffer.isBuffer(request.body) ? parseForm(request.body) : new Form(),
    viewer: member ?? GUEST,
    cookies: request.cookies,
    settings: known,
    words: wordsFor(known.language),
    origin: app.config.FANLIGHT_URL || known.address || `${request.protocol}://${request.host}`,
    now,
    address: request.ip,
    request,
  };
}

function setCookies(reply: FastifyReply, list: readonly Cookie[], secure: boolean): void {
  for (const { name, value, maxAgeSeconds } of list) {
    const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure };
    if (value === null) reply.clearCookie(name, options);
    else reply.setCookie(name, value, { ...options, ...(maxAgeSeconds ? { maxAge: maxAgeSeconds } : {}) });
  }
}

function send(parts: ServerParts, ask: Ask, answer: Answer, reply: FastifyReply): FastifyReply {
  // What a member sees is theirs alone; a guest's page may change at any moment, by a cookie or by a writer.
  reply.header('cache-control', ask.viewer.kind === 'member' ? 'private, no-store' : 'private, no-cache');
  reply.headers(answer.headers ?? {});
  setCookies(reply, answer.cookies ?? [], ask.origin.startsWith('https:'));
  if (answer.kind === 'redirect') return reply.redirect(answer.to, answer.status ?? 303);
  reply.status(answer.status ?? 200);
  if (answer.kind === 'bytes') return reply.type(answer.type).send(answer.body);
  return reply.type('text/html; charset=utf-8').send(renderPage(parts.app, ask, answer));
}

const wantsJson = (request: FastifyRequest): boolean =>
  /\bapplication\/json\b/.test(request.headers.accept ?? '');

async function sendError(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
): Promise<FastifyReply> {
  if (error.status >= 500)
    parts.app.log.error({ err: error.cause ?? error, route: request.routeOptions?.url }, error.code);
  if (wantsJson(request)) {
    return reply
      .status(error.status)
      .headers({ ...error.headers, 'cache-control': 'no-store' })
      .send({ error: { code: error.code, message: error.safe, fields: error.fields } });
  }
  try {
    const ask = await makeAsk(parts, request);
    return send(parts, ask, errorPage(ask, error), reply);
  } catch {
    // The page itself needs the database; without it the plain words have to do.
    return reply
      .status(error.status)
      .headers({ ...error.headers, 'cache-control': 'no-store' })
      .type('text/plain; charset=utf-8')
      .send(`${STATUS_CODES[error.status] ?? 'Error'}\n\n${error.safe}\n`);
  }
}

async function answerRoute(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = parts;
  await app.limiter.page(request.ip);
  refuseForeignForms(request);
  if (!route.beforeSetup && (await app.settings.get()) === null) {
    return reply
      .status(503)
      .type('text/plain; charset=utf-8')
      .send(
        'This archive is not set up yet. Its host finds the link for it in the terminal that started it.\n',
      );
  }
  const ask = await makeAsk(parts, request);
  if (route.access === 'member' && ask.viewer.kind === 'guest') {
    const back = request.method === 'GET' ? ask.url : '/';
    return send(parts, ask, redirect(`/login?to=${encodeURIComponent(back)}`), reply);
  }
  if (route.access === 'host' && !isHost(ask.viewer)) throw notFound();
  return send(parts, ask, await route.handle(ask), reply);
}

function addHooks(server: FastifyInstance, parts: ServerParts): void {
  const { app } = parts;
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.protocol === 'https') reply.header('strict-transport-security', STRICT_TRANSPORT);
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions?.url ?? 'none';
    parts.observe?.(route, reply.statusCode, reply.elapsedTime / 1000);
    app.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  server.setErrorHandler((thrown, request, reply) => sendError(parts, request, reply, asAppError(thrown)));
  server.setNotFoundHandler((request, reply) => sendError(parts, request, reply, notFound()));
}

/** The server, not yet listening. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { app } = parts;
  const server = fastify({
    trustProxy: app.config.FANLIGHT_PROXIES.length > 0 ? app.config.FANLIGHT_PROXIES : false,
    bodyLimit: LIMITS.formBytes,
    requestTimeout: 300_000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 600, ignoreTrailingSlash: true },
    disableRequestLogging: true,
    logger: false,
    frameworkErrors: (error, request, reply) => {
      void sendError(parts, request, reply as FastifyReply, asAppError(error));
    },
  });
  await server.register(cookies);
  await server.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    customTypes: /^text\/|json|xml|javascript/,
  });
  await server.register(multipart, {
    limits: { fileSize: LIMITS.uploadBytes, files: LIMITS.uploadFiles, fieldSize: LIMITS.pasteBytes },
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  addHooks(server, parts);
  serveAssets(server, app.assets);
  for (const route of parts.routes) {
    server.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: route.method === 'GET',
      handler: (request, reply) => answerRoute(parts, route, request, reply),
    });
  }
  return server;
}

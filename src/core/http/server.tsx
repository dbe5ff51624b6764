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
import { AppError, asAppError, notFound } from '../errors.js';
import { LIMITS } from '../limits.js';
import { may } from '../rights.js';
import { refuseByStanding } from '../standing.js';
import { makeAsk, plainAsk, type ServerParts } from './asking.js';
import { serveAssets } from './assets.js';
import { errorPage } from './error-page.js';
import { parseForm } from './forms.js';
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './headers.js';
import { canBeKept, dropKept, KEPT_PATH, keepForm, keptForms, noKept } from './kept-forms.js';
import { isReading, refuseForeignForms } from './origin.js';
import { addressKey, veiled } from './rate-limit.js';
import { renderPage } from './render.js';
import { type Answer, type Ask, type Cookie, type Route, redirect } from './route.js';
import { answerUnreadable } from './unreadable.js';

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
  // Once more: a request that could not be read has not passed the hook.
  secure(request, reply);
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

const NOT_SET_UP =
  'This archive is not set up yet. Its host finds the link for it in the terminal that started it.\n';

/** Who asks, from the door to the answer. */
const asks = new WeakMap<FastifyRequest, Ask>();

/** A body without files has to arrive soon; only files may take as long as the server waits at most. */
function hurry({ raw }: FastifyRequest): void {
  const late = setTimeout(() => raw.destroy(), LIMITS.requestSeconds * 1000);
  late.unref();
  raw.once('close', () => clearTimeout(late));
  raw.once('end', () => clearTimeout(late));
}

/** Whether this address may leave one more form; whoever leaves very many is led to log in like everybody, without. */
const hasRoom = (app: App, address: string): Promise<boolean> =>
  app.limiter.act('keep', veiled(addressKey(address))).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.status === 429) return false;
      throw error;
    },
  );

/** Everything that can be refused before a byte of the body is read. @returns the answer, if that is one. */
async function admit(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { app } = parts;
  if (route.method === 'POST' && !route.upload) hurry(request);
  if (route.bare) {
    asks.set(request, plainAsk(parts, request));
    return undefined;
  }
  await app.limiter.page(request.ip);
  const settings = await app.settings.get();
  if (!route.fromLetters) refuseForeignForms(request, [app.config.FANLIGHT_URL, settings?.address]);
  if (!route.beforeSetup && settings === null)
    return reply
      .status(503)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(NOT_SET_UP);
  const ask = await makeAsk(parts, request);
  if (route.access === 'member' && ask.viewer.kind === 'guest') {
    const back = isReading(request) ? ask.url : '/';
    const kept =
      !isReading(request) && !route.upload && canBeKept(request) && (await hasRoom(app, request.ip));
    if (!kept) return send(parts, ask, redirect(`/login?to=${encodeURIComponent(back)}`), reply);
  }
  if (route.access !== 'anyone' && route.access !== 'member' && !may(ask.viewer, route.access))
    throw notFound();
  if (Object.values(ask.params).some((value) => value.includes('\u0000'))) throw notFound();
  refuseByStanding(ask.viewer, route, ask.words);
  asks.set(request, ask);
  return undefined;
}

/** A form whose sender is not logged in any more: it waits until they are. */
async function keepForLater(
  parts: ServerParts,
  route: Route,
  ask: Ask,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { body } = ask.request;
  const sent = Buffer.isBuffer(body) ? { path: ask.url, body, refills: route.refills ?? false } : null;
  const cookie = sent && (await keepForm(parts.app.db, ask.cookies, sent, ask.now));
  const answer = redirect(`/login?to=${encodeURIComponent(cookie ? KEPT_PATH : '/')}`, {
    cookies: cookie ? [cookie] : [],
  });
  return send(parts, ask, answer, reply);
}

/** A form that was kept and is now carried out waits no more. */
async function letGo({ app }: ServerParts, ask: Ask, answer: Answer): Promise<Answer> {
  const id = ask.form.text('kept');
  if (id === '' || answer.kind !== 'redirect' || ask.viewer.kind === 'guest') return answer;
  await dropKept(app.db, ask.viewer, id);
  const left = await keptForms(app.db, ask.viewer, ask.cookies, ask.now);
  return left.length > 0 ? answer : { ...answer, cookies: [...(answer.cookies ?? []), noKept] };
}

async function answerRoute(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const admitted = asks.get(request);
  if (!admitted) throw new Error(`${route.path} was asked for past its door.`);
  if (route.access === 'member' && admitted.viewer.kind === 'guest')
    return keepForLater(parts, route, admitted, reply);
  const ask = Buffer.isBuffer(request.body) ? { ...admitted, form: parseForm(request.body) } : admitted;
  return send(parts, ask, await letGo(parts, ask, await route.handle(ask)), reply);
}

function secure(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(SECURITY_HEADERS);
  if (request.protocol === 'https') reply.header('strict-transport-security', STRICT_TRANSPORT);
}

function addHooks(server: FastifyInstance, parts: ServerParts): void {
  const { app } = parts;
  server.addHook('onRequest', async (request, reply) => secure(request, reply));
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions?.url ?? 'none';
    parts.observe?.(route, reply.statusCode, reply.elapsedTime / 1000);
    app.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  server.setErrorHandler((thrown, request, reply) => sendError(parts, request, reply, asAppError(thrown)));
  server.setNotFoundHandler(async (request, reply) => {
    await app.limiter.page(request.ip);
    return sendError(parts, request, reply, notFound());
  });
}

/** The server, not yet listening. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { app } = parts;
  const server = fastify({
    trustProxy: app.config.FANLIGHT_PROXIES.length > 0 ? app.config.FANLIGHT_PROXIES : false,
    bodyLimit: LIMITS.openFormBytes,
    requestTimeout: LIMITS.uploadSeconds * 1000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 600, ignoreTrailingSlash: true },
    logger: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => {
      void sendError(parts, request, reply as FastifyReply, asAppError(error));
    },
  });
  // Forms are all that is taken; what Fastify would read by itself (JSON, plain text) is refused.
  server.removeAllContentTypeParsers();
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
      // What anybody may send is short; whole chapters come from members.
      ...(route.access === 'anyone' ? {} : { bodyLimit: LIMITS.formBytes }),
      onRequest: (request, reply) => admit(parts, route, request, reply),
      handler: (request, reply) => answerRoute(parts, route, request, reply),
    });
  }
  return server;
}

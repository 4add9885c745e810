/**
 * The hub's server: what comes in is checked here, before any handler:
 *   Host, Origin → the route's place in the table of roles → session or terminal token → handler
 * and every refusal goes out here, as one shape, with no word of the inside.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import type { Log } from '../platform/log.ts';
import { clearCookie, readCookie } from './accounts/cookie.ts';
import type { Caller, Sessions } from './accounts/sessions.ts';
import { tokenHash } from './accounts/tokens.ts';
import { checkEdge, isBelow, isReading } from './edge.ts';
import type { Listening, RequestHandler } from './listen.ts';
import type { RefusedCall } from './records/refusal-notes.ts';
import { Refusal, type RefusalCode } from './refusals.ts';
import { accessOf } from './roles.ts';
import { isFull, SqliteError } from './store/sqlite-thread.ts';
import type { Store, StoredTerminal } from './store/store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    terminal: StoredTerminal | null;
  }
}

export interface ServerOptions {
  /** Listens already: the first policy names its port. */
  readonly listening: Pick<Listening, 'server' | 'serve'>;
  readonly store: Pick<Store, 'terminals'>;
  readonly sessions: Pick<Sessions, 'caller'>;
  readonly consoleFolder: string;
  /** What the Host header may be. */
  readonly hosts: ReadonlySet<string>;
  readonly noteRefusal: (call: RefusedCall) => Promise<void>;
  readonly log: Log;
}

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'font-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
  },
};

export interface HubServer {
  readonly app: FastifyInstance;
  /** Method and path of every route, also of those that are added later. */
  readonly routes: readonly string[];
}

export async function createServer(options: ServerOptions): Promise<HubServer> {
  const { listening, hosts, consoleFolder, noteRefusal, log } = options;
  let handle: RequestHandler = () => {};
  const app = fastify({
    bodyLimit: 64 * 1024,
    serverFactory: (handler) => {
      handle = handler;
      return listening.server;
    },
    routerOptions: { maxParamLength: 200 },
  });
  app.addHook('onReady', async () => listening.serve(handle));
  const routes: string[] = [];
  app.decorateRequest('caller', null);
  app.decorateRequest('terminal', null);
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      if (accessOf(each, url) === null) throw new Error(`${each} ${url} is not in roles.ts`);
      routes.push(`${each} ${url}`);
    }
  });
  // zod checks bodies and answers; the schemas of routes are for OpenAPI alone.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  onlyJsonAndBytes(app);

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy,
    // Plain HTTP on loopback: nothing to be strict about.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    // The route that was found, not the text that was sent: the router reads escapes (`/%61pi`).
    const path = request.routeOptions.url ?? request.url.split('?', 1)[0] ?? '';
    if (isBelow(path, '/api') || isBelow(path, '/terminal'))
      reply.header('cache-control', 'no-store');
    const { host, origin, 'sec-fetch-site': site } = request.headers;
    const fault = checkEdge(
      { method: request.method, path, host, origin, site: [site].flat()[0] },
      hosts,
    );
    if (fault !== null) throw new Refusal(fault);
    await admit(request, options);
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new Refusal('too-many-attempts'),
  });

  app.setErrorHandler(async (error, request, reply) => {
    const refusal = toRefusal(error);
    if (refusal.code === 'internal') log.error({ err: error }, 'a request failed');
    if (refusal.code === 'not-signed-in' && readCookie(request) !== undefined) clearCookie(reply);
    await noteRefusal({
      code: refusal.code,
      actor: request.caller?.account.id ?? request.terminal?.id ?? null,
      route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    }).catch((failure) => log.error({ err: failure }, 'refusal not recorded'));
    return reply.code(refusal.status).send(refusal.body());
  });

  const built = existsSync(path.join(consoleFolder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: consoleFolder,
      cacheControl: false,
      setHeaders: (reply, file) => {
        // Names in assets/ change with their content; the page that names them is asked for each time.
        const named = path.relative(consoleFolder, file).startsWith('assets');
        reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  } else {
    app.get('/*', async () => {
      throw new Refusal('console-missing');
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.url.split('?', 1)[0] ?? '';
    if (!built || !isReading(request.method) || !isPage(page)) throw new Refusal('not-found');
    return reply.sendFile('index.html');
  });
  return { app, routes };
}

/** Who is it, and may they call this? Sets `caller` or `terminal`. */
async function admit(request: FastifyRequest, { store, sessions }: ServerOptions): Promise<void> {
  const { url } = request.routeOptions;
  // No such route: the not-found handler answers.
  if (url === undefined) return;
  const access = accessOf(request.method, url);
  if (access === null) throw new Refusal('forbidden');
  switch (access.kind) {
    case 'anybody':
      return;
    case 'terminal': {
      const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
      request.terminal =
        token === undefined ? null : await store.terminals.byToken(tokenHash(token));
      if (request.terminal === null) throw new Refusal('token-refused');
      return;
    }
    case 'roles': {
      const token = readCookie(request);
      request.caller = token === undefined ? null : await sessions.caller(token);
      if (request.caller === null) throw new Refusal('not-signed-in');
      if (!access.roles.includes(request.caller.account.role)) throw new Refusal('forbidden');
      return;
    }
    default:
      access satisfies never;
      throw new Refusal('forbidden');
  }
}

/** Forms and plain text are what other origins may send without asking first: not taken. */
function onlyJsonAndBytes(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

/** A page of the console: no file, nothing of the API. */
function isPage(path: string): boolean {
  return !isBelow(path, '/api') && !isBelow(path, '/terminal') && !/\.[^/]*$/.test(path);
}

const codes: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
};

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof SqliteError && isFull(error)) return new Refusal('not-recorded');
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : codes[code];
  if (known !== undefined) return new Refusal(known);
  if (statusCode === 403 || statusCode === 404) return new Refusal('not-found');
  const isCallers = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return new Refusal(isCallers ? 'malformed' : 'internal');
}

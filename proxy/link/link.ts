/**
 * The local API: extension's background ─POST /v1/…→ 127.0.0.1:3129. What is not plainly right is
 * refused with a sentence and recorded; nothing is changed by it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspectHeader, inspectPieceBytes, linkCalls } from '../../shared/protocol/link.ts';
import type { InspectionPool } from '../inspection/pool.ts';
import type { Log } from '../platform/log.ts';
import type { AuditLog } from '../record/audit-log.ts';
import { AuditLogError } from '../record/audit-log-error.ts';
import type { ContentKeys } from '../record/content-keys.ts';
import type { HeldPostings } from '../record/held-postings.ts';
import type { RecentDecisions } from '../record/recent-decisions.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { type Admitted, admit, type ByteCall, isByteCall } from './admission.ts';
import type { Copies } from './copies.ts';
import type { Caller, LinkCredentials } from './credentials.ts';
import { sweepCodes } from './enrolment-codes.ts';
import type { Enrolments } from './enrolments.ts';
import type { HeldContent } from './held-content.ts';
import type { HubClient } from './hub-link.ts';
import { readPiece } from './inspect-piece.ts';
import type { OpenedContent } from './opened-content.ts';
import type { PolicyHolder } from './policy-holder.ts';
import type { PostingDrafts } from './posting-drafts.ts';
import type { Projections } from './projections.ts';
import { parseBody, readBody } from './read-body.ts';
import { createRecordChange } from './record-change.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { createRefusalRecord } from './refusal-record.ts';
import { createReportedIds, rememberReported } from './reported-ids.ts';
import { createRoutes, type Routes } from './routes.ts';
import type { UploadApprovals } from './upload-approvals.ts';

export interface LinkOptions {
  /** 127.0.0.1 */
  readonly host: string;
  readonly port: number;
  readonly terminal: string;
  /** Folder of the one-time codes. */
  readonly codes: string;
  readonly enrolments: Enrolments;
  readonly credentials: LinkCredentials;
  readonly policy: PolicyHolder;
  readonly projections: Projections;
  readonly recent: RecentDecisions;
  readonly acknowledgements: Acknowledgements;
  readonly held: HeldContent;
  readonly pool: Pick<InspectionPool, 'inspect' | 'makeCopy'>;
  readonly copies: Copies;
  readonly approvals: UploadApprovals;
  readonly drafts: PostingDrafts;
  readonly postings: HeldPostings;
  readonly opened: OpenedContent;
  readonly keys: ContentKeys;
  readonly audit: Pick<AuditLog, 'append' | 'read' | 'lastSeq'>;
  readonly hub: HubClient;
  readonly log: Log;
  readonly now?: () => number;
  /** Milliseconds between the beats of a watch. */
  readonly beat?: number;
}

export interface Link extends AsyncDisposable {
  readonly port: number;
}

const callsAtOnce = 64;
const connectionsAtOnce = 256;
const endWithin = 2_000;

export async function startLink(options: LinkOptions): Promise<Link> {
  const { host, log, credentials, audit, now = Date.now } = options;
  await using stack = new AsyncDisposableStack();
  const record = createRecordChange(audit, now);
  const refusals = stack.use(createRefusalRecord({ record, log }));
  const known = createReportedIds();
  await rememberReported(known, audit).catch((error) =>
    log.warn({ reason: error?.code }, 'earlier reports not read: one may be recorded twice'),
  );
  await sweepCodes(options.codes, now()).catch((error) =>
    log.warn({ reason: error?.code }, 'expired one-time codes not removed'),
  );
  const routes = createRoutes({ ...options, now, record, known });
  let port = options.port;
  let running = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: target, headers } = request;
    const { host, origin, authorization } = headers;
    const contentType = headers['content-type'];
    const admitted = admit({ method, target, host, origin, contentType, authorization }, port);
    if (isRefusal(admitted)) return rejectUnread(request, response, admitted, null);
    const caller = callerOf(admitted, credentials);
    if (caller !== null && isRefusal(caller)) {
      return rejectUnread(request, response, caller, admitted.call);
    }
    const result = await call(routes, admitted, caller, request, response);
    if (result === null) return;
    if (!isRefusal(result)) return send(response, 200, result);
    reject(response, result, admitted.call, origin, caller?.person.user ?? null);
  }

  /** Reads to the end first: a connection that is closed upon unread bytes loses the answer. */
  async function rejectUnread(
    request: IncomingMessage,
    response: ServerResponse,
    refusal: Refusal,
    call: string | null,
  ): Promise<void> {
    if ((await readBody(request)) === null) return;
    reject(response, refusal, call, request.headers.origin, null);
  }

  function reject(
    response: ServerResponse,
    refusal: Refusal,
    call: string | null,
    origin: string | undefined,
    actor: string | null,
  ) {
    if (refusal.status < 500) refusals.note(refusal, { call, origin, actor });
    const { status, refused: code, message } = refusal;
    send(response, status, { error: { code, message } });
  }

  async function guarded(request: IncomingMessage, response: ServerResponse): Promise<void> {
    running++;
    try {
      if (running > callsAtOnce) reject(response, refuse('busy'), null, undefined, null);
      else await answer(request, response);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      log.error(code ? { reason: code } : { err: error }, 'a call failed');
      reject(response, refuse(failureOf(error)), null, undefined, null);
    } finally {
      running--;
    }
  }

  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      // `inspect` tells page and name in a header.
      maxHeaderSize: 32 * 1024,
    },
    (request, response) => {
      response.on('error', () => {});
      void guarded(request, response);
    },
  );
  server.maxConnections = connectionsAtOnce;
  await new Promise<void>((resolve, fail) => {
    server.once('error', fail);
    server.listen(options.port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  server.on('error', (error) => log.error(error, 'the link failed'));
  port = (server.address() as AddressInfo).port;
  stack.defer(() => closeServer(server));
  stack.use(routes);
  const ending = stack.move();
  return { port, [Symbol.asyncDispose]: () => ending.disposeAsync() };
}

/** null where the call brings an authorization of its own kind, which its route looks at. */
function callerOf(admitted: Admitted, credentials: LinkCredentials): Caller | Refusal | null {
  if (admitted.call === 'enroll' || admitted.call === 'credential') return null;
  const caller = credentials.caller(admitted.authorization);
  if (caller === null) return refuse('token-unknown');
  if (admitted.origin !== undefined && admitted.origin !== caller.enrolment.origin) {
    return refuse('origin-foreign');
  }
  return caller;
}

/** null where the answer is under way, or nobody waits for one. */
async function call(
  routes: Routes,
  { call, authorization, origin }: Admitted,
  caller: Caller | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<object | null> {
  if (isByteCall(call)) return pieces(routes, call, caller, request, response);
  const bytes = await readBody(request);
  if (bytes === null) return null;
  if (isRefusal(bytes)) return bytes;
  const body = parseBody(linkCalls[call].body, bytes);
  if (isRefusal(body)) return body;
  return routes.answer({ call, body, authorization, origin, caller, response });
}

async function pieces(
  routes: Routes,
  call: ByteCall,
  caller: Caller | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<object | null> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const bytes = await readBody(request, inspectPieceBytes);
  if (bytes === null) return null;
  if (isRefusal(bytes)) return bytes;
  const piece = readPiece(request.headers[inspectHeader]);
  if (isRefusal(piece)) return piece;
  return call === 'inspect'
    ? routes.inspect(piece, bytes, caller, gone.signal)
    : routes.takeOut(piece, bytes, caller, gone.signal);
}

function failureOf(error: unknown): 'not-recorded' | 'internal-error' {
  const written = error instanceof AuditLogError || (error as NodeJS.ErrnoException).syscall;
  return written ? 'not-recorded' : 'internal-error';
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const whole = response.req.complete;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // What was not read of the call would be taken for the next one.
    ...(whole ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify(body));
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), endWithin);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
  });
}

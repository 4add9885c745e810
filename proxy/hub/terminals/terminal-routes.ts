/** What terminals call (shared/protocol/terminal.ts): each its own things, by its own token. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { maskLongNumbers, maskText, maskUrl } from '../../../shared/audit/mask.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import type { AccessRequest, PublicKey } from '../../../shared/protocol/link.ts';
import {
  accessRequestBodySchema,
  heartbeatBodySchema,
  joinBodySchema,
  recordsBodySchema,
} from '../../../shared/protocol/terminal.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import { checkInput } from '../check-input.ts';
import type { KeptSet } from '../documents/keep-set.ts';
import type { KeptFeeds } from '../feeds/keep-feeds.ts';
import type { MissingFeeds } from '../feeds/missing-feeds.ts';
import type { BundleFeed } from '../policy/bundle-feed.ts';
import { takeArrived } from '../records/arrival.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { createTurns } from '../records/turns.ts';
import { Refusal } from '../refusals.ts';
import { judgeAsking } from '../requests/ask.ts';
import { type PolicyOfNow, shownToPerson } from '../requests/standing.ts';
import type { Store, StoredTerminal } from '../store/store.ts';
import { isJoinToken } from './join-token.ts';
import { addThumbnailRoutes } from './thumbnail-routes.ts';

const megabyte = 1024 * 1024;
const longestWaitS = 25;
const requestDays = 30;

const bundleQuerySchema = z.object({
  have: z.coerce.number().int().nonnegative().default(0),
  /** `fresh` of the manifest that the terminal has: tells a bundle that was signed again. */
  fresh: z.iso.datetime().optional(),
  wait: z.coerce.number().nonnegative().default(0),
});

export function addTerminalRoutes(
  app: FastifyInstance,
  options: {
    store: Pick<Store, 'terminals' | 'records' | 'requests' | 'thumbnails'>;
    feed: BundleFeed;
    audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
    joinToken: string;
    rootKey: PublicKey;
    current: () => PolicyOfNow;
    snapshots: Pick<KeptFeeds, 'file'>;
    missing: Pick<MissingFeeds, 'heard'>;
    registered: Pick<KeptSet, 'file' | 'secret' | 'heard'>;
    now: () => number;
  },
): void {
  const { store, feed, audit, joinToken, rootKey, current, snapshots, missing, registered, now } =
    options;
  const time = () => new Date(now()).toISOString();
  const ago = () => new Date(now() - requestDays * 24 * 3_600_000).toISOString();
  const inTurn = createTurns();
  /** `fresh` that each terminal was given last, for those that do not say what they have. */
  const given = new Map<string, string>();

  app.post('/terminal/v1/join', { config: { rateLimit: rate(30) } }, async (request) => {
    const { token, name: given } = checkInput(joinBodySchema, request.body);
    if (!isJoinToken(token, joinToken)) throw new Refusal('join-refused');
    const name = maskLongNumbers(given);
    const id = `t-${randomBytes(6).toString('hex')}`;
    const own = newToken();
    await store.terminals.create({ id, name, joined: time(), tokenHash: tokenHash(own) });
    await audit.record({ act: 'terminal-joined', actor: null, subject: id, detail: name });
    return { terminal: id, token: own, rootKey };
  });

  app.get('/terminal/v1/bundle', async (request, reply) => {
    const { have, fresh, wait } = checkInput(bundleQuerySchema, request.query);
    const { id } = terminalOf(request);
    const known = () => fresh ?? given.get(id) ?? '';
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const state = await feed.wait(
      (each) => each.revision !== have || each.fresh > known(),
      Math.min(wait, longestWaitS) * 1000,
      gone.signal,
    );
    if (state === null) return reply.code(204).send();
    given.set(id, state.fresh);
    return state.bundle;
  });

  app.get('/terminal/v1/feeds/:hash', async (request, reply) => {
    return sendFile(reply, snapshots.file((request.params as { hash: string }).hash));
  });

  app.get('/terminal/v1/registered/:hash', async (request, reply) => {
    return sendFile(reply, registered.file((request.params as { hash: string }).hash));
  });

  app.get('/terminal/v1/registered-secret', async () => {
    return { secret: Buffer.from(registered.secret).toString('base64url') };
  });

  app.post('/terminal/v1/records', { bodyLimit: 8 * megabyte }, async (request) => {
    const { id } = terminalOf(request);
    const { records } = checkInput(recordsBodySchema, request.body);
    return { upTo: await inTurn(id, () => takeArrived(store.records, id, records)) };
  });

  addThumbnailRoutes(app, { store, current, now });

  app.post('/terminal/v1/heartbeat', async (request) => {
    const {
      missingFeeds = [],
      missingRegistered = false,
      ...given
    } = checkInput(heartbeatBodySchema, request.body);
    missing.heard(terminalOf(request).id, missingFeeds);
    registered.heard(terminalOf(request).id, missingRegistered);
    const people = given.people.map(maskLongNumbers);
    const state = { ...given, version: maskLongNumbers(given.version), people };
    await store.terminals.seen(terminalOf(request).id, time(), state);
    return { time: time(), revision: feed.current()?.revision ?? null };
  });

  app.post('/terminal/v1/access-requests', async (request) => {
    const body = checkInput(accessRequestBodySchema, request.body);
    const made: AccessRequest = {
      ...body,
      decision: maskLongNumbers(body.decision),
      user: body.user && maskLongNumbers(body.user),
      unit: body.unit && maskLongNumbers(body.unit),
      url: keptUrl(body.url, 'url'),
      page: body.page === null ? null : keptUrl(body.page, 'page'),
      reason: maskText(body.reason),
      id: decisionId(now(), randomBytes(5)),
      at: time(),
      terminal: terminalOf(request).id,
      state: 'open',
      answer: null,
    };
    // What asks twice at once, or again because no answer came, must not overlap with itself.
    return inTurn(`requests ${made.terminal}`, () => ask(made));
  });

  async function ask(made: AccessRequest): Promise<AccessRequest> {
    const { user, terminal, id, decision, url } = made;
    const whose = user === null ? { terminal } : { user };
    const asking = judgeAsking(url, await store.requests.list({ ...whose, since: ago() }), now());
    if (asking.kind === 'too-many') throw new Refusal('too-many-requests');
    if (asking.kind === 'same') return asking.request;
    const subject = `request ${id}`;
    const change = audit.left({ act: 'access-requested', actor: user, subject, decision });
    await store.requests.add(made, [change]);
    await audit.settle();
    return made;
  }

  app.get('/terminal/v1/access-requests', async (request) => {
    const { user } = checkInput(z.object({ user: z.string().max(100) }), request.query);
    const { id: terminal } = terminalOf(request);
    const requests = await store.requests.list({ user, terminal });
    return { requests: shownToPerson(requests, ago(), current(), now()) };
  });
}

/** Typed words and addresses are kept masked, without user info and fragment. */
function keptUrl(url: string, field: string): string {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Refusal('invalid', { fields: { [field]: parsed.problem } });
  return maskUrl(parsed.destination);
}

async function sendFile(reply: FastifyReply, file: string | null): Promise<FastifyReply> {
  const opened = file === null ? null : await open(file, 'r').catch(() => null);
  if (opened === null) throw new Refusal('not-found');
  return reply.type('application/octet-stream').send(opened.createReadStream());
}

function terminalOf({ terminal }: FastifyRequest): StoredTerminal {
  if (terminal === null) throw new Refusal('token-refused');
  return terminal;
}

function rate(max: number) {
  return { max, timeWindow: '1 minute' };
}

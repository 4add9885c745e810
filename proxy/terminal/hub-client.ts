/** The terminal's calls to the hub (shared/protocol/terminal.ts): each answer is validated. */
import { z } from 'zod';
import type { StoredRecord } from '../../shared/audit/record.ts';
import { type SignedBundle, signedBundleSchema } from '../../shared/policy/bundle.ts';
import { terminalDraftSchema, terminalDraftsSchema } from '../../shared/protocol/drafts.ts';
import { accessRequestSchema } from '../../shared/protocol/link.ts';
import {
  heartbeatAnswerSchema,
  type heartbeatBodySchema,
  joinAnswerSchema,
  recordsAnswerSchema,
  registeredSecretSchema,
} from '../../shared/protocol/terminal.ts';
import { type ThumbnailBody, thumbnailAnswerSchema } from '../../shared/protocol/thumbnails.ts';
import {
  uploadApprovalRequestSchema,
  uploadApprovalsSchema,
} from '../../shared/protocol/upload-approvals.ts';
import type { DraftHub, HubClient, HubState } from '../link/hub-link.ts';
import { askHubForBytes } from './hub-bytes.ts';
import { askHub, createHubAgents, HubError, type HubRequest } from './hub-request.ts';

export type JoinAnswer = z.infer<typeof joinAnswerSchema>;
export type HeartbeatBody = z.infer<typeof heartbeatBodySchema>;

/** All calls throw HubError. */
export interface TerminalHubClient extends HubClient, DraftHub, Disposable {
  join(joinToken: string, name: string, signal?: AbortSignal): Promise<JoinAnswer>;
  /**
   * The bundle that is newer than revision `have`, or the same one signed anew since `fresh` (of
   * its manifest); null where there is none after `wait` seconds.
   */
  bundle(
    have: number | null,
    fresh: string | null,
    wait: number,
    signal: AbortSignal,
  ): Promise<SignedBundle | null>;
  /** The snapshot of this SHA-256, verified. */
  snapshot(hash: string, signal: AbortSignal): Promise<Uint8Array>;
  /** The fingerprints of registered documents with this SHA-256, verified. */
  registered(hash: string, signal: AbortSignal): Promise<Uint8Array>;
  /** What they were made with. */
  registeredSecret(signal: AbortSignal): Promise<Uint8Array>;
  records(records: StoredRecord[], signal: AbortSignal): Promise<{ upTo: number }>;
  thumbnail(body: ThumbnailBody, signal: AbortSignal): Promise<{ kept: boolean }>;
  heartbeat(
    body: HeartbeatBody,
    signal: AbortSignal,
  ): Promise<z.infer<typeof heartbeatAnswerSchema>>;
}

export interface HubClientOptions {
  /** Without a slash at the end. */
  readonly url: string;
  /** null before the terminal has joined. */
  token(): string | null;
  /** For the person's popup. */
  waiting(): number;
  /** The hub does not know the token: this terminal has to join again. */
  onUnauthorized?(): void;
  /** The hub answered after it had not. */
  onReturn?(): void;
  readonly now?: () => number;
  /** Milliseconds for a call that does not wait on purpose. */
  readonly timeout?: number;
}

const smallAnswer = 1 << 20;
/** A policy with its lists. */
const largeAnswer = 32 << 20;
const snapshotLimits = { timeout: 10 * 60_000, silence: 30_000, limit: 512 << 20 };
const requestsSchema = z.object({ requests: z.array(accessRequestSchema) });

export function createHubClient(options: HubClientOptions): TerminalHubClient {
  const { url, now = Date.now, timeout = 10_000 } = options;
  const agents = createHubAgents();
  let reached: boolean | null = null;
  let lastContact: string | null = null;

  function heard(): void {
    const returned = reached === false;
    reached = true;
    lastContact = new Date(now()).toISOString();
    if (returned) options.onReturn?.();
  }

  /** @param more `token`: a join carries none */
  async function ask<T>(
    schema: z.ZodType<T>,
    path: string,
    more: Partial<HubRequest>,
  ): Promise<T | null> {
    const method = more.body === undefined ? 'GET' : 'POST';
    const normal = { method, url: `${url}${path}`, timeout, limit: smallAnswer, agents } as const;
    let answer: Awaited<ReturnType<typeof askHub>>;
    try {
      answer = await askHub({ ...normal, ...more });
    } catch (error) {
      if (!more.signal?.aborted) reached = false;
      throw error;
    }
    const { status, json } = answer;
    if (status === 401) throw new HubError('unauthorized', 'the hub does not know the token', 401);
    if (status === 204) {
      heard();
      return null;
    }
    if (status !== 200 && status !== 201) {
      if (status >= 500) reached = false;
      throw new HubError('refused', `the hub refused ${path.split('?')[0]} (${status})`, status);
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      reached = false;
      throw new HubError(
        'malformed',
        `the hub's answer to ${path.split('?')[0]} is malformed`,
        status,
      );
    }
    heard();
    return parsed.data;
  }

  async function askAsTerminal<T>(schema: z.ZodType<T>, path: string, more: Partial<HubRequest>) {
    const token = options.token();
    if (token === null) throw new HubError('not-joined', 'this terminal has not joined a hub yet');
    try {
      return await ask(schema, path, { ...more, token });
    } catch (error) {
      // Not where the token has been replaced in the meantime.
      const lost = error instanceof HubError && error.code === 'unauthorized';
      if (lost && options.token() === token) options.onUnauthorized?.();
      throw error;
    }
  }

  return {
    async join(token, name, signal) {
      const more = { body: { token, name }, signal };
      return present(await ask(joinAnswerSchema, '/terminal/v1/join', more));
    },
    bundle(have, fresh, wait, signal) {
      const query = new URLSearchParams({ have: String(have ?? 0), wait: String(wait) });
      if (fresh !== null) query.set('fresh', fresh);
      const more = { signal, limit: largeAnswer, timeout: wait * 1000 + timeout };
      return askAsTerminal(signedBundleSchema, `/terminal/v1/bundle?${query}`, more);
    },
    async snapshot(hash, signal) {
      const token = options.token();
      if (token === null) throw new HubError('not-joined', 'this terminal has not joined a hub');
      const request = { url: `${url}/terminal/v1/feeds/${hash}`, token, sha256: hash, signal };
      return askHubForBytes({ ...request, ...snapshotLimits, agents });
    },
    async registered(hash, signal) {
      const token = options.token();
      if (token === null) throw new HubError('not-joined', 'this terminal has not joined a hub');
      const request = { url: `${url}/terminal/v1/registered/${hash}`, token, sha256: hash, signal };
      return askHubForBytes({ ...request, ...snapshotLimits, agents });
    },
    async registeredSecret(signal) {
      const path = '/terminal/v1/registered-secret';
      const { secret } = present(await askAsTerminal(registeredSecretSchema, path, { signal }));
      return new Uint8Array(Buffer.from(secret, 'base64url'));
    },
    async records(records, signal) {
      const body = { records };
      return present(
        await askAsTerminal(recordsAnswerSchema, '/terminal/v1/records', {
          body,
          signal,
          timeout: 3 * timeout,
        }),
      );
    },
    async thumbnail(body, signal) {
      const more = { body, signal };
      return present(await askAsTerminal(thumbnailAnswerSchema, '/terminal/v1/thumbnails', more));
    },
    async heartbeat(body, signal) {
      const more = { body, signal };
      return present(await askAsTerminal(heartbeatAnswerSchema, '/terminal/v1/heartbeat', more));
    },
    async requestAccess(body) {
      return present(
        await askAsTerminal(accessRequestSchema, '/terminal/v1/access-requests', { body }),
      );
    },
    async requestApproval(body) {
      return present(
        await askAsTerminal(uploadApprovalRequestSchema, '/terminal/v1/upload-approvals', { body }),
      );
    },
    async approvals() {
      const path = '/terminal/v1/upload-approvals';
      const answer = await askAsTerminal(uploadApprovalsSchema, path, { limit: largeAnswer });
      return present(answer).approvals;
    },
    async writeDraft(body) {
      const more = { body, timeout: 3 * timeout };
      return present(await askAsTerminal(terminalDraftSchema, '/terminal/v1/drafts', more));
    },
    async drafts() {
      const more = { limit: largeAnswer };
      const answer = await askAsTerminal(terminalDraftsSchema, '/terminal/v1/drafts', more);
      return present(answer).drafts;
    },
    async claimDraft(id, user) {
      const path = `/terminal/v1/drafts/${encodeURIComponent(id)}/claim`;
      return present(await askAsTerminal(terminalDraftSchema, path, { body: { user } }));
    },
    async reviseDraft(id, body) {
      const path = `/terminal/v1/drafts/${encodeURIComponent(id)}/revise`;
      return present(await askAsTerminal(terminalDraftSchema, path, { body }));
    },
    async withdrawDraft(id, user) {
      const path = `/terminal/v1/drafts/${encodeURIComponent(id)}/withdraw`;
      return present(await askAsTerminal(terminalDraftSchema, path, { body: { user } }));
    },
    async accessRequests(user) {
      const path = `/terminal/v1/access-requests?user=${encodeURIComponent(user)}`;
      return present(await askAsTerminal(requestsSchema, path, {})).requests;
    },
    state(): HubState {
      const state = lastContact === null ? 'never' : reached ? 'connected' : 'unreachable';
      return { state, lastContact, waiting: options.waiting() };
    },
    [Symbol.dispose]: () => agents[Symbol.dispose](),
  };
}

function present<T>(answer: T | null): T {
  if (answer === null) throw new HubError('malformed', 'the hub answered with nothing', 204);
  return answer;
}

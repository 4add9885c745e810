/**
 * One HTTP request that is not a CONNECT: to the proxy itself (`GET http://…`), or inside an
 * intercepted tunnel. Framing → target → credential → decision → content → record → forward.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { PostingRecord } from '../../shared/audit/content-record.ts';
import { maskHost } from '../../shared/audit/mask.ts';
import {
  type Destination,
  parseDestination,
  urlText,
} from '../../shared/destination/destination.ts';
import { decideMalformed } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { type AdmitWith, admit, type Decided } from './admit.ts';
import { type Asked, block, type Credential, internalError, whoIs } from './barrier.ts';
import type { Passage } from './forward.ts';
import { framingProblem } from './framing.ts';
import { type BodySource, headersOf, type LookWith, lookAtContent } from './look-at-content.ts';
import { challenge } from './raw-response.ts';
import { readAnswer } from './read-answer.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type ReadTarget, readAbsoluteTarget, readOriginTarget } from './request-target.ts';
import type { CurrentCredential, Standing } from './standing.ts';
import { failureOf } from './statuses.ts';

/** The opened tunnel that a request came through. */
export interface OpenedTunnel {
  readonly destination: Destination;
  readonly credential: Credential;
  readonly scheme: 'http' | 'https';
  /** The TLS handshake named another host than the CONNECT. */
  readonly isOtherHost: boolean;
}

export interface WebOptions {
  readonly credentials: { check(proxyAuthorization: string | undefined): Credential | null };
  readonly standing: Pick<Standing, 'add'>;
  readonly current: CurrentCredential;
  readonly admission: AdmitWith;
  readonly recorder: Recorder;
  readonly look: LookWith;
  readonly now: () => number;
  readonly newId: (at: number) => string;
}

/** What a request and an upgrade do differently: how they are answered, and how they go on. */
export interface Carrier extends BodySource {
  readonly act: 'request' | 'upgrade';
  refuse(refusal: Refusal, options?: { close?: boolean; extra?: Record<string, string> }): void;
  forward(passage: Passage): void;
  /** Ends the connection without a word. */
  drop(): void;
  /** The browser has gone. */
  isGone(): boolean;
}

const badRequest: Refusal = { status: 400, code: 'bad-request', reference: null };
const tooManyFields: Refusal = { status: 431, code: 'headers-too-large', reference: null };
const credentialNeeded: Refusal = { status: 407, code: 'credential-needed', reference: null };

export async function handleWebRequest(
  req: IncomingMessage,
  tunnel: OpenedTunnel | null,
  carrier: Carrier,
  options: WebOptions,
): Promise<void> {
  const at = options.now();
  const id = options.newId(at);
  try {
    await carryOut(req, tunnel, carrier, at, id, options);
  } catch (error) {
    options.admission.onBug(error);
    carrier.refuse(refusalOf(internalError(id)), { close: true });
  }
}

async function carryOut(
  req: IncomingMessage,
  tunnel: OpenedTunnel | null,
  carrier: Carrier,
  at: number,
  id: string,
  options: WebOptions,
): Promise<void> {
  const { act } = carrier;
  const framing = framingProblem(req.httpVersion, req.rawHeaders);
  if (framing !== null) {
    carrier.refuse(framing === 'ambiguous' ? badRequest : tooManyFields, { close: true });
    return;
  }
  const credential =
    tunnel === null
      ? options.credentials.check(req.headers['proxy-authorization'])
      : options.current(tunnel.credential);
  if (tunnel !== null && credential === null) {
    // Nobody's tunnel any more. Inside it no credential can be asked for; the browser opens another.
    carrier.drop();
    return;
  }
  const state = options.admission.policy();
  const common = { act, method: req.method ?? null, initiator: initiatorOf(req), at } as const;
  const target = readTarget(req, tunnel, act === 'upgrade');
  const unusable = target.ok ? null : problemDecision(target.problem, tunnel, id);
  if (!target.ok && unusable === null) {
    carrier.refuse(badRequest, { close: true });
    return;
  }
  if (!target.ok || tunnel?.isOtherHost) {
    const decision = unusable ?? block('host-mismatch', id);
    const destination = target.ok ? target.destination : (tunnel?.destination ?? null);
    const who = whoIs(credential);
    const facts = { ...common, decision, who, destination, state, address: null } as const;
    await refuse({ ...facts, handling: 'refuse' }, carrier, options, true);
    return;
  }
  const { destination } = target;
  const asked = { act, destination, method: common.method, credential, at, id };
  const admission = await admit(asked, options.admission);
  const handling = tunnel === null ? 'forward' : 'intercept';
  const facts = (decided: Decided) => ({ ...common, ...decided, destination });
  switch (admission.kind) {
    case 'credential':
      carrier.refuse(credentialNeeded, { extra: { 'Proxy-Authenticate': challenge } });
      return;
    case 'intercept':
      throw new Error('only a CONNECT is intercepted');
    case 'refuse': {
      const { address } = admission;
      await refuse({ ...facts(admission), address, handling: 'refuse' }, carrier, options, false);
      return;
    }
    case 'failed': {
      const recorded = { ...facts(admission), address: null, handling } as const;
      if (!(await record(recorded, carrier, options))) return;
      const { status, code } = admission.failure;
      carrier.refuse({ status, code, reference: id });
      options.recorder.outcome(id, at, { end: code, status, bytesUp: 0, bytesDown: 0 });
      return;
    }
    case 'pass':
      await pass(req, asked, admission, handling, carrier, options);
      return;
    default:
      admission satisfies never;
  }
}

type Admitted = Extract<Awaited<ReturnType<typeof admit>>, { kind: 'pass' }>;

/** The destination is open: what about the content? */
async function pass(
  req: IncomingMessage,
  asked: Asked,
  { decision: admitted, who, state, addresses: [address] }: Admitted,
  handling: 'forward' | 'intercept',
  carrier: Carrier,
  options: WebOptions,
): Promise<void> {
  const { act, destination, method, at } = asked;
  const common = { act, method, initiator: initiatorOf(req), at, who, destination, state, address };
  if (state.state === 'none') throw new Error('without a policy nothing is let through');
  const { compiled } = state;
  const seen = await lookAtContent(req, compiled, asked, admitted, carrier, options.look);
  if (seen.kind !== 'seen') {
    if (!(await record({ ...common, decision: admitted, handling }, carrier, options))) return;
    const postings: PostingRecord[] = [];
    forward(
      req,
      asked,
      { address, postings, readsPostings: compiled.posting !== null },
      carrier,
      options,
    );
    return;
  }
  const { decision, passes, upload, postings = [], held } = seen;
  const recorded: DecisionFacts = {
    ...common,
    decision,
    handling: passes ? handling : 'refuse',
    ...(upload !== undefined && { upload }),
    ...(postings.length > 0 && { postings }),
    ...(held !== undefined && { held }),
  };
  if (!passes) {
    await refuse(recorded, carrier, options, false);
    return;
  }
  if (!(await record(recorded, carrier, options))) {
    seen.release();
    return;
  }
  const passage = { ...seen, address, postings, readsPostings: compiled.posting !== null };
  forward(req, { ...asked, id: decision.id }, passage, carrier, options);
}

interface Passing {
  readonly address: string;
  readonly postings: readonly PostingRecord[];
  /** The policy has posting rules: answers may say whose session it is. */
  readonly readsPostings: boolean;
  /** Absent: as it comes. */
  readonly body?: Readable | null;
  release?(): void;
}

function forward(
  req: IncomingMessage,
  asked: Asked,
  { address, postings, readsPostings, body = null, release = () => {} }: Passing,
  carrier: Carrier,
  { recorder, admission, standing, look: { sessions } }: WebOptions,
): void {
  const { act, destination, id, at } = asked;
  if (carrier.isGone()) {
    release();
    const results = postings.map(() => ({ taken: null, address: null }));
    const end = { end: 'aborted', status: null, bytesUp: 0, bytesDown: 0 };
    recorder.outcome(id, at, end, results.length > 0 ? Promise.resolve(results) : null);
    return;
  }
  const request = { url: urlText(destination), headers: headersOf(req) };
  const answer = readsPostings ? readAnswer({ destination, request, postings, sessions }) : null;
  const forget = act === 'upgrade' ? standing.add({ asked, address, end: carrier.drop }) : () => {};
  try {
    carrier.forward({
      destination,
      address,
      ...(body !== null && { body }),
      ...(answer !== null && { onAnswer: answer.onAnswer }),
      onFailure: ({ status, code }) => carrier.refuse({ status, code, reference: id }),
      onEnd: (outcome) => {
        forget();
        release();
        recorder.outcome(id, at, outcome, answer?.results() ?? null);
      },
    });
  } catch (error) {
    forget();
    release();
    admission.onBug(error);
    const { status, code } = failureOf(error);
    carrier.refuse({ status, code, reference: id }, { close: true });
  }
}

function readTarget(
  { url = '', headers: { host } }: IncomingMessage,
  tunnel: OpenedTunnel | null,
  isUpgrade: boolean,
): ReadTarget {
  if (tunnel === null) return readAbsoluteTarget(url, host, isUpgrade);
  const schemes = { http: 'ws', https: 'wss' } as const;
  const scheme = isUpgrade ? schemes[tunnel.scheme] : tunnel.scheme;
  return readOriginTarget(url, host, tunnel.destination, scheme);
}

/** null: a form that has no place here is no request for any destination, and makes no decision. */
function problemDecision(
  problem: Extract<ReadTarget, { ok: false }>['problem'],
  tunnel: OpenedTunnel | null,
  id: string,
): Decision | null {
  if (problem === 'destination') return decideMalformed(id);
  return problem === 'host' && tunnel !== null ? block('host-mismatch', id) : null;
}

/** Host of the page that asked, as far as the browser tells. */
function initiatorOf({ headers: { origin, referer } }: IncomingMessage): string | null {
  for (const text of [origin, referer]) {
    const parsed = text === undefined ? null : parseDestination(text);
    if (parsed?.ok) return maskHost(parsed.destination.host) || null;
  }
  return null;
}

async function refuse(
  facts: DecisionFacts,
  carrier: Carrier,
  options: WebOptions,
  close: boolean,
): Promise<void> {
  if (await record(facts, carrier, options)) carrier.refuse(refusalOf(facts.decision), { close });
}

/** @returns false where the line could not be made durable: the person has been answered then */
async function record(
  facts: DecisionFacts,
  carrier: Carrier,
  { recorder }: WebOptions,
): Promise<boolean> {
  if (await recorder.decision(facts)) return true;
  carrier.refuse(refusalOf(block('not-recorded', facts.decision.id)), { close: true });
  return false;
}

/**
 * One HTTP request that is not a CONNECT: to the proxy itself (`GET http://…`), or inside an
 * intercepted tunnel. Framing → target → credential → decision → content → record → forward.
 */
import type { IncomingMessage } from 'node:http';
import type { Destination } from '../../shared/destination/destination.ts';
import { decideMalformed } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { admit, type Decided } from './admit.ts';
import { type Asked, block, type Credential, internalError, whoIs } from './barrier.ts';
import { type Carrier, record, refuse } from './carrier.ts';
import { framingProblem } from './framing.ts';
import { askingPage, initiatorOf } from './initiator.ts';
import { type LetThroughWith, letThrough } from './let-through.ts';
import { challenge } from './raw-response.ts';
import { recordedAct } from './recorded-act.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type ReadTarget, readAbsoluteTarget, readOriginTarget } from './request-target.ts';
import type { CurrentCredential } from './standing.ts';

/** The opened tunnel that a request came through. */
export interface OpenedTunnel {
  readonly destination: Destination;
  readonly credential: Credential;
  readonly scheme: 'http' | 'https';
  /** The TLS handshake named another host than the CONNECT. */
  readonly isOtherHost: boolean;
}

export interface WebOptions extends LetThroughWith {
  readonly credentials: { check(proxyAuthorization: string | undefined): Credential | null };
  readonly current: CurrentCredential;
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
  const framing = carrier.isStream ? null : framingProblem(req.httpVersion, req.rawHeaders);
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
  const common = {
    act: recordedAct(act, req.headers),
    method: req.method ?? null,
    initiator: initiatorOf(req.headers),
    at,
  } as const;
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
    await refuse({ ...facts, handling: 'refuse' }, carrier, options.recorder, true);
    return;
  }
  const { destination } = target;
  const { terminal } = options.admission;
  const asking = askingPage(req.headers, destination);
  const rest = { method: common.method, asking, credential, terminal, at, id };
  const asked: Asked = { act, destination, ...rest };
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
      await refuse(
        { ...facts(admission), address, handling: 'refuse' },
        carrier,
        options.recorder,
        false,
      );
      return;
    }
    case 'failed': {
      const recorded = { ...facts(admission), address: null, handling } as const;
      if (!(await record(recorded, carrier, options.recorder))) return;
      const { status, code } = admission.failure;
      carrier.refuse({ status, code, reference: id });
      options.recorder.outcome(id, at, { end: code, status, bytesUp: 0, bytesDown: 0 });
      return;
    }
    case 'pass':
      await letThrough(req, asked, admission, handling, carrier, options);
      return;
    default:
      admission satisfies never;
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

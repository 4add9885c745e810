/**
 * The first look at a call, before its body is read: page on an http site ─POST→ link ✗,
 * enrolled extension ─POST→ link ✓. Rebinding shows in Host, a page in Origin.
 */
import { type LinkCall, linkCalls } from '../../shared/protocol/link.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface CallHead {
  readonly method: string | undefined;
  /** As on the request line. */
  readonly target: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
}

/** `inspect` and `take-out` take bytes, every other call JSON. */
export type CallName = LinkCall | ByteCall;
export type ByteCall = 'inspect' | 'take-out';

export function isByteCall(call: string): call is ByteCall {
  return call === 'inspect' || call === 'take-out';
}

export interface Admitted {
  readonly call: CallName;
  readonly authorization: string;
  /** Of an extension; undefined where the call had none. */
  readonly origin: string | undefined;
}

const schemes: Partial<Record<CallName, string>> = {
  enroll: 'Sekisho-Code ',
  credential: 'Sekisho-Key ',
};

/** @param port that the link listens on */
export function admit(head: CallHead, port: number): Admitted | Refusal {
  if (head.host !== `127.0.0.1:${port}` && head.host !== `localhost:${port}`) {
    return refuse('host-foreign');
  }
  // Before all that tells something: a page learns nothing but that it may not call.
  if (head.origin !== undefined && !isExtension(head.origin)) return refuse('origin-foreign');
  if (head.method !== 'POST') return refuse('method-unknown');
  const call = callOf(head.target);
  if (call === null) return refuse('path-unknown');
  const types = isByteCall(call) ? bytes : json;
  if (!types.test(head.contentType ?? '')) {
    return refuse('content-type-unknown');
  }
  const { authorization = '', origin } = head;
  if (!authorization.startsWith(schemes[call] ?? 'Bearer ')) return refuse('authorization-missing');
  if (call === 'enroll' && origin === undefined) return refuse('origin-missing');
  return { call, authorization, origin };
}

const json = /^application\/json(?:; *charset=utf-8)?$/i;
const bytes = /^application\/octet-stream$/i;

function isExtension(origin: string): boolean {
  return /^(?:chrome|moz)-extension:\/\/[a-z0-9-]{1,64}$/i.test(origin);
}

function callOf(target: string | undefined): CallName | null {
  const name = /^\/v1\/([a-z-]+)$/.exec(target ?? '')?.[1];
  if (name !== undefined && isByteCall(name)) return name;
  return name !== undefined && Object.hasOwn(linkCalls, name) ? (name as LinkCall) : null;
}

/**
 * The early decision, where the browser lets the extension stop a request (Firefox; Chromium when
 * installed by policy). Only refusals act: what is allowed here goes on to the proxy, which decides
 * for itself and records it. Without a projection everything goes to the proxy, which enforces.
 */

import { parseDestination } from '../../shared/destination/destination.ts';
import { decideDestination } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { AskingPage } from '../../shared/policy/initiator.ts';
import type { HeldProjection } from './projection-holder.ts';
import type { EarlyRefusal } from './report.ts';

export interface OutgoingRequest {
  url: string;
  method: string | null;
  act: 'navigate' | 'request';
  /** URL or origin of the page that asked; null where the browser tells none. */
  initiator: string | null;
}

/**
 * @param id see decision-id.ts
 * @returns what is to be refused and reported, or null: let the proxy decide
 */
export function decideEarly(
  held: HeldProjection | null,
  request: OutgoingRequest,
  at: number,
  id: string,
): EarlyRefusal | null {
  if (held === null) return null;
  return refusalOf(held, request, decideOutgoing(held, request, at, id), at);
}

/** What is reported of a request that is not let through; null where nothing objects. */
export function refusalOf(
  { projection }: HeldProjection,
  request: OutgoingRequest,
  decision: Decision | null,
  at: number,
): EarlyRefusal | null {
  if (decision === null || decision.action === 'allow') return null;
  return {
    decision,
    at: new Date(at).toISOString(),
    url: withoutFragment(request.url).slice(0, 8192),
    method: request.method,
    initiator: request.initiator === null ? null : hostOf(request.initiator),
    revision: projection.revision,
    act: request.act,
  };
}

/** The same decision that the proxy takes; null where there is no usable destination to decide on. */
export function decideOutgoing(
  { projection, compiled }: HeldProjection,
  request: OutgoingRequest,
  at: number,
  id: string,
): Decision | null {
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return null;
  return decideDestination(
    compiled,
    {
      destination: parsed.destination,
      ...(request.method !== null && { method: request.method }),
      ...askingPage(request),
      user: projection.user,
      unit: projection.unit,
      // The projection holds what concerns this machine.
      terminal: null,
      at,
    },
    id,
  );
}

/** Who asks, as the proxy reads it: what is opened in a tab is asked for by the person. */
function askingPage({ act, initiator }: OutgoingRequest): AskingPage {
  if (act === 'navigate') return { initiator: null };
  // Of a sandboxed or empty document the browser may tell the proxy more than this.
  return initiator === null || !hostOf(initiator) ? { initiatorUnseen: true } : { initiator };
}

export function hostOf(url: string): string | null {
  const parsed = parseDestination(url);
  return parsed.ok ? parsed.destination.host : null;
}

export const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

/** The one table of cases: core, command line, proxy and extension all run it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OutgoingRequest } from '../../extension/background/early-decision.ts';
import type { DestinationRequest } from '../../shared/policy/decide-destination.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import rows from '../fixtures/decisions.json' with { type: 'json' };

export interface DecisionRow {
  readonly name: string;
  /** A file of test/fixtures/policies, without `.yaml`. */
  readonly policy: string;
  readonly request: {
    readonly url: string;
    readonly user?: string;
    readonly unit?: string;
    readonly terminal?: string;
    readonly method?: string;
    /** Page that asks; without one the person opens it. */
    readonly initiator?: string;
    /** ISO with offset. */
    readonly at: string;
    /** Chromium's own lists stand in for the policy. */
    readonly URLBlocklist?: readonly string[];
    readonly URLAllowlist?: readonly string[];
  };
  readonly expected: {
    readonly action: string;
    readonly reason: string;
    readonly rule: string | null;
    readonly clause: string | null;
    readonly would?: string;
    /** '' where there is none. */
    readonly host?: string;
  };
}

export const decisionRows: readonly DecisionRow[] = rows;

/** The request of a row, but for where it goes. */
export function askedBy({
  method,
  initiator,
  ...request
}: DecisionRow['request']): Omit<DestinationRequest, 'destination'> {
  return {
    ...(method !== undefined && { method }),
    ...(initiator !== undefined && { initiator }),
    user: request.user ?? null,
    unit: request.unit ?? null,
    terminal: request.terminal ?? null,
    at: Date.parse(request.at),
  };
}

/** As the extension hears of it. */
export function outgoing({
  url,
  method = 'GET',
  initiator,
}: DecisionRow['request']): OutgoingRequest {
  if (initiator === undefined) return { url, method, act: 'navigate', initiator: null };
  const page = initiator.includes('://') ? initiator : `https://${initiator}/`;
  return { url, method, act: 'request', initiator: page };
}

export function policyFile(name: string): string {
  return path.join(import.meta.dirname, '../fixtures/policies', `${name}.yaml`);
}

/** @throws Error where the fixture has problems */
export function readPolicy(name: string): Policy {
  const { policy, problems } = parsePolicy(readFileSync(policyFile(name), 'utf8'));
  if (policy === null) throw new Error(JSON.stringify(problems));
  return policy;
}

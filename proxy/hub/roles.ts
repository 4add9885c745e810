/**
 * Who may call what: one table for all routes. A route that is not here cannot be registered
 * (server.ts), so nothing is open by accident. What a role sees of an answer is the handler's part.
 */
import type { Role } from '../../shared/protocol/accounts.ts';

export type Access =
  /** Pages, and calls that need no session. */
  | { readonly kind: 'anybody' }
  /** A terminal, by its token. */
  | { readonly kind: 'terminal' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] };

const anybody: Access = { kind: 'anybody' };
const terminal: Access = { kind: 'terminal' };
const only = (...roles: Role[]): Access => ({ kind: 'roles', roles });

const everyone = only('administrator', 'approver', 'sns-manager', 'auditor', 'staff');
const readers = only('administrator', 'auditor');
/** What is needed to judge a change of the policy. */
const policyReaders = only('administrator', 'approver', 'auditor');
const signers = only('administrator', 'approver');
const postingReaders = only('administrator', 'sns-manager', 'auditor');
const administrators = only('administrator');

export const routeAccess: Readonly<Record<string, Access>> = {
  'GET /api/session': everyone,
  'POST /api/session': anybody,
  'DELETE /api/session': everyone,
  'POST /api/one-time-link': anybody,
  'POST /api/one-time-link/use': anybody,
  'PUT /api/password': everyone,
  'GET /api/accounts': readers,
  'POST /api/accounts': administrators,
  'PATCH /api/accounts/:id': administrators,
  'POST /api/accounts/:id/link': administrators,
  'GET /api/overview': readers,
  'GET /api/wanted': readers,
  'GET /api/learning': readers,
  'GET /api/policy': policyReaders,
  'GET /api/revisions': policyReaders,
  'GET /api/revisions/:id': policyReaders,
  'GET /api/lists': policyReaders,
  'GET /api/lists/:id': policyReaders,
  'GET /api/lists/:id/history': policyReaders,
  'POST /api/lists/:id/fetch': administrators,
  'GET /api/publishing': policyReaders,
  'GET /api/proposals': policyReaders,
  'GET /api/proposals/:id': policyReaders,
  'POST /api/proposals': administrators,
  // Whom the policy lets sign is policy/proposals.ts's to say.
  'POST /api/proposals/:id/sign': signers,
  'POST /api/proposals/:id/return': signers,
  'POST /api/proposals/:id/withdraw': administrators,
  'POST /api/proposals/:id/publish': administrators,
  'POST /api/policy/suggest': administrators,
  'POST /api/policy/check': administrators,
  'POST /api/policy/publish': administrators,
  'GET /api/policy/tests': policyReaders,
  'POST /api/policy/replay': administrators,
  'GET /api/policy/replay/:id': readers,
  'DELETE /api/policy/replay/:id': administrators,
  'POST /api/policy/test': only('administrator', 'approver', 'auditor', 'staff'),
  // Staff, approvers and SNS managers see their own requests only: routes/access-requests.ts.
  'GET /api/access-requests': everyone,
  'POST /api/access-requests/:id/grant': administrators,
  'POST /api/access-requests/:id/decline': administrators,
  'GET /api/access-requests/:id/opening': readers,
  'POST /api/access-requests/:id/extend': administrators,
  'GET /api/records': readers,
  'GET /api/records/:id/why': readers,
  'GET /api/records/export': readers,
  'GET /api/uploads': readers,
  // SNS managers see and review what the policy names them for: postings/own-services.ts.
  'GET /api/postings': postingReaders,
  'GET /api/postings/days': postingReaders,
  'GET /api/postings/export': postingReaders,
  'GET /api/postings/:id': postingReaders,
  'POST /api/postings/:id/review': only('administrator', 'sns-manager'),
  'GET /api/terminals': readers,
  'GET /api/openapi.json': administrators,
  'POST /terminal/v1/join': anybody,
  'GET /terminal/v1/bundle': terminal,
  'GET /terminal/v1/feeds/:hash': terminal,
  'POST /terminal/v1/records': terminal,
  'POST /terminal/v1/heartbeat': terminal,
  'POST /terminal/v1/access-requests': terminal,
  'GET /terminal/v1/access-requests': terminal,
  'GET /*': anybody,
};

/** HEAD follows GET. @returns null for a route that is not in the table */
export function accessOf(method: string, url: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(routeAccess, key) ? (routeAccess[key] ?? null) : null;
}

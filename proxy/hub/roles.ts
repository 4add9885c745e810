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
const registerReaders = only('administrator', 'approver', 'sns-manager', 'auditor');
const administrators = only('administrator');
/** Auditors change nothing, whatever the policy says. */
const changers = only('administrator', 'approver', 'sns-manager', 'staff');

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
  // Everyone sees and answers what the policy names them for: routes/upload-approvals.ts.
  'GET /api/upload-approvals': everyone,
  'POST /api/upload-approvals/:id/approve': everyone,
  'POST /api/upload-approvals/:id/send-back': everyone,
  // Everyone sees and does what the policy names them for: drafts/draft-rules.ts.
  'GET /api/drafts': everyone,
  'GET /api/drafts/:id': everyone,
  'GET /api/drafts/:id/picture': everyone,
  'POST /api/drafts': changers,
  'POST /api/drafts/:id/revise': changers,
  'POST /api/drafts/:id/approve': changers,
  'POST /api/drafts/:id/send-back': changers,
  'POST /api/drafts/:id/withdraw': changers,
  // SNS managers see and review what the policy names them for: postings/own-services.ts.
  'GET /api/postings': postingReaders,
  'POST /api/postings/recognise': policyReaders,
  'GET /api/postings/days': postingReaders,
  'GET /api/postings/report': postingReaders,
  'GET /api/postings/imports': postingReaders,
  // Of the own services: routes/posting-imports.ts.
  'POST /api/postings/imports/read': only('administrator', 'sns-manager'),
  'GET /api/postings/report/export': postingReaders,
  'GET /api/postings/export': postingReaders,
  'GET /api/postings/queue': only('administrator', 'sns-manager'),
  'GET /api/postings/:id': postingReaders,
  'GET /api/postings/:id/thumbnail': postingReaders,
  'POST /api/postings/:id/corrections': only('administrator', 'sns-manager'),
  'POST /api/postings/:id/corrections/end': only('administrator', 'sns-manager'),
  'POST /api/postings/:id/comments': only('administrator', 'sns-manager'),
  'POST /api/postings/:id/review': only('administrator', 'sns-manager'),
  // SNS managers see their services, and change what is opened of them: register/who-edits.ts.
  'GET /api/register': registerReaders,
  'GET /api/register/:id/history': registerReaders,
  'POST /api/register/:id/edit': only('administrator', 'sns-manager'),
  'POST /api/register/:id/terms': only('administrator', 'sns-manager'),
  'GET /api/notifications': readers,
  'POST /api/notifications/test': administrators,
  // Everyone hears that it is on; the policy names who throws it: routes/disasters.ts.
  'GET /api/disasters': everyone,
  'POST /api/disasters': changers,
  'POST /api/disasters/:id/end': changers,
  'GET /api/terminals': readers,
  'GET /api/documents': readers,
  'POST /api/documents': administrators,
  'DELETE /api/documents/:id': administrators,
  'GET /api/openapi.json': administrators,
  'POST /terminal/v1/join': anybody,
  'GET /terminal/v1/bundle': terminal,
  'GET /terminal/v1/feeds/:hash': terminal,
  'GET /terminal/v1/registered/:hash': terminal,
  'GET /terminal/v1/registered-secret': terminal,
  'POST /terminal/v1/records': terminal,
  'POST /terminal/v1/heartbeat': terminal,
  'POST /terminal/v1/thumbnails': terminal,
  'POST /terminal/v1/access-requests': terminal,
  'GET /terminal/v1/access-requests': terminal,
  'POST /terminal/v1/upload-approvals': terminal,
  'GET /terminal/v1/upload-approvals': terminal,
  'POST /terminal/v1/drafts': terminal,
  'GET /terminal/v1/drafts': terminal,
  'POST /terminal/v1/drafts/:id/claim': terminal,
  'POST /terminal/v1/drafts/:id/revise': terminal,
  'POST /terminal/v1/drafts/:id/withdraw': terminal,
  'GET /*': anybody,
};

/** HEAD follows GET. @returns null for a route that is not in the table */
export function accessOf(method: string, url: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(routeAccess, key) ? (routeAccess[key] ?? null) : null;
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessOf, routeAccess } from '../../../proxy/hub/roles.ts';
import { type Role, roles } from '../../../shared/protocol/accounts.ts';
import type { HubClient } from '../../support/hub-client.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

let hub: TestHub;
const clients = new Map<Role | 'nobody', HubClient>();
beforeAll(async () => {
  hub = await startHub();
  clients.set('nobody', hub.client());
  for (const role of roles) clients.set(role, await hub.signedIn(`the-${role}`, role, 'tanaka'));
});
afterAll(() => hub[Symbol.asyncDispose]());

test('every route that the hub has is in the table, and the other way round', () => {
  const known = new Set(hub.hub.routes.map((route) => route.replace(/^HEAD /, 'GET ')));
  expect([...known].sort()).toEqual(Object.keys(routeAccess).sort());
  expect(accessOf('HEAD', '/api/records')).toEqual(accessOf('GET', '/api/records'));
  expect(accessOf('POST', '/api/records')).toBeNull();
  expect(accessOf('GET', 'toString')).toBeNull();
});

/** route → administrator, approver, sns-manager, auditor, staff; `+` may, `-` may not. */
const table: Record<string, string> = {
  'GET /api/session': '+++++',
  'PUT /api/password': '+++++',
  'GET /api/access-requests': '+++++',
  'GET /api/accounts': '+--+-',
  'POST /api/accounts': '+----',
  'PATCH /api/accounts/:id': '+----',
  'POST /api/accounts/:id/link': '+----',
  'GET /api/overview': '+--+-',
  'GET /api/policy': '++-+-',
  'GET /api/revisions': '++-+-',
  'GET /api/revisions/:id': '++-+-',
  'GET /api/lists': '++-+-',
  'GET /api/lists/:id': '++-+-',
  'POST /api/policy/suggest': '+----',
  'POST /api/policy/check': '+----',
  'POST /api/policy/publish': '+----',
  'POST /api/policy/test': '++-++',
  'POST /api/access-requests/:id/grant': '+----',
  'POST /api/access-requests/:id/decline': '+----',
  'GET /api/records': '+--+-',
  'GET /api/records/export': '+--+-',
  'GET /api/uploads': '+--+-',
  'GET /api/upload-approvals': '+++++',
  'POST /api/upload-approvals/:id/approve': '+++++',
  'POST /api/upload-approvals/:id/send-back': '+++++',
  'GET /api/drafts': '+++++',
  'GET /api/drafts/:id': '+++++',
  'GET /api/drafts/:id/picture': '+++++',
  'POST /api/drafts': '+++-+',
  'POST /api/drafts/:id/revise': '+++-+',
  'POST /api/drafts/:id/approve': '+++-+',
  'POST /api/drafts/:id/send-back': '+++-+',
  'POST /api/drafts/:id/withdraw': '+++-+',
  'GET /api/documents': '+--+-',
  'POST /api/documents': '+----',
  'DELETE /api/documents/:id': '+----',
  'GET /api/postings': '+-++-',
  'POST /api/postings/recognise': '++-+-',
  'GET /api/postings/days': '+-++-',
  'GET /api/postings/export': '+-++-',
  'GET /api/postings/report': '+-++-',
  'GET /api/postings/report/export': '+-++-',
  'GET /api/postings/:id': '+-++-',
  'GET /api/postings/:id/thumbnail': '+-++-',
  'POST /api/postings/:id/review': '+-+--',
  'GET /api/register': '++++-',
  'GET /api/register/:id/history': '++++-',
  'POST /api/register/:id/edit': '+-+--',
  'POST /api/register/:id/terms': '+-+--',
  'GET /api/notifications': '+--+-',
  'POST /api/notifications/test': '+----',
  'GET /api/disasters': '+++++',
  'POST /api/disasters': '+++-+',
  'POST /api/disasters/:id/end': '+++-+',
  'GET /api/postings/imports': '+-++-',
  'POST /api/postings/imports/read': '+-+--',
  'GET /api/postings/queue': '+-+--',
  'POST /api/postings/:id/corrections': '+-+--',
  'POST /api/postings/:id/corrections/end': '+-+--',
  'POST /api/postings/:id/comments': '+-+--',
  'GET /api/terminals': '+--+-',
  'GET /api/openapi.json': '+----',
  'GET /api/lists/:id/history': '++-+-',
  'GET /api/publishing': '++-+-',
  'GET /api/proposals': '++-+-',
  'GET /api/proposals/:id': '++-+-',
  'POST /api/proposals': '+----',
  'POST /api/proposals/:id/sign': '++---',
  'POST /api/proposals/:id/return': '++---',
  'POST /api/proposals/:id/withdraw': '+----',
  'POST /api/proposals/:id/publish': '+----',
  'GET /api/wanted': '+--+-',
  'GET /api/learning': '+--+-',
  'POST /api/lists/:id/fetch': '+----',
  'GET /api/policy/tests': '++-+-',
  'POST /api/policy/replay': '+----',
  'GET /api/policy/replay/:id': '+--+-',
  'DELETE /api/policy/replay/:id': '+----',
  'GET /api/access-requests/:id/opening': '+--+-',
  'POST /api/access-requests/:id/extend': '+----',
  'GET /api/records/:id/why': '+--+-',
  'DELETE /api/session': '+++++',
};

test('the table here speaks of every route that needs a session', () => {
  const needing = Object.entries(routeAccess).filter(([, access]) => access.kind === 'roles');
  expect(Object.keys(table).sort()).toEqual(needing.map(([route]) => route).sort());
});

const rows = Object.entries(table).flatMap(([route, marks]) =>
  (['nobody', ...roles] as const).map((who) => {
    const may = who !== 'nobody' && marks[roles.indexOf(who)] === '+';
    return [route, who, who === 'nobody' ? 401 : may ? 200 : 403] as const;
  }),
);
test.each(rows)('%s by %s: %i', async (route, who, expected) => {
  const [method = '', path = ''] = route.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
  const address = path.replace(':id', 'none');
  const response = await clients.get(who)?.raw(method, address, body);
  const status = response?.status ?? 0;
  // Whoever may call comes as far as the call itself: its answer, a mistake in the form, or nothing there.
  if (expected === 200) expect([200, 400, 404]).toContain(status);
  else expect(status).toBe(expected);
  await response?.body?.cancel();
});

test('a terminal’s routes want a terminal’s token, whoever is signed in', async () => {
  for (const [route, access] of Object.entries(routeAccess)) {
    if (access.kind !== 'terminal') continue;
    const [method = '', path = ''] = route.split(' ');
    const { cookie } = hub.administrator;
    const headers = { cookie: cookie(), 'content-type': 'application/json' };
    const init = method === 'GET' ? {} : { body: '{}' };
    const response = await fetch(`${hub.origin}${path}`, { method, headers, ...init });
    expect(response.status, route).toBe(401);
  }
});

import { expect, test } from 'vitest';
import { homeOf, itemOf, maySee, navigationOf } from '../../../proxy/console/navigation.ts';
import { accessOf } from '../../../proxy/hub/roles.ts';
import { roles } from '../../../shared/protocol/accounts.ts';

/** The call without which a page shows nothing. */
const needs = {
  overview: 'GET /api/overview',
  wanted: 'GET /api/wanted',
  learning: 'GET /api/learning',
  lists: 'GET /api/lists',
  policy: 'GET /api/policy',
  history: 'GET /api/revisions',
  proposals: 'GET /api/proposals',
  tester: 'POST /api/policy/test',
  requests: 'GET /api/access-requests',
  uploads: 'GET /api/uploads',
  approvals: 'GET /api/upload-approvals',
  postingDrafts: 'GET /api/drafts',
  postings: 'GET /api/postings',
  register: 'GET /api/register',
  disasters: 'GET /api/disasters',
  notifications: 'GET /api/notifications',
  audit: 'GET /api/records',
  accounts: 'GET /api/accounts',
  documents: 'GET /api/documents',
} as const;

test.each(roles)('%s finds exactly the pages that the hub answers', (role) => {
  const allowed = Object.entries(needs).filter(([, call]) => {
    const [method = '', path = ''] = call.split(' ');
    const access = accessOf(method, path);
    return access?.kind === 'roles' && access.roles.includes(role);
  });
  const seen = navigationOf(role).map(({ page }) => page);
  expect(seen.toSorted()).toEqual(allowed.map(([page]) => page).toSorted());
  expect(homeOf(role)).toBe(navigationOf(role)[0]?.path);
});

test('pages below an item belong to it; changing is the administrator’s', () => {
  expect(itemOf('list')).toBe('lists');
  expect(itemOf('posting')).toBe('postings');
  expect(homeOf('sns-manager')).toBe('/postings');
  expect(itemOf('proposal')).toBe('proposals');
  expect(homeOf('approver')).toBe('/proposals');
  expect(roles.filter((role) => maySee(role, 'restore'))).toEqual(['administrator']);
  expect(itemOf('changes')).toBeNull();
  expect(roles.filter((role) => maySee(role, 'paste'))).toEqual(['administrator']);
  expect(roles.filter((role) => maySee(role, 'changes'))).toEqual(['administrator']);
  expect(roles.every((role) => maySee(role, 'password'))).toBe(true);
});

/** What each role finds in its navigation. The hub decides what it may do; this decides what it sees. */
import type { Role } from '../../shared/protocol/accounts.ts';
import type { PageName } from './route.ts';

export interface NavigationItem {
  readonly page: PageName;
  readonly path: string;
}

const paths = {
  overview: '/overview',
  lists: '/lists',
  proposals: '/proposals',
  policy: '/policy',
  history: '/policy/history',
  tester: '/tester',
  requests: '/requests',
  wanted: '/wanted',
  learning: '/learning',
  uploads: '/uploads',
  approvals: '/approvals',
  postingDrafts: '/posting-drafts',
  postings: '/postings',
  register: '/register',
  disasters: '/disasters',
  notifications: '/notifications',
  audit: '/audit',
  accounts: '/accounts',
  documents: '/documents',
} as const;

const readers = [
  'overview',
  'requests',
  'wanted',
  'learning',
  'uploads',
  'approvals',
  'postingDrafts',
  'postings',
  'register',
  'disasters',
  'documents',
  'lists',
  'proposals',
  'policy',
  'history',
  'tester',
  'audit',
  'notifications',
  'accounts',
] as const;

const seen: Record<Role, readonly (keyof typeof paths)[]> = {
  administrator: readers,
  auditor: readers,
  approver: [
    'proposals',
    'lists',
    'policy',
    'history',
    'tester',
    'requests',
    'approvals',
    'postingDrafts',
    'register',
    'disasters',
  ],
  'sns-manager': ['postings', 'register', 'disasters', 'requests', 'approvals', 'postingDrafts'],
  staff: ['requests', 'approvals', 'postingDrafts', 'tester', 'disasters'],
};

export function navigationOf(role: Role): readonly NavigationItem[] {
  return seen[role].map((page) => ({ page, path: paths[page] }));
}

const parents: Partial<Record<PageName, keyof typeof paths>> = {
  list: 'lists',
  paste: 'lists',
  posting: 'postings',
  'registered-service': 'register',
  procedure: 'register',
  calendar: 'postings',
  report: 'postings',
  imports: 'postings',
  proposal: 'proposals',
  restore: 'history',
};

/** The item of the navigation that a page belongs to; null for pages outside of it. */
export function itemOf(page: PageName): PageName | null {
  return page in paths ? page : (parents[page] ?? null);
}

/** Whether a role has anything to do on a page. */
export function maySee(role: Role, page: PageName): boolean {
  if (page === 'password') return true;
  if (page === 'changes' || page === 'paste' || page === 'restore') return role === 'administrator';
  const item = itemOf(page);
  return item !== null && (seen[role] as readonly PageName[]).includes(item);
}

export function homeOf(role: Role): string {
  const first = seen[role][0];
  return first === undefined ? '/password' : paths[first];
}

/** Which page a path means. `/lists/:id` gives `{ page: 'list', id }`. */
export type PageName =
  | 'overview'
  | 'lists'
  | 'list'
  | 'paste'
  | 'changes'
  | 'policy'
  | 'history'
  | 'restore'
  | 'proposals'
  | 'proposal'
  | 'tester'
  | 'requests'
  | 'wanted'
  | 'learning'
  | 'uploads'
  | 'approvals'
  | 'postingDrafts'
  | 'postings'
  | 'posting'
  | 'register'
  | 'registered-service'
  | 'procedure'
  | 'calendar'
  | 'report'
  | 'imports'
  | 'audit'
  | 'accounts'
  | 'disasters'
  | 'notifications'
  | 'documents'
  | 'password';

export interface Route {
  readonly page: PageName;
  readonly id: string | null;
}

const table: readonly (readonly [RegExp, PageName])[] = [
  [/^\/overview$/, 'overview'],
  [/^\/lists$/, 'lists'],
  [/^\/lists\/([^/]+)$/, 'list'],
  [/^\/lists\/([^/]+)\/paste$/, 'paste'],
  [/^\/changes$/, 'changes'],
  [/^\/policy$/, 'policy'],
  [/^\/policy\/history$/, 'history'],
  [/^\/policy\/history\/([^/]+)\/restore$/, 'restore'],
  [/^\/proposals$/, 'proposals'],
  [/^\/proposals\/([^/]+)$/, 'proposal'],
  [/^\/tester$/, 'tester'],
  [/^\/requests$/, 'requests'],
  [/^\/wanted$/, 'wanted'],
  [/^\/learning$/, 'learning'],
  [/^\/uploads$/, 'uploads'],
  [/^\/approvals$/, 'approvals'],
  [/^\/posting-drafts$/, 'postingDrafts'],
  [/^\/postings$/, 'postings'],
  [/^\/posting-calendar$/, 'calendar'],
  [/^\/posting-report$/, 'report'],
  [/^\/posting-imports$/, 'imports'],
  [/^\/postings\/([^/]+)$/, 'posting'],
  [/^\/register$/, 'register'],
  [/^\/register\/([^/]+)$/, 'registered-service'],
  [/^\/register\/([^/]+)\/procedure$/, 'procedure'],
  [/^\/audit$/, 'audit'],
  [/^\/accounts$/, 'accounts'],
  [/^\/disasters$/, 'disasters'],
  [/^\/notifications$/, 'notifications'],
  [/^\/documents$/, 'documents'],
  [/^\/password$/, 'password'],
];

/** null: no such page. A broken percent escape is no page either. */
export function routeOf(path: string): Route | null {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  for (const [pattern, page] of table) {
    const found = pattern.exec(plain);
    if (!found) continue;
    try {
      return { page, id: found[1] === undefined ? null : decodeURIComponent(found[1]) };
    } catch {
      return null;
    }
  }
  return null;
}

/** Examples among the unpublished changes: one change holds all that came and went. */
import type { PolicyTest } from '../../../shared/policy/tests-schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import type { KeyedTest } from '../../../shared/protocol/policy-tests.ts';
import type { ChangeSet } from './change-set.ts';

export type TestChange = Extract<Change, { op: 'change-tests' }>;

const none: TestChange = { op: 'change-tests', added: [], removed: [] };

function editTests(set: ChangeSet, edit: (change: TestChange) => TestChange): ChangeSet {
  const at = set.changes.findIndex(({ op }) => op === 'change-tests');
  const found = set.changes[at];
  const next = edit(found?.op === 'change-tests' ? found : none);
  const isEmpty = next.added.length + next.removed.length === 0;
  const others = set.changes.filter((_, index) => index !== at);
  if (isEmpty) return { ...set, changes: others };
  return { ...set, changes: at < 0 ? [...others, next] : set.changes.with(at, next) };
}

export function addTest(set: ChangeSet, test: PolicyTest): ChangeSet {
  return editTests(set, (change) => ({ ...change, added: [...change.added, test] }));
}

export function removeTest(set: ChangeSet, key: string): ChangeSet {
  return editTests(set, (change) => ({
    ...change,
    removed: [...new Set([...change.removed, key])],
  }));
}

/** Takes a removal back. */
export function restoreTest(set: ChangeSet, key: string): ChangeSet {
  return editTests(set, (change) => ({
    ...change,
    removed: change.removed.filter((each) => each !== key),
  }));
}

/** Takes one that was never published away. @param index its place among those added */
export function dropTest(set: ChangeSet, index: number): ChangeSet {
  return editTests(set, (change) => ({
    ...change,
    added: change.added.filter((_, at) => at !== index),
  }));
}

export interface ShownTest {
  readonly key: string;
  readonly state: 'published' | 'added' | 'removed';
  readonly test: PolicyTest;
  /** What it comes out as by the published policy; null where it is not published. */
  readonly result: Pick<KeyedTest, 'passed' | 'action' | 'reason' | 'rule'> | null;
}

/** The published examples with the changes laid over them. */
export function shownTests(published: readonly KeyedTest[], set: ChangeSet): ShownTest[] {
  const change = set.changes.find((each) => each.op === 'change-tests') ?? none;
  const removed = new Set(change.removed);
  return [
    ...published.map(({ key, passed, action, reason, rule, ...test }): ShownTest => {
      const state = removed.has(key) ? 'removed' : 'published';
      return { key, state, test, result: { passed, action, reason, rule } };
    }),
    ...change.added.map((test, index): ShownTest => {
      return { key: `new:${index}`, state: 'added', test, result: null };
    }),
  ];
}

/** What was tried, as the tester has it: '' and null say nothing. */
export interface PolicyTestInput {
  readonly url: string;
  readonly expect: string;
  readonly user: string | null;
  readonly unit: string | null;
  readonly terminal?: string | null;
  readonly method?: string;
  readonly initiator?: string | null;
  /** ISO, UTC. */
  readonly at: string | null;
  readonly why?: string;
}

export function canonicalTest(input: PolicyTestInput): PolicyTest {
  const { url, expect, user, unit, terminal, method = 'GET', initiator, at, why = '' } = input;
  const said = (value: string | null | undefined) => value != null && value !== '';
  return {
    url,
    expect: expect as PolicyTest['expect'],
    ...(said(user) && { user: String(user) }),
    ...(said(unit) && { unit: String(unit) }),
    ...(said(terminal) && { terminal: String(terminal) }),
    ...(method !== 'GET' && { method }),
    ...(said(initiator) && { initiator: String(initiator) }),
    ...(said(at) && { at: String(at) }),
    ...(why.trim() !== '' && { why: why.trim() }),
  };
}

/** Whether the same question is among the examples already, whatever it must come out as. */
export function isThere(
  published: readonly KeyedTest[],
  set: ChangeSet,
  asked: PolicyTest,
): boolean {
  return shownTests(published, set).some(
    ({ state, test }) =>
      state !== 'removed' && questionKeys.every((key) => test[key] === asked[key]),
  );
}

const questionKeys = ['url', 'user', 'unit', 'terminal', 'method', 'initiator', 'at'] as const;

import { expect, test } from 'vitest';
import { isSound, makeDraft } from '../../../../proxy/hub/policy/make-draft.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const base = { yaml: exampleYaml, policy: policyOf(exampleYaml) };
const rest = { base, ports: { hub: 8600, link: 3129 }, now: 0 };
const replace = (yaml: string): Change[] => [{ op: 'replace', yaml }];

test('sound changes make a policy, its text and what differs', () => {
  const changes: Change[] = [{ op: 'add-entries', list: 'stopped', entries: ['bad.example'] }];
  const draft = makeDraft({ ...rest, changes });
  expect(draft.yaml).toContain('- bad.example');
  expect(draft.policy?.destinations.lists?.[1]?.entries).toEqual(['bad.example']);
  expect(draft.difference.lists).toMatchObject([{ list: 'stopped', added: ['bad.example'] }]);
  expect(isSound(draft.problems)).toBe(true);
});

test.each<[string, Change[], string]>([
  ['a change that cannot be made', [{ op: 'remove-list', list: 'none' }], 'changes[0]'],
  ['a text that is no policy', replace('version: 9'), 'version'],
  [
    'a policy that cuts off the hub',
    replace(exampleYaml.replace('- 127.0.0.1:8600', '')),
    'destinations',
  ],
])('%s makes none', (_, changes, path) => {
  const draft = makeDraft({ ...rest, changes });
  expect(draft.policy).toBeNull();
  expect(draft.problems.map((problem) => problem.path)).toContain(path);
});

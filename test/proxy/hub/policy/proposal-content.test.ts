import { expect, test } from 'vitest';
import { proposalContent } from '../../../../proxy/hub/policy/proposal-content.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';

const add: Change = { op: 'add-entries', list: 'l', entries: ['a.jp'] };
const whole: Change = { op: 'replace', yaml: 'x' };
const proposal = { base: 3, by: 'sato', changes: [add], note: 'n' };
const content = proposalContent(proposal);

test('is 64 hex digits, the same for the same', () => {
  expect(content).toMatch(/^[0-9a-f]{64}$/);
  expect(proposalContent({ ...proposal })).toBe(content);
});

test.each([
  ['another line', { changes: [{ ...add, entries: ['b.jp'] }] }, false],
  ['another list', { changes: [{ ...add, list: 'm' }] }, false],
  ['another reason', { note: 'm' }, false],
  ['another author', { by: 'mori' }, false],
  ['a newer revision below the same lines', { base: 4 }, true],
])('%s: the same content %j', (_, more, same) => {
  expect(proposalContent({ ...proposal, ...more }) === content).toBe(same);
});

test('a whole document is another one on another revision', () => {
  const changes = [whole];
  expect(proposalContent({ ...proposal, changes, base: 4 })).not.toBe(
    proposalContent({ ...proposal, changes }),
  );
});

import { expect, test } from 'vitest';
import { linkCalls } from '../../../../shared/protocol/link.ts';
import { policyState, smallPolicy, startTestLink } from '../../../support/running-link.ts';

test('says who, which policy, since when, how the hub is, and the last decisions', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  link.policy.swap(policyState(12, smallPolicy({ mode: 'observe' })));
  const status = linkCalls.status.answer.parse(await client.call('status', {}));
  expect(status).toMatchObject({
    terminal: 'terminal-1',
    person: { user: 'tanaka', name: '田中', unit: '総務企画部' },
    policy: { revision: 12, mode: 'observe', state: 'fresh' },
    proxy: { state: 'running' },
    hub: { state: 'connected', waiting: 0 },
    decisions: [],
  });
  expect(Date.parse(status.proxy.since)).toBeLessThanOrEqual(Date.now());
});

test('says that there is no policy', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  link.policy.swap({ state: 'none' });
  expect((await client.call('status', {})).policy).toEqual({
    state: 'none',
    revision: null,
    mode: null,
    published: null,
  });
});

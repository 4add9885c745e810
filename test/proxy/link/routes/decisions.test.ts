import { expect, test } from 'vitest';
import type { DecisionSummary } from '../../../../shared/protocol/link.ts';
import { recordId } from '../../../support/audit-records.ts';
import { startTestLink } from '../../../support/running-link.ts';

const summary = (n: number, ageMs: number, host = 'www.example'): DecisionSummary => ({
  action: 'block',
  reason: 'default',
  rule: 'destinations.default',
  clause: null,
  id: recordId(n),
  at: new Date(Date.now() - ageMs).toISOString(),
  url: `https://${host}/`,
  host,
  source: 'proxy',
});

test('finds one by its id, and those of a host within a time, newest first', async () => {
  await using link = await startTestLink();
  const { recent } = link.options;
  recent.add('tanaka', summary(1, 50_000));
  recent.add('tanaka', summary(2, 2_000));
  recent.add('tanaka', summary(3, 1_000));
  recent.add('tanaka', summary(4, 1_000, 'other.example'));
  const client = await link.enrolled();
  const ids = async (body: Parameters<typeof client.call<'decisions'>>[1]) =>
    (await client.call('decisions', body)).decisions.map(({ id }) => id);
  expect(await ids({ id: recordId(2) })).toEqual([recordId(2)]);
  expect(await ids({ id: recordId(9) })).toEqual([]);
  expect(await ids({ host: 'www.example', withinMs: 10_000 })).toEqual([recordId(3), recordId(2)]);
  expect(await ids({ host: 'www.example', port: 8443, withinMs: 10_000 })).toEqual([]);
  await expect(ids({ host: 'www.example', withinMs: 3_600_000 })).rejects.toMatchObject({
    status: 400,
  });
});

test.each([
  ['WWW.example.', 'www.example'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
])('finds a host however the browser spells it: %s', async (asked, host) => {
  await using link = await startTestLink();
  link.options.recent.add('tanaka', { ...summary(1, 0), host });
  const client = await link.enrolled();
  const { decisions } = await client.call('decisions', { host: asked, withinMs: 10_000 });
  expect(decisions).toHaveLength(1);
});

test('shows nobody the decisions of another', async () => {
  await using link = await startTestLink();
  link.options.recent.add('tanaka', summary(1, 0));
  const client = await link.enrolled({ shared: true });
  expect((await client.call('decisions', { id: recordId(1) })).decisions).toHaveLength(1);
  await client.call('switch-person', { user: 'suzuki' });
  expect((await client.call('decisions', { id: recordId(1) })).decisions).toEqual([]);
  expect((await client.call('status', {})).decisions).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import type { DecisionSummary } from '../../../../shared/protocol/link.ts';
import { recordId } from '../../../support/audit-records.ts';
import { startTestLink } from '../../../support/running-link.ts';

const warned: DecisionSummary = {
  action: 'warn',
  reason: 'entry',
  rule: 'care/warned.example',
  clause: '8-3',
  id: recordId(1),
  at: '2027-01-05T00:00:00.000Z',
  url: 'https://warned.example:8443/form?n=1',
  host: 'warned.example',
  source: 'proxy',
};
const place = { host: 'warned.example', port: 8443 };
const body = { decision: warned.id, reason: '様式を調べるため' };
const number = ['1234', '5678', '9018'].join('');

test('opens host and port for this person for ten minutes, on record before it counts', async () => {
  await using link = await startTestLink();
  const { recent, acknowledgements } = link.options;
  recent.add('tanaka', warned);
  const client = await link.enrolled();
  const { until } = await client.call('acknowledge', body);
  const left = Date.parse(until) - Date.now();
  expect(left).toBeGreaterThan(590_000);
  expect(left).toBeLessThanOrEqual(600_000);
  expect(acknowledgements.covers('tanaka', place)).toBe(true);
  expect(acknowledgements.covers('suzuki', place)).toBe(false);
  expect(link.audit.changes('warning-acknowledged')).toMatchObject([
    {
      actor: 'tanaka',
      subject: 'warned.example:8443',
      detail: '様式を調べるため',
      decision: warned.id,
    },
  ]);
  link.ahead = 600_001;
  expect(acknowledgements.covers('tanaka', place)).toBe(false);
});

test('takes an early decision that the extension reported', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const { action, reason, rule, clause, id, at, url } = warned;
  const decision = { action, reason, rule, clause, id };
  const reported = { decision, at, url, method: 'GET', initiator: null, revision: 1 };
  await client.call('report', { decisions: [reported] });
  await client.call('acknowledge', body);
  expect(link.options.acknowledgements.covers('tanaka', place)).toBe(true);
});

test('no digit of a number in the reason is kept', async () => {
  await using link = await startTestLink();
  link.options.recent.add('tanaka', warned);
  const client = await link.enrolled();
  await client.call('acknowledge', { ...body, reason: `番号 ${number} を調べる` });
  const [record] = link.audit.changes('warning-acknowledged');
  expect(record?.detail).toBe('番号 ••• を調べる');
});

describe('is refused, and opens nothing,', () => {
  test.each<[string, Partial<DecisionSummary> | null, object, number, string]>([
    ['for a decision that nobody knows', null, {}, 404, 'warning-unknown'],
    ['for what was blocked', { action: 'block' }, {}, 404, 'warning-unknown'],
    ['for what was only observed', { action: 'allow', would: 'warn' }, {}, 404, 'warning-unknown'],
    ['for a decision without a destination', { url: '' }, {}, 404, 'warning-unknown'],
    ['without a reason', {}, { reason: '' }, 400, 'body-malformed'],
    ['with blanks as the reason', {}, { reason: ' \u3000\n' }, 400, 'body-malformed'],
    ['with a reason of a book', {}, { reason: 'あ'.repeat(501) }, 400, 'body-malformed'],
    ['without a decision', {}, { decision: undefined }, 400, 'body-malformed'],
  ])('%s', async (_, decision, changes, status, code) => {
    await using link = await startTestLink();
    if (decision !== null) link.options.recent.add('tanaka', { ...warned, ...decision });
    const client = await link.enrolled();
    const asked = client.call('acknowledge', { ...body, ...changes });
    await expect(asked).rejects.toMatchObject({ status, code });
    expect(link.options.acknowledgements.covers('tanaka', place)).toBe(false);
    expect(link.audit.changes('warning-acknowledged')).toEqual([]);
  });

  test('for the decision of another person', async () => {
    await using link = await startTestLink();
    link.options.recent.add('suzuki', warned);
    const client = await link.enrolled();
    const asked = client.call('acknowledge', body);
    await expect(asked).rejects.toMatchObject({ status: 404, code: 'warning-unknown' });
    expect(link.options.acknowledgements.covers('suzuki', place)).toBe(false);
  });

  test('where it cannot be recorded', async () => {
    await using link = await startTestLink();
    link.options.recent.add('tanaka', warned);
    const client = await link.enrolled();
    link.audit.fail(Object.assign(new Error('disk'), { syscall: 'write' }));
    await expect(client.call('acknowledge', body)).rejects.toMatchObject({ status: 503 });
    expect(link.options.acknowledgements.covers('tanaka', place)).toBe(false);
  });

  test('the thirty-first time within a minute', async () => {
    await using link = await startTestLink();
    link.options.recent.add('tanaka', warned);
    const client = await link.enrolled();
    for (let n = 0; n < 30; n++) await client.call('acknowledge', body);
    await expect(client.call('acknowledge', body)).rejects.toMatchObject({ status: 429 });
    expect(link.audit.changes('warning-acknowledged')).toHaveLength(30);
  });
});

test('whoever switches away leaves nothing open behind', async () => {
  await using link = await startTestLink();
  const { recent, acknowledgements } = link.options;
  recent.add('tanaka', warned);
  const client = await link.enrolled({ shared: true });
  await client.call('acknowledge', body);
  await client.call('switch-person', { user: 'suzuki' });
  await client.call('switch-person', { user: 'tanaka' });
  expect(acknowledgements.covers('tanaka', place)).toBe(false);
});

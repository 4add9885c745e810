import { expect, test } from 'vitest';
import { auditRecordSchema, type DecisionRecord } from '../../../../shared/audit/record.ts';
import type { LinkBody } from '../../../../shared/protocol/link.ts';
import { recordId } from '../../../support/audit-records.ts';
import { type RunningLink, startTestLink } from '../../../support/running-link.ts';

type Reported = LinkBody<'report'>['decisions'][number];

const reported = (n: number, changes: Partial<Reported> = {}): Reported => ({
  decision: {
    action: 'block',
    reason: 'default',
    rule: 'destinations.default',
    clause: null,
    id: recordId(n),
  },
  at: '2026-01-05T03:04:05.678Z',
  url: `https://www.example/pages/${n}?q=1#part`,
  method: 'GET',
  initiator: 'https://city.example',
  revision: 1,
  ...changes,
});
const decisions = (link: RunningLink) =>
  link.audit.records.filter((each): each is DecisionRecord => each.type === 'decision');

test('becomes a decision record of the extension, without query and fragment, and is found again', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  expect(await client.call('report', { decisions: [reported(1)] })).toEqual({ recorded: 1 });
  const [record] = decisions(link);
  expect(auditRecordSchema.parse(record)).toEqual(record);
  expect(record).toMatchObject({
    id: recordId(1),
    at: '2026-01-05T03:04:05.678Z',
    source: 'extension',
    act: 'request',
    who: { user: 'tanaka', unit: '総務企画部', identity: 'declared' },
    destination: { scheme: 'https', host: 'www.example', port: 443, path: '/pages/1' },
    method: 'GET',
    initiator: 'city.example',
    action: 'block',
    would: null,
    mode: 'enforce',
    revision: 1,
    handling: null,
  });
  const found = await client.call('decisions', { id: recordId(1) });
  expect(found.decisions).toMatchObject([
    { url: 'https://www.example/pages/1?q=1', source: 'extension' },
  ]);
});

test('is recorded exactly once, however often and at whatever time it is sent', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const body = { decisions: [reported(1), reported(2), reported(1)] };
  const answers = await Promise.all([client.call('report', body), client.call('report', body)]);
  await client.call('report', body);
  expect(answers.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(2);
  expect(decisions(link)).toHaveLength(2);
});

test('is recorded once also when the proxy starts again in between', async () => {
  await using before = await startTestLink();
  const client = await before.enrolled();
  await client.call('report', { decisions: [reported(1)] });
  await using after = await startTestLink({ records: [...before.audit.records] });
  const again = await after.enrolled();
  const answer = await again.call('report', { decisions: [reported(1), reported(2)] });
  expect(answer).toEqual({ recorded: 1 });
});

test('does not double a decision of the gateway', async () => {
  await using link = await startTestLink();
  const { decision, at, url } = reported(1);
  const summary = { ...decision, at, url, host: 'www.example', source: 'proxy' } as const;
  link.options.recent.add('tanaka', summary);
  const client = await link.enrolled();
  expect(await client.call('report', { decisions: [reported(1)] })).toEqual({ recorded: 0 });
});

test('what could not be recorded is recorded when it comes again', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  link.audit.fail(Object.assign(new Error('full'), { syscall: 'write' }));
  const body = { decisions: [reported(1), reported(2)] };
  await expect(client.call('report', body)).rejects.toMatchObject({ code: 'not-recorded' });
  link.audit.fail(null);
  expect(await client.call('report', body)).toEqual({ recorded: 2 });
  expect(decisions(link)).toHaveLength(2);
});

const number = ['1234', '5678', '9018'].join('');
const odd: [string, Partial<Reported>, Partial<DecisionRecord>][] = [
  ['an unusable URL has no destination', { url: 'http://a@b@c/' }, { destination: null }],
  [
    'a number in the path is masked',
    { url: `https://www.example/${number}` },
    { destination: { scheme: 'https', host: 'www.example', port: 443, path: '/•••' } },
  ],
  ['a method that is none is left out', { method: 'GET /x' }, { method: null }],
  ['a method is written large', { method: 'post' }, { method: 'POST' }],
  [
    'an initiator may be a host',
    { initiator: 'www.city.example' },
    { initiator: 'www.city.example' },
  ],
  [
    'a number in the host of an initiator is masked',
    { initiator: `http://${number}.example/` },
    { initiator: '•••.example' },
  ],
  ['an initiator that is none is left out', { initiator: '<b>' }, { initiator: null }],
  ['an older revision says nothing of the mode', { revision: 0 }, { revision: 0, mode: null }],
  ['a navigation is one', { act: 'navigate' }, { act: 'navigate' }],
  [
    'a rule that holds a number is masked',
    { decision: { ...reported(1).decision, rule: `x/${number}` } },
    { rule: 'x/•••' },
  ],
];
test.each(odd)('%s', async (_, changes, expected) => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  await client.call('report', { decisions: [reported(1, changes)] });
  expect(decisions(link)[0]).toMatchObject(expected);
});

test.each(['0001-01-01T00:00:00.000Z', '-271821-04-20T00:00:00.000Z'])(
  'a time beyond all sense (%s) is a year ago, and can be recorded',
  async (at) => {
    await using link = await startTestLink();
    const client = await link.enrolled();
    await client.call('report', { decisions: [reported(1, { at })] });
    const [record] = decisions(link);
    expect(auditRecordSchema.parse(record)).toEqual(record);
    const ago = Date.now() - Date.parse(record?.at ?? '');
    expect(ago / 86_400_000).toBeCloseTo(366, 1);
  },
);

test('a time ahead of the clock is now', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  await client.call('report', { decisions: [reported(1, { at: '2100-01-01T00:00:00.000Z' })] });
  expect(Date.parse(decisions(link)[0]?.at ?? '')).toBeLessThanOrEqual(Date.now());
});

const wrong: [string, Partial<Reported>][] = [
  ['an id that is none', { decision: { ...reported(1).decision, id: 'x' } }],
  ['a time that is none', { at: 'yesterday' }],
];
test.each(wrong)('nothing of a report is recorded with %s', async (_, changes) => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const body = { decisions: [reported(1), reported(2, changes)] };
  await expect(client.call('report', body)).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('decisions.1'),
  });
  expect(decisions(link)).toEqual([]);
});

import { expect, test } from 'vitest';
import { recordId } from '../../../support/audit-records.ts';
import { hubStandIn, startTestLink } from '../../../support/running-link.ts';

const body = {
  decision: recordId(1),
  url: 'https://user:secret@www.example:8443/form?id=1#part',
  page: 'https://city.example/list#x',
  reason: '申請の様式を見たい',
};
const number = ['1234', '5678', '9018'].join('');

test('goes to the hub with person and unit; the record of it is the hub’s alone', async () => {
  const hub = hubStandIn();
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  const request = await client.call('request-access', body);
  expect(hub.taken).toEqual([request]);
  expect(request).toMatchObject({
    decision: recordId(1),
    url: 'https://www.example:8443/form?id=1',
    page: 'https://city.example/list',
    reason: '申請の様式を見たい',
    user: 'tanaka',
    unit: '総務企画部',
    state: 'open',
  });
  expect(link.audit.changes('access-requested')).toEqual([]);
  expect((await client.call('access-requests', {})).requests).toEqual([request]);
});

test('no number leaves in any field', async () => {
  const hub = hubStandIn();
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  const url = `https://www.example/${number}?n=${number}`;
  await client.call('request-access', { ...body, url, page: url, reason: `番号は ${number} です` });
  expect(JSON.stringify(hub.taken)).not.toMatch(/1234|5678|9018/);
  expect(hub.taken[0]).toMatchObject({ url: 'https://www.example/•••?n=•••' });
});

test('an address keeps its digits: it is what is asked for', async () => {
  const hub = hubStandIn();
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  await client.call('request-access', { ...body, url: 'https://203.0.113.100:8443/a' });
  await client.call('request-access', { ...body, url: 'https://[2001:db8::1]/a' });
  expect(hub.taken.map(({ url }) => url)).toEqual([
    'https://203.0.113.100:8443/a',
    'https://[2001:db8::1]/a',
  ]);
});

test('says so where the hub is away', async () => {
  const hub = hubStandIn();
  hub.down = true;
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  const away = { status: 503, code: 'hub-unreachable' };
  await expect(client.call('request-access', body)).rejects.toMatchObject(away);
  await expect(client.call('access-requests', {})).rejects.toMatchObject(away);
});

test.each([
  ['no reference', { decision: 'x' }],
  ['no usable URL', { url: 'www' }],
  ['no reason', { reason: '' }],
  ['a reason of a book', { reason: 'x'.repeat(1001) }],
])('does not reach the hub with %s', async (_, changes) => {
  const hub = hubStandIn();
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  const asked = client.call('request-access', { ...body, ...changes });
  await expect(asked).rejects.toMatchObject({ status: 400, code: 'body-malformed' });
  expect(hub.taken).toEqual([]);
});

test('the twenty-first within a minute has to wait', async () => {
  const hub = hubStandIn();
  await using link = await startTestLink({ hub });
  const client = await link.enrolled();
  for (let n = 0; n < 20; n++) await client.call('request-access', body);
  await expect(client.call('request-access', body)).rejects.toMatchObject({ status: 429 });
  expect(hub.taken).toHaveLength(20);
});

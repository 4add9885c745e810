import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

const day = 86_400_000;
let time = Date.parse('2026-11-20T00:00:00Z');
let hub: TestHub;
let terminal: TestTerminal;
beforeAll(async () => {
  hub = await startHub({ now: () => time });
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
});
afterAll(() => hub[Symbol.asyncDispose]());

async function ask(url: string, user = 'tanaka') {
  const body = { decision: 'D', url, page: null, reason: '業務', user, unit: null };
  const response = await terminal.call('POST', 'access-requests', body);
  return { status: response.status, answer: (await response.json()) as { id: string } };
}
async function standing(user: string): Promise<unknown[]> {
  const response = await terminal.call('GET', `access-requests?user=${user}`);
  const { requests } = (await response.json()) as { requests: { standing: string }[] };
  return requests.map((each) => each.standing);
}
/** Sessions end after an hour without a call. */
const administrator = async () => {
  await hub.administrator.call('signIn', {
    id: 'admin',
    password: ['correct', 'horse', 'battery', 'staple'].join(' '),
  });
  return hub.administrator;
};

test('an exception is announced before its end, extended by one call, and ends by itself', async () => {
  const { answer } = await ask('https://weekly.example/');
  const { id } = answer;
  const admin = await administrator();
  await admin.call(
    'grant',
    { for: 'person', as: 'host', term: 'until', until: '2026-11-27T17:15:00+09:00', word: null },
    { id },
  );
  expect(await standing('tanaka')).toEqual(['granted']);

  time = Date.parse('2026-11-26T09:00:00Z');
  expect(await standing('tanaka')).toEqual(['ending']);
  const again = await administrator();
  const { expiring } = await again.call('overview');
  const [first] = expiring;
  expect(first).toMatchObject({ list: 'granted', match: '.weekly.example', request: id });
  expect(first?.proposed.slice(0, 10)).toBe('2026-12-04');

  const extended = await again.call('extend', { until: first?.proposed ?? '' }, { id });
  expect(extended.request).toMatchObject({
    standing: 'granted',
    answer: { until: first?.proposed },
  });
  expect(await standing('tanaka')).toEqual(['granted']);
  const { records } = await again.call('records', undefined, { query: { act: 'access-extended' } });
  expect(records[0]?.record).toMatchObject({ subject: `request ${id}`, decision: 'D' });

  time = Date.parse(first?.proposed ?? '') + 1;
  expect(await standing('tanaka')).toEqual(['ended']);
});

test('an end that is not later is said at its field', async () => {
  const { answer } = await ask('https://short.example/');
  const admin = await administrator();
  const wish = { for: 'person', as: 'host', term: 'hour', until: null, word: null } as const;
  await admin.call('grant', wish, { id: answer.id });
  for (const until of ['2020-01-01', 'soon', '']) {
    const error = await admin
      .call('extend', { until }, { id: answer.id })
      .catch((thrown) => thrown);
    expect(Object.keys(error.body.error.fields)).toEqual(['until']);
  }
  const unknown = admin.call('extend', { until: '2099-01-01' }, { id: 'none' });
  await expect(unknown).rejects.toMatchObject({ status: 404 });
});

test('two extensions at the same moment leave one entry', async () => {
  const { answer } = await ask('https://twice.example/');
  const admin = await administrator();
  const wish = { for: 'person', as: 'host', term: 'hour', until: null, word: null } as const;
  await admin.call('grant', wish, { id: answer.id });
  const until = new Date(time + 9 * day).toISOString();
  const both = await Promise.allSettled([
    admin.call('extend', { until }, { id: answer.id }),
    admin.call('extend', { until }, { id: answer.id }),
  ]);
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
  const { entries } = await admin.call('list', undefined, { id: 'granted' });
  expect(entries.filter(({ match }) => match === '.twice.example')).toHaveLength(1);
});

test('a request is shown with what it would open, by the records of the last days', async () => {
  const at = (ago: number) => new Date(time - ago).toISOString();
  terminal.add({ at: at(20 * day), host: 'www.shop.example' });
  terminal.add({ at: at(day), host: 'www.shop.example', user: 'suzuki' });
  terminal.add({ at: at(day), host: 'www.shop.example', user: 'tanaka' });
  terminal.add({ at: at(day), host: 'img.shop.example', user: 'tanaka' });
  expect((await terminal.send(1, 4)).status).toBe(200);
  const { answer } = await ask('https://shop.example/form');
  const admin = await administrator();
  const opening = await admin.call('opening', undefined, { id: answer.id });
  const counts = opening.shapes.map(({ as, refusals, people }) => [as, refusals, people]);
  expect(counts).toEqual([
    ['page', 0, 0],
    ['host', 0, 0],
    ['subdomains', 3, 2],
  ]);
  const unknown = admin.call('opening', undefined, { id: 'none' });
  await expect(unknown).rejects.toMatchObject({ status: 404 });
});

test('who asks again while the same waits gets that request; more than twenty are refused', async () => {
  const first = await ask('https://again.example/', 'mori');
  expect((await ask('https://again.example/', 'mori')).answer.id).toBe(first.answer.id);
  for (let n = 1; n < 20; n++)
    expect((await ask(`https://n${n}.example/`, 'mori')).status).toBe(200);
  expect((await ask('https://one-more.example/', 'mori')).status).toBe(429);
  expect((await ask('https://another.example/', 'hayashi')).status).toBe(200);
});

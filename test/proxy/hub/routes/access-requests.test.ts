import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

let hub: TestHub;
let terminal: TestTerminal;
beforeAll(async () => {
  hub = await startHub();
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
});
afterAll(() => hub[Symbol.asyncDispose]());
const refused = (code: string) => expect.objectContaining({ code });

async function ask(host: string, user = 'tanaka'): Promise<string> {
  const url = `https://${host}/form`;
  const body = { decision: 'D', url, page: null, reason: '業務', user, unit: null };
  const response = await terminal.call('POST', 'access-requests', body);
  return ((await response.json()) as { id: string }).id;
}

const forAll = { for: 'all', as: 'host', term: 'good', until: null, word: 'どうぞ' } as const;
const forOne = { for: 'person', as: 'page', term: 'hour', until: null, word: null } as const;
const tryAs = (host: string, user: string) =>
  hub.administrator.call('test', { url: `https://${host}/form/a`, user, unit: null, at: null });

test('a grant opens the page for the person, at once, and answers the request', async () => {
  const id = await ask('one.example.com');
  expect((await hub.administrator.call('overview')).openRequests).toBe(1);
  const { request, revision } = await hub.administrator.call('grant', forOne, { id });
  expect(request).toMatchObject({ id, state: 'granted', answer: { by: 'admin', word: null } });
  expect((await hub.administrator.call('policy')).revision).toBe(revision);
  expect(await tryAs('one.example.com', 'tanaka')).toMatchObject({
    action: 'allow',
    list: 'granted',
  });
  expect((await tryAs('one.example.com', 'suzuki')).action).toBe('block');
  const { entries } = await hub.administrator.call('list', undefined, { id: 'granted' });
  expect(entries).toEqual([expect.objectContaining({ reason: '業務', note: `申請 ${id}` })]);
});

test('a second decision on a request is a 409, whichever comes first', async () => {
  const id = await ask('two.example.com');
  const decisions = await Promise.allSettled([
    hub.administrator.call('grant', forAll, { id }),
    hub.administrator.call('grant', forAll, { id }),
    hub.administrator.call('decline', { word: 'いいえ' }, { id }),
  ]);
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const decision of decisions) {
    if (decision.status === 'rejected') expect(decision.reason.code).toBe('already-answered');
  }
  const again = hub.administrator.call('decline', { word: 'いいえ' }, { id });
  await expect(again).rejects.toThrow(refused('already-answered'));
});

test('grants at the same time all come through, each on top of the other', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map((n) => ask(`many-${n}.example.com`)));
  const granted = await Promise.all(
    ids.map((id) => hub.administrator.call('grant', forAll, { id })),
  );
  expect(new Set(granted.map(({ revision }) => revision)).size).toBe(4);
  for (const n of [1, 2, 3, 4]) {
    expect((await tryAs(`many-${n}.example.com`, 'x')).action).toBe('allow');
  }
});

test('a declined request keeps its word and changes no policy', async () => {
  const id = await ask('no.example.com');
  const { revision } = await hub.administrator.call('policy');
  const { request } = await hub.administrator.call('decline', { word: '業務外です' }, { id });
  expect(request.answer).toMatchObject({ word: '業務外です', by: 'admin' });
  expect((await hub.administrator.call('policy')).revision).toBe(revision);
});

test('staff and SNS managers see the requests of their own user only', async () => {
  await ask('own.example.com', 'suzuki');
  const query = { state: 'all' };
  for (const role of ['staff', 'sns-manager'] as const) {
    const client = await hub.signedIn(`own-${role}`, role, 'suzuki');
    const { requests } = await client.call('accessRequests', undefined, { query });
    expect(requests.map(({ user }) => user)).toEqual(['suzuki']);
    const nobody = await hub.signedIn(`none-${role}`, role);
    expect((await nobody.call('accessRequests', undefined, { query })).requests).toEqual([]);
  }
  const auditor = await hub.signedIn('aud', 'auditor');
  const all = await auditor.call('accessRequests', undefined, { query });
  expect(all.requests.length).toBeGreaterThan(5);
  const open = await auditor.call('accessRequests');
  expect(open.requests.every(({ state }) => state === 'open')).toBe(true);
});

test('an unknown request is a 404, a term that is over is said at its field', async () => {
  const unknown = hub.administrator.call('grant', forAll, { id: 'none' });
  await expect(unknown).rejects.toThrow(refused('not-found'));
  const id = await ask('field.example.com');
  const late = { ...forOne, term: 'until', until: '2020-01-01' } as const;
  const error = await hub.administrator.call('grant', late, { id }).catch((thrown) => thrown);
  expect(Object.keys(error.body.error.fields)).toEqual(['until']);
});

test('asking, granting and declining stand in the audit log with the refused decision', async () => {
  for (const act of ['access-requested', 'access-granted', 'access-declined']) {
    const { records } = await hub.administrator.call('records', undefined, { query: { act } });
    expect(records[0]?.record, act).toMatchObject({ decision: 'D' });
  }
});

test('one entry answers several people who asked for the same host', async () => {
  const first = await ask('together.example.com', 'tanaka');
  const second = await ask('together.example.com', 'suzuki');
  const wish = { ...forOne, as: 'host' as const, also: [second] };
  await hub.administrator.call('grant', wish, { id: first });
  expect((await tryAs('together.example.com', 'suzuki')).action).toBe('allow');
  expect((await tryAs('together.example.com', 'sato')).action).toBe('block');
  const { requests } = await hub.administrator.call('accessRequests', undefined, {
    query: { state: 'granted' },
  });
  const both = requests.filter(({ id }) => id === first || id === second);
  expect(both.map(({ standing }) => standing)).toEqual(['granted', 'granted']);
});

test('requests for different hosts are not answered together', async () => {
  const first = await ask('apart-1.example.com');
  const second = await ask('apart-2.example.com');
  const wish = { ...forOne, also: [second] };
  const error = await hub.administrator
    .call('grant', wish, { id: first })
    .catch((thrown) => thrown);
  expect(Object.keys(error.body.error.fields)).toEqual(['also']);
  const { requests } = await hub.administrator.call('accessRequests');
  expect(requests.some(({ id }) => id === first)).toBe(true);
});

/** The register through a real hub: who sees it, who edits what, its history, its terms. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import type { RegisterEdit } from '../../../../shared/protocol/register.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { cityPolicy } from '../../../support/city-policy.ts';
import { HubCallError, type HubClient } from '../../../support/hub-client.ts';
import { registerPolicy } from '../../../support/register-policy.ts';
import {
  listenSecurely,
  openSiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const stack = new AsyncDisposableStack();
let hub: TestHub;
let sns: HubClient;
let deputy: HubClient;
let terms = '<p>第1条</p>';
let port = 0;
beforeAll(async () => {
  const sites = stack.use(await openSiteAuthority());
  const server = secureServer(sites, 'terms.example');
  server.on('request', (_, response) => response.end(terms));
  port = stack.use(await listenSecurely(server)).port;
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  const starter = cityPolicy(await readFile(starterFile, 'utf8'), { ports: [port], allow: [] });
  await writeFile(firstPolicyFile, registerPolicy(starter, `https://terms.example:${port}/tos`));
  const feedNetwork = { lookupAll: async () => ['127.0.0.1'], ca: sites.caPem };
  hub = stack.use(await startHub({ firstPolicyFile, feedNetwork }));
  sns = await hub.signedIn('sns', 'sns-manager');
  deputy = await hub.signedIn('deputy', 'sns-manager', 'suzuki');
});
afterAll(() => stack.disposeAsync());

const see = (client: HubClient) => client.call('register');
const bluesky = async (client: HubClient) =>
  (await see(client)).services.find(({ service }) => service === 'bluesky');
const edit = async (
  client: HubClient,
  edits: RegisterEdit[],
  more: { base?: number; note?: string; id?: string } = {},
) => {
  const {
    base = (await hub.administrator.call('policy')).revision,
    note = '',
    id = 'bluesky',
  } = more;
  return client.call('editRegister', { base, edits, note }, { id });
};
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof HubCallError)) throw error ?? new Error('it was not refused');
  return [error.code, ...Object.keys(error.body.error.fields ?? {})].join(' ');
};
const purpose = (value: unknown): RegisterEdit => ({ field: 'purpose', account: null, value });

describe('who sees what', () => {
  test('SNS managers see their services, with what is missing or overdue', async () => {
    const { services } = await see(sns);
    expect(services.map(({ service }) => service)).toEqual(['bluesky']);
    const [found] = services;
    expect(found?.gaps.map(({ kind, account }) => `${kind} ${account}`)).toEqual([
      'deputy-term-ended null',
      'terms-unchecked null',
      'poster-term-ended yokote.example',
      'official-missing yokote.example',
      'two-factor-off yokote.example',
    ]);
    expect(found?.mayEdit).toEqual([
      'purpose',
      'topics',
      'posters',
      'twoFactor',
      'suspended',
      'terms',
    ]);
    expect(found?.effective).toMatchObject({ approval: 'after', reviewWithin: 'P7D' });
    expect((await see(deputy)).services).toHaveLength(1);
  });

  test('administrators, approvers and auditors see all; only administrators change it', async () => {
    const approver = await hub.signedIn('app', 'approver');
    const auditor = await hub.signedIn('aud', 'auditor');
    for (const client of [approver, auditor]) {
      const { services } = await see(client);
      expect(services.map(({ service }) => service)).toEqual(['bluesky', 'x']);
      expect(services.flatMap(({ mayEdit }) => mayEdit)).toEqual([]);
      expect(await refused(edit(client, [purpose('x')]))).toBe('forbidden');
    }
    expect((await bluesky(hub.administrator))?.mayEdit).toContain('opened');
  });

  test('staff see nothing of it', async () => {
    const staff = await hub.signedIn('staff', 'staff', 'tanaka');
    expect(await refused(see(staff))).toBe('forbidden');
  });

  test('another’s service is told from none by nobody', async () => {
    expect(await refused(edit(sns, [purpose('x')], { id: 'x' }))).toBe('not-found');
    expect(await refused(edit(sns, [purpose('x')], { id: 'none' }))).toBe('not-found');
    expect(await refused(sns.call('registerHistory', undefined, { id: 'x' }))).toBe('not-found');
  });
});

describe('an edit', () => {
  test('of an opened field is a revision of its own, with author, note and history', async () => {
    const before = (await hub.administrator.call('policy')).yaml;
    const done = await edit(sns, [purpose('災害の情報を早く届ける')], { note: '防災を前に' });
    const { revision, by, note, yaml } = await hub.administrator.call('policy');
    expect(done).toEqual({ revision, proposal: null });
    expect({ by, note }).toEqual({
      by: 'sns',
      note: 'SNSの運用 bluesky (purpose): 防災を前に',
    });
    const wanted = before.replace('市政の情報を早く届ける', '災害の情報を早く届ける');
    expect(parse(yaml)).toEqual(parse(wanted));
    expect(yaml).toContain('# 広報課の規則');
    const { changes } = await sns.call('registerHistory', undefined, { id: 'bluesky' });
    expect(changes[0]).toMatchObject({
      revision,
      by: 'sns',
      account: null,
      field: 'purpose',
      before: '"市政の情報を早く届ける"',
      after: '"災害の情報を早く届ける"',
    });
    const { records } = await hub.administrator.call('records', undefined, {
      query: { act: 'register-edited' },
    });
    expect(records[0]?.record).toMatchObject({ actor: 'sns', subject: 'bluesky' });
  });

  test('of a poster’s term counts at once', async () => {
    const value = ['tanaka', { user: 'suzuki', until: '2099-03-31' }];
    await edit(deputy, [{ field: 'posters', account: 'yokote.example', value }]);
    const found = await bluesky(sns);
    expect(found?.rule.accounts[0]?.posters).toEqual(value);
    expect(found?.gaps.map(({ kind }) => kind)).not.toContain('poster-term-ended');
  });

  test.each<[string, RegisterEdit, string]>([
    [
      'of a field that is not opened',
      { field: 'hours', account: null, value: { from: '00:00' } },
      'forbidden',
    ],
    ['of who is responsible', { field: 'responsible', account: null, value: 'sns' }, 'forbidden'],
    ['of what is opened', { field: 'opened', account: null, value: ['hours'] }, 'forbidden'],
    [
      'of an account that is not there',
      { field: 'posters', account: '@x', value: ['tanaka'] },
      'invalid posters@@x',
    ],
    [
      'that leaves no poster',
      { field: 'posters', account: 'yokote.example', value: [] },
      'invalid posters@yokote.example',
    ],
    [
      'by a poster who is no user',
      { field: 'posters', account: 'yokote.example', value: ['nobody'] },
      'policy-problems',
    ],
    [
      'to terms that are no https',
      { field: 'terms', account: null, value: { url: 'http://a.example/' } },
      'policy-problems',
    ],
  ])('%s is refused, and nothing changes', async (_, wished, code) => {
    const { revision } = await hub.administrator.call('policy');
    expect(await refused(edit(sns, [purpose('だれにも見えない'), wished]))).toBe(code);
    expect((await hub.administrator.call('policy')).revision).toBe(revision);
  });

  test('fields beside the schema are refused at the door', async () => {
    const edits = [{ field: 'approval', account: null, value: 'none' }];
    const { revision: base } = await hub.administrator.call('policy');
    const body = JSON.stringify({ base, edits });
    const { status } = await sns.raw('POST', '/api/register/bluesky/edit', { body });
    expect(status).toBe(400);
  });

  test('goes on top of what others changed elsewhere, and is refused on the same field', async () => {
    const { revision: base } = await hub.administrator.call('policy');
    const topics: RegisterEdit = { field: 'topics', account: null, value: ['防災'] };
    await edit(hub.administrator, [topics], { base });
    await edit(sns, [purpose('後から')], { base });
    expect(await refused(edit(sns, [topics], { base }))).toBe('stale-base');
    expect((await bluesky(sns))?.rule).toMatchObject({ purpose: '後から', topics: ['防災'] });
  });

  test('two at once both count', async () => {
    const { revision: base } = await hub.administrator.call('policy');
    await Promise.all([
      edit(sns, [purpose('同時')], { base }),
      edit(deputy, [{ field: 'topics', account: null, value: ['同時'] }], { base }),
    ]);
    expect((await bluesky(sns))?.rule).toMatchObject({ purpose: '同時', topics: ['同時'] });
  });

  test('a typed note is masked', async () => {
    const number = ['1234', '5678', '9018'].join('');
    await edit(sns, [purpose('伏せる')], { note: `番号 ${number}` });
    expect((await hub.administrator.call('policy')).note).not.toContain(number);
  });
});

describe('the terms of use', () => {
  const check = (read: string | null = null, client = sns) =>
    client.call('checkTerms', { read }, { id: 'bluesky' });

  test('are noted when they are fetched first, and are as before next time', async () => {
    const first = await check();
    expect(first).toMatchObject({ state: 'first', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { rule, gaps } = (await bluesky(sns)) ?? {};
    expect(rule?.terms).toMatchObject({ by: 'sns', checked: (await see(sns)).today });
    expect(gaps?.map(({ kind }) => kind)).not.toContain('terms-unchecked');
    expect(await check(null, deputy)).toMatchObject({ state: 'same' });
    expect((await bluesky(sns))?.rule.terms?.by).toBe('deputy');
  });

  test('that changed are noted only when that very text was read', async () => {
    terms = '<p>第1条 変更</p>';
    const changed = await check();
    if (changed.state !== 'changed') throw new Error(changed.state);
    const { revision } = await hub.administrator.call('policy');
    expect(await check('another')).toEqual(changed);
    expect((await hub.administrator.call('policy')).revision).toBe(revision);
    expect(await check(changed.hash)).toMatchObject({ state: 'read', hash: changed.hash });
  });

  test('that cannot be fetched are told, and nothing is noted', async () => {
    const value = { url: `https://127.0.0.1:${port + 1}/tos` };
    await edit(sns, [{ field: 'terms', account: null, value }]);
    expect(await check()).toMatchObject({ state: 'failed', failure: 'zone-closed' });
  });

  test('are checked by nobody for whom they are not opened', async () => {
    const auditor = await hub.signedIn('aud-2', 'auditor');
    expect(await refused(check(null, auditor))).toBe('forbidden');
  });
});

test('where changes take signatures an administrator’s becomes a proposal, an opened one counts', async () => {
  await hub.signedIn('app-2', 'approver');
  const { revision: base, yaml } = await hub.administrator.call('policy');
  const changes = [{ op: 'replace' as const, yaml: `${yaml}\npublishing: { signatures: 1 }\n` }];
  await hub.administrator.call('publish', { base, changes, note: '確認を求める' });
  expect(await edit(hub.administrator, [purpose('確認へ')])).toMatchObject({
    revision: null,
    proposal: expect.any(Number),
  });
  expect((await bluesky(sns))?.rule.purpose).not.toBe('確認へ');
  expect(await edit(sns, [purpose('すぐに')])).toMatchObject({ proposal: null });
  expect((await bluesky(sns))?.rule.purpose).toBe('すぐに');
});

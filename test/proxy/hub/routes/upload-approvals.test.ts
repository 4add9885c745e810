import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UploadApprovalRequest } from '../../../../shared/protocol/upload-approvals.ts';
import { policyWithApproval } from '../../../support/approval-policy.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal, type TestTerminal } from '../../../support/test-terminal.ts';

const stack = new AsyncDisposableStack();
let hub: TestHub;
let terminal: TestTerminal;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithApproval());
  hub = stack.use(await startHub({ firstPolicyFile }));
  terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
});
afterAll(() => stack.disposeAsync());

let count = 0;
async function ask(changes: object = {}) {
  const body = {
    id: `A${++count}`,
    decision: `D${count}`,
    user: 'tanaka',
    unit: null,
    host: 'a.example',
    port: 443,
    rule: 'uploads.rules[0]',
    clause: '7-2',
    item: {
      kind: 'file',
      name: '名簿.csv',
      type: 'csv',
      bytes: 10,
      level: '3A',
      inspected: true,
      why: null,
      digest: `d${count}`,
      findings: [],
    },
    reason: '委託先に届ける',
    ...changes,
  };
  const response = await terminal.call('POST', 'upload-approvals', body);
  return { status: response.status, json: (await response.json()) as UploadApprovalRequest };
}
const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const late = () => new Date(Date.now() + 40 * 86_400_000).toISOString();

describe('approval of uploads', () => {
  test('is given by whom the rule names, and the terminal learns of it', async () => {
    const kacho = await hub.signedIn('kacho', 'staff', 'sato');
    const { json } = await ask();
    const { approvals } = await kacho.call('uploadApprovals');
    expect(approvals).toMatchObject([{ id: json.id, state: 'open', mayAnswer: true }]);
    const wrong = kacho.call('approveUpload', { until: late(), word: null }, { id: json.id });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
    const body = { until: soon(), word: '一度だけ' };
    const { approval } = await kacho.call('approveUpload', body, { id: json.id });
    expect(approval).toMatchObject({
      state: 'approved',
      answer: { by: 'kacho', word: '一度だけ' },
    });
    const again = kacho.call('sendBackUpload', { word: 'いいえ' }, { id: json.id });
    await expect(again).rejects.toMatchObject({ code: 'already-answered' });
    const told = await terminal.call('GET', 'upload-approvals');
    expect(await told.json()).toMatchObject({ approvals: [{ id: json.id, state: 'approved' }] });
    const { records } = await hub.administrator.call('records');
    const acts = records.map(({ record }) => (record.type === 'change' ? record.act : ''));
    expect(acts).toEqual(expect.arrayContaining(['upload-approval-asked', 'upload-approved']));
  });

  test('is nobody else’s to give, or to see', async () => {
    const other = await hub.signedIn('other', 'staff', 'ito');
    const { json } = await ask();
    expect((await other.call('uploadApprovals')).approvals).toEqual([]);
    const answers = [
      other.call('approveUpload', { until: soon(), word: null }, { id: json.id }),
      other.call('sendBackUpload', { word: 'いいえ' }, { id: json.id }),
      hub.administrator.call('approveUpload', { until: soon(), word: null }, { id: json.id }),
    ];
    for (const each of answers) await expect(each).rejects.toMatchObject({ code: 'not-found' });
    const { approvals } = await hub.administrator.call('uploadApprovals');
    expect(approvals.find(({ id }) => id === json.id)).toMatchObject({ mayAnswer: false });
  });

  test('of one’s own upload is nobody’s', async () => {
    const own = await hub.signedIn('buco', 'staff', 'tanaka');
    const { json } = await ask();
    const answer = own.call('approveUpload', { until: soon(), word: null }, { id: json.id });
    await expect(answer).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is sent back with a word', async () => {
    const named = await hub.signedIn('kakaricho', 'staff', 'kacho');
    const { json } = await ask();
    const body = { word: '氏名を消してください' };
    const { approval } = await named.call('sendBackUpload', body, { id: json.id });
    expect(approval).toMatchObject({ state: 'sent-back', answer: { until: null } });
  });

  test('asked twice is one request; of a rule without approval none', async () => {
    const first = await ask();
    const same = await ask({ item: first.json.item });
    expect(same.json.id).toBe(first.json.id);
    expect((await ask({ id: first.json.id })).json.id).toBe(first.json.id);
    expect((await ask({ rule: 'uploads.rules[1]' })).status).toBeGreaterThanOrEqual(400);
    expect((await ask({ rule: 'x' })).status).toBeGreaterThanOrEqual(400);
    expect((await ask({ item: null })).status).toBeGreaterThanOrEqual(400);
  });

  test('comes to an end: too many wait', async () => {
    const all = await Promise.all(Array.from({ length: 25 }, () => ask({ user: 'many' })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});

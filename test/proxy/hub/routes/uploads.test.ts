import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyWithApproval } from '../../../support/approval-policy.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import {
  acknowledgementOf,
  approvalAskedFor,
  contentDecision,
  copyMadeOf,
  outcomeOf,
  uploadSection,
} from '../../../support/content-records.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const time = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const upload = uploadSection();
const warned = contentDecision(1, time(30), {
  action: 'warn',
  reason: 'upload-rule',
  rule: 'uploads.rules[1]',
  clause: '8-3',
  upload,
});
const stopped = contentDecision(2, time(20), {
  action: 'block',
  reason: 'upload-rule',
  handling: 'refuse',
  upload,
});
const guarded = contentDecision(3, time(10), {
  act: 'upload',
  action: 'warn',
  handling: null,
  upload,
});
const copied = copyMadeOf(stopped, 'individual-number ×3');

const stack = new AsyncDisposableStack();
let hub: TestHub;
beforeAll(async () => {
  const folder = stack.use(await temporaryFolder());
  const firstPolicyFile = path.join(folder.path, 'policy.yaml');
  await writeFile(firstPolicyFile, await policyWithApproval());
  hub = stack.use(await startHub({ firstPolicyFile }));
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const acknowledged = acknowledgementOf(warned, '先方の指定');
  await terminal.send([acknowledged, warned, outcomeOf(warned), stopped, guarded]);
  await terminal.send([contentDecision(4, time(5), { upload }), copied]);
  await terminal.askApproval(approvalAskedFor(stopped));
});
afterAll(() => stack.disposeAsync());

test('shows what was stopped or warned of, newest first, and who went on with which words', async () => {
  const { uploads, next } = await hub.administrator.call('uploads');
  expect(uploads.map(({ id }) => id)).toEqual([guarded.id, stopped.id, warned.id]);
  expect(next).toBeNull();
  const nothing = { left: false, acknowledged: null, outcome: null };
  expect(uploads[0]).toMatchObject({ ...nothing, copied: null, approval: null });
  expect(uploads[1]).toMatchObject({
    ...nothing,
    copied: { at: copied.at, detail: 'individual-number ×3' },
    approval: { state: 'open', until: null },
  });
  expect(uploads[2]).toMatchObject({
    left: true,
    acknowledged: { at: warned.at, reason: '先方の指定' },
    outcome: { end: 'closed', status: 200 },
    rule: 'uploads.rules[1]',
    clause: '8-3',
    upload,
  });
});

test('pages follow each other, and a place that no page gave is refused', async () => {
  const first = await hub.administrator.call('uploads', undefined, { query: { limit: 2 } });
  const before = first.next ?? '';
  const second = await hub.administrator.call('uploads', undefined, {
    query: { limit: 2, before },
  });
  expect([first.uploads.length, second.uploads.length, second.next]).toEqual([2, 1, null]);
  const wrong = hub.administrator.call('uploads', undefined, { query: { before: 'x' } });
  await expect(wrong).rejects.toMatchObject({ code: 'bad-place' });
});

test('every reading is recorded with its filter', async () => {
  const auditor = await hub.signedIn('aud', 'auditor');
  await auditor.call('uploads', undefined, {
    query: { kind: 'individual-number', action: 'block' },
  });
  const query = { act: 'audit-read', user: 'aud' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  expect(records.map(({ record }) => record.type === 'change' && record.detail)).toEqual([
    'uploads kind=individual-number action=block',
  ]);
});

test('the overview counts them', async () => {
  const { uploads, openReviews } = await hub.administrator.call('overview');
  expect([uploads, openReviews]).toEqual([3, 0]);
});

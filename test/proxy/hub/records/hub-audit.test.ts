import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHubAudit, makeChange } from '../../../../proxy/hub/records/hub-audit.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { createLog } from '../../../../proxy/platform/log.ts';
import { openAuditLog } from '../../../../proxy/record/audit-log.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-hub-audit-'));
});
afterAll(() => rm(folder, { recursive: true }));
const log = createLog('test', 'silent');
const now = () => Date.parse('2026-11-23T00:00:00Z');

test('a change is in the log and in the store, in its order, and masked', async () => {
  await using store = await openSqliteStore(path.join(folder, 'a'));
  await using audit = await openAuditLog({
    folder: path.join(folder, 'a-log'),
    terminal: 'hub',
    log,
  });
  const hub = createHubAudit({ audit, store, now, log });
  const number = ['1234', '5678', '9018'].join('');
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      hub.record({ act: 'audit-read', actor: `a${index}`, detail: `text=${number}` }),
    ),
  );
  const { records } = await store.records.page({}, null, 100);
  expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
  expect(JSON.stringify(records)).not.toContain(number);
});

test('what the store had not got is brought at the next start', async () => {
  const log1 = { folder: path.join(folder, 'b-log'), terminal: 'hub', log };
  {
    await using audit = await openAuditLog(log1);
    await audit.append(makeChange({ act: 'sign-in', actor: 'sato' }, now()));
  }
  await using store = await openSqliteStore(path.join(folder, 'b'));
  await using audit = await openAuditLog(log1);
  await store.leftChanges.leave({
    id: 'x',
    json: JSON.stringify(makeChange({ act: 'account-created', actor: 'command line' }, now())),
  });
  const hub = createHubAudit({ audit, store, now, log });
  await hub.catchUp();
  await hub.catchUp();
  const { records } = await store.records.page({}, null, 100);
  const acts = records.map(({ record }) => (record.type === 'change' ? record.act : ''));
  expect(acts).toEqual(['account-created', 'sign-in']);
  expect(await store.leftChanges.list()).toEqual([]);
});

test('a record that cannot be written refuses what it was for', async () => {
  await using store = await openSqliteStore(path.join(folder, 'c'));
  const audit = await openAuditLog({ folder: path.join(folder, 'c-log'), terminal: 'hub', log });
  await audit[Symbol.asyncDispose]();
  const hub = createHubAudit({ audit, store, now, log });
  await expect(hub.record({ act: 'sign-in', actor: 'x' })).rejects.toMatchObject({
    code: 'not-recorded',
  });
});

test('a change keeps its record until it can be written, and it is written once', async () => {
  await using store = await openSqliteStore(path.join(folder, 'd'));
  await using audit = await openAuditLog({
    folder: path.join(folder, 'd-log'),
    terminal: 'hub',
    log,
  });
  let isFull = true;
  const append: typeof audit.append = (record) =>
    isFull ? Promise.reject(new Error('full')) : audit.append(record);
  const disk = { append, read: audit.read };
  const hub = createHubAudit({ audit: disk, store, now, log });
  const change = hub.left({ act: 'policy-published', actor: 'sato', subject: 'revision 2' });
  const revision = { revision: 2, published: '', by: 'sato', note: '', yaml: '' };
  await store.revisions.add(revision, undefined, [change]);
  await hub.settle();
  expect(await store.leftChanges.list()).toEqual([change]);
  isFull = false;
  await Promise.all([hub.settle(), hub.settle(), hub.catchUp()]);
  expect(await store.leftChanges.list()).toEqual([]);
  // As after a kill between writing it and taking it away.
  await store.leftChanges.leave(change);
  await hub.catchUp();
  expect(await store.leftChanges.list()).toEqual([]);
  const { records } = await store.records.page({}, null, 100);
  expect(records.map(({ record }) => record.id)).toEqual([change.id]);
});

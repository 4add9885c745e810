import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUploadApprovals } from '../../../proxy/link/upload-approvals.ts';
import type { UploadApprovalBody } from '../../../shared/protocol/upload-approvals.ts';
import { memoryLog } from '../../support/audit-records.ts';
import { hubStandIn } from '../../support/running-link.ts';
import { until } from '../../support/until.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-approvals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
const place = { host: 'a.example', port: 443 };
const body = (changes: Partial<UploadApprovalBody> = {}): UploadApprovalBody => ({
  id: `A${++count}`,
  decision: 'D1',
  user: 'tanaka',
  unit: null,
  ...place,
  rule: 'uploads.rules[0]',
  clause: null,
  item: {
    kind: 'file',
    name: '名簿.csv',
    type: 'csv',
    bytes: 1,
    level: '3A',
    inspected: true,
    why: null,
    digest: 'd1',
    findings: [],
  },
  reason: '業務',
  ...changes,
});
const answer = (hours: number) => ({
  at: new Date().toISOString(),
  by: 'kacho',
  word: null,
  until: new Date(Date.now() + hours * 3_600_000).toISOString(),
});

async function world() {
  const hub = hubStandIn();
  const clock = { ahead: 0 };
  const file = path.join(folder, `${++count}.json`);
  const open = () =>
    openUploadApprovals({
      file,
      hub,
      now: () => Date.now() + clock.ahead,
      log: memoryLog().log,
      every: 50,
    });
  return { hub, clock, file, open };
}

describe('approvals of uploads', () => {
  it('count for this content, person and place, until their end', async () => {
    const { hub, clock, open } = await world();
    using approvals = await open();
    const asked = await approvals.ask(body());
    expect(asked.state).toBe('open');
    expect(approvals.take('tanaka', [place], ['d1'])).toBeNull();
    hub.answerApproval('approved', answer(1));
    await approvals.refresh(1_000);
    expect(approvals.standing('tanaka', place, 'd1')?.state).toBe('approved');
    expect(approvals.take('tanaka', [place], ['d1'])).toEqual(new Map([['d1', asked.id]]));
    expect(approvals.take('tanaka', [place], ['d1'])?.size).toBe(1);
    expect(approvals.take('suzuki', [place], ['d1'])).toBeNull();
    expect(approvals.take(null, [place], ['d1'])).toBeNull();
    expect(approvals.take('tanaka', [{ ...place, host: 'b.example' }], ['d1'])).toBeNull();
    expect(approvals.take('tanaka', [{ ...place, port: 80 }], ['d1'])).toBeNull();
    expect(approvals.take('tanaka', [place], ['d2'])).toBeNull();
    expect(approvals.take('tanaka', [place], ['d1', 'd2'])).toBeNull();
    expect(approvals.take('tanaka', [place], [''])).toBeNull();
    clock.ahead = 2 * 3_600_000;
    expect(approvals.take('tanaka', [place], ['d1'])).toBeNull();
    expect(approvals.standing('tanaka', place, 'd1')?.state).toBe('ended');
  });

  it('are kept while the hub is away, and after a restart', async () => {
    const { hub, file, open } = await world();
    hub.down = true;
    {
      using approvals = await open();
      expect((await approvals.ask(body())).state).toBe('waiting');
      expect((await approvals.ask(body())).state).toBe('waiting');
    }
    expect(JSON.parse(await readFile(file, 'utf8')).waiting).toHaveLength(1);
    using approvals = await open();
    expect(approvals.standing('tanaka', place, 'd1')?.state).toBe('waiting');
    hub.down = false;
    await until(() => approvals.standing('tanaka', place, 'd1')?.state === 'open');
    hub.answerApproval('approved', answer(1));
    await until(() => approvals.take('tanaka', [place], ['d1']) !== null);
    hub.down = true;
    using later = await open();
    expect(later.take('tanaka', [place], ['d1'])?.size).toBe(1);
  });

  it('are none where they were sent back', async () => {
    const { hub, open } = await world();
    using approvals = await open();
    await approvals.ask(body());
    hub.answerApproval('sent-back', { ...answer(1), word: 'いいえ', until: null });
    await approvals.refresh(1_000);
    expect(approvals.standing('tanaka', place, 'd1')).toMatchObject({
      state: 'sent-back',
      word: 'いいえ',
    });
    expect(approvals.take('tanaka', [place], ['d1'])).toBeNull();
  });

  it('do not wait for what the hub refuses for good', async () => {
    const { hub, open } = await world();
    using approvals = await open();
    hub.requestApproval = async () => {
      throw Object.assign(new Error('no'), { code: 'refused', status: 422 });
    };
    await expect(approvals.ask(body())).rejects.toThrow('no');
    expect(approvals.standing('tanaka', place, 'd1')).toBeNull();
  });

  it('are listed for their person, with what was answered', async () => {
    const { hub, open } = await world();
    using approvals = await open();
    await approvals.ask(body());
    hub.answerApproval('sent-back', { ...answer(0), word: '氏名も要ります', until: null });
    await approvals.refresh(2_000);
    expect(approvals.list('tanaka')).toMatchObject([
      { state: 'sent-back', word: '氏名も要ります', name: '名簿.csv', host: 'a.example' },
    ]);
    expect(approvals.list('suzuki')).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { createMonthlyReport } from '../../../../proxy/hub/postings/monthly-report.ts';
import { monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { reportCsv } from '../../../../proxy/hub/records/export-report.ts';
import { draftEvent, storedDraft } from '../../../support/stored-draft.ts';
import { storedPosting } from '../../../support/stored-posting.ts';

test('a line for each number, with its month and service; formulas are none', () => {
  const made = createMonthlyReport({
    policy: { posting: [] },
    month: monthOf('2026-11'),
    now: Date.parse('2026-12-10T00:00:00Z'),
    silentDays: 30,
    services: ['x'],
  });
  made.add([storedPosting({ posting: { service: 'x', account: '=cmd()' } })]);
  made.addDrafts([
    storedDraft('A', {
      service: 'x',
      events: [
        draftEvent('written', '2026-11-24T01:00:00.000Z'),
        draftEvent('approved', '2026-11-24T03:00:00.000Z'),
      ],
    }),
  ]);
  const csv = reportCsv({
    month: '2026-11',
    silentDays: 30,
    isRunning: false,
    made: '2026-12-10T00:00:00.000Z',
    services: made.services([]),
  });
  expect(csv.startsWith('\ufeff月,サービス,サービス名,区分,項目,値\r\n')).toBe(true);
  const lines = csv.split('\r\n');
  expect(lines).toContain('2026-11,x,X,件数,公開,1');
  expect(lines).toContain("2026-11,x,X,アカウント,'=cmd(),1");
  expect(lines).toContain('2026-11,x,X,下書きの承認,承認までの時間（最長）,2');
  expect(lines).toContain('2026-11,x,X,訂正指示,指示,0');
  expect(lines).toContain('2026-11,x,X,災害時の投稿,投稿された,0');
  expect(lines).toContain('2026-11,x,X,日ごと（投稿された）,2026-11-24,1');
  expect(lines.filter((line) => line.includes('日ごと（遮断した）'))).toHaveLength(30);
});

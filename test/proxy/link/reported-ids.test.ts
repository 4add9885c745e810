import { expect, test } from 'vitest';
import { createReportedIds, rememberReported } from '../../../proxy/link/reported-ids.ts';
import { changeRecord, decisionRecord, recordId } from '../../support/audit-records.ts';
import { memoryRecords } from '../../support/running-link.ts';

test('knows an id that it was given, until it is taken back', () => {
  const ids = createReportedIds();
  expect(ids.add('a')).toBe(true);
  expect(ids.add('a')).toBe(false);
  ids.remove('a');
  expect(ids.add('a')).toBe(true);
});

test('forgets the oldest', () => {
  const ids = createReportedIds(2);
  for (const id of ['a', 'b', 'c']) ids.add(id);
  expect(ids.add('c')).toBe(false);
  expect(ids.add('a')).toBe(true);
});

test('remembers the decisions at the end of the audit log', async () => {
  const records = Array.from({ length: 3000 }, (_, n) => decisionRecord(n));
  const ids = createReportedIds();
  await rememberReported(ids, memoryRecords([...records, changeRecord(3000)]));
  expect(ids.add(recordId(2999))).toBe(false);
  expect(ids.add(recordId(1500))).toBe(false);
  expect(ids.add(recordId(0))).toBe(true);
});

test('an empty audit log is soon read', async () => {
  await rememberReported(createReportedIds(), memoryRecords());
});

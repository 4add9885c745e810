import { expect, test } from 'vitest';
import { createRecordChange } from '../../../proxy/link/record-change.ts';
import { auditRecordSchema } from '../../../shared/audit/record.ts';
import { memoryRecords } from '../../support/running-link.ts';

test('writes a whole change record with an id and the time', async () => {
  const audit = memoryRecords();
  const record = createRecordChange(audit, () => Date.parse('2027-01-05T00:00:00.000Z'));
  await record({ act: 'person-switched', actor: 'suzuki', subject: 't', detail: 'from tanaka' });
  await record({ act: 'access-requested', actor: null, subject: null, decision: 'd' });
  expect(audit.records.map((each) => auditRecordSchema.parse(each))).toEqual(audit.records);
  expect(audit.records[0]).toMatchObject({ at: '2027-01-05T00:00:00.000Z', decision: null });
  expect(audit.records[1]).toMatchObject({ detail: null, decision: 'd' });
  expect(audit.records[0]?.id).not.toBe(audit.records[1]?.id);
});

test('fails where the record is not durable', async () => {
  const audit = memoryRecords();
  audit.fail(new Error('full'));
  const record = createRecordChange(audit, Date.now);
  await expect(record({ act: 'person-switched', actor: 'a', subject: 'b' })).rejects.toThrow(
    'full',
  );
});

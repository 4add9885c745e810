import { describe, expect, it } from 'vitest';
import { auditRecordSchema, storedRecordSchema } from '../../../shared/audit/record.ts';
import { changeRecord, decisionRecord, outcomeRecord } from '../../support/audit-records.ts';

describe('auditRecordSchema', () => {
  it.each([
    ['a decision', decisionRecord(1)],
    ['a refusal of which little is known', decisionRecord(1, { destination: null, address: null })],
    ['an outcome', outcomeRecord(1)],
    ['a change', changeRecord(1)],
  ])('takes %s as it is', (_, record) => {
    expect(auditRecordSchema.parse(record)).toEqual(record);
  });

  it('gives the same JSON text for the same record, whatever the order of its keys was', () => {
    const record = decisionRecord(1);
    const reversed = Object.fromEntries(Object.entries(record).reverse());
    expect(JSON.stringify(auditRecordSchema.parse(reversed))).toBe(
      JSON.stringify(auditRecordSchema.parse(record)),
    );
  });

  it('keeps no field that it does not name', () => {
    const record = { ...decisionRecord(1), url: 'https://sns.example/?q=secret' };
    expect(JSON.stringify(auditRecordSchema.parse(record))).not.toContain('secret');
  });

  it.each<[string, object]>([
    ['another version', { ...decisionRecord(1), v: 2 }],
    ['another type', { ...decisionRecord(1), type: 'note' }],
    ['a time with an offset', { ...decisionRecord(1), at: '2027-01-05T12:00:00.000+09:00' }],
    ['a time without milliseconds', { ...decisionRecord(1), at: '2027-01-05T03:00:00Z' }],
    ['an unknown reason', { ...decisionRecord(1), reason: 'because' }],
    ['a missing action', { ...decisionRecord(1), action: undefined }],
    ['negative bytes', outcomeRecord(1, { bytesUp: -1 })],
    ['an unknown act', { ...changeRecord(1), act: 'looked' }],
  ])('refuses %s', (_, record) => {
    expect(auditRecordSchema.safeParse(record).success).toBe(false);
  });
});

describe('storedRecordSchema', () => {
  it.each([0, -1, 1.5])('has no sequence number %d', (seq) => {
    const stored = { terminal: 't-1', seq, previous: '', hash: '', record: changeRecord(1) };
    expect(storedRecordSchema.safeParse(stored).success).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import {
  findingRecordSchema,
  postingRecordSchema,
  uploadRecordSchema,
} from '../../../shared/audit/content-record.ts';

const finding = {
  kind: 'individual-number',
  count: 2,
  confidence: 0.9,
  place: { entry: ['名簿.xlsx'], sheet: '一覧', cell: 'B12' },
  masked: '••••-••••-••••',
  fingerprint: '0123456789abcdef',
};

describe('what the audit log keeps of content', () => {
  it('has no field that could hold a value', () => {
    const read = findingRecordSchema.parse({ ...finding, value: 'x', text: 'y' });
    expect(read).toEqual(finding);
  });

  it.each([
    ['a kind that nothing detects', findingRecordSchema, { ...finding, kind: 'my-number' }],
    [
      'an upload of 51 items',
      uploadRecordSchema,
      { level: null, inspected: true, items: Array(51).fill({}), count: 51 },
    ],
    ['a posting of an unknown act', postingRecordSchema, { service: 'x', act: 'tweet' }],
  ])('refuses %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

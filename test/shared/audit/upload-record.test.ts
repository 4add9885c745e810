import { describe, expect, it } from 'vitest';
import { uploadRecordSchema } from '../../../shared/audit/content-record.ts';
import { type SeenItem, uploadRecord } from '../../../shared/audit/upload-record.ts';

const order = ['3A', '3B', '2'];
const item: SeenItem = {
  kind: 'file',
  name: '予算.xlsx',
  type: 'xlsx',
  bytes: 10,
  inspected: true,
  findings: [],
  digest: 'd',
  level: null,
  action: 'allow',
};
const long = Array.from({ length: 12 }, (_, n) => n % 10).join('');

describe('the record of an upload', () => {
  it('has the highest level of its items', () => {
    const items = [item, { ...item, level: '2' }, { ...item, level: '3B' }];
    expect(uploadRecord(items, order).level).toBe('3B');
  });

  it.each<[string, SeenItem['inspected'][], boolean | 'partly']>([
    ['inspected where all of it was', [true, true], true],
    ['partly where one was not', [true, false], 'partly'],
    ['partly where one was partly', [true, 'partly'], 'partly'],
    ['not inspected where nothing was', [false, false], false],
  ])('says %s', (_, all, expected) => {
    const items = all.map((inspected) => ({ ...item, inspected }));
    expect(uploadRecord(items, order).inspected).toBe(expected);
  });

  it('shows what was stopped first, and counts the rest', () => {
    const items = [
      ...Array.from({ length: 60 }, () => item),
      { ...item, name: '悪.txt', action: 'block' as const },
    ];
    const record = uploadRecord(items, order);
    expect(record.items[0]?.name).toBe('悪.txt');
    expect(record.items).toHaveLength(50);
    expect(record.count).toBe(61);
  });

  it('masks numbers in every name, and fits the schema', () => {
    const place = { entry: [`${long}.zip`, '名簿.xlsx'], sheet: `表${long}`, cell: 'A1' };
    const finding = {
      kind: 'individual-number',
      count: 1,
      confidence: 1,
      place,
      masked: '•',
    } as const;
    const record = uploadRecord([{ ...item, name: `${long}.zip`, findings: [finding] }], order);
    expect(uploadRecordSchema.parse(record)).toEqual(record);
    expect(JSON.stringify(record)).not.toContain(long);
  });
});

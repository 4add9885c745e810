import { expect, test } from 'vitest';
import { fieldWord } from '../../../../proxy/console/text/field-word.ts';
import { recordFields } from '../../../../proxy/console/text/record-text.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';
import { changeRecord, decisionRecord, outcomeRecord } from '../../../support/audit-records.ts';

test.each([
  ['action', 'block', '遮断'],
  ['would', 'warn', '警告'],
  ['act', 'connect', '接続の要求'],
  ['act', 'sign-in', 'サインイン'],
  ['rule', 'block', null],
  ['action', 'toString', null],
  ['toString', 'block', null],
])('%s %s', (name, value, expected) => {
  expect(fieldWord(ja, name, value)).toBe(expected);
});

test('every field of every record has a name in both languages', () => {
  const records = [decisionRecord(1), outcomeRecord(1), changeRecord(1)];
  const names = records.flatMap(recordFields).map(({ name }) => name);
  for (const { work } of [ja, en]) {
    expect(names.filter((name) => !(name in work.audit.fieldNames))).toEqual([]);
  }
});

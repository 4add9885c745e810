import { expect, test } from 'vitest';
import {
  destinationText,
  recordFields,
  wentOn,
} from '../../../../proxy/console/text/record-text.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { changeRecord, decisionRecord } from '../../../support/audit-records.ts';
import { posting, uploadSection } from '../../../support/content-records.ts';

test.each([
  [{ scheme: 'https', host: 'a.example', port: 443, path: '/x' }, 'https://a.example/x'],
  [{ scheme: 'http', host: 'a.example', port: 8080, path: null }, 'http://a.example:8080'],
  [{ scheme: 'wss', host: '2001:db8::1', port: 443, path: '/' }, 'wss://[2001:db8::1]/'],
])('writes %j as %s', (destination, expected) => {
  expect(destinationText(destination)).toBe(expected);
});

test.each<[string, Partial<DecisionRecord>, boolean]>([
  ['a warning that was let through', { action: 'warn', handling: 'forward' }, true],
  ['a warning that stopped', { action: 'warn', handling: 'refuse' }, false],
  ['a warning of the extension, which stops', { action: 'warn', handling: null }, false],
  ['what is allowed', { action: 'allow', handling: 'forward' }, false],
])('tells who went on: %s', (_, changes, expected) => {
  expect(wentOn(decisionRecord(1, changes))).toBe(expected);
});

test('leaves uploads and postings to their own views', () => {
  const record = decisionRecord(1, { upload: uploadSection(), postings: [posting()] });
  expect(recordFields(record)).toEqual(recordFields(decisionRecord(1)));
});

test('lists every plain field of a record, flat', () => {
  const names = recordFields(decisionRecord(1)).map(({ name }) => name);
  expect(names).toContain('who.user');
  expect(names).toContain('destination.host');
  expect(recordFields(changeRecord(1)).find(({ name }) => name === 'actor')?.value).toBe(null);
});

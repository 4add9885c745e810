import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkInput } from '../../../proxy/hub/check-input.ts';
import type { Refusal } from '../../../proxy/hub/refusals.ts';
import { consoleCalls } from '../../../shared/protocol/console.ts';

function refusal(schema: z.ZodType, input: unknown): Refusal {
  try {
    checkInput(schema, input);
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('it was taken');
}

test('what fits comes back as the schema makes it', () => {
  const { query } = consoleCalls.records;
  expect(checkInput(query, { limit: '20', user: 'a' })).toEqual({ limit: 20, user: 'a' });
});

const account = consoleCalls.createAccount.body;
const good = { id: 'sato', name: '佐藤', role: 'staff', user: null };
const rows: [string, object, Record<string, RegExp>][] = [
  ['an odd id', { id: 'Sa to' }, { id: /2〜63文字.* \/ use 2 to 63/ }],
  ['an empty name', { name: '' }, { name: /入力してください \/ write/ }],
  ['an unknown role', { role: 'king' }, { role: /administrator.* \/ .*administrator/ }],
  ['two mistakes', { id: '', name: 1 }, { id: /文字/, name: / \/ / }],
];
test.each(rows)('says %s at its field, in Japanese and English', (_, fields, expected) => {
  const { code, more } = refusal(account, { ...good, ...fields });
  expect(code).toBe('invalid');
  expect(Object.keys(more.fields ?? {})).toEqual(Object.keys(expected));
  for (const [field, words] of Object.entries(expected))
    expect(more.fields?.[field]).toMatch(words);
});

test('a place inside a list is named by its path', () => {
  const schema = z.object({ entries: z.array(z.object({ match: z.string() })) });
  const { more } = refusal(schema, { entries: [{ match: 'a' }, { match: 1 }] });
  expect(Object.keys(more.fields ?? {})).toEqual(['entries.1.match']);
});

test.each([undefined, null, [], 'text'])('no object at all is malformed: %j', (input) => {
  expect(refusal(account, input).code).toBe('malformed');
});

import { expect, test } from 'vitest';
import { refusalWords } from '../../../proxy/gateway/refusal-words.ts';
import { failureCodes } from '../../../proxy/gateway/statuses.ts';

test.each(Object.entries(refusalWords))(
  '%s is said in Japanese and in English',
  (_, { ja, en }) => {
    expect(ja).toMatch(/[ぁ-ん].*。$/);
    expect(en).toMatch(/^[\x20-\x7e]+\.$/);
  },
);

test('every failure has its words', () => {
  expect(Object.keys(refusalWords)).toEqual(expect.arrayContaining([...failureCodes]));
});

import { expect, test } from 'vitest';
import { importOutcomeText } from '../../../../proxy/console/text/import-outcome.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

const outcome = { failure: null, pages: 1, read: 3, found: 1, gone: 0, back: 0, isCut: false };
const failure = {
  ...{ code: 'timeout', since: '2026-11-29T00:00:00.000Z' },
  ...{ message: '答えがありません。/ No answer.', cure: '後で読みます。/ It is read later.' },
};
type Shown = Parameters<typeof importOutcomeText>[0]['import'];
const said = (changes: object, words = ja, state: typeof failure | null = null) =>
  importOutcomeText(
    { import: { failure: state } as Shown, outcome: { ...outcome, ...changes } },
    words,
  );

test('how many were read and found, and what went or came back', () => {
  expect(said({})).toBe('3件の投稿を読み、外で見つかった投稿は1件でした。');
  expect(said({ gone: 2, back: 1, isCut: true })).toBe(
    '3件の投稿を読み、外で見つかった投稿は1件でした。掲載先からなくなった投稿：2件。また現れた投稿：1件。続きがありますが、ここまでを読みました。',
  );
  expect(said({ read: 0, found: 0 })).toBe('リストは空でした。');
  expect(said({ gone: 2 }, en)).toBe('Posts read: 3. Found outside: 1. Gone from there: 2.');
});

test('why it could not be read, and what to do', () => {
  expect(said({ failure: 'timeout' }, ja, failure)).toBe('答えがありません。 後で読みます。');
  expect(said({ failure: 'timeout' }, en, failure)).toBe('No answer. It is read later.');
});

import { describe, expect, test } from 'vitest';
import {
  editPassed,
  foldAddress,
  type LoggedPost,
  passedBarrier,
} from '../../../../shared/posting/imported/compare-imported.ts';
import type { ImportedPost } from '../../../../shared/posting/imported/imported-post.ts';

const address = 'https://bsky.app/profile/did:plc:abc/post/3k';
const post = (changes: Partial<ImportedPost> = {}): ImportedPost => ({
  key: 'k',
  address,
  act: 'post',
  text: '',
  at: '2026-11-29T00:00:00.000Z',
  ...changes,
});
const logged = (changes: Partial<LoggedPost> = {}): LoggedPost => ({
  address: null,
  act: 'post',
  text: '除雪のお知らせ',
  at: '2026-11-28T23:59:00.000Z',
  ...changes,
});
const passed = (text: string, log: LoggedPost, changes: Partial<ImportedPost> = {}) =>
  passedBarrier(post(changes), text, [log]);

describe('by its address', () => {
  test.each([
    ['the same', address, true],
    ['with a slash', `${address}/`, true],
    ['in capitals of its host', address.replace('bsky.app', 'BSKY.APP'), true],
    ['another', `${address}2`, false],
  ])('%s', (_, known, expected) => {
    expect(passed('別の文章です', logged({ address: known, at: '2020-01-01T00:00:00Z' }))).toBe(
      expected,
    );
  });

  test('the same text at another address is another post', () => {
    expect(passed('除雪のお知らせ', logged({ address: `${address}2` }))).toBe(false);
  });

  test('an address is folded as far as it means the same', () => {
    expect(foldAddress('HTTPS://Blog.Example/A/#top')).toBe('https://blog.example/A');
  });
});

describe('by its text, where the log has no address', () => {
  test.each([
    ['the same', '除雪の お知らせ', logged(), true],
    [
      'the title and a part of it',
      '除雪のお知らせ',
      logged({ text: '題\n除雪のお知らせです。' }),
      true,
    ],
    ['another', '防災訓練の日程', logged(), false],
    ['a word that is in it by chance', '除雪', logged(), false],
    [
      'the same an hour before',
      '除雪のお知らせ',
      logged({ at: '2026-11-28T23:00:00.000Z' }),
      false,
    ],
    [
      'scheduled a week before',
      '除雪のお知らせ',
      logged({ act: 'schedule', at: '2026-11-22T00:00:00.000Z' }),
      true,
    ],
    [
      'scheduled afterwards',
      '除雪のお知らせ',
      logged({ act: 'schedule', at: '2026-11-29T09:00:00.000Z' }),
      false,
    ],
    ['nothing but a picture, both', '', logged({ text: '' }), false],
  ])('%s', (_, text, log, expected) => {
    expect(passed(text, log)).toBe(expected);
  });

  test('a repost has no text: one of that time is it', () => {
    const repost = { act: 'repost', address: null } as const;
    expect(passed('', logged({ act: 'repost', text: '' }), repost)).toBe(true);
    expect(passed('', logged({ text: '' }), repost)).toBe(false);
  });
});

describe('an edit', () => {
  const edit = (changes: Partial<LoggedPost> = {}) => logged({ act: 'edit', address, ...changes });
  test.each([
    ['that made this text', '除雪のお知らせ', edit(), true],
    ['before it', '除雪は中止です', edit(), false],
    ['without an address', '除雪のお知らせ', edit({ address: null }), true],
    ['of another post', '除雪のお知らせ', edit({ address: `${address}2` }), false],
    ['that is none', '除雪のお知らせ', edit({ act: 'post' }), false],
  ])('%s', (_, text, log, expected) => {
    expect(editPassed(post(), text, [log])).toBe(expected);
  });
});

import { expect, test } from 'vitest';
import { noticeText } from '../../../../proxy/hub/notifications/notice-text.ts';

const facts = { title: 'A', service: 'X', reference: 'R-1', path: '/disasters' };
const notice = (changes: Partial<typeof facts>) => ({
  ...{ key: 'k', kind: 'disaster-thrown' as const, at: '', channel: 'mail', address: 'a@b.jp' },
  facts: { ...facts, ...changes },
});

test('says kind, service, title, reference and where to look', () => {
  const { subject, text, link } = noticeText(notice({}), 'https://hub.example.jp');
  expect(subject).toBe('[関所] 災害時の投稿に切り替わりました: X');
  expect(link).toBe('https://hub.example.jp/disasters');
  for (const part of ['サービス: X', '件名: A', '参照番号: R-1', link])
    expect(text).toContain(part);
});

test('a title starts no line and no header of its own', () => {
  const { subject, text } = noticeText(
    notice({ service: 'X\r\nBcc: a@evil.example', title: 'A\n\nhttps://evil.example\u202e' }),
    'https://hub.example.jp',
  );
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text.split('\n').filter((line) => line.startsWith('https://evil'))).toEqual([]);
  expect(text).not.toContain('\u202e');
});

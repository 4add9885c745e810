import { expect, test } from 'vitest';
import { ownHalf } from '../../../extension/pages/own-half.ts';

test.each([
  ['both languages', '直してください / mend it', '直してください', 'mend it'],
  ['no space before', '読めません。/ Unreadable.', '読めません。', 'Unreadable.'],
  ['a path inside', '/a/b が変です / /a/b is odd', '/a/b が変です', '/a/b is odd'],
  ['one language', 'only English / with a slash', 'only English / with a slash', ''],
  ['Japanese on both sides', '許可 / 遮断', '許可 / 遮断', ''],
])('%s', (_name, text, ja, en) => {
  expect(ownHalf(text, 'ja')).toBe(ja);
  expect(ownHalf(text, 'en')).toBe(en === '' ? text : en);
});

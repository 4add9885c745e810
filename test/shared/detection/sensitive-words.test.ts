import { expect, it } from 'vitest';
import {
  cheapSensitive,
  groupOf,
  sensitiveWord,
} from '../../../shared/detection/sensitive-words.ts';

it.each([
  ['診断名', 'health'],
  ['自殺', 'health'],
  ['糖尿病', 'health'],
  ['人工透析', 'health'],
  ['妊娠', 'health'],
  ['喘息', 'health'],
  ['徘徊', 'health'],
  ['てんかん', 'health'],
  ['ADHD', 'health'],
  ['うつ病', 'health'],
  ['流産', 'health'],
  ['自閉', 'health'],
  ['ひきこもり', 'welfare'],
  ['一時保護', 'welfare'],
  ['ホームレス', 'welfare'],
  ['要介護3', 'welfare'],
  ['療育手帳', 'welfare'],
  ['滞納', 'taxes'],
  ['自己破産', 'taxes'],
  ['非課税世帯', 'taxes'],
  ['ドメスティック', 'violence'],
  ['ストーカー', 'violence'],
  ['夫の暴力', 'violence'],
  ['前科', 'crime'],
  ['少年院', 'crime'],
  ['窃盗の容疑', 'crime'],
  ['トランスジェンダー', 'belief'],
  ['国籍離脱', 'belief'],
])('%s is of the group of %s, and passes the cheap test', (word, group) => {
  const [found] = word.matchAll(sensitiveWord);
  expect(found).toBeDefined();
  expect(found === undefined ? '' : groupOf(found)?.name).toContain(group);
  expect(cheapSensitive.test(word)).toBe(true);
});

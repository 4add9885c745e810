import { expect, test } from 'vitest';
import { ruleText } from '../../../extension/pages/rule-text.ts';
import { sayJapanese } from '../../support/say-japanese.ts';

test.each([
  ['a rule for uploads counts from one', 'uploads.rules[0]', 'アップロードの規則の 1 番目'],
  [
    'where no rule fits, that is said',
    'uploads.default',
    'アップロードの規則（どれにも当てはまらないとき）',
  ],
  ['a posting names its service', 'posting/bluesky/hours', '「bluesky」の投稿の規則'],
  ['no list at all', 'destinations.default', 'どのリストにもない宛先の扱い'],
  ['an entry stays as the list has it', 'games/games.localhost', 'games/games.localhost'],
  ['what turns the direction is spelled out', 'a\u202Eb', 'a⟨U+202E⟩b'],
])('%s', (_, rule, words) => {
  expect(ruleText(rule, sayJapanese)).toBe(words);
});

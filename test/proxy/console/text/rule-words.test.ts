import { expect, test } from 'vitest';
import { ruleText } from '../../../../extension/pages/rule-text.ts';
import { ruleWords } from '../../../../proxy/console/text/rule-words.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';
import { sayJapanese } from '../../../support/say-japanese.ts';

test.each([
  ['uploads.rules[1]', 'no. 2 of the rules for uploads'],
  ['uploads.default', 'the rules for uploads (where no rule fits)'],
  ['uploads.rules', 'the rules for uploads (where no rule fits)'],
  ['destinations.default', 'what holds for destinations on no list'],
])('%s is called here as whoever was stopped reads it', (rule, english) => {
  expect([ruleWords(ja, rule), ruleWords(en, rule)]).toEqual([
    ruleText(rule, sayJapanese),
    english,
  ]);
});

test('an entry stays as the list has it', () => {
  expect(ruleWords(ja, 'public-bodies/go.jp')).toBeNull();
});

import { expect, test } from 'vitest';
import { periodText } from '../../../../proxy/console/text/period-text.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

test.each([
  ['P31D', '31日', '31 days'],
  ['P1Y6M', '1年と6か月', '1 year and 6 months'],
  ['P1M', '1か月', '1 month'],
  ['P2W', '2週間', '2 weeks'],
  ['PT12H', '12時間', '12 hours'],
  ['PT1M', '1分', '1 minute'],
  ['P', 'P', 'P'],
  ['soon', 'soon', 'soon'],
])('%s: %s', (period, japanese, english) => {
  expect(periodText(period, ja)).toBe(japanese);
  expect(periodText(period, en)).toBe(english);
});

import { expect, test } from 'vitest';
import { entryEdits } from '../../../../proxy/console/text/entry-edits.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

const before = { match: 'a.example', until: '2026-12-01', units: ['総務企画部', '建設部'] };

test.each([
  ['nothing', {}, []],
  ['an end put off', { until: '2027-03-31' }, ['期限: 2026-12-01 → 2027-03-31']],
  [
    'what came and what went',
    { units: undefined, action: 'warn' as const, hours: { days: ['mon' as const] } },
    ['扱い: なし → 警告', '部署: 総務企画部・建設部 → なし', '使える曜日と時刻: なし → 月'],
  ],
])('%s', (_name, edit, expected) => {
  const { units, ...rest } = { ...before, ...edit };
  const after = { ...rest, ...(units && { units }) };
  expect(entryEdits(before, after, ja)).toEqual(expected);
});

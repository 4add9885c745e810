import { expect, test } from 'vitest';
import { mask } from '../../../shared/audit/mask.ts';
import { typedReason } from '../../../shared/audit/typed-reason.ts';
import { individual } from '../../proxy/inspection/build-documents.ts';

const people = Array.from(
  { length: 12 },
  (_, n) =>
    `山田${'一二三四五六七八九十百千'[n]}郎 秋田県横手市中央町${n + 1}-1 yamada${n}@example.jp`,
);

test.each([
  ['plain words stay', '研修の資料を見たい', '研修の資料を見たい'],
  ['a mark is a word', '取扱注意の資料の様式を見たい', '取扱注意の資料の様式を見たい'],
  ['a telephone number goes', '電話は 0182-35-2111 です', `電話は ${mask} です`],
  ['a mail address loses its name', 'tanaka@city.example へ', `t${mask}@city.example へ`],
  ['of a list of people nothing is left', people.join('\n'), mask],
])('%s', (_, text, expected) => expect(typedReason(text)).toBe(expected));

test('an Individual Number goes, however it is written', () => {
  const number = individual();
  const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  for (const text of [number, wide, number.replace(/(\d{4})(?=\d)/g, '$1-')]) {
    const kept = typedReason(`個人番号 ${text} の人の件`);
    expect(kept.normalize('NFKC').replace(/\D/g, '')).toBe('');
  }
});

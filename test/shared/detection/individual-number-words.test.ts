import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../../shared/detection/context.ts';
import {
  cheapLabel,
  individualNumberLabel,
  individualNumberWords,
} from '../../../shared/detection/individual-number-words.ts';

const word = (text: string) => nearestWord(text, text.length, text.length, individualNumberWords);
const isLabel = (text: string) => [...text.matchAll(individualNumberLabel)].length > 0;

describe('the words beside an Individual Number', () => {
  it.each([
    '個人番号: ',
    '個 人 番 号 ',
    'マイナンバーは',
    'まいなんばー：',
    'マイナンバ ',
    'マイナ番号 ',
    '個人No. ',
    'My Number: ',
    'my_number=',
    'ﾏ ｲ ﾅ ﾝ ﾊﾞｰ: ',
    '"myNumber":"',
    '"employeeMyNumber": ',
    'employee_my_number=',
    'individualNumber: ',
    'individual_no=',
    'kojinBango=',
    'kojin_bango: ',
    'kojin bangou ',
    'Social Security and Tax Number: ',
  ])('say what it is: %s', (text) => {
    expect(word(text)).toBe('own');
    expect(isLabel(text)).toBe(true);
    expect(cheapLabel.test(text)).toBe(true);
  });

  it.each([
    'マイナンバーカードの交付枚数 ',
    'マイナンバー制度の費用 ',
    'dummy number: ',
    'academy number ',
    'anonymous number ',
    'my notebook ',
  ])('are not in: %s', (text) => {
    expect(word(text)).not.toBe('own');
    expect(isLabel(text)).toBe(false);
  });

  it.each(['ヤマト運輸 ', 'ミーティングID: ', 'Tracking number: ', 'お客さま番号 '])(
    'are others in: %s',
    (text) => {
      expect(word(text)).toBe('other');
    },
  );
});

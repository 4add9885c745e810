import { describe, expect, it } from 'vitest';
import {
  isOfLicence,
  isOfMyNumberCard,
  myNumberCardFront,
} from '../../../shared/detection/card-face.ts';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { kindsIn } from '../../support/found-kinds.ts';

const number = `62149832025${individualNumberCheckDigit('62149832025')}`;
const front =
  '個 人 番 号 カ ー ド\n氏名 関所 太郎\n住所 秋田県横手市中央町1\n昭和50年4月1日生 性別 男\n2030年4月1日まで有効\n電子証明書の有効期限';
const back = `個人番号カード\n氏名 関所太郎\n生年月日 昭和50年4月1日 性別 男\n電子証明書\n有効期限 2030年\n${number}`;
const licence = `氏名 関所太郎 昭和50年4月1日生\n住所 横手市\n交付 令和05年\n2028年05月01日まで有効\n番号 第 号\n秋田県公安委員会`;

describe('the face of a card', () => {
  it('is that of an Individual Number Card', () => {
    expect(isOfMyNumberCard(back, back.indexOf(number))).toBe(true);
    expect(isOfMyNumberCard(licence, 40)).toBe(false);
    expect(kindsIn(back)).toContain('individual-number');
  });

  it('has a front without the number', () => {
    expect(myNumberCardFront(front)?.start).toBe(0);
    expect(kindsIn(front)).toContain('individual-number');
  });

  it('is not a page about the card', () => {
    const page =
      '個人番号カードには、氏名、住所、生年月日、性別、有効期限が記載されます。電子証明書の有効期限は5年です。';
    expect(myNumberCardFront(page)).toBeNull();
    expect(kindsIn(page)).toEqual([]);
  });

  it('is that of a driver licence', () => {
    expect(isOfLicence(licence, licence.indexOf('第'))).toBe(true);
    expect(isOfLicence('番号 第 号', 3)).toBe(false);
  });
});

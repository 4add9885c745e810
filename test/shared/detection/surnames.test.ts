import { describe, expect, it } from 'vitest';
import {
  isLikelyPersonName,
  isSurname,
  mayBePersonName,
} from '../../../shared/detection/surnames.ts';

describe('names of persons', () => {
  it.each(['佐藤一郎', '高橋 花子', '長谷川健', '林あゆみ', '髙橋ひろし'])(
    'are likely: %s',
    (name) => {
      expect(isLikelyPersonName(name)).toBe(true);
    },
  );

  it.each(['山口県', '田中商店', '中央公民館', '横手市', '佐藤', '株式会社山田', '', '2024'])(
    'are not likely: %s',
    (name) => {
      expect(isLikelyPersonName(name)).toBe(false);
    },
  );

  it.each(['佐藤一郎', 'サトウ イチロウ', 'さとう いちろう', 'Ichiro Sato', '喜屋武さん'])(
    'have the form: %s',
    (name) => {
      expect(mayBePersonName(name)).toBe(true);
    },
  );

  it.each(['横手市立図書館', 'https://a.example', '01234567'])('have not the form: %s', (name) => {
    expect(mayBePersonName(name)).toBe(false);
  });

  it('knows family names', () => {
    expect(isSurname('佐藤')).toBe(true);
    expect(isSurname('公民館')).toBe(false);
  });
});

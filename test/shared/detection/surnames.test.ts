import { describe, expect, it } from 'vitest';
import {
  isLikelyPersonName,
  isSurname,
  mayBeGivenName,
  mayBePersonName,
} from '../../../shared/detection/surnames.ts';

describe('names of persons', () => {
  it.each([
    '佐藤一郎',
    '高橋 花子',
    '長谷川健',
    '林あゆみ',
    '髙橋ひろし',
    '佐藤真由美様',
    '佐藤 一郎 様',
    '鈴木浩造殿',
    'サトウ　イチロウ',
    'ｻﾄｳ ｲﾁﾛｳ',
    'さとう いちろう',
    'Ichiro Satoh',
    'SATO ICHIRO',
    'Sato, Ichiro',
  ])('are likely: %s', (name) => {
    expect(isLikelyPersonName(name)).toBe(true);
  });

  it.each([
    'ヨコテ シリツ',
    'New York',
    'Chuo Park',
    '山口県',
    '田中商店',
    '佐藤内科',
    '鈴木食堂',
    '高橋自動車',
    '伊藤米穀',
    '田中屋',
    '中央公民館',
    '横手市',
    '佐藤',
    '株式会社山田',
    '',
    '2024',
  ])('are not likely: %s', (name) => {
    expect(isLikelyPersonName(name)).toBe(false);
  });

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

  it.each(['一郎', 'ｲﾁﾛｳ', 'Ichiro', 'あゆみ'])('may be given: %s', (name) => {
    expect(mayBeGivenName(name)).toBe(true);
  });

  it.each(['公民館', '090-0000', 'Main Street', '秋田県横手市'])('are not given: %s', (name) => {
    expect(mayBeGivenName(name)).toBe(false);
  });
});

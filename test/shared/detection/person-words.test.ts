import { describe, expect, it } from 'vitest';
import {
  isHistorical,
  isNameOfField,
  nameLabel,
  officeBefore,
  officeBehind,
  title,
} from '../../../shared/detection/person-words.ts';

describe('words beside a name', () => {
  it.each(['氏名：', '申請者の氏名 ', '患者名  ', 'Name: ', 'フリガナ:', '世帯主'])(
    'label it: %s',
    (before) => {
      expect(nameLabel.test(before)).toBe(true);
    },
  );
  it.each(['横手市長 ', '教授の', '担当：', '代表取締役社長 ', '副議長 '])(
    'tell an office before it: %s',
    (before) => {
      expect(officeBefore.test(before)).toBe(true);
      expect(nameLabel.test(before)).toBe(false);
    },
  );
  it.each(['市長', '（見本病院院長）', '教授は'])('tell an office behind it: %s', (behind) => {
    expect(officeBehind.test(behind)).toBe(true);
  });
  it.each(['さん', '様', ' 殿', '氏は'])('are a title: %s', (behind) => {
    expect(title.test(behind)).toBe(true);
  });
  it('are none: 様々, 氏族, 様式', () => {
    expect(['様々な', '氏族', '様式'].filter((behind) => title.test(behind))).toEqual([]);
  });
  it('name fields', () => {
    expect(['氏名', '児童名', '氏 名', '佐藤'].map(isNameOfField)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
  it('are those of history', () => {
    expect([isHistorical('夏目 漱石'), isHistorical('佐藤一郎')]).toEqual([true, false]);
  });
});

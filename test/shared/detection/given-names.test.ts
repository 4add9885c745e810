import { describe, expect, it } from 'vitest';
import { givenNameForm } from '../../../shared/detection/given-names.ts';

describe('the form of a given name', () => {
  it.each(['一郎', '花子', '善次郎', '陽菜', '翔', 'さくら', 'トメ', 'トシ子', '由美子', '虎之助'])(
    'is that of %s',
    (name) => {
      expect(givenNameForm(name)).toBeGreaterThan(0);
    },
  );
  it.each(['大学', '中央', '県民', '公園', '市内', '製薬', '第一', '時代', '町', 'から', ''])(
    'is not that of %s',
    (word) => {
      expect(givenNameForm(word)).toBe(0);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { anyMark, cheapMark, markOf, marks } from '../../../shared/detection/mark-names.ts';
import { defaultUploads } from '../../../shared/policy/uploads-schema.ts';

const namesIn = (text: string) => [...text.matchAll(anyMark)].map((each) => markOf(each).name);

describe('the names of marks', () => {
  it.each(marks.map(({ name }) => name))(
    '%s is read as itself, and passes the cheap test',
    (name) => {
      expect(namesIn(name)).toEqual([name]);
      expect(cheapMark.test(name)).toBe(true);
    },
  );

  it('have a level each where the policy says nothing', () => {
    const levels: object = defaultUploads.levelOf;
    expect(marks.filter(({ name }) => !(`mark:${name}` in levels))).toEqual([]);
  });

  it.each([
    ['取り扱い要注意', '取扱注意'],
    ['取 扱 注 意', '取扱注意'],
    ['持ち出しを禁ずる', '持出禁止'],
    ['持出不可', '持出禁止'],
    ['機密性:3A', '機密性3A'],
    ['機密性三', '機密性3'],
    ['関係者のみ', '関係者限り'],
  ])('%s is another spelling of %s', (text, name) => {
    expect(namesIn(text)).toEqual([name]);
    expect(cheapMark.test(text)).toBe(true);
  });

  it.each(['秘書', '神秘', '便秘', '極秘裏', '取扱注意事項', '機密性30', '機密性一覧', '秘密の話'])(
    'are not in %s',
    (text) => {
      expect(namesIn(text)).toEqual([]);
    },
  );
});

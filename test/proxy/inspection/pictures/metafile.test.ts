import { describe, expect, it } from 'vitest';
import { isMetafile, metafileText } from '../../../../proxy/inspection/pictures/metafile.ts';
import { emfOf, wmfOf } from '../build-metafiles.ts';

describe('a metafile', () => {
  it.each([
    ['EMF', emfOf],
    ['WMF', wmfOf],
  ])('has its words read, line by line: %s', (_, made) => {
    const bytes = made([
      { y: 10, text: '個人番号' },
      { y: 10, text: '横手市' },
      { y: 30, text: '備' },
      { y: 30, text: '考' },
    ]);
    expect(metafileText(bytes)).toBe('個人番号 横手市\n備考');
  });

  it('is told by how it begins', () => {
    const texts = [{ y: 1, text: 'a' }];
    expect([emfOf(texts), wmfOf(texts), Buffer.alloc(99), Buffer.of(1)].map(isMetafile)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('has no words where it holds glyphs', () => {
    expect(metafileText(emfOf([{ y: 1, text: 'abc', options: 0x10 }]))).toBe('');
  });

  it('is read as far as it goes', () => {
    for (const bytes of [emfOf([{ y: 1, text: '横手市' }]), wmfOf([{ y: 1, text: '横手市' }])]) {
      for (let length = 0; length < bytes.length; length++) {
        expect(['', '横手市']).toContain(metafileText(bytes.subarray(0, length)));
      }
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at] = 0xff;
        expect(typeof metafileText(changed)).toBe('string');
      }
    }
  });
});

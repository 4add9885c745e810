import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';

const shown = (text: string) =>
  detect([textPart(text)])
    .filter(({ kind }) => kind === 'address')
    .map(({ masked }) => masked);

describe('addresses', () => {
  it.each([
    ['秋田県横手市中央町99番98号', ['秋田県横手市••••']],
    ['北海道札幌市北区北四十条西19丁目5-10', ['北海道札幌市北区••••']],
    ['青森県三戸郡南部町大字例示字館999番地1', ['青森県三戸郡南部町••••']],
    ['横手市例示町１－２－３に住む', ['横手市••••']],
    ['横手市条例第12号', []],
    ['各市町村1名', []],
    ['都市計画2-3号線', []],
    ['横手市では10時30分から', []],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('believes a header where the municipality is left out', () => {
    const rows = [['1', '例示町字見本1-99']];
    const kinds = (header: string) =>
      detect([tablePart([['番号', header], ...rows])]).map(({ kind }) => kind);
    expect(kinds('住所')).toContain('address');
    expect(kinds('路線')).not.toContain('address');
  });
});

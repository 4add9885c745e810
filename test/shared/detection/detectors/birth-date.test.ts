import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';

const found = (...parts: Parameters<typeof tablePart>[0][]) =>
  parts.map((rows) => detect([tablePart(rows)]).filter(({ kind }) => kind === 'birth-date').length);

describe('dates of birth', () => {
  it.each([
    ['生年月日：昭和55年3月1日', true],
    ['H17.10.1生', true],
    ['生年月日(西暦): 19901225', true],
    ['生年月日：１９８０年３月１日', true],
    ['Date of birth: 1975-11-30', true],
    ['届出日は令和8年4月1日', false],
    ['2005年10月1日、横手市が誕生した。', false],
    ['昭和55年3月1日生産', false],
    ['生年月日を記入。有効期限：R10.3.31', false],
  ])('%s: %s', (text, expected) => {
    expect(detect([textPart(text)]).some(({ kind }) => kind === 'birth-date')).toBe(expected);
  });

  it('asks the header, or a name beside it', () => {
    expect(
      found(
        [
          ['番号', '生年月日'],
          ['1', 'S40.1.1'],
        ],
        [
          ['施設名', '設置年月日'],
          ['公民館', 'S40.1.1'],
        ],
        [['佐藤 一郎', '1955/04/01']],
        [['会場', '1955/04/01']],
      ),
    ).toEqual([1, 0, 1, 0]);
  });
});

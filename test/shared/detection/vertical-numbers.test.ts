import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { detect } from '../../../shared/detection/detect.ts';
import { tablePart } from '../../../shared/detection/part.ts';
import { verticalNumbers } from '../../../shared/detection/vertical-numbers.ts';

const number = `62149832025${individualNumberCheckDigit('62149832025')}`;
const below = [['氏名', '個人番号'], ...[...number].map((each) => ['', each])];
const beside = [...number].map((each, at) => [at === 0 ? '個人番号' : '', each, 'x']);

describe('numbers written downwards', () => {
  it.each([
    ['below their label', below, { row: 1, column: 1 }],
    ['beside it', beside, { row: 0, column: 1 }],
  ])('%s', (_, rows, place) => {
    expect(verticalNumbers(rows)).toEqual([{ label: '個人番号', digits: number, ...place }]);
    const cell = `B${place.row + 1}`;
    expect(detect([tablePart(rows)])).toMatchObject([
      { kind: 'individual-number', place: { cell } },
    ]);
  });

  it.each([
    ['a column of marks', [['評価'], ...[...number].map((each) => [each])]],
    ['one more digit', [['個人番号'], ...[...`${number}3`].map((each) => [each])]],
    ['no label', [...number].map((each) => [each])],
  ])('none: %s', (_, rows) => {
    expect(detect([tablePart(rows)])).toEqual([]);
  });
});

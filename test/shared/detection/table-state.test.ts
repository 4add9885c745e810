import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { individualNumber } from '../../../shared/detection/detectors/individual-number.ts';
import { paymentCard } from '../../../shared/detection/detectors/payment-card.ts';
import { tablePart } from '../../../shared/detection/part.ts';
import { createTableState } from '../../../shared/detection/table-state.ts';

const found = { start: 0, end: 5, confidence: 0.3, masked: '', value: 'value' };

function confidence(header: string): number | undefined {
  const state = createTableState([individualNumber], { persons: 10 }, {});
  state.add(tablePart([[header], ['なし']]));
  state.hold(individualNumber, { row: 1, column: 0 }, found);
  return state.finish().inCells[0]?.candidate.confidence;
}

const wide = (digits: string) =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

describe('a table while its rows pass', () => {
  it('raises what stands under its own header, and lowers what stands under another', () => {
    expect(confidence('個人番号')).toBe(0.8);
    expect(confidence('電話番号')).toBe(0);
    expect(confidence('備考')).toBe(0.3);
  });

  it('gives back what was found with its place', () => {
    const state = createTableState([individualNumber], { persons: 10 }, {});
    const place = { sheet: '名簿' };
    state.add({ ...tablePart([['a'], ['b', 'c']], place), rowNumbers: [7, 9] });
    state.hold(individualNumber, { row: 1, column: 1 }, found);
    const held = { detector: individualNumber, candidate: found };
    expect(state.finish()).toEqual({
      inCells: [{ ...held, place, rowNumber: 9, column: 1 }],
      ofTable: [],
    });
  });

  it('says when it keeps nothing more of a detector', () => {
    const state = createTableState([individualNumber], { persons: 10 }, {});
    for (let row = 0; row < 20_000; row++) {
      expect(state.isFull(individualNumber)).toBe(false);
      state.hold(individualNumber, { row, column: 0 }, found);
    }
    expect(state.isFull(individualNumber)).toBe(true);
    expect(state.isFull(paymentCard)).toBe(false);
  });

  it.each([
    ['in full-width digits', (digits: string) => wide(digits)],
    ['in groups', (digits: string) => digits.replace(/(.{4})(?=.)/g, '$1 ')],
  ])('judges cells that are written %s by their digits', (_, write) => {
    const state = createTableState([individualNumber], { persons: 10 }, {});
    const bases = ['31415926535', '27182818284', '16180339887', '14142135623', '17320508075'];
    const column = bases.map((base) => write(`${base}${individualNumberCheckDigit(base)}`));
    state.add(tablePart(column.map((cell) => [cell])));
    state.hold(individualNumber, { row: 1, column: 0 }, found);
    expect(state.finish().inCells[0]?.candidate.confidence).toBe(0.8);
  });
});

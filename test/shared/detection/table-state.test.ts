import { describe, expect, it } from 'vitest';
import { individualNumber } from '../../../shared/detection/detectors/individual-number.ts';
import { tablePart } from '../../../shared/detection/part.ts';
import { createTableState } from '../../../shared/detection/table-state.ts';

const found = {
  kind: 'individual-number',
  count: 1,
  confidence: 0.3,
  place: {},
  masked: '',
} as const;

function confidence(header: string): number | undefined {
  const state = createTableState([individualNumber], { persons: 10 }, {});
  state.add(tablePart([[header], ['なし']]));
  state.hold(individualNumber, { row: 1, column: 0 }, 'value', found);
  return state.finish()[0]?.found.confidence;
}

describe('a table while its rows pass', () => {
  it('raises what stands under its own header, and lowers what stands under another', () => {
    expect(confidence('個人番号')).toBe(0.8);
    expect(confidence('電話番号')).toBe(0);
    expect(confidence('備考')).toBe(0.3);
  });

  it('gives the value back to the detection alone', () => {
    const state = createTableState([individualNumber], { persons: 10 }, {});
    state.hold(individualNumber, { row: 1, column: 0 }, 'value', found);
    expect(state.finish()).toEqual([{ found, value: 'value' }]);
  });
});

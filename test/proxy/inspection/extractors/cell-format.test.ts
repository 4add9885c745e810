import { describe, expect, it } from 'vitest';
import { readFormats, shownNumber } from '../../../../proxy/inspection/extractors/cell-format.ts';

describe('numbers of a sheet', () => {
  it.each<[string, string, Parameters<typeof shownNumber>[1], string]>([
    ['as they are', '12.5', null, '12.5'],
    ['12 digits written with an exponent', '1.23456789012E11', null, '123456789012'],
    ['a date', '33966', 'date', '1992-12-28'],
    ['a date with its time', '33966.5', 'date', '1992-12-28 12:00'],
    ['a time', '0.260424', 'time', '6:15'],
    ['a time of some day', '33966.760424', 'time', '18:15'],
    ['leading zeros', '42', { digits: 5 }, '00042'],
    ['what is no number', 'x', 'date', 'x'],
  ])('are shown: %s', (_, value, format, shown) => {
    expect(shownNumber(value, format)).toBe(shown);
  });

  it('knows built-in and own formats', () => {
    const styles =
      '<s><numFmt numFmtId="170" formatCode="0000000"/><numFmt numFmtId="171" formatCode="[$-411]ggge&quot;年&quot;"/><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></s>';
    expect(readFormats(styles)).toEqual([null, 'date', 'time', { digits: 7 }, 'date']);
    expect(readFormats('<!DOCTYPE a>')).toEqual([]);
  });
});

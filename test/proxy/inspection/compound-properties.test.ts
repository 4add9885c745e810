import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../proxy/inspection/compound-file.ts';
import { propertyText } from '../../../proxy/inspection/compound-properties.ts';
import { compoundOf, propertySet } from './build-compound.ts';
import { encoded } from './build-documents.ts';

const textOf = (set: Uint8Array, name = '\u0005SummaryInformation') =>
  propertyText(readCompoundFile(compoundOf({ [name]: set, Data: set })).root);

describe('propertyText', () => {
  it.each([
    ['in UTF-16', ['防災計画', '田中'], '防災計画\n田中'],
    ['in Shift_JIS', [encoded('防災計画\0', 'SJIS')], '防災計画'],
  ])('gives values %s', (_, values, expected) => {
    expect(textOf(propertySet(values))).toBe(expected);
    expect(textOf(propertySet(values), '\u0005DocumentSummaryInformation')).toBe(expected);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half a set', propertySet(['題名']).subarray(0, 70)],
    ['a count that lies', Buffer.from(propertySet(['題名'])).fill(0xff, 52, 56)],
  ])('reads what can be read of %s', (_, set) => {
    expect(() => textOf(set)).not.toThrow();
  });
});

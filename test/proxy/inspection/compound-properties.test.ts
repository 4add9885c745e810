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

  it('puts the name of an own field before its value', () => {
    const name = Buffer.from('MSIP_Label_Enabled\0', 'ascii');
    const dictionary = Buffer.concat([
      Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, name.length, 0, 0, 0]),
      name,
      Buffer.alloc((4 - (name.length % 4)) % 4),
    ]);
    expect(textOf(withDictionary(propertySet(['true']), dictionary))).toBe(
      'MSIP_Label_Enabled: true',
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half a set', propertySet(['題名']).subarray(0, 70)],
    ['a count that lies', Buffer.from(propertySet(['題名'])).fill(0xff, 52, 56)],
  ])('reads what can be read of %s', (_, set) => {
    expect(() => textOf(set)).not.toThrow();
  });
});

/** Adds property 0, the names of the others, to a set with one value. */
function withDictionary(set: Uint8Array, dictionary: Buffer): Uint8Array {
  const head = Buffer.from(set.subarray(0, 48));
  const body = Buffer.from(set.subarray(48 + 16));
  const at = 8 + 2 * 8;
  const index = Buffer.alloc(at);
  index.writeUInt32LE(at + body.length + dictionary.length, 0);
  index.writeUInt32LE(2, 4);
  index.writeUInt32LE(0, 8);
  index.writeUInt32LE(at + body.length, 12);
  index.writeUInt32LE(2, 16);
  index.writeUInt32LE(at, 20);
  return Buffer.concat([head, index, body, dictionary]);
}

import { describe, expect, it } from 'vitest';
import { luhnCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { detect } from '../../../../shared/detection/detect.ts';
import { textPart } from '../../../../shared/detection/part.ts';

const card = (base: string) => `${base}${luhnCheckDigit(base)}`;
const masks = (text: string) =>
  detect([textPart(text)]).map(({ kind, masked }) => `${kind} ${masked}`);

describe('payment cards', () => {
  it('show their last four digits and no other', () => {
    const number = card('411111111111111');
    expect(masks(`カード番号 ${number}`)).toEqual([
      `payment-card ${'•'.repeat(12)}${number.slice(-4)}`,
    ]);
  });

  it('are no other numbers of their length', () => {
    expect(masks(`追跡番号 ${card('411111111111111')}`)).toEqual([]);
    expect(masks(`IMEI ${card('35209900176148')}`)).toEqual([]);
  });

  it('need a keyword where thirteen digits say little', () => {
    const number = card('422222222222');
    expect(masks(`値 ${number}`)).toEqual([]);
    expect(masks(`VISAカード番号 ${number}`)).toHaveLength(1);
  });

  it.each([
    ['American Express in 4-6-5', card('37828224631000').replace(/^(.{4})(.{6})/, '$1 $2 ')],
    ['Diners in 4-6-4', card('3056930902590').replace(/^(.{4})(.{6})/, '$1-$2-')],
    ['nineteen digits', card('400000000012345678').replace(/(\d{4})(?=\d)/g, '$1 ')],
    ['a line a group', `カード番号\n${card('491651230987645').replace(/(\d{4})(?=\d)/g, '$1\n')}`],
  ])('are read: %s', (_, text) => {
    expect(masks(text)).toHaveLength(1);
  });

  it.each([
    ['an id of a record', `"id": ${card('491651230987645')}`],
    ['an address of a page', `https://city.example/p/${card('491651230987645')}.html`],
  ])('are not: %s', (_, text) => {
    expect(masks(text)).toEqual([]);
  });
});
